// Finds or creates the ReplicaSet of the Deployment's present template. Follows pkg/controller/deployment/sync.go getNewReplicaSet, v1.36.
import { isApiError, type ApiError } from '../../apiserver/client'
import { dequal } from 'dequal/lite'
import type { Draft } from '../../objects/kube-object'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { controllerOf, ownerReferenceFor } from '../../objects/owners'
import { templateHash } from '../../objects/template-hash/template-hash'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import { progressing } from './conditions'
import type { DeploymentSync, Rollout } from './deployment-sync'
import { HASH_LABEL, isSameTemplate, newReplicaSetOf } from './replica-sets'
import { newReplicaSetAnnotations, replicasAnnotations, REVISION, revisionMax } from './revision'
import { newSize } from './rolling-update'
import { hasProgressDeadline } from './status'

/** The new and the old ReplicaSets, with the revision written on the new one and on the Deployment. */
export function syncRevision(sync: DeploymentSync, sets: readonly ReplicaSet[], createIfAbsent: boolean): Rollout {
  const found = newReplicaSetOf(sync.deployment, sets)
  const oldSets = sets.filter((set) => set !== found)
  const revision = revisionMax(oldSets) + 1n
  if (found) return { newSet: syncExisting(sync, found, revision), oldSets }
  return { newSet: createIfAbsent ? createNew(sync, oldSets, revision) : undefined, oldSets }
}

function syncExisting(sync: DeploymentSync, set: ReplicaSet, revision: bigint): ReplicaSet {
  const annotations = newReplicaSetAnnotations(sync.deployment, set.metadata.annotations ?? {}, revision)
  const minReadySeconds = sync.deployment.spec.minReadySeconds ?? 0
  if (!dequal(annotations, set.metadata.annotations ?? {}) || minReadySeconds !== (set.spec.minReadySeconds ?? 0)) {
    const { minReadySeconds: _, ...spec } = set.spec
    const wanted = minReadySeconds === 0 ? spec : { ...spec, minReadySeconds }
    return sync.context.api.update<'ReplicaSet'>({ ...set, metadata: { ...set.metadata, annotations }, spec: wanted })
  }
  const before = sync.deployment
  takeRevision(sync, set)
  if (hasProgressDeadline(sync.deployment) && !progressing(sync.deployment.status.conditions))
    sync.say({
      type: 'Progressing',
      status: 'True',
      reason: 'FoundNewReplicaSet',
      message: `Found new replica set "${set.metadata.name}"`,
    })
  if (sync.deployment !== before) sync.writeStatus()
  return set
}

function takeRevision(sync: DeploymentSync, { metadata: { annotations } }: ReplicaSet): void {
  const revision = annotations?.[REVISION] ?? ''
  if (sync.deployment.metadata.annotations?.[REVISION] !== revision) sync.withAnnotation(REVISION, revision)
}

function createNew(sync: DeploymentSync, oldSets: readonly ReplicaSet[], revision: bigint): ReplicaSet {
  const draft = draftOf(sync.deployment, oldSets, revision)
  const before = sync.deployment
  const made = create(sync, draft)
  takeRevision(sync, made.set)
  if (!made.existed && hasProgressDeadline(sync.deployment))
    sync.say({
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${made.set.metadata.name}"`,
    })
  if (sync.deployment !== before) sync.writeStatus()
  return made.set
}

/** Named after the hash of its template, which is also a label of its Pods and part of its selector. */
function draftOf(deployment: Deployment, oldSets: readonly ReplicaSet[], revision: bigint): Draft<ReplicaSet> {
  const {
    metadata: { name, namespace = '' },
    spec: { template, selector, minReadySeconds = 0 },
  } = deployment
  const hash = templateHash(template, deployment.status.collisionCount)
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: replicaSetName(name, hash),
      namespace,
      labels,
      annotations: { ...newReplicaSetAnnotations(deployment, {}, revision), ...replicasAnnotations(deployment) },
      ownerReferences: [ownerReferenceFor(deployment)],
    },
    spec: {
      replicas: newSize(deployment, oldSets, 0),
      ...(minReadySeconds > 0 ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  }
}

/** The longest name of an object whose name is a DNS subdomain. */
const NAME_CHARACTERS_MAX = 253

export const replicaSetName = (deployment: string, hash: string): string =>
  `${deployment.slice(0, NAME_CHARACTERS_MAX - 1 - hash.length)}-${hash}`

function create(sync: DeploymentSync, draft: Draft<ReplicaSet>): { set: ReplicaSet; existed: boolean } {
  const { api, record } = sync.context
  try {
    const set = api.create('ReplicaSet', draft)
    const { replicas = 0 } = set.spec
    if (replicas > 0)
      record.event(
        sync.deployment,
        'Normal',
        'ScalingReplicaSet',
        `Scaled up replica set ${set.metadata.name} from 0 to ${replicas}`,
      )
    return { set, existed: false }
  } catch (error) {
    if (!isApiError(error) || isNamespaceTerminating(error)) throw error
    if (error.reason === 'AlreadyExists') return { set: ownOrCollision(sync, draft, error), existed: true }
    const message = `Failed to create new replica set "${draft.metadata.name}": ${error.message}`
    if (hasProgressDeadline(sync.deployment)) {
      sync.say({ type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message })
      tryToWrite(sync)
    }
    record.event(sync.deployment, 'Warning', 'ReplicaSetCreateError', message)
    throw error
  }
}

/** A ReplicaSet of this name is there: our own, or two templates have one hash, which is counted to get another name next time. */
function ownOrCollision(sync: DeploymentSync, draft: Draft<ReplicaSet>, error: ApiError): ReplicaSet {
  const { deployment, context } = sync
  const present = context.read.get('ReplicaSet', deployment.metadata.namespace ?? '', draft.metadata.name ?? '')
  if (!present) throw error
  const own = controllerOf(present)?.uid === deployment.metadata.uid
  if (own && isSameTemplate(present.spec.template, deployment.spec.template)) return present
  sync.withStatus({ ...deployment.status, collisionCount: (deployment.status.collisionCount ?? 0) + 1 })
  tryToWrite(sync)
  throw error
}

/** The first error is the one that counts. */
function tryToWrite(sync: DeploymentSync): void {
  try {
    sync.writeStatus()
  } catch (error) {
    if (!isApiError(error)) throw error
  }
}
