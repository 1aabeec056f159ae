// Follows printJob of pkg/printers/internalversion, v1.36.
import { isConditionTrue } from '../../../objects/conditions'
import { humanDuration } from '../../../objects/duration'
import type { Job } from '../../../objects/kinds'
import type { Column } from '../kind'
import { between, textColumn, wideColumns } from '../workload-columns'

export const jobColumns: readonly Column<Job>[] = between(
  [textColumn('Status', statusText), textColumn('Completions', completionsText), textColumn('Duration', durationOf)],
  wideColumns(({ spec }) => ({ spec: spec.template.spec, selector: spec.selector })),
)

function statusText({ metadata, status }: Job): string {
  const has = (type: string) => isConditionTrue(status.conditions, type)
  if (has('Complete')) return 'Complete'
  if (has('Failed')) return 'Failed'
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running'
}

function completionsText({ spec: { completions, parallelism = 0 }, status: { succeeded = 0 } }: Job): string {
  if (completions !== undefined) return `${succeeded}/${completions}`
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function durationOf({ status: { startTime, completionTime } }: Job, now: number): string {
  if (startTime === undefined) return ''
  return humanDuration((completionTime === undefined ? now : Date.parse(completionTime)) - Date.parse(startTime))
}
