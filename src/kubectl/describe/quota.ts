// Follows kubectl/pkg/describe describeQuota, DescribeResourceQuotas and describeLimitRange, v1.36.
import type { LimitRange, ResourceQuota } from '../../objects/kinds'
import { parseQuantity, quantityOf, quantityText, quantityValue } from '../../objects/quantity'
import { compareCodePoints } from '../output/go-json'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { sortedKeys } from './labels-section'
import { quantity } from './texts'

const SCOPE_HELP: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
}

export const describeResourceQuota: Describer<ResourceQuota> = (quota, w) => {
  w.field(0, 'Name', quota.metadata.name)
  w.field(0, 'Namespace', quota.metadata.namespace)
  describeScopes(quota, w, 0, ' * ')
  w.put(0, 'Resource\tUsed\tHard\n')
  w.put(0, '--------\t----\t----\n')
  const { hard, used } = quota.status
  for (const name of sortedKeys(hard))
    w.row(0, name, usedText(used?.[name], hard?.[name] ?? '0'), quantity(hard?.[name]))
}

// What is used is written in the format of the limit.
function usedText(used: string | undefined, hard: string): string {
  const amount = parseQuantity(used ?? '0')
  const { format } = parseQuantity(hard)
  return amount.format === format ? quantityText(amount) : quantityText(quantityOf(quantityValue(amount), format))
}

function describeScopes({ spec }: ResourceQuota, w: DescribeWriter, level: number, bullet: string): void {
  const scopes = [...(spec.scopes ?? [])].sort(compareCodePoints)
  if (scopes.length === 0) return
  w.field(level, 'Scopes', scopes.join(', '))
  for (const scope of scopes) if (SCOPE_HELP[scope]) w.put(level, `${bullet}${SCOPE_HELP[scope]}\n`)
}

/** All quotas of a namespace in one table. */
export function describeQuotas(quotas: readonly ResourceQuota[], w: DescribeWriter): void {
  if (quotas.length === 0) return w.put(0, 'No resource quota.\n')
  w.put(0, 'Resource Quotas\n')
  for (const quota of [...quotas].sort((a, b) => compareCodePoints(a.metadata.name, b.metadata.name))) {
    w.field(1, 'Name', quota.metadata.name)
    describeScopes(quota, w, 1, '* ')
    w.put(1, 'Resource\tUsed\tHard\n')
    w.put(1, '--------\t---\t---\n')
    const { hard, used } = quota.status
    for (const name of sortedKeys(hard)) w.row(1, name, quantity(used?.[name]), quantity(hard?.[name]))
  }
}

const LIMIT_HEADERS = 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n'
const LIMIT_LINES = '----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n'

export const describeLimitRange: Describer<LimitRange> = (range, w) => {
  w.field(0, 'Name', range.metadata.name)
  w.field(0, 'Namespace', range.metadata.namespace)
  w.put(0, LIMIT_HEADERS)
  w.put(0, LIMIT_LINES)
  describeLimits(range, '', w)
}

/** All limit ranges of a namespace in one table. */
export function describeLimitRanges(ranges: readonly LimitRange[], w: DescribeWriter): void {
  if (ranges.length === 0) return w.put(0, 'No LimitRange resource.\n')
  w.put(0, `Resource Limits\n ${LIMIT_HEADERS}`)
  w.put(0, ` ${LIMIT_LINES}`)
  for (const range of ranges) describeLimits(range, ' ', w)
}

// Upstream walks the resources in the order of a map, that is in any; here they are in the order of their names.
function describeLimits({ spec }: LimitRange, prefix: string, w: DescribeWriter): void {
  for (const item of spec.limits ?? []) {
    const lists = [item.min, item.max, item.defaultRequest, item.default, item.maxLimitRequestRatio]
    const names = sortedKeys(Object.assign({}, ...lists) as Record<string, string>)
    for (const name of names) {
      const cells = lists.map((list) => (list?.[name] === undefined ? '-' : quantity(list[name])))
      w.row(0, `${prefix}${item.type}`, name, ...cells)
    }
  }
}
