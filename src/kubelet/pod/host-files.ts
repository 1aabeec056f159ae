// /etc/hosts and /etc/resolv.conf of a Pod, and its host name. Follows pkg/kubelet (kubelet_pods.go, network/dns), v1.36.
import type { Pod } from '../../objects/kinds'

const HOSTNAME_MAX = 63

/** What the kernel of a Linux node takes. */
const NODENAME_MAX = 64

function shortHostname({ spec, metadata }: Pod): string {
  if (spec.hostnameOverride) return spec.hostnameOverride
  const name = spec.hostname || metadata.name
  return name.slice(0, HOSTNAME_MAX).replace(/[-.]+$/, '')
}

/** What `hostname` prints: spec.hostname, else the Pod's name; the node's on its network. */
export function podHostname(pod: Pod): string {
  if (pod.spec.hostNetwork && !pod.spec.hostnameOverride) return pod.spec.nodeName ?? ''
  const short = shortHostname(pod)
  const domain = podDomain(pod)
  return pod.spec.setHostnameAsFQDN && domain ? `${short}.${domain}` : short
}

/** Why the Pod can have no sandbox: its full name as its host name is too long. */
export function hostnameFault(pod: Pod): string | undefined {
  const fqdn = podHostname(pod)
  if (!pod.spec.setHostnameAsFQDN || !podDomain(pod) || fqdn.length <= NODENAME_MAX) return undefined
  return `failed to construct FQDN from pod hostname and cluster domain, FQDN ${fqdn} is too long (${NODENAME_MAX} characters is the max, ${fqdn.length} characters requested)`
}

/** `nginx.default.svc.cluster.local` for a Pod with a subdomain, else ''. */
const podDomain = ({ spec, metadata }: Pod, clusterDomain = 'cluster.local'): string =>
  spec.subdomain && !spec.hostnameOverride ? `${spec.subdomain}.${metadata.namespace ?? ''}.svc.${clusterDomain}` : ''

const LOCAL_HOSTS = [
  '# Kubernetes-managed hosts file.',
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
]

export function hostsFile(pod: Pod, ip: string): string {
  const hostname = shortHostname(pod)
  const domain = podDomain(pod)
  const own = domain ? `${ip}\t${hostname}.${domain}\t${hostname}` : `${ip}\t${hostname}`
  const lines = pod.spec.hostNetwork
    ? [LOCAL_HOSTS[0]?.replace('hosts file.', 'hosts file (host network).') ?? '', ...LOCAL_HOSTS.slice(1)]
    : [...LOCAL_HOSTS, own]
  const aliases = (pod.spec.hostAliases ?? []).map(({ ip: address, hostnames }) =>
    [address, ...(hostnames ?? [])].join('\t'),
  )
  return `${[...lines, ...(aliases.length > 0 ? ['', '# Entries added by HostAliases.', ...aliases] : [])].join('\n')}\n`
}

export interface DnsSettings {
  readonly clusterDNS: string
  readonly clusterDomain: string
  /** of the node, for dnsPolicy Default */
  readonly nodeNameserver: string
}

/** dnsPolicy and dnsConfig as the file that resolvers read. */
export function resolvConf(pod: Pod, { clusterDNS, clusterDomain, nodeNameserver }: DnsSettings): string {
  const { dnsPolicy = 'ClusterFirst', dnsConfig, hostNetwork } = pod.spec
  const namespace = pod.metadata.namespace ?? ''
  const cluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork)
  const base = cluster
    ? {
        servers: [clusterDNS],
        searches: [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain],
        options: ['ndots:5'],
      }
    : dnsPolicy === 'None'
      ? { servers: [], searches: [], options: [] }
      : { servers: [nodeNameserver], searches: [], options: [] }
  const extra = (dnsConfig?.options ?? []).map(({ name, value }) => (value ? `${name}:${value}` : (name ?? '')))
  const nameOf = (option: string): string => option.split(':')[0] ?? ''
  const options = [
    ...base.options.filter((option) => !extra.some((other) => nameOf(other) === nameOf(option))),
    ...extra,
  ]
  const servers = [...new Set([...base.servers, ...(dnsConfig?.nameservers ?? [])])]
  const searches = [...new Set([...base.searches, ...(dnsConfig?.searches ?? [])])]
  return [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}`] : []),
    ...servers.map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
    '',
  ].join('\n')
}
