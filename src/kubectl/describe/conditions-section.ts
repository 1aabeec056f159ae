import type { DescribeWriter } from './describe-writer'

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
}

/** Type, Status and Reason of a workload's conditions; nothing when there are none. */
export function describeWorkloadConditions(w: DescribeWriter, conditions: readonly Condition[] | undefined): void {
  if (!conditions?.length) return
  w.put(0, 'Conditions:\n  Type\tStatus\tReason\n')
  w.put(1, '----\t------\t------\n')
  for (const { type, status, reason } of conditions) w.put(1, `${type} \t${status}\t${reason ?? ''}\n`)
}
