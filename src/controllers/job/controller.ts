// Follows pkg/controller/job/job_controller.go, v1.36.
import { NO_FAILURES, type BackoffRecord } from './backoff'
import { carryOut, releasePod, removePods, type Outcome } from './carry-out'
import { claimJobPods } from './claim-job-pods'
import { countFinished, settleCounted, withoutZeros } from './count-finished'
import { isSuspended, isTracked, viewJob, type JobView } from './job-view'
import { planJobPods } from './plan'
import {
  ensureCondition,
  isJobFinished,
  jobCondition,
  trueCondition,
  type JobCondition,
  type JobStatus,
} from './status'
import { activeDeadlineLeftMs, completionsReached, failedCondition, isComplete, jobVerdict } from './verdict'
import { isDeleting, keyOf, keyText } from '../../objects/kube-object'
import type { Job } from '../../objects/kinds'
import { selectorOf } from '../../objects/selectors'
import { onOrphan } from '../pod-control/wake-orphans'
import type { Controller, ReconcileContext, Requeue } from '../runtime/controller'
import { onOwned } from '../runtime/wake-rules'

/** Changes of Pods and of the status come together for a second before the Job is looked at. */
const SYNC_BATCH_MS = 1000
const JOB_CONTROLLER = 'kubernetes.io/job-controller'

const isManagedElsewhere = (job: Job): boolean =>
  job.spec.managedBy !== undefined && job.spec.managedBy !== JOB_CONTROLLER

export function jobController(): Controller {
  const records = new Map<string, BackoffRecord>()
  return {
    name: 'job-controller',
    retry: { baseMs: 1000, maxMs: 60_000 },
    wakesOn: [
      {
        kind: 'Job',
        keys: ({ object, previous }) => (isSameSpec(object as Job, previous as Job | undefined) ? [] : [keyOf(object)]),
      },
      {
        kind: 'Job',
        delayMs: SYNC_BATCH_MS,
        keys: ({ object, previous }) => (isSameSpec(object as Job, previous as Job | undefined) ? [keyOf(object)] : []),
      },
      { ...onOwned('Pod', 'Job'), delayMs: SYNC_BATCH_MS },
      { ...onOrphan('Pod', 'Job', (job) => selectorOf(job.spec.selector)), delayMs: SYNC_BATCH_MS },
    ],
    reconcile(key, context) {
      const job = context.read.get('Job', key.namespace, key.name)
      const record = keyText(key)
      if (!job || isJobFinished(job)) records.delete(record)
      if (!job || isManagedElsewhere(job) || isJobFinished(job)) return undefined
      const view = viewJob(job, claimJobPods(job, context), records.get(record) ?? NO_FAILURES)
      return syncJob(view, context, (next) => records.set(record, next))
    },
  }
}

const isSameSpec = (job: Job, previous: Job | undefined): boolean =>
  previous?.metadata.generation === job.metadata.generation

function syncJob(
  view: JobView,
  context: ReconcileContext,
  remember: (record: BackoffRecord) => void,
): Requeue | undefined {
  const { job } = view
  const { startTime = isSuspended(job) ? undefined : context.nowText, ...status } = job.status
  const started = { ...status, ...(startTime ? { startTime } : {}) }
  const found = jobVerdict({ ...view, job: { ...job, status: started } }, context.now)
  const outcome = act(found, view, context)
  let condition = found
  // Not all Pods could be deleted: the end has to wait for them.
  if (found && outcome.active > 0) condition = undefined
  if (!found && isComplete(job, view.succeeded, outcome.active)) condition = completionsReached(context.nowText)
  const suspended = condition || found || isDeleting(job) ? started : suspendOrResume(job, started, context)
  track({ view, status: { ...suspended, ...countsOf(outcome) }, condition, context, remember })
  if (outcome.failure) throw outcome.failure
  return nextLook(outcome, activeDeadlineLeftMs({ ...job, status: suspended }, context.now))
}

const countsOf = ({ active, ready, terminating }: Outcome): Partial<JobStatus> => ({ active, ready, terminating })

function act(condition: JobCondition | undefined, view: JobView, context: ReconcileContext): Outcome {
  if (condition) return removePods(view.active, view, context, false)
  if (isDeleting(view.job)) return { active: view.active.length, ready: view.ready, terminating: view.terminating }
  return carryOut(planJobPods(view, context.now), view, context)
}

function nextLook({ afterMs }: Outcome, deadlineMs: number | undefined): Requeue | undefined {
  const waits = [afterMs, deadlineMs].filter((ms) => ms !== undefined && ms > 0) as number[]
  return waits.length === 0 ? undefined : { afterMs: Math.min(...waits) }
}

/** The Suspended condition follows spec.suspend; a Job that is resumed starts anew. */
function suspendOrResume(job: Job, status: JobStatus, { record, nowText }: ReconcileContext): JobStatus {
  const [value, word] = isSuspended(job) ? (['True', 'suspended'] as const) : (['False', 'resumed'] as const)
  const reason = isSuspended(job) ? 'JobSuspended' : 'JobResumed'
  const before = status.conditions ?? []
  const conditions = ensureCondition(
    before,
    jobCondition('Suspended', value, { reason, message: `Job ${word}` }, nowText),
  )
  if (conditions === before) return status
  record.event(job, 'Normal', isSuspended(job) ? 'Suspended' : 'Resumed', `Job ${word}`)
  const { startTime: _, ...rest } = status
  return { ...rest, conditions: [...conditions], ...(isSuspended(job) ? {} : { startTime: nowText }) }
}

interface Tracking {
  readonly view: JobView
  readonly status: JobStatus
  readonly condition: JobCondition | undefined
  readonly context: ReconcileContext
  readonly remember: (record: BackoffRecord) => void
}

/** The three writes: see count-finished.ts. A Job that ends shows FailureTarget or SuccessCriteriaMet in the first of them. */
function track({ view, status, condition, context, remember }: Tracking): void {
  const { api, nowText } = context
  const { status: counted, release, isFull } = countFinished(view, status, condition)
  const interim = withInterim(view.job, counted, condition)
  const flushed = api.updateStatus<'Job'>({ ...view.job, status: withoutZeros(interim) })
  remember(view.backoff)
  for (const pod of release) releasePod(pod, context)
  const released = new Set(release.map((pod) => pod.metadata.uid))
  const held = new Set(
    view.pods.filter((pod) => isTracked(pod) && !released.has(pod.metadata.uid)).map((pod) => pod.metadata.uid),
  )
  const settled = settleCounted(flushed.status, held)
  const final = condition && !isFull ? finalCondition(condition, nowText) : undefined
  const isAtEnd = final !== undefined && nothingUncounted(settled) && (settled.terminating ?? 0) === 0
  const ended = withoutZeros(isAtEnd ? withEnd(settled, final) : settled)
  api.updateStatus<'Job'>({ ...flushed, status: ended })
  // The Event names the version that stood before the last write, as upstream's does.
  if (isAtEnd) recordEnd({ ...flushed, status: ended }, final, context)
}

const nothingUncounted = ({ uncountedTerminatedPods }: JobStatus): boolean =>
  (uncountedTerminatedPods?.succeeded ?? []).length + (uncountedTerminatedPods?.failed ?? []).length === 0

function withInterim(job: Job, status: JobStatus, condition: JobCondition | undefined): JobStatus {
  if (!condition || condition.type === 'Failed' || trueCondition(job, condition.type)) return status
  return { ...status, conditions: [...(status.conditions ?? []), condition] }
}

function finalCondition(condition: JobCondition, nowText: string): JobCondition {
  if (condition.type !== 'SuccessCriteriaMet') return failedCondition(condition, nowText)
  return jobCondition('Complete', 'True', { reason: condition.reason ?? '', message: condition.message ?? '' }, nowText)
}

function withEnd(status: JobStatus, final: JobCondition): JobStatus {
  const conditions = [...ensureCondition(status.conditions ?? [], final)]
  return { ...status, conditions, ...(final.type === 'Complete' ? { completionTime: final.lastTransitionTime } : {}) }
}

function recordEnd(job: Job, final: JobCondition, { record }: ReconcileContext): void {
  if (final.type !== 'Complete') {
    record.event(job, 'Warning', final.reason ?? '', final.message ?? '')
    return
  }
  if (job.spec.completions !== undefined && (job.status.succeeded ?? 0) > job.spec.completions) {
    record.event(
      job,
      'Warning',
      'TooManySucceededPods',
      'Too many succeeded pods running after completion count reached',
    )
  }
  record.event(job, 'Normal', 'Completed', 'Job completed')
}
