import { quick } from '../program'

/** `hostname`, `hostname -i`, `hostname -f`, `hostname -s` */
export const hostname = quick((call) => {
  const { machine, args } = call
  const name = machine.options.hostname
  const flag = args[0]
  if (flag !== undefined && !flag.startsWith('-')) {
    call.err(`hostname: sethostname: Operation not permitted\n`)
    return 1
  }
  if (flag === '-i' || flag === '-I') call.out(`${machine.caller.ip}${flag === '-I' ? ' ' : ''}\n`)
  else if (flag === '-f' || flag === '--fqdn')
    call.out(
      `${fullName(machine.files.existsSync('/etc/hosts') ? machine.files.readTextSync('/etc/hosts') : '', name)}\n`,
    )
  else call.out(`${flag === '-s' ? name.split('.')[0] : name}\n`)
  return 0
})

function fullName(hosts: string, name: string): string {
  const line = hosts
    .split('\n')
    .map((each) => each.trim().split(/\s+/))
    .find((words) => words.slice(1).includes(name))
  return line?.[1] ?? name
}
