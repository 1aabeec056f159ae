// The versions of a StatefulSet. Follows pkg/controller/statefulset getStatefulSetRevisions, truncateHistory, v1.36.
import { isApiError, type Api, type Reader } from '../../apiserver/client'
import type { ControllerRevision, Pod, StatefulSet } from '../../objects/kinds'
import { isDeleting } from '../../objects/kube-object'
import { controllerOf, ownerReferenceFor, ownersWith } from '../../objects/owners'
import { selectorOf } from '../../objects/selectors'
import { revisionHash } from '../../objects/template-hash/template-hash'
import { asKept, byRevision, holds, revisionData, revisionName } from '../history/revisions'
import { revisionOf } from './identity'

const HASH_LABEL = 'controller.kubernetes.io/hash'

export interface Revisions {
  readonly all: readonly ControllerRevision[]
  readonly current: ControllerRevision
  readonly update: ControllerRevision
  readonly collisionCount: number
}

interface Door {
  readonly read: Reader
  readonly api: Api
}

/** The revisions that are the set's own or nobody's, in order. */
const revisionsOf = (set: StatefulSet, read: Reader): ControllerRevision[] =>
  read
    .select('ControllerRevision', set.metadata.namespace ?? '', selectorOf(set.spec.selector))
    .filter((revision) => !controllerOf(revision) || controllerOf(revision)?.uid === set.metadata.uid)
    .sort(byRevision)

/** Takes over the revisions that an orphaning deletion left behind. */
export function adoptOrphanRevisions(set: StatefulSet, { read, api }: Door): void {
  if (isDeleting(set)) return
  for (const revision of revisionsOf(set, read)) {
    if (controllerOf(revision)) continue
    const { namespace = '', name, uid, ownerReferences } = revision.metadata
    const body = { metadata: { uid, ownerReferences: ownersWith(ownerReferences, set) } }
    api.patch('ControllerRevision', namespace, name, { type: 'merge', body })
  }
}

/** The version that the Pods have and the one that they shall have. A template that was used before gets its revision back under a new number. */
export function syncRevisions(set: StatefulSet, door: Door): Revisions {
  const all = revisionsOf(set, door.read)
  const { update, collisionCount } = updateRevision(set, all, door)
  const current = all.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? update
  return { all, current, update, collisionCount }
}

function updateRevision(
  set: StatefulSet,
  all: readonly ControllerRevision[],
  { read, api }: Door,
): { update: ControllerRevision; collisionCount: number } {
  const data = revisionData(set.spec.template)
  const last = all.at(-1)
  const equal = all.filter((revision) => holds(revision, data)).at(-1)
  const collisionCount = set.status.collisionCount ?? 0
  if (!equal) return create(set, (last?.revision ?? 0) + 1, { read, api })
  if (last && holds(last, data)) return { update: last, collisionCount }
  return { update: api.update<'ControllerRevision'>({ ...equal, revision: (last?.revision ?? 0) + 1 }), collisionCount }
}

/** Two templates of one hash are told apart by the number of collisions; the label keeps the first hash. */
function create(
  set: StatefulSet,
  revision: number,
  { read, api }: Door,
): { update: ControllerRevision; collisionCount: number } {
  const { name, namespace = '', annotations } = set.metadata
  const data = revisionData(set.spec.template)
  const hash = (collisions: number): string => revisionHash(data, collisions)
  const first = set.status.collisionCount ?? 0
  const labels = { ...set.spec.template.metadata?.labels, [HASH_LABEL]: hash(first) }
  for (let collisionCount = first; ; collisionCount++) {
    const metadata = {
      name: revisionName(name, hash(collisionCount)),
      namespace,
      labels,
      ...(annotations ? { annotations } : {}),
      ownerReferences: [ownerReferenceFor(set)],
    }
    try {
      const update = api.create('ControllerRevision', {
        apiVersion: 'apps/v1',
        kind: 'ControllerRevision',
        metadata,
        data: asKept(data),
        revision,
      })
      return { update, collisionCount }
    } catch (error) {
      if (!isApiError(error, 'AlreadyExists')) throw error
      const present = read.get('ControllerRevision', namespace, metadata.name)
      if (present && holds(present, data)) return { update: present, collisionCount }
    }
  }
}

/** The revisions beyond revisionHistoryLimit that no Pod has any more, oldest first. */
export function outlivedRevisions(
  set: StatefulSet,
  { all, current, update }: Revisions,
  pods: readonly Pod[],
): ControllerRevision[] {
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(revisionOf)])
  const history = all.filter(({ metadata }) => !live.has(metadata.name))
  const limit = set.spec.revisionHistoryLimit ?? 10
  return limit < 0 ? [] : history.slice(0, Math.max(0, history.length - limit))
}
