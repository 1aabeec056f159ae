// How many Pods a ReplicaSet has, and in which state. Follows pkg/controller/replicaset/replica_set_utils.go calculateStatus, v1.36.
import type { PodClass } from '../../objects/pod-class'
import { matches, selectorOfMap } from '../../objects/selectors'
import { instantOf } from '../../objects/time'
import type { ReplicaOwner } from './replica-owner'

export interface ReplicaCounts {
  /** Pods that are neither ended nor going away */
  readonly active: number
  /** active ones that bear all labels of the template */
  readonly fullyLabeled: number
  readonly ready: number
  /** ready for minReadySeconds */
  readonly available: number
  readonly terminating: number
  /** until the next ready Pod has been so for minReadySeconds; Infinity when none is on its way */
  readonly nextAvailableMs: number
}

/** Counts classes of Pods instead of Pods: a thousand replicas of one template are of three or four. */
export function countReplicas(owner: ReplicaOwner, pods: ReadonlyMap<PodClass, number>, now: number): ReplicaCounts {
  const templateLabels = selectorOfMap(owner.template.metadata?.labels ?? {})
  const counts = { active: 0, fullyLabeled: 0, ready: 0, available: 0, terminating: 0, nextAvailableMs: Infinity }
  for (const [{ labels, state, readySince }, number] of pods) {
    if (state === 'terminating' && matches(owner.selector, labels)) counts.terminating += number
    if (state !== 'active') continue
    counts.active += number
    if (matches(templateLabels, labels)) counts.fullyLabeled += number
    if (readySince === undefined) continue
    counts.ready += number
    const leftMs = availableInMs(readySince, owner.minReadySeconds, now)
    if (leftMs <= 0) counts.available += number
    else counts.nextAvailableMs = Math.min(counts.nextAvailableMs, leftMs)
  }
  return counts
}

function availableInMs(readySince: string, minReadySeconds: number, now: number): number {
  if (minReadySeconds <= 0) return 0
  return readySince === '' ? Infinity : instantOf(readySince) + minReadySeconds * 1000 - now
}
