// Variables that tell a container of the Services around it. Follows pkg/kubelet/envvars, v1.36.
import type { Reader } from '../../apiserver/client'
import type { Service } from '../../objects/kinds'

const hasAddress = ({ spec }: Service): boolean =>
  spec.clusterIP !== undefined && spec.clusterIP !== '' && spec.clusterIP !== 'None'
const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_')

/** NGINX_SERVICE_HOST, NGINX_PORT_80_TCP_ADDR and so on, of one Service. */
export function serviceVariables(service: Service): Record<string, string> {
  const ip = service.spec.clusterIP ?? ''
  const ports = service.spec.ports ?? []
  const first = ports[0]
  if (!hasAddress(service) || !first) return {}
  const prefix = upper(service.metadata.name)
  const variables: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: ip,
    [`${prefix}_SERVICE_PORT`]: String(first.port),
  }
  for (const { name, port } of ports) if (name) variables[`${prefix}_SERVICE_PORT_${upper(name)}`] = String(port)
  const urlOf = (protocol: string, port: number): string =>
    `${protocol.toLowerCase()}://${ip.includes(':') ? `[${ip}]` : ip}:${port}`
  ports.forEach(({ protocol = 'TCP', port }, place) => {
    if (place === 0) variables[`${prefix}_PORT`] = urlOf(protocol, port)
    const portPrefix = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`
    variables[portPrefix] = urlOf(protocol, port)
    variables[`${portPrefix}_PROTO`] = protocol.toLowerCase()
    variables[`${portPrefix}_PORT`] = String(port)
    variables[`${portPrefix}_ADDR`] = ip
  })
  return variables
}

/** Of all Services of the namespace (when links are wanted) and of the API server's own. In the order of names. */
export function serviceEnvironment(read: Reader, namespace: string, links: boolean): Record<string, string> {
  const kubernetes = read.get('Service', 'default', 'kubernetes')
  const own = links
    ? read
        .list('Service', namespace)
        .filter(({ metadata }) => metadata.name !== 'kubernetes' || namespace !== 'default')
    : []
  const services =
    kubernetes && !own.some(({ metadata }) => metadata.name === 'kubernetes') ? [kubernetes, ...own] : own
  return Object.assign({}, ...services.map(serviceVariables)) as Record<string, string>
}

/** The same for all Pods of a namespace that start between two changes of Services: computed once, shared. */
export class ServiceEnvironments {
  private readonly known = new Map<string, Readonly<Record<string, string>>>()
  constructor(private readonly read: Reader) {}

  of(namespace: string, links: boolean): Readonly<Record<string, string>> {
    const key = links ? namespace : ''
    let variables = this.known.get(key)
    if (!variables) this.known.set(key, (variables = serviceEnvironment(this.read, namespace, links)))
    return variables
  }

  /** A Service has changed. */
  forget(): void {
    this.known.clear()
  }
}
