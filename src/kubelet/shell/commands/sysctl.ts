import { quick } from '../program'

/** What the kernel says where a Pod asked for nothing else. */
const DEFAULTS: Readonly<Record<string, string>> = {
  'kernel.shm_rmid_forced': '0',
  'kernel.msgmax': '8192',
  'net.core.somaxconn': '4096',
  'net.ipv4.ip_forward': '1',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0\t2147483647',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_keepalive_intvl': '75',
  'net.ipv4.tcp_keepalive_probes': '9',
  'net.ipv4.tcp_keepalive_time': '7200',
  'net.ipv4.tcp_syncookies': '1',
  'vm.max_map_count': '65530',
  'vm.swappiness': '60',
}

/** `sysctl NAME ...`, `sysctl -n NAME`, `sysctl -w NAME=VALUE` */
export const sysctl = quick((call) => {
  const { security } = call.machine.options
  const known: Readonly<Record<string, string>> = { ...DEFAULTS, ...security.sysctls }
  const words = call.args.filter((arg) => !arg.startsWith('-'))
  let exitCode = 0
  for (const word of words) {
    const [given = '', value] = word.split('=')
    const name = given.replaceAll('/', '.')
    const refused =
      known[name] === undefined
        ? 'No such file or directory'
        : value === undefined
          ? undefined
          : 'Read-only file system'
    if (refused === undefined) {
      call.out(call.args.includes('-n') ? `${known[name]}\n` : `${name} = ${known[name]}\n`)
      continue
    }
    call.err(`sysctl: error ${value === undefined ? 'reading' : 'setting'} key '${name}': ${refused}\n`)
    exitCode = 1
  }
  return exitCode
})
