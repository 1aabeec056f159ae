// Revision numbers and the annotations that pass from a Deployment to its ReplicaSet. Follows pkg/controller/deployment/util, v1.36.
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { replicasOf, surgeMax } from './fenceposts'
import { DESIRED_REPLICAS, MAX_REPLICAS, olderFirst } from './replica-sets'

export const REVISION = 'deployment.kubernetes.io/revision'
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
/** Characters of the list of former revisions; the oldest are forgotten first. */
const REVISION_HISTORY_CHARACTERS_MAX = 2000

type Annotations = Readonly<Record<string, string>>

/** Annotations that are a Deployment's or a ReplicaSet's own matter. */
export const NOT_COPIED: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  'deployment.kubernetes.io/replicaset-replicas-before-scale',
  'deprecated.deployment.rollback.to',
])

/** 0 without an annotation; undefined when it is no number. Revisions have 64 bits. */
export function revisionOf({ metadata: { annotations } }: ReplicaSet | Deployment): bigint | undefined {
  const text = annotations?.[REVISION]
  return text === undefined || text === '' ? 0n : wholeNumber(text)
}

export const wholeNumber = (text: string): bigint | undefined =>
  /^[-+]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : undefined

export const revisionMax = (sets: readonly ReplicaSet[]): bigint =>
  sets.map((set) => revisionOf(set) ?? 0n).reduce((max, each) => (each > max ? each : max), 0n)

export function byRevision(a: ReplicaSet, b: ReplicaSet): number {
  const [of, other] = [revisionOf(a) ?? 0n, revisionOf(b) ?? 0n]
  return of < other ? -1 : of > other ? 1 : olderFirst(a, b)
}

/** How many Pods the Deployment wants and allows in all, as its ReplicaSets remember it for proportional scaling. */
export const replicasAnnotations = (deployment: Deployment): Annotations => ({
  [DESIRED_REPLICAS]: String(replicasOf(deployment)),
  [MAX_REPLICAS]: String(replicasOf(deployment) + surgeMax(deployment)),
})

/** The annotations of the new ReplicaSet: the Deployment's own, the revision, and the former ones when it comes back. */
export function newReplicaSetAnnotations(deployment: Deployment, present: Annotations, revision: bigint): Annotations {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !NOT_COPIED.has(key))
  const annotations: Record<string, string> = { ...present, ...Object.fromEntries(copied) }
  const before = present[REVISION]
  const number = before === undefined || before === '' ? 0n : wholeNumber(before)
  if (number === undefined) return present
  if (number >= revision) return annotations
  annotations[REVISION] = String(revision)
  if (before !== undefined) annotations[REVISION_HISTORY] = withFormer(present[REVISION_HISTORY], before)
  return annotations
}

function withFormer(history: string | undefined, former: string): string {
  const kept = history ? history.split(',') : []
  const text = (): string => [...kept, former].join(',')
  while (kept.length > 0 && text().length > REVISION_HISTORY_CHARACTERS_MAX) kept.shift()
  return text()
}
