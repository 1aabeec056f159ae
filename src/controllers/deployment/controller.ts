// Follows pkg/controller/deployment/deployment_controller.go, v1.36.
import type { Change } from '../../apiserver/client'
import { isDeleting, keyOf } from '../../objects/kube-object'
import type { Deployment, Pod, ReplicaSet } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { selectorOf } from '../../objects/selectors'
import { candidates } from '../pod-control/candidates'
import { claim } from '../pod-control/claim'
import { onOrphan } from '../pod-control/wake-orphans'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import {
  DEFAULT_RETRY,
  type Controller,
  type ReconcileContext,
  type Requeue,
  type RetryBackoff,
  type WakeRule,
} from '../runtime/controller'
import { onChange, onOwned } from '../runtime/wake-rules'
import { progressing } from './conditions'
import { DeploymentSync } from './deployment-sync'
import { syncRevision } from './new-replica-set'
import { rollBack, rollbackTarget } from './rollback'
import { isScalingEvent } from './scale'
import { hasProgressDeadline } from './status'
import { recreate, rollingUpdate, scaleOnly, statusOnly } from './strategies'

/** Rolls a Deployment's template out over ReplicaSets. */
export function deploymentController(): Controller {
  return {
    name: 'deployment-controller',
    wakesOn: [
      onChange('Deployment'),
      onOwned('ReplicaSet', 'Deployment'),
      onOrphan('ReplicaSet', 'Deployment', ({ spec }) => selectorOf(spec.selector)),
      ON_OLD_POD_GONE,
    ],
    retry: RETRY,
    reconcile({ namespace, name }, context) {
      const deployment = context.read.get('Deployment', namespace, name)
      return deployment && unlessNamespaceGoes(() => reconcile(new DeploymentSync(deployment, context)))
    },
  }
}

/** After so many failures in a row a Deployment is left alone until something happens to it. */
const RETRY: RetryBackoff = { ...DEFAULT_RETRY, timesMax: 15 }

function unlessNamespaceGoes(sync: () => Requeue | undefined): Requeue | undefined {
  try {
    return sync()
  } catch (error) {
    if (!isNamespaceTerminating(error)) throw error
    return undefined
  }
}

/** Recreate waits for the last old Pod to be gone; nothing else tells of it. */
const ON_OLD_POD_GONE: WakeRule = {
  kind: 'Pod',
  keys: ({ type, object }: Change, read) => {
    if (type !== 'DELETED') return []
    const { namespace = '' } = object.metadata
    const set = read.get('ReplicaSet', namespace, controllerOf(object as Pod)?.name ?? '')
    const deployment = set && read.get('Deployment', namespace, controllerOf(set)?.name ?? '')
    return deployment?.spec.strategy?.type === 'Recreate' ? [keyOf(deployment)] : []
  },
}

function reconcile(sync: DeploymentSync): Requeue | undefined {
  const { deployment, context } = sync
  if (selectsAll(deployment)) return refuseSelectingAll(sync)
  const sets = replicaSetsOf(deployment, context)
  if (isDeleting(deployment)) return void statusOnly(sync, sets)
  tellPause(sync)
  const target = rollbackTarget(deployment)
  if (target !== undefined && !deployment.spec.paused) return void rollBack(sync, sets, target)
  if (deployment.spec.paused || isScaled(sync, sets)) return void scaleOnly(sync, sets)
  return deployment.spec.strategy?.type === 'Recreate' ? recreate(sync, sets) : rollingUpdate(sync, sets)
}

/** Upstream syncs the revision before it asks; a ReplicaSet that comes back gets its number here, and the sync begins anew. */
function isScaled(sync: DeploymentSync, sets: readonly ReplicaSet[]): boolean {
  const { newSet, oldSets } = syncRevision(sync, sets, false)
  return isScalingEvent(sync.deployment, newSet ? [...oldSets, newSet] : oldSets)
}

function replicaSetsOf(deployment: Deployment, { read, api }: ReconcileContext) {
  const selector = selectorOf(deployment.spec.selector)
  return claim<'ReplicaSet'>(api, {
    controller: deployment,
    selector,
    candidates: candidates(read, 'ReplicaSet', deployment, selector),
  })
}

const selectsAll = ({ spec: { selector } }: Deployment): boolean =>
  Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0

function refuseSelectingAll(sync: DeploymentSync): undefined {
  const { deployment, context } = sync
  context.record.event(
    deployment,
    'Warning',
    'SelectingAll',
    'This deployment is selecting all pods. A non-empty selector is required.',
  )
  const { generation = 0 } = deployment.metadata
  if ((deployment.status.observedGeneration ?? 0) >= generation) return
  sync.withStatus({ ...deployment.status, observedGeneration: generation })
  sync.writeStatus()
}

/** So that a Deployment that was paused longer than its deadline is not said to be stuck when it goes on. */
function tellPause(sync: DeploymentSync): void {
  const { deployment } = sync
  if (!hasProgressDeadline(deployment)) return
  const reason = progressing(deployment.status.conditions)?.reason
  if (reason === 'ProgressDeadlineExceeded') return
  const { paused = false } = deployment.spec
  if (paused === (reason === 'DeploymentPaused')) return
  sync.say(
    paused
      ? { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused' }
      : { type: 'Progressing', status: 'Unknown', reason: 'DeploymentResumed', message: 'Deployment is resumed' },
  )
  sync.writeStatus()
}
