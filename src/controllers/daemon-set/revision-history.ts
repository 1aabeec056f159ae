// The versions of a DaemonSet. Follows pkg/controller/daemon/update.go constructHistory, snapshot, dedupCurHistories, cleanupHistory, v1.36.
import { isApiError, type Api, type Reader } from '../../apiserver/client'
import type { ControllerRevision, DaemonSet, Pod } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { controllerOf } from '../../objects/owners'
import { selectorOf } from '../../objects/selectors'
import { templateHash } from '../../objects/template-hash/template-hash'
import { asKept, byRevision, holds, revisionData } from '../history/revisions'
import { candidates } from '../pod-control/candidates'
import { claim } from '../pod-control/claim'
import { hasNothingToClaim } from '../pod-control/nothing-to-claim'
import { HASH_LABEL } from './daemon-pod'

interface Door {
  readonly read: Reader
  readonly api: Api
}

export interface History {
  readonly current: ControllerRevision
  readonly old: readonly ControllerRevision[]
}

/** The Pods of the set, after adopting and releasing. */
export function claimDaemonPods(set: DaemonSet, { read, api }: Door): Pod[] {
  const selector = selectorOf(set.spec.selector)
  const { uid } = set.metadata
  if (hasNothingToClaim(read, set, selector))
    return read.ownedBy('Pod', uid).filter((pod) => controllerOf(pod)?.uid === uid)
  return claim<'Pod'>(api, { controller: set, selector, candidates: candidates(read, 'Pod', set, selector) })
}

const hashLabelOf = ({ metadata: { labels } }: ControllerRevision | Pod): string => labels?.[HASH_LABEL] ?? ''

/** The present version, made when the template is new or numbered anew when it comes back, and the old ones. */
export function constructHistory(set: DaemonSet, door: Door): History {
  const selector = selectorOf(set.spec.selector)
  const found = candidates(door.read, 'ControllerRevision', set, selector)
  const histories = claim<'ControllerRevision'>(door.api, { controller: set, selector, candidates: found }).map(
    (each) => labelled(each, door.api),
  )
  const data = revisionData(set.spec.template)
  const same = histories.filter((history) => holds(history, data)).sort(byRevision)
  const old = histories.filter((history) => !same.includes(history)).sort(byRevision)
  const revision = (old.at(-1)?.revision ?? 0) + 1
  const kept = same.at(-1)
  if (!kept) return { current: snapshot(set, revision, door), old }
  mergeDuplicates(set, kept, same.slice(0, -1), door)
  return {
    current: kept.revision < revision ? door.api.update<'ControllerRevision'>({ ...kept, revision }) : kept,
    old,
  }
}

/** A revision without the label of its hash gets its own name: that can collide with nothing. */
function labelled(history: ControllerRevision, api: Api): ControllerRevision {
  if (history.metadata.labels && HASH_LABEL in history.metadata.labels) return history
  const labels = { ...history.metadata.labels, [HASH_LABEL]: history.metadata.name }
  return api.update<'ControllerRevision'>({ ...history, metadata: { ...history.metadata, labels } })
}

function snapshot(set: DaemonSet, revision: number, { read, api }: Door): ControllerRevision {
  const { name, namespace = '', annotations } = set.metadata
  const hash = templateHash(set.spec.template, set.status.collisionCount)
  const data = revisionData(set.spec.template)
  const metadata = {
    name: `${name}-${hash}`,
    namespace,
    labels: { ...set.spec.template.metadata?.labels, [HASH_LABEL]: hash },
    ...(annotations ? { annotations } : {}),
    ownerReferences: [ownerReferenceFor(set)],
  }
  try {
    return api.create('ControllerRevision', {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata,
      data: asKept(data),
      revision,
    })
  } catch (error) {
    if (!isApiError(error, 'AlreadyExists')) throw error
    const present = read.get('ControllerRevision', namespace, metadata.name)
    if (present && holds(present, data)) return present
    // Another template has this hash: the next sync tries another name.
    api.updateStatus<'DaemonSet'>({
      ...set,
      status: { ...set.status, collisionCount: (set.status.collisionCount ?? 0) + 1 },
    })
    throw error
  }
}

/** Of several revisions of one template the latest stays, and all Pods take its hash: those of other templates as well, as upstream has it. */
function mergeDuplicates(
  set: DaemonSet,
  kept: ControllerRevision,
  duplicates: readonly ControllerRevision[],
  { read, api }: Door,
): void {
  if (duplicates.length === 0) return
  const hash = hashLabelOf(kept)
  for (const pod of claimDaemonPods(set, { read, api })) {
    const { name, namespace = '' } = pod.metadata
    if (hashLabelOf(pod) !== hash)
      api.patch('Pod', namespace, name, { type: 'merge', body: { metadata: { labels: { [HASH_LABEL]: hash } } } })
  }
  for (const { metadata } of duplicates) api.delete('ControllerRevision', metadata.namespace ?? '', metadata.name)
}

/** The old revisions beyond the limit, oldest first, but for those that a Pod still has, even one that ended and leaves. */
export function outlivedRevisions(
  set: DaemonSet,
  old: readonly ControllerRevision[],
  pods: readonly Pod[],
): ControllerRevision[] {
  const live = new Set(pods.map(hashLabelOf))
  const surplus = old.length - (set.spec.revisionHistoryLimit ?? 10)
  return surplus <= 0 ? [] : old.filter((history) => !live.has(hashLabelOf(history))).slice(0, surplus)
}
