// Follows getPodsForJob of pkg/controller/job/job_controller.go, v1.36.
import { JOB_TRACKING } from './job-view'
import type { Job, Pod } from '../../objects/kinds'
import { isControlledBy } from '../../objects/owners'
import { selectorOf } from '../../objects/selectors'
import { candidates } from '../pod-control/candidates'
import { claim } from '../pod-control/claim'
import type { ReconcileContext } from '../runtime/controller'

/** The Job's Pods. A Pod that it adopts gets the tracking finalizer, so that it is counted. */
export function claimJobPods(job: Job, { read, api }: ReconcileContext): readonly Pod[] {
  const selector = selectorOf(job.spec.selector)
  const found = candidates(read, 'Pod', job, selector)
  const owned = new Set(found.filter((pod) => isControlledBy(pod, job)).map(({ metadata }) => metadata.uid))
  return claim<'Pod'>(api, { controller: job, selector, candidates: found }).map((pod) => {
    const { finalizers = [], uid } = pod.metadata
    if (owned.has(uid) || finalizers.includes(JOB_TRACKING)) return pod
    return api.update<'Pod'>({ ...pod, metadata: { ...pod.metadata, finalizers: [...finalizers, JOB_TRACKING] } })
  })
}
