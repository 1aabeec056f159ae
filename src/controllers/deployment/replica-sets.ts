// The ReplicaSets of a Deployment: sums, order, which is new and which is old. Follows pkg/controller/deployment/util, v1.36.
import { dequal } from 'dequal/lite'
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../objects/kinds'
import { replicasOf } from './fenceposts'

export const HASH_LABEL = 'pod-template-hash'
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas'
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas'

export const sizeOf = ({ spec }: ReplicaSet): number => spec.replicas ?? 1
export const isActive = (set: ReplicaSet): boolean => sizeOf(set) > 0

const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined): number =>
  sets.reduce((total, set) => total + (count(set) ?? 0), 0)

export const desiredIn = (sets: readonly ReplicaSet[]): number => sum(sets, sizeOf)
export const actualIn = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.replicas)
export const readyIn = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.readyReplicas)
export const availableIn = (sets: readonly ReplicaSet[]): number => sum(sets, ({ status }) => status.availableReplicas)

/** Undefined when a ReplicaSet that was looked at does not say; one that was never looked at has none. */
export function terminatingIn(sets: readonly ReplicaSet[]): number | undefined {
  const unknown = sets.some(
    ({ status }) => status.terminatingReplicas === undefined && (status.observedGeneration ?? 0) > 0,
  )
  return unknown ? undefined : sum(sets, ({ status }) => status.terminatingReplicas)
}

export type Order = (a: ReplicaSet, b: ReplicaSet) => number

export const olderFirst: Order = (a, b) =>
  compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp) || compare(a.metadata.name, b.metadata.name)
export const newerFirst: Order = (a, b) => olderFirst(b, a)
export const largerThenNewer: Order = (a, b) => sizeOf(b) - sizeOf(a) || newerFirst(a, b)
export const largerThenOlder: Order = (a, b) => sizeOf(b) - sizeOf(a) || olderFirst(a, b)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Equal but for the label that tells the versions apart. */
export function isSameTemplate(a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean {
  return dequal(a?.spec, b?.spec) && dequal(withoutHash(a), withoutHash(b))
}

function withoutHash(template: PodTemplateSpec | undefined): object {
  const { labels = {}, ...metadata } = template?.metadata ?? {}
  const { [HASH_LABEL]: _, ...others } = labels
  return { ...metadata, labels: others }
}

/** The ReplicaSet whose template is the Deployment's: the oldest, should there be several. */
export const newReplicaSetOf = ({ spec }: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined =>
  [...sets].sort(olderFirst).find((set) => isSameTemplate(set.spec.template, spec.template))

/** The one ReplicaSet with Pods, or the newest when none has any; undefined when several have. */
export function activeOrLatest(newSet: ReplicaSet | undefined, oldSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const sets = [...(newSet ? [newSet] : []), ...[...oldSets].sort(newerFirst)]
  const active = sets.filter(isActive)
  if (active.length > 1) return undefined
  return active[0] ?? sets[0]
}

/** As large as desired, and all available. */
export function isSaturated(deployment: Deployment, set: ReplicaSet | undefined): boolean {
  if (!set || set.metadata.annotations?.[DESIRED_REPLICAS] === undefined) return false
  const replicas = replicasOf(deployment)
  const desired = Number(set.metadata.annotations[DESIRED_REPLICAS])
  return sizeOf(set) === replicas && desired === replicas && (set.status.availableReplicas ?? 0) === replicas
}
