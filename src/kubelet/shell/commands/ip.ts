import { quick } from '../program'

/** `ip addr`, `ip a`, `ifconfig`, `ip route`: the one interface of a Pod. */
export const ip = quick((call) => {
  const { caller } = call.machine
  if (call.name === 'ifconfig') {
    call.out(
      `eth0      Link encap:Ethernet\n          inet addr:${caller.ip}  Mask:255.255.255.0\n\nlo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0\n`,
    )
    return 0
  }
  if (call.args.some((arg) => arg.startsWith('r'))) {
    call.out(`default via ${caller.ip.replace(/\.\d+$/, '.1')} dev eth0\n`)
    return 0
  }
  call.out(
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 state UNKNOWN\n    inet 127.0.0.1/8 scope host lo\n2: eth0@if3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 state UP\n    inet ${caller.ip}/24 scope global eth0\n`,
  )
  return 0
})
