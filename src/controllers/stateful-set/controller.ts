// Follows pkg/controller/statefulset, v1.36.
import { isApiError } from '../../apiserver/client'
import { isDeleting } from '../../objects/kube-object'
import type { Pod, StatefulSet } from '../../objects/kinds'
import { selectorOf } from '../../objects/selectors'
import { templateOf } from '../history/revisions'
import { candidates } from '../pod-control/candidates'
import { claim } from '../pod-control/claim'
import { nextAvailability } from '../pod-control/next-availability'
import { onOrphan } from '../pod-control/wake-orphans'
import type { Controller, ReconcileContext, Requeue, WakeRule } from '../runtime/controller'
import { onChange, onOwned } from '../runtime/wake-rules'
import { isMember, minReadySecondsOf, parentAndOrdinal, podOf } from './identity'
import { planStatefulSet, type Batch, type Job, type SetFacts, type Step } from './plan'
import { adoptOrphanRevisions, outlivedRevisions, syncRevisions, type Revisions } from './revision-history'
import { StatefulPods } from './stateful-pods'
import { isInconsistent, statefulSetStatus } from './status'

/** Keeps Pods with an identity: a name, an ordinal, storage of their own. */
export function statefulSetController(): Controller {
  return {
    name: 'statefulset-controller',
    wakesOn: [
      onChange('StatefulSet'),
      onOwned('Pod', 'StatefulSet'),
      onOrphan('Pod', 'StatefulSet', ({ spec }) => selectorOf(spec.selector)),
      ON_STALE_CLAIM_GONE,
    ],
    reconcile({ namespace, name }, context) {
      const set = context.read.get('StatefulSet', namespace, name)
      return set && reconcile(set, context)
    },
  }
}

/** A new Pod may wait for the claim of the former one to be gone. Upstream is woken by whatever happens next. */
const ON_STALE_CLAIM_GONE: WakeRule = {
  kind: 'PersistentVolumeClaim',
  keys: ({ type, object: { metadata } }) => {
    if (type !== 'DELETED') return []
    const pods = (metadata.ownerReferences ?? []).filter(({ kind }) => kind === 'Pod')
    return pods.map(({ name }) => ({ namespace: metadata.namespace ?? '', name: parentAndOrdinal(name).parent }))
  },
}

function reconcile(set: StatefulSet, context: ReconcileContext): Requeue | undefined {
  const { read, api, now } = context
  adoptOrphanRevisions(set, context)
  const selector = selectorOf(set.spec.selector)
  const pods = claim<'Pod'>(api, {
    controller: set,
    selector,
    candidates: candidates(read, 'Pod', set, selector),
    also: (pod) => isMember(set, pod),
  })
  const revisions = syncRevisions(set, context)
  const failed = update(set, pods, revisions, context)
  for (const { metadata } of outlivedRevisions(set, revisions, pods))
    api.delete('ControllerRevision', metadata.namespace ?? '', metadata.name)
  if (failed) throw failed
  return nextAvailability(pods, minReadySecondsOf(set), now)
}

/** Carries the plan out up to the first batch with a refusal; the status is written in any case. */
function update(set: StatefulSet, pods: readonly Pod[], revisions: Revisions, context: ReconcileContext): unknown {
  const control = new StatefulPods(set, context)
  const { current, update, collisionCount } = revisions
  const facts: SetFacts = {
    set,
    pods,
    now: context.now,
    currentRevision: current.metadata.name,
    updateRevision: update.metadata.name,
    claims: { isStale: (ordinal) => control.isClaimStale(ordinal), haveOwners: (pod) => control.claimsHaveOwners(pod) },
  }
  const batches = isDeleting(set) ? [] : planStatefulSet(facts)
  const { done, failed } = carryOut(batches, (step) => take(step, set, revisions, control))
  const isGone = failed !== undefined && isUpdate(failed.step) && isApiError(failed.error, 'NotFound')
  const outdatedDeleted = isGone || done.some(isUpdate)
  const status = statefulSetStatus({ ...facts, collisionCount, outdatedDeleted })
  if (isInconsistent(set, status)) context.api.updateStatus<'StatefulSet'>({ ...set, status })
  return isGone ? undefined : failed?.error
}

const isUpdate = (step: Step): boolean => step.verb === 'delete' && step.why === 'outdated'

interface Refused {
  readonly step: Step
  readonly error: unknown
}

function carryOut(
  batches: readonly Batch[],
  call: (step: Step) => void,
): { done: readonly Step[]; failed: Refused | undefined } {
  const done: Step[] = []
  for (const batch of batches) {
    const refused = batch.map((job) => carryOutJob(job, done, call)).find((each) => each !== undefined)
    if (refused) return { done, failed: refused }
  }
  return { done, failed: undefined }
}

function carryOutJob(job: Job, done: Step[], call: (step: Step) => void): Refused | undefined {
  for (const step of job) {
    try {
      call(step)
    } catch (error) {
      return { step, error }
    }
    done.push(step)
  }
  return undefined
}

function take(step: Step, set: StatefulSet, { current, update }: Revisions, control: StatefulPods): void {
  switch (step.verb) {
    case 'create': {
      const revision = step.version === 'current' ? current : update
      return control.create(
        podOf(set, step.ordinal, { template: templateOf(revision), revision: revision.metadata.name }),
      )
    }
    case 'delete':
      return control.delete(step.pod)
    case 'claim':
      return control.claim(step.pod)
    case 'correct':
      return control.correct(step.pod)
    case 'own-claims':
      return control.ownClaims(step.pod)
  }
}
