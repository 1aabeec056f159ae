// Conditions of a Job. Follows pkg/controller/job/job_controller.go, v1.36.
import { conditionOf, isConditionTrue } from '../../objects/conditions'
import type * as k from '../../objects/generated/kubernetes'
import type { Job } from '../../objects/kinds'

export type JobCondition = k.V1JobCondition
export type JobStatus = Job['status']

export const jobCondition = (
  type: string,
  status: string,
  text: { reason: string; message: string },
  nowText: string,
): JobCondition => ({
  type,
  status,
  lastProbeTime: nowText,
  lastTransitionTime: nowText,
  reason: text.reason,
  message: text.message,
})

/** The list with the condition put in; the same list when nothing changes. From nothing to False is no change. */
export function ensureCondition(conditions: readonly JobCondition[], wanted: JobCondition): readonly JobCondition[] {
  const place = conditions.findIndex(({ type }) => type === wanted.type)
  const before = conditions[place]
  if (!before) return wanted.status === 'False' ? conditions : [...conditions, wanted]
  if (before.status === wanted.status && before.reason === wanted.reason && before.message === wanted.message)
    return conditions
  return conditions.with(place, wanted)
}

export const isJobFinished = (job: Job): boolean =>
  isConditionTrue(job.status.conditions, 'Complete') || isConditionTrue(job.status.conditions, 'Failed')

/** Complete or Failed, and when: undefined while the Job goes on. */
export const finishedCondition = (job: Job): JobCondition | undefined =>
  (job.status.conditions ?? []).find(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  )

export function trueCondition(job: Job, type: string): JobCondition | undefined {
  const condition = conditionOf(job.status.conditions, type)
  return condition?.status === 'True' ? condition : undefined
}
