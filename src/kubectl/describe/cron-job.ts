// Follows kubectl/pkg/describe describeCronJob, v1.36.
import type { CronJob } from '../../objects/kinds'
import { selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { describePodTemplate } from './pod-template'
import { boolOrUnset, longTime, orUnset } from './texts'

export const describeCronJob: Describer<CronJob> = async (cronJob, w, context) => {
  const { metadata, spec, status } = cronJob
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Schedule', spec.schedule)
  w.field(0, 'Concurrency Policy', spec.concurrencyPolicy ?? '')
  w.field(0, 'Suspend', boolOrUnset(spec.suspend))
  w.field(0, 'Time Zone', orUnset(spec.timeZone))
  w.field(0, 'Successful Job History Limit', orUnset(spec.successfulJobsHistoryLimit))
  w.field(0, 'Failed Job History Limit', orUnset(spec.failedJobsHistoryLimit))
  const deadline = spec.startingDeadlineSeconds
  w.field(0, 'Starting Deadline Seconds', deadline === undefined ? '<unset>' : `${deadline}s`)
  const job = spec.jobTemplate.spec
  w.field(0, 'Selector', job?.selector ? selectorText(selectorOf(job.selector)) : '<unset>')
  w.field(0, 'Parallelism', orUnset(job?.parallelism))
  w.field(0, 'Completions', orUnset(job?.completions))
  if (job?.activeDeadlineSeconds !== undefined) w.field(0, 'Active Deadline Seconds', `${job.activeDeadlineSeconds}s`)
  describePodTemplate(job?.template, w)
  w.field(0, 'Last Schedule Time', status.lastScheduleTime ? longTime(status.lastScheduleTime) : '<unset>')
  w.field(0, 'Active Jobs', (status.active ?? []).map(({ name }) => name).join(', ') || '<none>')
  await context.events(cronJob, w)
}
