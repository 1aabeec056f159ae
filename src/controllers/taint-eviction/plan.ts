// When a Pod has to leave a tainted node. Follows pkg/controller/tainteviction, v1.36.
import type { Node, Taint, Toleration } from '../../objects/kinds'
import { tolerates } from '../../objects/taints'

export const noExecuteTaints = (node: Node | undefined): readonly Taint[] =>
  (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute')

/** Milliseconds that the Pod may stay: 0 when a taint is not tolerated, Infinity when all are for ever. */
export function toleratedMs(taints: readonly Taint[], tolerations: readonly Toleration[]): number {
  let ms = Infinity
  for (const taint of taints) {
    const toleration = tolerations.find((each) => tolerates(each, taint))
    if (!toleration) return 0
    if (toleration.tolerationSeconds !== undefined) ms = Math.min(ms, Math.max(0, toleration.tolerationSeconds * 1000))
  }
  return ms
}

export interface PlannedEviction {
  readonly since: number
  readonly at: number
}

/** An eviction that is planned counts from when it was first planned, and is only ever moved to an earlier time. */
export function planEviction(
  before: PlannedEviction | undefined,
  allowedMs: number,
  now: number,
): PlannedEviction | undefined {
  if (allowedMs === Infinity) return undefined
  if (!before || allowedMs === 0) return { since: now, at: now + allowedMs }
  return before.since + allowedMs < now + allowedMs ? before : { since: before.since, at: before.since + allowedMs }
}
