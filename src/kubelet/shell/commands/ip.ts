import { quick, type Invocation } from '../program'

const network = ({ machine }: Invocation): string => machine.caller.ip.replace(/\.\d+$/, '')

/** `ip addr`, `ip a`, `ifconfig`, `ip route`, `ip link add`: the one interface of a Pod. */
export const ip = quick((call) => {
  const { caller, options } = call.machine
  if (call.name === 'ifconfig') {
    call.out(
      `eth0      Link encap:Ethernet\n          inet addr:${caller.ip}  Mask:255.255.255.0\n\nlo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0\n`,
    )
    return 0
  }
  const [object = 'addr', verb = 'show'] = call.args.filter((arg) => !arg.startsWith('-'))
  if (['add', 'del', 'delete', 'set', 'change', 'replace'].includes(verb)) {
    // What a privileged container changes here nobody sees but itself; it is not kept.
    if (options.security.isPrivileged) return 0
    call.err(`${options.flavour === 'busybox' ? 'ip: ' : ''}RTNETLINK answers: Operation not permitted\n`)
    return 2
  }
  if (object.startsWith('r')) {
    call.out(`default via ${network(call)}.1 dev eth0\n`)
    return 0
  }
  const address = (text: string): string => (object.startsWith('l') ? '' : `    inet ${text}\n`)
  call.out(
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN\n${address('127.0.0.1/8 scope host lo')}` +
      `2: eth0@if3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 state UP\n${address(`${caller.ip}/24 scope global eth0`)}`,
  )
  return 0
})

/** `route`, `route -n` */
export const route = quick((call) => {
  const isNumeric = call.args.includes('-n')
  const line = (...[destination = '', gateway = '', mask = '', flags = '']: string[]): string =>
    `${destination.padEnd(15)} ${gateway.padEnd(15)} ${mask.padEnd(15)} ${flags.padEnd(5)} 0      0        0 eth0\n`
  call.out(
    `Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n` +
      line(isNumeric ? '0.0.0.0' : 'default', `${network(call)}.1`, '0.0.0.0', 'UG') +
      line(`${network(call)}.0`, isNumeric ? '0.0.0.0' : '*', '255.255.255.0', 'U'),
  )
  return 0
})
