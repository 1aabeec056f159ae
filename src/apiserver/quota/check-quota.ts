// Whether a write fits into the quotas of its namespace, and what they book. Follows
// apiserver/pkg/admission/plugin/resourcequota/controller.go, v1.36.
import type { Pod, ResourceQuota } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { computeUsage, isInScope, maskResources, quotaUsage, usageDelta } from '../../objects/quota-usage'
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  quantityText,
  ZERO,
  type ResourceList,
} from '../../objects/quantity'

export interface QuotaWrite {
  readonly object: KubeObject
  /** what the object was before; undefined for a new one */
  readonly previous: KubeObject | undefined
  readonly now: number
}

export type QuotaVerdict =
  | { readonly refusal: string }
  /** the quotas with the usage that the write adds to them */
  | { readonly booked: readonly ResourceQuota[] }

export function checkQuotas(quotas: readonly ResourceQuota[], write: QuotaWrite): QuotaVerdict {
  const usage = quotaUsage(write.object, write.now)
  const concerned = quotas.filter((quota) => isInScope(quota, write.object) && isConcerned(quota, write.object, usage))
  for (const quota of concerned) {
    const refusal = write.previous ? undefined : unspecified(quota, write.object)
    if (refusal !== undefined) return { refusal: `failed quota: ${quota.metadata.name}: ${refusal}` }
  }
  const added = positive(write.previous ? usageDelta(usage, quotaUsage(write.previous, write.now)) : usage)
  const booked: ResourceQuota[] = []
  for (const quota of concerned) {
    const asked = maskResources(added, Object.keys(quota.spec.hard ?? {}))
    if (Object.keys(asked).length === 0) continue
    const refusal = unknownStatus(quota, asked) ?? exceeded(quota, asked)
    if (refusal !== undefined) return { refusal }
    booked.push({
      ...quota,
      status: { ...quota.status, used: { ...quota.status.used, ...sum(quota.status.used ?? {}, asked) } },
    })
  }
  return { booked }
}

/** A Pod without any cpu is still the business of a quota on cpu: it has to say how much. */
const isConcerned = ({ spec }: ResourceQuota, object: KubeObject, usage: ResourceList): boolean =>
  Object.keys(spec.hard ?? {}).some((name) => usage[name] !== undefined || (object.kind === 'Pod' && COMPUTE.has(name)))

const COMPUTE = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'])

/** Containers that do not say what a quota limits: `must specify limits.cpu for: c`. */
function unspecified(quota: ResourceQuota, object: KubeObject): string | undefined {
  if (object.kind !== 'Pod') return undefined
  const wanted = Object.keys(quota.spec.hard ?? {})
    .filter((name) => COMPUTE.has(name))
    .sort()
  const { containers, initContainers = [], resources: podLevel } = (object as Pod).spec
  const spoken = computeUsage(podLevel?.requests ?? {}, podLevel?.limits ?? {})
  const texts = wanted.flatMap((name) => {
    if (spoken[name] !== undefined) return []
    const silent = [...containers, ...initContainers]
      .filter(({ resources }) => computeUsage(resources?.requests ?? {}, resources?.limits ?? {})[name] === undefined)
      .map((container) => container.name)
      .sort()
    return silent.length > 0 ? [`${name} for: ${[...new Set(silent)].join(',')}`] : []
  })
  return texts.length > 0 ? `must specify ${texts.join('; ')}` : undefined
}

const positive = (usage: ResourceList): Record<string, string> =>
  Object.fromEntries(Object.entries(usage).filter(([, amount]) => compareQuantities(parseQuantity(amount), ZERO) > 0))

/** A quota whose usage nobody has counted yet lets nothing through. */
function unknownStatus({ metadata, status }: ResourceQuota, asked: ResourceList): string | undefined {
  const unknown = Object.keys(asked)
    .filter((name) => status.used?.[name] === undefined || status.hard?.[name] === undefined)
    .sort()
  return unknown.length > 0 ? `status unknown for quota: ${metadata.name}, resources: ${unknown.join(',')}` : undefined
}

function exceeded({ metadata, status }: ResourceQuota, asked: ResourceList): string | undefined {
  const [used, hard] = [status.used ?? {}, status.hard ?? {}]
  const total = sum(used, asked)
  const names = Object.keys(asked).filter(
    (name) => compareQuantities(parseQuantity(total[name] ?? '0'), parseQuantity(hard[name] ?? '0')) > 0,
  )
  if (names.length === 0) return undefined
  const text = (list: ResourceList) =>
    [...names]
      .sort()
      .map((name) => `${name}=${list[name] ?? ''}`)
      .join(',')
  return `exceeded quota: ${metadata.name}, requested: ${text(asked)}, used: ${text(used)}, limited: ${text(hard)}`
}

const sum = (used: ResourceList, asked: ResourceList): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asked).map(([name, amount]) => [
      name,
      quantityText(addQuantities(parseQuantity(used[name] ?? '0'), parseQuantity(amount))),
    ]),
  )
