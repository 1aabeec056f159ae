// Follows pkg/controller/cronjob/cronjob_controllerv2.go, v1.36.
import { InvalidSchedule, jobNameAt, nextLookMs, planCronJob, rfc1123z } from './plan'
import { parseSchedule, type Schedule } from './schedule'
import { zonedText } from './zone'
import { isApiError, type Change } from '../../apiserver/client'
import { canonicalText } from '../../objects/hash'
import { isDeleting } from '../../objects/kube-object'
import type { CronJob, Job } from '../../objects/kinds'
import { isControlledBy, ownerReferenceFor } from '../../objects/owners'
import { instantOf, timeText } from '../../objects/time'
import { finishedCondition, isJobFinished } from '../job/status'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import type { Controller, ReconcileContext, Requeue } from '../runtime/controller'
import { onChange, onOwned } from '../runtime/wake-rules'

const SCHEDULED_AT = 'batch.kubernetes.io/cronjob-scheduled-timestamp'

export const cronJobController = (): Controller => ({
  name: 'cronjob-controller',
  wakesOn: [{ ...onChange('CronJob'), delayMs: waitAfter }, onOwned('Job', 'CronJob')],
  reconcile({ namespace, name }, context) {
    const cronJob = context.read.get('CronJob', namespace, name)
    if (!cronJob) return undefined
    const jobs = context.read.ownedBy('Job', cronJob.metadata.uid).filter((job) => isControlledBy(job, cronJob))
    const sync = new CronJobSync(cronJob, context)
    sync.removeOld(jobs)
    try {
      return sync.run(jobs)
    } finally {
      sync.write()
    }
  },
})

/** A new schedule has its effect at its next time: what it would have missed until now is not made up for. */
function waitAfter({ object, previous }: Change, now: number): number {
  const [cronJob, before] = [object as CronJob, previous as CronJob | undefined]
  const { schedule, timeZone } = cronJob.spec
  if (!before || (before.spec.schedule === schedule && before.spec.timeZone === timeZone)) return 0
  return nextLookMs(cronJob, now, parseSchedule(schedule, timeZone))
}

/** One sync: the status as it becomes, written once at the end. */
class CronJobSync {
  private status: CronJob['status']

  constructor(
    private readonly cronJob: CronJob,
    private readonly context: ReconcileContext,
  ) {
    this.status = cronJob.status
  }

  write(): void {
    const { active = [], ...status } = this.status
    const next = { ...(active.length > 0 ? { active } : {}), ...status }
    if (canonicalText(next) !== canonicalText(this.cronJob.status))
      this.context.api.updateStatus<'CronJob'>({ ...this.cronJob, status: next })
  }

  private get current(): CronJob {
    return { ...this.cronJob, status: this.status }
  }

  /** Deletes finished Jobs beyond the limits, the oldest first. */
  removeOld(jobs: readonly Job[]): void {
    const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = this.cronJob.spec
    const removeBeyond = (type: string, limit: number | undefined) => {
      const finished = jobs.filter((job) => finishedCondition(job)?.type === type).sort(byStartTime)
      if (limit === undefined) return
      for (const job of finished.slice(0, Math.max(0, finished.length - limit))) this.deleteJob(job)
    }
    removeBeyond('Complete', successfulJobsHistoryLimit)
    removeBeyond('Failed', failedJobsHistoryLimit)
  }

  run(jobs: readonly Job[]): Requeue | undefined {
    for (const job of jobs) this.follow(job)
    this.forgetMissing(jobs)
    if (isDeleting(this.cronJob) || this.cronJob.spec.suspend) return undefined
    const { schedule: text, timeZone } = this.cronJob.spec
    if (text.includes('TZ')) {
      const where = 'see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details'
      this.event(
        'Warning',
        'UnsupportedSchedule',
        `CRON_TZ or TZ used in schedule ${JSON.stringify(text)} is not officially supported, ${where}`,
      )
    }
    const schedule = parseSchedule(text, timeZone)
    try {
      return this.start(schedule)
    } catch (error) {
      if (!(error instanceof InvalidSchedule)) throw error
      this.event('Warning', 'InvalidSchedule', `invalid schedule: ${text} : ${error.message}`)
      return undefined
    }
  }

  private event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.record.event(this.cronJob, type, reason, message)
  }

  private isActive(job: Job): boolean {
    return (this.status.active ?? []).some(({ uid }) => uid === job.metadata.uid)
  }

  private dropActive(uid: string | undefined): void {
    this.status = { ...this.status, active: (this.status.active ?? []).filter((each) => each.uid !== uid) }
  }

  private deleteJob(job: Job): void {
    const { namespace = '', name, uid } = job.metadata
    try {
      this.context.api.delete('Job', namespace, name, { propagationPolicy: 'Background' })
    } catch (error) {
      if (!isApiError(error)) throw error
      this.event('Warning', 'FailedDelete', `Deleted job: ${error.message}`)
      return
    }
    this.dropActive(uid)
    this.event('Normal', 'SuccessfulDelete', `Deleted job ${name}`)
  }

  private follow(job: Job): void {
    const { name, uid } = job.metadata
    if (!isJobFinished(job)) {
      if (!this.isActive(job))
        this.event('Warning', 'UnexpectedJob', `Saw a job that the controller did not create or forgot: ${name}`)
      return
    }
    if (this.isActive(job)) {
      this.dropActive(uid)
      this.event('Normal', 'SawCompletedJob', `Saw completed job: ${name}, condition: ${finishedCondition(job)?.type}`)
    }
    const { completionTime } = job.status
    const { lastSuccessfulTime } = this.status
    if (
      !completionTime ||
      (lastSuccessfulTime && instantOf(String(completionTime)) <= instantOf(String(lastSuccessfulTime)))
    )
      return
    this.status = { ...this.status, lastSuccessfulTime: completionTime }
  }

  private forgetMissing(jobs: readonly Job[]): void {
    const known = new Set(jobs.map(({ metadata }) => metadata.uid))
    for (const { uid, namespace = '', name = '' } of this.status.active ?? []) {
      if (known.has(uid ?? '') || this.context.read.get('Job', namespace, name)) continue
      this.event('Normal', 'MissingJob', `Active job went missing: ${name}`)
      this.dropActive(uid)
    }
  }

  private start(schedule: Schedule): Requeue | undefined {
    const { now } = this.context
    const again = (): Requeue => ({ afterMs: nextLookMs(this.current, now, schedule) })
    const plan = planCronJob(this.current, now, schedule)
    if (plan.manyMissed) {
      this.event(
        'Warning',
        'TooManyMissedTimes',
        'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      )
    }
    if (plan.do === 'wait') return again()
    if (plan.do === 'tooLate') {
      this.event('Warning', 'MissSchedule', `Missed scheduled time to start a job: ${rfc1123z(plan.at)}`)
      return again()
    }
    const { concurrencyPolicy } = this.cronJob.spec
    if (concurrencyPolicy === 'Forbid' && (this.status.active ?? []).length > 0) {
      this.event(
        'Normal',
        'JobAlreadyActive',
        'Not starting job because prior execution is running and concurrency policy is Forbid',
      )
      return again()
    }
    if (concurrencyPolicy === 'Replace') this.deleteActive()
    return this.createJob(plan.at) ? again() : undefined
  }

  private deleteActive(): void {
    for (const { namespace = '', name = '' } of this.status.active ?? []) {
      const job = this.context.read.get('Job', namespace, name)
      if (job) this.deleteJob(job)
    }
  }

  /** false: the Job of this time is there already, and whoever made it sees to the rest. */
  private createJob(at: number): boolean {
    const { namespace } = this.cronJob.metadata
    let job: Job
    try {
      job = this.context.api.create('Job', jobAt(this.cronJob, at))
      this.event('Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`)
    } catch (error) {
      if (!isApiError(error) || isNamespaceTerminating(error)) throw error
      if (error.status.reason !== 'AlreadyExists') {
        this.event('Warning', 'FailedCreate', `Error creating job: ${error.message}`)
        throw error
      }
      const existing = this.context.read.get('Job', namespace ?? '', jobNameAt(this.cronJob, at))
      if (!existing) throw error
      if (!isControlledBy(existing, this.cronJob) || this.isActive(existing)) return false
      job = existing
    }
    const { metadata, kind, apiVersion } = job
    const reference = {
      kind,
      namespace,
      name: metadata.name,
      uid: metadata.uid,
      apiVersion,
      resourceVersion: metadata.resourceVersion,
    }
    this.status = { ...this.status, active: [...(this.status.active ?? []), reference], lastScheduleTime: timeText(at) }
    return true
  }
}

function jobAt(cronJob: CronJob, at: number) {
  const { metadata = {}, spec } = cronJob.spec.jobTemplate
  const annotations = { ...metadata.annotations, [SCHEDULED_AT]: zonedText(at, cronJob.spec.timeZone ?? 'UTC') }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job' as const,
    metadata: {
      name: jobNameAt(cronJob, at),
      namespace: cronJob.metadata.namespace,
      ...(metadata.labels ? { labels: metadata.labels } : {}),
      annotations,
      ownerReferences: [ownerReferenceFor(cronJob)],
    },
    spec: spec as Job['spec'],
  }
}

/** Jobs that never started are the youngest; then by name. */
function byStartTime(a: Job, b: Job): number {
  const [first, second] = [a.status.startTime, b.status.startTime]
  if (first === second) return a.metadata.name < b.metadata.name ? -1 : 1
  if (!first || !second) return first ? -1 : 1
  return first < second ? -1 : 1
}
