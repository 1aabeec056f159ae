// Follows CoreDNS' kubernetes plugin (1.12, as kubeadm sets it up: pods insecure, fallthrough for reverse zones, ttl 30).
import type { EndpointSlice, Service } from '../objects/kinds'
import type { DnsAnswer, DnsQuestion, DnsRecord } from '../simulation/wire'

export const CLUSTER_DOMAIN = 'cluster.local'
const TTL_SECONDS = 30
/** of the specification of names that is followed */
const DNS_VERSION = '1.1.0'

/** What the names are made of. */
export interface DnsSource {
  service(namespace: string, name: string): Service | undefined
  hasNamespace(name: string): boolean
  /** the slices of a Service, in order */
  slices(namespace: string, service: string): readonly EndpointSlice[]
  serviceByIp(ip: string): Service | undefined
  /** slices that hold an endpoint with this address */
  slicesByIp(ip: string): readonly EndpointSlice[]
  /** names outside the cluster; undefined when nobody knows */
  external(question: DnsQuestion): DnsAnswer | undefined
}

interface Endpoint {
  readonly ip: string
  readonly hostname: string
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[]
}

const NXDOMAIN: DnsAnswer = { code: 'NXDOMAIN', records: [] }
const found = (records: readonly DnsRecord[]): DnsAnswer => ({ code: 'NOERROR', records })
const record = (name: string, type: DnsRecord['type'], data: string): DnsRecord => ({
  name,
  type,
  ttl: TTL_SECONDS,
  data,
})
const isNone = (service: Service): boolean => service.spec.clusterIP === 'None'

export function answerDns(question: DnsQuestion, source: DnsSource): DnsAnswer {
  const name = question.name.toLowerCase().replace(/\.$/, '')
  if (name.endsWith('.in-addr.arpa')) return reverse(name, question, source)
  if (name !== CLUSTER_DOMAIN && !name.endsWith(`.${CLUSTER_DOMAIN}`)) return outside({ ...question, name }, source)
  const labels = name === CLUSTER_DOMAIN ? [] : name.slice(0, -CLUSTER_DOMAIN.length - 1).split('.')
  const kind = labels.pop()
  if (kind === 'dns-version' && labels.length === 0)
    return found(question.type === 'TXT' ? [record(name, 'TXT', `"${DNS_VERSION}"`)] : [])
  if (kind === 'svc') return serviceName(name, labels, question, source)
  if (kind === 'pod') return podName(name, labels, question, source)
  return kind === undefined ? found([]) : NXDOMAIN
}

function outside(question: DnsQuestion, source: DnsSource): DnsAnswer {
  return source.external(question) ?? NXDOMAIN
}

/** labels: what stands before `.svc`, from left to right */
function serviceName(name: string, labels: readonly string[], question: DnsQuestion, source: DnsSource): DnsAnswer {
  if (labels.length === 0) return found([])
  const namespace = labels[labels.length - 1] as string
  if (labels.length === 1) return source.hasNamespace(namespace) ? found([]) : NXDOMAIN
  const service = source.service(namespace, labels[labels.length - 2] as string)
  if (!service) return NXDOMAIN
  const before = labels.slice(0, -2)
  const [port, protocol] =
    before.length === 2 && before.every((label) => label.startsWith('_')) ? before.map((label) => label.slice(1)) : []
  if (before.length > 2 || (before.length === 2 && !port)) return NXDOMAIN
  const hostname = before.length === 1 ? before[0] : undefined
  if (service.spec.type === 'ExternalName') return alias(name, service, question, source)
  const wanted = { hostname, port, protocol }
  if (isNone(service) || hostname !== undefined) return headless(name, service, wanted, { question, source })
  return virtual(name, service, wanted, question)
}

interface Wanted {
  readonly hostname: string | undefined
  readonly port: string | undefined
  readonly protocol: string | undefined
}

function alias(name: string, service: Service, question: DnsQuestion, source: DnsSource): DnsAnswer {
  const target = (service.spec.externalName ?? '').replace(/\.$/, '')
  const cname = record(name, 'CNAME', target)
  if (question.type === 'CNAME') return found([cname])
  const further = answerDns({ name: target, type: question.type }, source)
  return { code: further.code === 'NXDOMAIN' ? 'NOERROR' : further.code, records: [cname, ...further.records] }
}

function virtual(name: string, service: Service, wanted: Wanted, question: DnsQuestion): DnsAnswer {
  const ports = (service.spec.ports ?? []).filter((port) => matches(wanted, port.name, port.protocol))
  if (ports.length === 0) return NXDOMAIN
  if (question.type === 'A' || question.type === 'ANY')
    return found(
      (service.spec.clusterIPs ?? [service.spec.clusterIP ?? '']).filter(isIpv4).map((ip) => record(name, 'A', ip)),
    )
  if (question.type !== 'SRV') return found([])
  const target = `${service.metadata.name}.${service.metadata.namespace}.svc.${CLUSTER_DOMAIN}`
  const weight = Math.floor(100 / ports.length)
  return found([
    ...ports.map((port) => record(name, 'SRV', `0 ${weight} ${port.port} ${target}.`)),
    record(target, 'A', service.spec.clusterIP ?? ''),
  ])
}

function headless(
  name: string,
  service: Service,
  wanted: Wanted,
  { question, source }: { question: DnsQuestion; source: DnsSource },
): DnsAnswer {
  const { name: serviceName, namespace = '' } = service.metadata
  const endpoints = source
    .slices(namespace, serviceName)
    .flatMap(readyEndpoints)
    .filter((endpoint) => wanted.hostname === undefined || endpoint.hostname === wanted.hostname)
    .filter((endpoint) => endpoint.ports.some((port) => matches(wanted, port.name, port.protocol)))
  if (endpoints.length === 0) return NXDOMAIN
  if (question.type === 'A' || question.type === 'ANY')
    return found(unique(endpoints.map((endpoint) => endpoint.ip)).map((ip) => record(name, 'A', ip)))
  if (question.type !== 'SRV') return found([])
  const targetOf = (endpoint: Endpoint) => `${endpoint.hostname}.${serviceName}.${namespace}.svc.${CLUSTER_DOMAIN}`
  const lines = endpoints.flatMap((endpoint) =>
    endpoint.ports
      .filter((port) => matches(wanted, port.name, port.protocol))
      .map((port) => ({ endpoint, port: port.port })),
  )
  const weight = Math.max(1, Math.floor(100 / lines.length))
  return found([
    ...lines.map(({ endpoint, port }) => record(name, 'SRV', `0 ${weight} ${port} ${targetOf(endpoint)}.`)),
    ...endpoints.map((endpoint) => record(targetOf(endpoint), 'A', endpoint.ip)),
  ])
}

/** `10-244-1-7.default.pod.cluster.local`: the address is in the name; only the namespace has to exist. */
function podName(name: string, labels: readonly string[], question: DnsQuestion, source: DnsSource): DnsAnswer {
  const [dashed, namespace] = labels
  if (labels.length !== 2 || !dashed || !namespace || !source.hasNamespace(namespace)) return NXDOMAIN
  const ip = dashed.replaceAll('-', '.')
  if (!isIpv4(ip)) return NXDOMAIN
  return found(question.type === 'A' || question.type === 'ANY' ? [record(name, 'A', ip)] : [])
}

function reverse(name: string, question: DnsQuestion, source: DnsSource): DnsAnswer {
  const ip = name.slice(0, -'.in-addr.arpa'.length).split('.').reverse().join('.')
  const names = namesOf(ip, source)
  if (names.length === 0) return outside({ ...question, name }, source)
  return found(
    question.type === 'PTR' || question.type === 'ANY' ? names.map((each) => record(name, 'PTR', `${each}.`)) : [],
  )
}

function namesOf(ip: string, source: DnsSource): string[] {
  const service = source.serviceByIp(ip)
  if (service) return [`${service.metadata.name}.${service.metadata.namespace}.svc.${CLUSTER_DOMAIN}`]
  const names = source.slicesByIp(ip).flatMap((slice) =>
    readyEndpoints(slice)
      .filter((endpoint) => endpoint.ip === ip)
      .map(
        (endpoint) =>
          `${endpoint.hostname}.${slice.metadata.labels?.['kubernetes.io/service-name']}.${slice.metadata.namespace}.svc.${CLUSTER_DOMAIN}`,
      ),
  )
  return unique(names)
}

/** What is named has a record: ready endpoints (publishNotReadyAddresses makes the controller call all of them ready). */
function readyEndpoints(slice: EndpointSlice): Endpoint[] {
  if (slice.addressType !== 'IPv4') return []
  const ports = (slice.ports ?? []).map((port) => ({
    name: port.name ?? '',
    port: port.port ?? 0,
    protocol: port.protocol ?? 'TCP',
  }))
  // A Service without ports still has addresses: the plugin makes up a port that nobody asks for.
  const known = ports.length > 0 ? ports : [{ name: '', port: 0, protocol: 'TCP' }]
  return (slice.endpoints ?? [])
    .filter((endpoint) => endpoint.conditions?.ready !== false)
    .flatMap((endpoint) =>
      endpoint.addresses.map((ip) => ({ ip, hostname: endpoint.hostname ?? ip.replaceAll('.', '-'), ports: known })),
    )
}

const matches = (wanted: Wanted, port: string | undefined, protocol: string | undefined): boolean =>
  wanted.port === undefined ||
  (wanted.port === (port ?? '').toLowerCase() && wanted.protocol === (protocol ?? 'TCP').toLowerCase())

export const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]
