// Values of the downward API: fields of the Pod and resources of its containers. Follows pkg/fieldpath and
// pkg/api/v1/resource ExtractContainerResourceValue, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Container, Pod } from '../../objects/kinds'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../objects/quantity'

/** What a field may need beside the Pod: it may not be in the status yet. */
export interface DownwardSources {
  readonly pod: Pod
  readonly podIP: string
  readonly hostIP: string
  /** cpu and memory of the node: what a container without limits may use */
  readonly allocatable: Readonly<Record<string, string>>
}

const quoted = (text: string): string => JSON.stringify(text)

/** `key="value"` lines, in the order of keys. */
const mapText = (map: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${quoted(value)}`)
    .join('\n')

/** @returns undefined for a path that does not exist */
export function fieldValue(path: string, { pod, podIP, hostIP }: DownwardSources): string | undefined {
  const subscript = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path)
  if (subscript) {
    const map = subscript[1] === 'metadata.labels' ? pod.metadata.labels : pod.metadata.annotations
    return map?.[subscript[2] ?? ''] ?? ''
  }
  switch (path) {
    case 'metadata.name':
      return pod.metadata.name
    case 'metadata.namespace':
      return pod.metadata.namespace ?? ''
    case 'metadata.uid':
      return pod.metadata.uid
    case 'metadata.labels':
      return mapText(pod.metadata.labels)
    case 'metadata.annotations':
      return mapText(pod.metadata.annotations)
    case 'spec.nodeName':
      return pod.spec.nodeName ?? ''
    case 'spec.serviceAccountName':
      return pod.spec.serviceAccountName ?? ''
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP
    case 'status.podIP':
    case 'status.podIPs':
      return podIP
    default:
      return undefined
  }
}

/** `limits.cpu` in units of the divisor, rounded up. Without a limit it is what the node can give. */
export function resourceValue(
  selector: k.V1ResourceFieldSelector,
  container: Container,
  { allocatable }: DownwardSources,
): string {
  const [kind = '', ...rest] = selector.resource.split('.')
  const name = rest.join('.')
  const amount =
    container.resources?.[kind as 'limits' | 'requests']?.[name] ??
    (kind === 'limits' ? allocatable[name] : undefined) ??
    '0'
  const divisor = parseQuantity(selector.divisor && selector.divisor !== '0' ? selector.divisor : '1')
  if (name === 'cpu') return String(Math.ceil(quantityMilliValue(parseQuantity(amount)) / quantityMilliValue(divisor)))
  return String(Math.ceil(quantityValue(parseQuantity(amount)) / quantityValue(divisor)))
}
