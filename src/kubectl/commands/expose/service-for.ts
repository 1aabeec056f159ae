// The Service that `kubectl expose` and `kubectl run --expose` make. Follows kubectl/pkg/cmd/expose/expose.go
// createService, v1.36.
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import type { AnyObject } from '../../objects'
import { intOrText } from '../create/small-kinds'
import { readLabelMap } from '../label-map'

export interface ServiceWanted {
  readonly name: string
  /** `a=b,c=d` */
  readonly selector: string
  readonly labels: string
  readonly ports: readonly string[]
  /** of all ports; '' when the exposed object knows better */
  readonly protocol: string
  /** by port */
  readonly protocols: ReadonlyMap<string, readonly string[]>
  readonly targetPort: string
  readonly type: string
  readonly externalIP: string
  readonly loadBalancerIP: string
  readonly sessionAffinity: string
  readonly clusterIP: string
}

export function serviceFor(wanted: ServiceWanted): AnyObject {
  const { name, labels, type, externalIP, loadBalancerIP, sessionAffinity, clusterIP } = wanted
  if (wanted.selector === '') throw new CommandError('selector must be specified')
  const selector = readLabelMap(wanted.selector)
  const ownLabels = labels === '' ? undefined : readLabelMap(labels)
  if (name === '') throw new CommandError('name must be specified')
  const ports = wanted.ports.flatMap((port, i) => portsFor(port, i, wanted))
  if (!['', 'None', 'ClientIP'].includes(sessionAffinity))
    throw new CommandError(`unknown session affinity: ${sessionAffinity}`)
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, ...(ownLabels ? { labels: ownLabels } : {}) },
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector,
      ...(clusterIP === '' ? {} : { clusterIP }),
      ...(type === '' ? {} : { type }),
      ...(externalIP === '' ? {} : { externalIPs: [externalIP] }),
      ...(sessionAffinity === '' ? {} : { sessionAffinity }),
      ...(type === 'LoadBalancer' && loadBalancerIP !== '' ? { loadBalancerIP } : {}),
    },
    status: { loadBalancer: {} },
  }
}

function portsFor(text: string, index: number, { ports, protocol, protocols, targetPort }: ServiceWanted): object[] {
  if (!/^[-+]?\d+$/.test(text)) throw new CommandError(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`)
  const port = Number(text)
  const name = ports.length > 1 ? `port-${index + 1}` : ''
  const one = (portName: string, portProtocol: string): object => ({
    ...(portName === '' ? {} : { name: portName }),
    protocol: portProtocol,
    port,
    targetPort: targetPort === '' ? port : intOrText(targetPort),
  })
  if (protocol !== '') return [one(name, protocol)]
  const known = protocols.get(text) ?? []
  if (known.length <= 1) return [one(name, known[0] ?? 'TCP')]
  return known.map((each) => one(`port-${index + 1}-${each.toLowerCase()}`, each))
}
