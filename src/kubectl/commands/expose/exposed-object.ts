// What of an object a Service needs: its selector, ports and protocols. Follows kubectl/pkg/polymorphichelpers, v1.36.
import { CommandError } from '../../failure'
import { type AnyObject, listAt, textAt, valueAt } from '../../objects'
import { goPrint } from '../../output/go-print'
import type { ResourceMapping } from '../../resources/resource-mapping'
import { groupKindText } from '../../resources/resource-mapping'

const EXPOSABLE = [
  'replicationcontroller',
  'service',
  'pod',
  'deployment.apps',
  'replicaset.apps',
  'deployment.extensions',
  'replicaset.extensions',
]

/** Throws `cannot expose a Job.batch`. */
export function checkExposable(mapping: ResourceMapping): void {
  if (EXPOSABLE.includes(groupKindText(mapping))) return
  throw new CommandError(`cannot expose a ${mapping.kind}${mapping.group === '' ? '' : `.${mapping.group}`}`)
}

export const labelsText = (labels: unknown): string =>
  Object.entries((labels ?? {}) as Record<string, string>)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')

/** `a=b,c=d` */
export function selectorTextOf(object: AnyObject): string {
  const wrong = (why: string): CommandError =>
    new CommandError(`couldn't retrieve selectors via --selector flag or introspection: ${why}`)
  const selector = valueAt(object, 'spec', 'selector')
  switch (object.kind) {
    case 'Pod': {
      const { labels } = object.metadata
      if (!labels || Object.keys(labels).length === 0) throw wrong('the pod has no labels and cannot be exposed')
      return labelsText(labels)
    }
    case 'Service':
      if (!selector) throw wrong('the service has no pod selector set')
      return labelsText(selector)
    case 'Deployment':
    case 'ReplicaSet': {
      const matchLabels = valueAt(selector, 'matchLabels')
      if (labelsText(matchLabels) === '')
        throw wrong(`invalid ${object.kind.toLowerCase()}: no selectors, therefore cannot be exposed`)
      const expressions = listAt(selector, 'matchExpressions')
      if (expressions.length > 0)
        throw wrong(`couldn't convert expressions - "${goPrint(expressions)}" to map-based selector format`)
      return labelsText(matchLabels)
    }
    default:
      return labelsText(selector)
  }
}

interface PortOf {
  readonly port: string
  readonly protocol: string
}

function portsIn(object: AnyObject): PortOf[] {
  const read = (list: readonly unknown[], field: string): PortOf[] =>
    list.map((each) => ({ port: textAt(each, field), protocol: textAt(each, 'protocol') || 'TCP' }))
  if (object.kind === 'Service') return read(listAt(object, 'spec', 'ports'), 'port')
  const spec = object.kind === 'Pod' ? valueAt(object, 'spec') : valueAt(object, 'spec', 'template', 'spec')
  return listAt(spec, 'containers').flatMap((container) => read(listAt(container, 'ports'), 'containerPort'))
}

export const portNumbersOf = (object: AnyObject): string[] => [...new Set(portsIn(object).map(({ port }) => port))]

export function protocolsOf(object: AnyObject): Map<string, string[]> {
  const protocols = new Map<string, string[]>()
  for (const { port, protocol } of portsIn(object)) protocols.set(port, [...(protocols.get(port) ?? []), protocol])
  return protocols
}
