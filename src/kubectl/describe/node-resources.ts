// Follows kubectl/pkg/describe describeNodeResource, v1.36.
import { ageText } from '../../objects/duration'
import type { Node, Pod } from '../../objects/kinds'
import { podLimits, podRequests } from '../../objects/pods'
import {
  addResources,
  parseQuantity,
  quantityMilliValue,
  quantityValue,
  type ResourceList,
} from '../../objects/quantity'
import type { DescribeWriter } from './describe-writer'
import { sortedKeys } from './labels-section'
import { quantity } from './texts'

export function describeNodeResources(node: Node, pods: readonly Pod[], w: DescribeWriter, now: number): void {
  const { allocatable, capacity } = node.status
  const whole = allocatable && Object.keys(allocatable).length > 0 ? allocatable : (capacity ?? {})
  const share = (list: ResourceList, name: string): string => `${quantity(list[name])} (${percent(list, whole, name)}%)`
  w.put(0, `Non-terminated Pods:\t(${pods.length} in total)\n`)
  w.put(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n')
  w.put(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n')
  let requests: ResourceList = {}
  let limits: ResourceList = {}
  for (const { metadata, spec } of pods) {
    const asked = podRequests(spec)
    const limited = podLimits(spec)
    requests = addResources(requests, asked)
    limits = addResources(limits, limited)
    const shares = [share(asked, 'cpu'), share(limited, 'cpu'), share(asked, 'memory'), share(limited, 'memory')]
    w.row(1, metadata.namespace, metadata.name, '', ...shares, ageText(metadata.creationTimestamp, now))
  }
  w.put(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n')
  w.put(1, 'Resource\tRequests\tLimits\n')
  w.put(1, '--------\t--------\t------\n')
  const names = sortedKeys(whole)
  const huge = names.filter((name) => name.startsWith('hugepages-'))
  for (const name of ['cpu', 'memory', 'ephemeral-storage', ...huge])
    w.row(1, name, share(requests, name), share(limits, name))
  const standard = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods', ...huge])
  for (const name of names) if (!standard.has(name)) w.row(1, name, quantity(requests[name]), quantity(limits[name]))
}

function percent(part: ResourceList, whole: ResourceList, name: string): number {
  const value = (list: ResourceList): number => {
    const amount = parseQuantity(list[name] ?? '0')
    return name === 'cpu' ? quantityMilliValue(amount) : quantityValue(amount)
  }
  return value(whole) === 0 ? 0 : Math.trunc((value(part) / value(whole)) * 100)
}
