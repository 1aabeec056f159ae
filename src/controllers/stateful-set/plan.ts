// Follows pkg/controller/statefulset/stateful_set_control.go, v1.36 (MaxUnavailableStatefulSet is off by default: one Pod at a time).
import type { Pod, StatefulSet } from '../../objects/kinds'
import { isPodAvailable, isPodReady, isPodTerminal, isPodTerminating } from '../../objects/pods'
import {
  hasIdentity,
  hasStorage,
  isInRange,
  minReadySecondsOf,
  ordinalOf,
  replicasOf,
  revisionOf,
  startOf,
} from './identity'

export type Step =
  | { readonly verb: 'create'; readonly ordinal: number; readonly version: 'current' | 'update' }
  | { readonly verb: 'delete'; readonly pod: Pod; readonly why: 'finished' | 'condemned' | 'outdated' }
  /** makes the claims that a waiting Pod lacks */
  | { readonly verb: 'claim'; readonly pod: Pod }
  /** gives an adopted Pod its identity, storage and the owners of its claims */
  | { readonly verb: 'correct'; readonly pod: Pod }
  /** gives the claims of a condemned Pod the owners that the retention policy asks for */
  | { readonly verb: 'own-claims'; readonly pod: Pod }

export interface SetFacts {
  readonly set: StatefulSet
  readonly pods: readonly Pod[]
  /** names of revisions */
  readonly currentRevision: string
  readonly updateRevision: string
  readonly now: number
  readonly claims: ClaimFacts
}

export interface ClaimFacts {
  /** a claim still belongs to the Pod that had this ordinal before and is about to go */
  readonly isStale: (ordinal: number) => boolean
  readonly haveOwners: (pod: Pod) => boolean
}

/** The Pods by place: `slots[i]` has the ordinal start + i and is undefined when there is none; `condemned` are outside, highest first. */
export interface Places {
  readonly slots: readonly (Pod | undefined)[]
  readonly condemned: readonly Pod[]
}

export function placesOf(set: StatefulSet, pods: readonly Pod[]): Places {
  const slots: (Pod | undefined)[] = new Array<Pod | undefined>(replicasOf(set)).fill(undefined)
  for (const pod of pods) if (isInRange(set, ordinalOf(pod))) slots[ordinalOf(pod) - startOf(set)] = pod
  const outside = pods.filter((pod) => ordinalOf(pod) >= 0 && !isInRange(set, ordinalOf(pod)))
  return { slots, condemned: outside.sort((a, b) => ordinalOf(b) - ordinalOf(a)) }
}

/** OrderedReady, the default: one Pod after the other. */
const isOrdered = ({ spec }: StatefulSet): boolean => spec.podManagementPolicy !== 'Parallel'

export const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === 'Running' && isPodReady(pod)

/** Not available, or about to go. A place without a Pod is unavailable as well. */
export const isUnavailable = (pod: Pod | undefined, set: StatefulSet, now: number): boolean =>
  !pod || !isPodAvailable(pod, minReadySecondsOf(set), now) || isPodTerminating(pod)

/**
 * What one sync does, in order. Under OrderedReady the list ends at the first Pod that has to be waited for, so there is
 * never more than one creation or deletion in it; under Parallel nothing waits, except the update.
 */
export function planStatefulSet(facts: SetFacts): Step[] {
  const ordered = isOrdered(facts.set)
  const places = placesOf(facts.set, facts.pods)
  const steps: Step[] = []
  for (const phase of [planReplicas, planCondemnedClaims, planCondemned]) {
    if (phase(facts, places, steps) === 'stop' && ordered) return steps
  }
  if (facts.set.spec.updateStrategy?.type !== 'OnDelete') planUpdate(facts, places, steps)
  return steps
}

type Phase = (facts: SetFacts, places: Places, steps: Step[]) => 'go on' | 'stop'

const planReplicas: Phase = (facts, { slots }, steps) => {
  const ordered = isOrdered(facts.set)
  for (const [place, pod] of slots.entries()) {
    const verdict = pod ? planReplica(facts, pod, steps) : planAbsent(facts, startOf(facts.set) + place, steps)
    if (verdict === 'stop' && ordered) return 'stop'
  }
  return 'go on'
}

function planAbsent(facts: SetFacts, ordinal: number, steps: Step[]): 'stop' {
  if (!facts.claims.isStale(ordinal)) steps.push({ verb: 'create', ordinal, version: versionFor(facts.set, ordinal) })
  return 'stop'
}

/** Below the partition a Pod comes back in the old version. */
export function versionFor(set: StatefulSet, ordinal: number): 'current' | 'update' {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {}
  if (type === 'OnDelete') return 'update'
  const old = rollingUpdate ? (rollingUpdate.partition ?? 0) : (set.status.currentReplicas ?? 0)
  return ordinal < startOf(set) + old ? 'current' : 'update'
}

function planReplica({ set, now, claims }: SetFacts, pod: Pod, steps: Step[]): 'go on' | 'stop' {
  // A Pod that ended is made anew, with whatever exit code: an evicted or rebooted one may have succeeded.
  if (isPodTerminal(pod)) {
    if (!isPodTerminating(pod)) steps.push({ verb: 'delete', pod, why: 'finished' })
    return 'stop'
  }
  if (pod.status.phase === 'Pending') steps.push({ verb: 'claim', pod })
  const waits = isPodTerminating(pod) || !isRunningAndReady(pod) || !isPodAvailable(pod, minReadySecondsOf(set), now)
  if (waits && isOrdered(set)) return 'stop'
  if (!hasIdentity(set, pod) || !hasStorage(set, pod) || !claims.haveOwners(pod)) steps.push({ verb: 'correct', pod })
  return 'go on'
}

const planCondemnedClaims: Phase = ({ claims }, { condemned }, steps) => {
  for (const pod of condemned) if (!claims.haveOwners(pod)) steps.push({ verb: 'own-claims', pod })
  return 'go on'
}

/** The highest ordinal goes first, and under OrderedReady alone; a sick one only when it is the first sick of all. */
const planCondemned: Phase = (facts, { slots, condemned }, steps) => {
  const { set, now } = facts
  const ordered = isOrdered(set)
  const firstUnavailable = [...slots, ...[...condemned].reverse()].find((pod) => isUnavailable(pod, set, now))
  for (const pod of condemned) {
    if (isPodTerminating(pod)) {
      if (ordered) return 'stop'
      continue
    }
    const sick = !isRunningAndReady(pod) || !isPodAvailable(pod, minReadySecondsOf(set), now)
    if (ordered && sick && pod !== firstUnavailable) return 'stop'
    steps.push({ verb: 'delete', pod, why: 'condemned' })
    if (ordered) return 'stop'
  }
  return 'go on'
}

/** From the highest ordinal down to the partition: the first Pod of another version goes, unless one above it is not available. */
function planUpdate({ set, now, updateRevision }: SetFacts, { slots }: Places, steps: Step[]): void {
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0
  const leaving = new Set(steps.flatMap((step) => (step.verb === 'delete' ? [step.pod] : [])))
  for (let place = slots.length - 1; place >= partition; place--) {
    const pod = slots[place]
    if (pod && revisionOf(pod) !== updateRevision && !isPodTerminating(pod) && !leaving.has(pod)) {
      steps.push({ verb: 'delete', pod, why: 'outdated' })
      return
    }
    if (isUnavailable(pod, set, now)) return
  }
}
