// The resolver of the C library: /etc/hosts, then the name servers of /etc/resolv.conf with search domains and ndots.
import type { DnsAnswer, DnsType } from '../../simulation/wire'
import type { Machine } from './machine'

export type Resolution =
  | {
      readonly kind: 'found'
      readonly name: string
      readonly addresses: readonly string[]
      readonly answer?: DnsAnswer
    }
  | { readonly kind: 'missing'; readonly code: 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'NODATA' }
  | { readonly kind: 'no server' }

export interface ResolverConfig {
  readonly servers: readonly string[]
  readonly search: readonly string[]
  readonly ndots: number
}

const DNS_PORT = 53
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

export function resolverConfig(text: string): ResolverConfig {
  const servers: string[] = []
  let search: string[] = []
  let ndots = 1
  for (const line of text.split('\n')) {
    const [word, ...values] = line.trim().split(/\s+/)
    if (word === 'nameserver' && values[0]) servers.push(values[0])
    if (word === 'search' || word === 'domain') search = values
    if (word === 'options')
      for (const option of values) if (option.startsWith('ndots:')) ndots = Number(option.slice(6))
  }
  return { servers, search, ndots }
}

/** The names to ask for, in order. */
export function candidateNames(name: string, { search, ndots }: ResolverConfig): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)]
  const searched = search.map((domain) => `${name}.${domain}`)
  const dots = name.split('.').length - 1
  return dots >= ndots ? [name, ...searched] : [...searched, name]
}

/** Addresses of a host name, as getaddrinfo gives them. */
export function resolveHost(machine: Machine, name: string): Resolution {
  if (IPV4.test(name)) return { kind: 'found', name, addresses: [name] }
  const known = fromHosts(read(machine, '/etc/hosts'), name)
  if (known.length > 0) return { kind: 'found', name, addresses: known }
  if (name === 'localhost') return { kind: 'found', name, addresses: ['127.0.0.1'] }
  return askServers(machine, name, 'A')
}

/** One name through the search list, without /etc/hosts: what nslookup and dig do. */
export function askServers(
  machine: Machine,
  name: string,
  type: DnsType,
  { search = true, server }: { search?: boolean; server?: string } = {},
): Resolution {
  const config = resolverConfig(read(machine, '/etc/resolv.conf'))
  const servers = server ? [server] : config.servers
  let missing: Resolution = { kind: 'missing', code: 'NXDOMAIN' }
  for (const candidate of search ? candidateNames(name, config) : [name.replace(/\.$/, '')]) {
    const answer = ask(machine, servers, { name: candidate, type })
    if (!answer) return { kind: 'no server' }
    const records = answer.records.filter((record) => record.type === type)
    if (answer.code === 'NOERROR' && records.length > 0)
      return { kind: 'found', name: candidate, addresses: records.map((record) => record.data), answer }
    if (answer.code === 'SERVFAIL' || answer.code === 'REFUSED') missing = { kind: 'missing', code: answer.code }
    else if (answer.code === 'NOERROR') missing = { kind: 'missing', code: 'NODATA' }
  }
  return missing
}

export function ask(
  machine: Machine,
  servers: readonly string[],
  question: { name: string; type: DnsType },
): DnsAnswer | undefined {
  for (const server of servers) {
    const listener = machine.options.wire.reach(machine.caller, server, DNS_PORT)
    if (typeof listener !== 'string' && listener.dns) return listener.dns(question, machine.caller)
  }
  return undefined
}

/** The name of an address, if it has one. */
export function reverseName(machine: Machine, ip: string): string | undefined {
  const config = resolverConfig(read(machine, '/etc/resolv.conf'))
  const name = `${ip.split('.').reverse().join('.')}.in-addr.arpa`
  return ask(machine, config.servers, { name, type: 'PTR' })?.records[0]?.data.replace(/\.$/, '')
}

export const nameServer = (machine: Machine): string | undefined =>
  resolverConfig(read(machine, '/etc/resolv.conf')).servers[0]

function read(machine: Machine, path: string): string {
  return machine.files.existsSync(path) ? machine.files.readTextSync(path) : ''
}

function fromHosts(text: string, name: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([ip, ...names]) => ip !== undefined && IPV4.test(ip) && names.includes(name))
    .map(([ip]) => ip as string)
}
