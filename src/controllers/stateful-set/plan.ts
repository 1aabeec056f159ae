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

/** What is done about one Pod, in order; the first refusal ends it. */
export type Job = readonly Step[]

/** Jobs that are all tried, even when one is refused. What follows is done only when none was. */
export type Batch = readonly Job[]

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
  const outside: Pod[] = []
  for (const pod of pods) {
    const ordinal = ordinalOf(pod)
    if (isInRange(set, ordinal)) slots[ordinal - startOf(set)] = pod
    else if (ordinal >= 0) outside.push(pod)
  }
  return { slots, condemned: outside.sort((a, b) => ordinalOf(b) - ordinalOf(a)) }
}

/** OrderedReady, the default: one Pod after the other. */
const isOrdered = ({ spec }: StatefulSet): boolean => spec.podManagementPolicy !== 'Parallel'

export const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === 'Running' && isPodReady(pod)

/** Not available, or about to go. A place without a Pod is unavailable as well. */
export const isUnavailable = (pod: Pod | undefined, set: StatefulSet, now: number): boolean =>
  !pod || !isPodAvailable(pod, minReadySecondsOf(set), now) || isPodTerminating(pod)

/** Follows slowStartBatch: 1, 2, 4 ... Pods at a time, at most so many. */
const BATCH_MAX = 500

/**
 * What one sync does, in order. Under OrderedReady it ends at the first Pod that has to be waited for, so there is never
 * more than one creation or deletion in it, and the first refusal ends it. Under Parallel nothing waits, except the
 * update, and Pods are taken in growing batches.
 */
export function planStatefulSet(facts: SetFacts): Batch[] {
  const ordered = isOrdered(facts.set)
  const places = placesOf(facts.set, facts.pods)
  const batches: Batch[] = []
  for (const phase of [planReplicas, planCondemnedClaims, planCondemned]) {
    const { jobs, stop } = phase(facts, places)
    batches.push(...(ordered ? jobs.map((job) => [job]) : inGrowingBatches(jobs)))
    if (stop && ordered) return batches
  }
  if (facts.set.spec.updateStrategy?.type !== 'OnDelete') batches.push([planUpdate(facts, places)])
  return batches
}

function inGrowingBatches(jobs: readonly Job[]): Batch[] {
  const batches: Batch[] = []
  for (let from = 0, size = 1; from < jobs.length; from += size, size = Math.min(2 * size, BATCH_MAX))
    batches.push(jobs.slice(from, from + size))
  return batches
}

/** What is done about the Pods of one kind; `stop` when the rest has to wait for one of them. */
interface PhasePlan {
  readonly jobs: readonly Job[]
  readonly stop: boolean
}

type Phase = (facts: SetFacts, places: Places) => PhasePlan

/** What is done about one Pod, and whether those after it have to wait. */
interface PodPlan {
  readonly steps: Job
  readonly stop: boolean
}

/** Under OrderedReady up to the first Pod that the others wait for, under Parallel all. */
function planEach<T>(items: readonly T[], ordered: boolean, planOne: (item: T, place: number) => PodPlan): PhasePlan {
  const jobs: Job[] = []
  for (const [place, item] of items.entries()) {
    const { steps, stop } = planOne(item, place)
    jobs.push(steps)
    if (stop && ordered) return { jobs, stop }
  }
  return { jobs, stop: false }
}

const planReplicas: Phase = (facts, { slots }) =>
  planEach(slots, isOrdered(facts.set), (pod, place) =>
    pod ? planReplica(facts, pod) : planAbsent(facts, startOf(facts.set) + place),
  )

function planAbsent(facts: SetFacts, ordinal: number): PodPlan {
  const create: Step = { verb: 'create', ordinal, version: versionFor(facts.set, ordinal) }
  return { steps: facts.claims.isStale(ordinal) ? [] : [create], stop: true }
}

/** Below the partition a Pod comes back in the old version. */
export function versionFor(set: StatefulSet, ordinal: number): 'current' | 'update' {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {}
  if (type === 'OnDelete') return 'update'
  const old = rollingUpdate ? (rollingUpdate.partition ?? 0) : (set.status.currentReplicas ?? 0)
  return ordinal < startOf(set) + old ? 'current' : 'update'
}

function planReplica({ set, now, claims }: SetFacts, pod: Pod): PodPlan {
  // A Pod that ended is made anew, with whatever exit code: an evicted or rebooted one may have succeeded.
  if (isPodTerminal(pod))
    return { steps: isPodTerminating(pod) ? [] : [{ verb: 'delete', pod, why: 'finished' }], stop: true }
  const claim: Job = pod.status.phase === 'Pending' ? [{ verb: 'claim', pod }] : []
  const waits = isPodTerminating(pod) || !isRunningAndReady(pod) || !isPodAvailable(pod, minReadySecondsOf(set), now)
  if (waits && isOrdered(set)) return { steps: claim, stop: true }
  const right = hasIdentity(set, pod) && hasStorage(set, pod) && claims.haveOwners(pod)
  return { steps: right ? claim : [...claim, { verb: 'correct', pod }], stop: false }
}

const planCondemnedClaims: Phase = ({ claims }, { condemned }) => ({
  jobs: condemned.map((pod) => (claims.haveOwners(pod) ? [] : [{ verb: 'own-claims', pod }])),
  stop: false,
})

/** The highest ordinal goes first, and under OrderedReady alone; a sick one only when it is the first sick of all. */
const planCondemned: Phase = ({ set, now }, { slots, condemned }) => {
  const ordered = isOrdered(set)
  const firstUnavailable = [...slots, ...[...condemned].reverse()].find((pod) => isUnavailable(pod, set, now))
  return planEach(condemned, ordered, (pod) => {
    if (isPodTerminating(pod)) return { steps: [], stop: true }
    const sick = !isRunningAndReady(pod) || !isPodAvailable(pod, minReadySecondsOf(set), now)
    if (ordered && sick && pod !== firstUnavailable) return { steps: [], stop: true }
    return { steps: [{ verb: 'delete', pod, why: 'condemned' }], stop: true }
  })
}

/**
 * From the highest ordinal down to the partition: the first Pod of another version goes, unless one above it is not
 * available. Under Parallel that may be a finished Pod that this sync has deleted already: like upstream it is told to go
 * once more, in vain.
 */
function planUpdate({ set, now, updateRevision }: SetFacts, { slots }: Places): Job {
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0
  for (let place = slots.length - 1; place >= partition; place--) {
    const pod = slots[place]
    if (pod && revisionOf(pod) !== updateRevision && !isPodTerminating(pod))
      return [{ verb: 'delete', pod, why: 'outdated' }]
    if (isUnavailable(pod, set, now)) return []
  }
  return []
}
