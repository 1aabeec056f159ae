import type { DnsType } from '../../../simulation/wire'
import { askServers, nameServer, resolveHost, reverseName } from '../resolver'
import { quick, type Invocation } from '../program'

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

/** `nslookup NAME [SERVER]`: in the form of busybox 1.28, or of bind elsewhere. */
export const nslookup = quick((call) => (call.machine.options.flavour === 'busybox' ? busybox(call) : bind(call)))

function busybox(call: Invocation): number {
  const { machine } = call
  const words = call.args.filter((arg) => !arg.startsWith('-'))
  const name = words[0]
  if (name === undefined) {
    call.err(
      'BusyBox v1.28.4 multi-call binary.\n\nUsage: nslookup [HOST] [SERVER]\n\nQuery the nameserver for the IP address of the given HOST\noptionally using a specified DNS server\n',
    )
    return 1
  }
  const server = words[1] === undefined ? nameServer(machine) : addressOf(machine, words[1])
  if (server !== undefined) {
    call.out(`Server:    ${server}\nAddress 1: ${addressLine(call, server)}\n\n`)
  }
  const found = IPV4.test(name)
    ? { kind: 'found' as const, addresses: [name] }
    : words[1] === undefined
      ? resolveHost(machine, name)
      : askServers(machine, name, 'A', server ? { server } : {})
  if (found.kind !== 'found') {
    call.err(`nslookup: can't resolve '${name}'\n`)
    return 1
  }
  call.out(`Name:      ${name}\n`)
  for (const [i, ip] of found.addresses.entries()) call.out(`Address ${i + 1}: ${addressLine(call, ip)}\n`)
  return 0
}

function addressLine(call: Invocation, ip: string): string {
  const name = reverseName(call.machine, ip)
  return name ? `${ip} ${name}` : ip
}

function addressOf(machine: Invocation['machine'], name: string): string | undefined {
  const found = resolveHost(machine, name)
  return found.kind === 'found' ? found.addresses[0] : undefined
}

function bind(call: Invocation): number {
  const { machine } = call
  const words = call.args.filter((arg) => !arg.startsWith('-'))
  const type = (call.args
    .map((arg) => /^-(?:query|type|q)=(\w+)$/i.exec(arg)?.[1])
    .find(Boolean)
    ?.toUpperCase() ?? 'A') as DnsType
  const name = words[0] ?? ''
  const server = words[1] === undefined ? nameServer(machine) : addressOf(machine, words[1])
  const found =
    server === undefined
      ? { kind: 'no server' as const }
      : IPV4.test(name)
        ? undefined
        : askServers(machine, name, type, { server })
  if (found?.kind === 'no server') {
    call.out(';; connection timed out; no servers could be reached\n\n')
    return 1
  }
  if (!IPV4.test(name)) call.out(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`)
  if (!found) {
    const back = reverseName(machine, name)
    call.out(
      back
        ? `${name.split('.').reverse().join('.')}.in-addr.arpa\tname = ${back}.\n\n`
        : `** server can't find ${name.split('.').reverse().join('.')}.in-addr.arpa: NXDOMAIN\n\n`,
    )
    return back ? 0 : 1
  }
  if (found.kind === 'missing') {
    call.out(
      found.code === 'NODATA'
        ? `*** Can't find ${name}: No answer\n\n`
        : `** server can't find ${name}: ${found.code}\n\n`,
    )
    return 1
  }
  if (type === 'SRV') {
    for (const data of found.addresses) call.out(`${found.name}\tservice = ${data}\n`)
    call.out('\n')
    return 0
  }
  const alias = found.answer?.records.find((record) => record.type === 'CNAME')
  if (alias) call.out(`${alias.name}\tcanonical name = ${alias.data}.\n`)
  for (const ip of found.addresses) call.out(`Name:\t${alias?.data ?? found.name}\nAddress: ${ip}\n`)
  call.out('\n')
  return 0
}
