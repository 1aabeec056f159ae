// The commands that images share, one line a name. What is not here the interpreter brings along (grep, sed, awk ...).
import type { Command } from '../program'
import { bc } from './bc'
import { cat } from './cat'
import { chown } from './chown'
import { curl } from './curl'
import { date } from './date'
import { dd } from './dd'
import { df } from './df'
import { dig } from './dig'
import { echo, pwd, test } from './echo'
import { free } from './free'
import { getent } from './getent'
import { head } from './head'
import { hostname } from './hostname'
import { id } from './id'
import { ip, route } from './ip'
import { kill, killall, pgrep } from './kill'
import { ls } from './ls'
import { mktemp } from './mktemp'
import { mount } from './mount'
import { nc } from './nc'
import { netstat } from './netstat'
import { nohup } from './nohup'
import { env, failure, nothing, printenv } from './nothing'
import { nproc } from './nproc'
import { nslookup } from './nslookup'
import { paste } from './paste'
import { packageTools } from './package-tools'
import { ping } from './ping'
import { jobs, ps } from './ps'
import { mkfifo, vi } from './refusals'
import { seq } from './seq'
import { sh } from './shells'
import { sleep } from './sleep'
import { stat } from './stat'
import { stress } from './stress'
import { sysctl } from './sysctl'
import { tail } from './tail'
import { telnet } from './telnet'
import { timeout } from './timeout'
import { top } from './top'
import { touch } from './touch'
import { tr } from './tr'
import { trap } from './trap'
import { truncate } from './truncate'
import { uname } from './uname'
import { uniq } from './uniq'
import { uptime } from './uptime'
import { watch } from './watch'
import { wget } from './wget'
import { xargs } from './xargs'
import { yes } from './yes'

/** Everything that a shell of a course needs. */
export const COMMON_COMMANDS: readonly (readonly [string, Command])[] = [
  ['sh', sh],
  ['bash', sh],
  ['ash', sh],
  ['dash', sh],
  ['bc', bc],
  ['apk', packageTools],
  ['apt', packageTools],
  ['apt-get', packageTools],
  ['dnf', packageTools],
  ['yum', packageTools],
  ['chgrp', chown],
  ['chown', chown],
  ['curl', curl],
  ['date', date],
  ['dd', dd],
  ['df', df],
  ['dig', dig],
  ['fallocate', truncate],
  ['free', free],
  ['env', env],
  ['getent', getent],
  ['groups', id],
  ['head', head],
  ['hostname', hostname],
  ['id', id],
  ['ifconfig', ip],
  ['ip', ip],
  ['jobs', jobs],
  ['kill', kill],
  ['killall', killall],
  ['ls', ls],
  ['mktemp', mktemp],
  ['mount', mount],
  ['nc', nc],
  ['ncat', nc],
  ['netstat', netstat],
  ['nice', nohup],
  ['nohup', nohup],
  ['nproc', nproc],
  ['nslookup', nslookup],
  ['paste', paste],
  ['pgrep', pgrep],
  ['ping', ping],
  ['pkill', killall],
  ['printenv', printenv],
  ['ps', ps],
  ['seq', seq],
  ['sleep', sleep],
  ['ss', netstat],
  ['stat', stat],
  ['stdbuf', nohup],
  ['sudo', nohup],
  ['stress', stress],
  ['sync', nothing],
  ['tail', tail],
  ['timeout', timeout],
  ['top', top],
  ['touch', touch],
  ['tr', tr],
  ['trap', trap],
  ['truncate', truncate],
  ['ulimit', nothing],
  ['uname', uname],
  ['uniq', uniq],
  ['uptime', uptime],
  ['watch', watch],
  ['wget', wget],
  ['whoami', id],
  ['xargs', xargs],
  ['yes', yes],
]

/** What busybox has and the images of distributions do not bring along. */
export const BUSYBOX_COMMANDS: readonly (readonly [string, Command])[] = [
  ['mkfifo', mkfifo],
  ['route', route],
  ['sysctl', sysctl],
  ['telnet', telnet],
  ['vi', vi],
]

/** Commands that run without the interpreter when nothing surrounds them (`exec`, probes); inside of scripts it has its own. */
export const PLAIN_COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['cat', cat],
  ['[', test],
  ['echo', echo],
  ['pwd', pwd],
  ['test', test],
  ['true', nothing],
  ['false', failure],
])
