// Carries a Job's plan out: makes and removes its Pods. Follows manageJob and deleteActivePods of
// pkg/controller/job/job_controller.go, v1.36.
import { JOB_TRACKING, type JobView } from './job-view'
import type { JobPlan } from './plan'
import { jobPodTemplate } from './pod-template'
import { isApiError, type ApiError } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { isPodReady } from '../../objects/pods'
import { createPod, deletePod, isNamespaceTerminating } from '../pod-control/pod-control'
import { podFromTemplate } from '../pod-control/pod-from-template'
import { slowStart } from '../pod-control/slow-start'
import type { ReconcileContext } from '../runtime/controller'

export interface Outcome {
  readonly active: number
  readonly ready: number
  readonly terminating: number
  /** what the API server refused; the sync is tried again */
  readonly failure?: ApiError
  /** come again when the back-off is over */
  readonly afterMs?: number
}

export function carryOut(plan: JobPlan, view: JobView, context: ReconcileContext): Outcome {
  const counts = { active: view.active.length, ready: view.ready, terminating: view.terminating }
  switch (plan.do) {
    case 'nothing':
      return counts
    case 'wait':
      // Upstream reports no active Pod while it waits.
      return { ...counts, active: 0, afterMs: plan.ms }
    case 'remove':
      return removePods(plan.pods, view, context, true)
    case 'create':
      return create(plan.indexes, view, context)
  }
}

function create(indexes: readonly (number | undefined)[], view: JobView, context: ReconcileContext): Outcome {
  const { job, delayed } = view
  let created = 0
  const failure = slowStart(indexes.length, (place) => {
    const index = indexes[place]
    const { template, generateName } = jobPodTemplate(job, index, index === undefined ? undefined : delayed.get(index))
    const draft = podFromTemplate(template, job)
    try {
      createPod(context, job, { ...draft, metadata: { ...draft.metadata, generateName } })
    } catch (error) {
      // In a namespace that goes away every creation fails: trying again would not help.
      if (!isNamespaceTerminating(error)) throw error
    }
    created++
  })
  return { active: view.active.length + created, ready: view.ready, terminating: view.terminating, failure }
}

/** @param release whether the Pods lose their finalizer first: they are not to be counted */
export function removePods(pods: readonly Pod[], view: JobView, context: ReconcileContext, release: boolean): Outcome {
  let failure: ApiError | undefined
  let removed = 0
  for (const pod of pods) {
    try {
      if (release) releasePod(pod, context)
      deletePod(context, view.job, pod)
      removed++
    } catch (error) {
      if (!isApiError(error)) throw error
      if (isApiError(error, 'NotFound')) removed++
      else failure = error
    }
  }
  return {
    active: view.active.length - removed,
    ready: view.ready - pods.filter(isPodReady).length,
    terminating: view.terminating + removed,
    failure,
  }
}

/** Takes the tracking finalizer away. A Pod that is gone already has none. */
export function releasePod(pod: Pod, { read, api }: Pick<ReconcileContext, 'read' | 'api'>): void {
  const current = read.get('Pod', pod.metadata.namespace ?? '', pod.metadata.name)
  if (!current || current.metadata.uid !== pod.metadata.uid || !current.metadata.finalizers?.includes(JOB_TRACKING))
    return
  const finalizers = current.metadata.finalizers.filter((each) => each !== JOB_TRACKING)
  api.update<'Pod'>({ ...current, metadata: { ...current.metadata, finalizers } })
}
