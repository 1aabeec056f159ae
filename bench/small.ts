// Small things fast: a new cluster, a line of kubectl.
import { createCluster } from '../src/cluster/create-cluster'
import { createClusterTerminal } from '../src/cluster/terminal'
import type { Row } from './rows'
import { bestMs } from './workloads'

export async function measure(): Promise<Row[]> {
  const newCluster = bestMs(200, () => void createCluster({ runtime: 'instant' }))
  const terminal = createClusterTerminal(createCluster())
  let line = Infinity
  for (let i = 0; i < 50; i++) {
    const begun = performance.now()
    await terminal.run('kubectl get nodes')
    line = Math.min(line, performance.now() - begun)
  }
  return [
    { what: 'new cluster', value: newCluster, unit: 'ms', reference: 'goal: 1 ms' },
    { what: 'kubectl get nodes in a terminal', value: line, unit: 'ms' },
  ]
}
