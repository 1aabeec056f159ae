// The writes of one sync of a Deployment. Follows pkg/controller/deployment/sync.go, v1.36.
import { isApiError } from '../../apiserver/client'
import { dequal } from 'dequal/lite'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import type { ReconcileContext, Requeue } from '../runtime/controller'
import { planCleanUp } from './clean-up'
import { conditionAt, setCondition, type Said } from './conditions'
import { sizeOf } from './replica-sets'
import { replicasAnnotations } from './revision'
import type { Resize } from './rolling-update'
import { countedStatus, rolloutStatus, untilDeadlineMs, type DeploymentStatus, type StatusFacts } from './status'

/** The ReplicaSets of a Deployment as one sync sees them. */
export interface Rollout {
  readonly newSet: ReplicaSet | undefined
  readonly oldSets: readonly ReplicaSet[]
}

/**
 * One sync. Like upstream it goes on with the Deployment that it has read: after a first write of the status a second one is
 * refused as a conflict and the sync begins anew. Those are the intermediate states that a watch shows.
 */
export class DeploymentSync {
  private readonly updated = new Map<string, ReplicaSet>()

  constructor(
    public deployment: Deployment,
    readonly context: ReconcileContext,
  ) {}

  /** Puts a condition into the copy of this sync. */
  say(said: Said): void {
    this.withStatus({
      ...this.deployment.status,
      conditions: setCondition(this.deployment.status.conditions, conditionAt(said, this.context.nowText)),
    })
  }

  withStatus(status: DeploymentStatus): void {
    this.deployment = { ...this.deployment, status }
  }

  withAnnotation(key: string, value: string): void {
    const { metadata } = this.deployment
    this.deployment = {
      ...this.deployment,
      metadata: { ...metadata, annotations: { ...metadata.annotations, [key]: value } },
    }
  }

  /** Writes annotations, conditions and counts as this sync has them; the copy keeps the version that was read. */
  writeStatus(): void {
    this.context.api.updateStatus<'Deployment'>(this.deployment)
  }

  /** Gives ReplicaSets their sizes, one write each, and tells of each that changed. */
  resize(resizes: readonly Resize[]): boolean {
    for (const { set, replicas } of resizes) this.resizeOne(this.updated.get(set.metadata.uid) ?? set, replicas)
    return resizes.length > 0
  }

  private resizeOne(set: ReplicaSet, replicas: number): void {
    const before = sizeOf(set)
    const annotations = { ...set.metadata.annotations, ...replicasAnnotations(this.deployment) }
    if (before === replicas && dequal(annotations, set.metadata.annotations)) return
    const { api, record } = this.context
    const written = api.update<'ReplicaSet'>({
      ...set,
      metadata: { ...set.metadata, annotations },
      spec: { ...set.spec, replicas },
    })
    this.updated.set(set.metadata.uid, written)
    if (before === replicas) return
    const direction = before < replicas ? 'up' : 'down'
    record.event(
      this.deployment,
      'Normal',
      'ScalingReplicaSet',
      `Scaled ${direction} replica set ${set.metadata.name} from ${before} to ${replicas}`,
    )
  }

  /** Deletes the old ReplicaSets beyond the history limit. */
  cleanUp(oldSets: readonly ReplicaSet[]): void {
    for (const {
      metadata: { namespace = '', name },
    } of planCleanUp(this.deployment, oldSets)) {
      try {
        this.context.api.delete('ReplicaSet', namespace, name)
      } catch (error) {
        if (!isApiError(error, 'NotFound')) throw error
      }
    }
  }

  /** Counts only: while paused, scaled or deleted, no progress is judged. */
  writeCountedStatus(rollout: Rollout): void {
    this.withStatus(countedStatus(this.facts(rollout)))
    this.writeStatus()
  }

  /** Counts and progress; without news, when to look again whether the rollout is stuck. */
  writeRolloutStatus(rollout: Rollout): Requeue | undefined {
    const status = rolloutStatus(this.facts(rollout))
    if (dequal(status, this.deployment.status)) {
      const afterMs = untilDeadlineMs(this.deployment, status, this.context.now)
      return afterMs === undefined ? undefined : { afterMs }
    }
    this.withStatus(status)
    this.writeStatus()
    return undefined
  }

  private facts({ newSet, oldSets }: Rollout): StatusFacts {
    const { now, nowText } = this.context
    return { deployment: this.deployment, sets: newSet ? [...oldSets, newSet] : oldSets, newSet, now, nowText }
  }
}
