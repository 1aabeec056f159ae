// Follows kubectl/pkg/describe describeJob, v1.36.
import { humanDuration } from '../../objects/duration'
import type { Job } from '../../objects/kinds'
import { selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { describePodTemplate } from './pod-template'
import { controllerText, longTime, orUnset } from './texts'

export const describeJob: Describer<Job> = async (job, w, context) => {
  const { metadata, spec } = job
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'Selector', selectorText(selectorOf(spec.selector)))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  if (controllerText(job) !== '') w.field(0, 'Controlled By', controllerText(job))
  if (spec.parallelism !== undefined) w.field(0, 'Parallelism', spec.parallelism)
  w.field(0, 'Completions', orUnset(spec.completions))
  if (spec.completionMode !== undefined) w.field(0, 'Completion Mode', spec.completionMode)
  if (spec.suspend !== undefined) w.field(0, 'Suspend', spec.suspend)
  if (spec.backoffLimit !== undefined) w.field(0, 'Backoff Limit', spec.backoffLimit)
  if (spec.ttlSecondsAfterFinished !== undefined) w.field(0, 'TTL Seconds After Finished', spec.ttlSecondsAfterFinished)
  describeProgress(job, w)
  describePodTemplate(spec.template, w)
  await context.events(job, w)
}

function describeProgress({ spec, status }: Job, w: DescribeWriter): void {
  const { startTime, completionTime, active = 0, ready, succeeded = 0, failed = 0 } = status
  if (startTime) w.field(0, 'Start Time', longTime(startTime))
  if (completionTime) w.field(0, 'Completed At', longTime(completionTime))
  if (startTime && completionTime) {
    w.field(0, 'Duration', humanDuration(Date.parse(completionTime) - Date.parse(startTime)))
  }
  if (spec.activeDeadlineSeconds !== undefined) w.field(0, 'Active Deadline Seconds', `${spec.activeDeadlineSeconds}s`)
  const running = ready === undefined ? `${active} Active` : `${active} Active (${ready} Ready)`
  w.field(0, 'Pods Statuses', `${running} / ${succeeded} Succeeded / ${failed} Failed`)
  if (spec.completionMode === 'Indexed') w.field(0, 'Completed Indexes', cappedIndexes(status.completedIndexes ?? ''))
}

const INDEXES_LENGTH_MAX = 50

// Cut at the first comma past the limit.
function cappedIndexes(indexes: string): string {
  if (indexes === '') return '<none>'
  const comma = indexes.indexOf(',', INDEXES_LENGTH_MAX)
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`
}
