// Follows pkg/controller/deployment/rolling.go, recreate.go and sync.go, v1.36.
import type { Pod, ReplicaSet } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { isPodTerminal } from '../../objects/pods'
import { selectorOf } from '../../objects/selectors'
import type { Requeue } from '../runtime/controller'
import type { DeploymentSync } from './deployment-sync'
import { replicasOf } from './fenceposts'
import { syncRevision } from './new-replica-set'
import { actualIn, isActive, sizeOf } from './replica-sets'
import { newSize, planOldReplicaSets, type Resize } from './rolling-update'
import { planScale } from './scale'
import { rollbackTarget } from './rollback'
import { isComplete } from './status'

/** New Pods first as far as the surge goes, in the next sync old ones down as far as enough stay available: one step a sync. */
export function rollingUpdate(sync: DeploymentSync, sets: readonly ReplicaSet[]): Requeue | undefined {
  const rollout = syncRevision(sync, sets, true)
  const { newSet, oldSets } = rollout
  if (!newSet) return undefined
  if (sync.resize(planNew(sync, newSet, [...oldSets, newSet]))) return sync.writeRolloutStatus(rollout)
  if (sync.resize(planOldReplicaSets(sync.deployment, newSet, oldSets))) return sync.writeRolloutStatus(rollout)
  if (isComplete(sync.deployment, sync.deployment.status)) sync.cleanUp(oldSets)
  return sync.writeRolloutStatus(rollout)
}

function planNew({ deployment }: DeploymentSync, newSet: ReplicaSet, sets: readonly ReplicaSet[]): Resize[] {
  const size = sizeOf(newSet)
  const replicas = size > replicasOf(deployment) ? replicasOf(deployment) : newSize(deployment, sets, size)
  return size === replicas ? [] : [{ set: newSet, replicas }]
}

/** All old Pods are gone before the first new one is made. */
export function recreate(sync: DeploymentSync, sets: readonly ReplicaSet[]): Requeue | undefined {
  const before = syncRevision(sync, sets, false)
  const down = before.oldSets.filter(isActive).map((set) => ({ set, replicas: 0 }))
  if (sync.resize(down)) return sync.writeRolloutStatus(before)
  if (oldPodsRun(sync, before.newSet, sets)) return sync.writeRolloutStatus(before)
  const rollout = before.newSet ? before : syncRevision(sync, sets, true)
  const { newSet, oldSets } = rollout
  if (newSet && sizeOf(newSet) !== replicasOf(sync.deployment))
    sync.resize([{ set: newSet, replicas: replicasOf(sync.deployment) }])
  if (isComplete(sync.deployment, sync.deployment.status)) sync.cleanUp(oldSets)
  return sync.writeRolloutStatus(rollout)
}

function oldPodsRun(
  { deployment, context }: DeploymentSync,
  newSet: ReplicaSet | undefined,
  sets: readonly ReplicaSet[],
): boolean {
  const old = sets.filter((set) => set.metadata.uid !== newSet?.metadata.uid)
  if (actualIn(old) > 0) return true
  const oldUids = new Set(old.map(({ metadata }) => metadata.uid))
  const pods = context.read.select('Pod', deployment.metadata.namespace ?? '', selectorOf(deployment.spec.selector))
  const isOld = (pod: Pod): boolean => oldUids.has(controllerOf(pod)?.uid ?? '')
  return pods.some((pod) => isOld(pod) && !isPodTerminal(pod))
}

/** While paused, and when somebody scaled: sizes only, no step of an update. */
export function scaleOnly(sync: DeploymentSync, sets: readonly ReplicaSet[]): void {
  const rollout = syncRevision(sync, sets, false)
  sync.resize(planScale(sync.deployment, rollout.newSet, rollout.oldSets))
  if (sync.deployment.spec.paused && rollbackTarget(sync.deployment) === undefined) sync.cleanUp(rollout.oldSets)
  sync.writeCountedStatus(rollout)
}

export function statusOnly(sync: DeploymentSync, sets: readonly ReplicaSet[]): void {
  sync.writeCountedStatus(syncRevision(sync, sets, false))
}
