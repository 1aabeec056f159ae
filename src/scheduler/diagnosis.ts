// Why a Pod fits nowhere, in the words of its Event and condition. Follows pkg/scheduler/framework/types.go (FitError), v1.36.
import type { Verdict } from './framework'

export interface Diagnosis {
  readonly nodesCount: number
  /** the Pod is refused before any node is looked at */
  readonly rejected: Verdict | undefined
  /** node by node, as far as they were asked */
  readonly verdicts: ReadonlyMap<string, Verdict>
  /** the reason of all nodes that were not asked; undefined: they say nothing */
  readonly absent: string | undefined
  /** plugins that refused the Pod somewhere */
  readonly rejectedBy: ReadonlySet<string>
}

/** `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.` and what preemption says after it. */
export function diagnosisText({ nodesCount, rejected, verdicts, absent }: Diagnosis, afterwards = ''): string {
  const head = `0/${nodesCount} nodes are available:`
  const reasons = rejected ? rejected.reasons.join(', ') : histogram({ nodesCount, verdicts, absent })
  return `${head}${reasons ? ` ${reasons}.` : ''}${afterwards ? ` ${afterwards}` : ''}`
}

/** `count reason`, sorted as text: so upstream does, and 10 goes before 2. */
function histogram({ nodesCount, verdicts, absent }: Pick<Diagnosis, 'nodesCount' | 'verdicts' | 'absent'>): string {
  const counts = new Map<string, number>()
  for (const { reasons } of verdicts.values())
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  if (absent !== undefined && verdicts.size < nodesCount)
    counts.set(absent, (counts.get(absent) ?? 0) + nodesCount - verdicts.size)
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort(byBytes)
    .join(', ')
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const NO_NODES = 'no nodes available to schedule pods'
