// How many orders of events of one rolling update can be looked at: a new cluster with a seed of its own, a Deployment of three, its update.
import { createCluster } from '../src/cluster/create-cluster'
import { cpuMs, settle, workload } from './workloads'
import type { Row } from './rows'

const ORDERS = 300
const CALLER = { actor: 'kubectl' }

function order(seed: number): void {
  const cluster = createCluster({ runtime: 'instant', seed })
  const is = () =>
    (cluster.history.get('Deployment', 'default', 'bench') as unknown as { status: Record<string, number> }).status
  cluster.server.create('Deployment', 'default', workload('Deployment', { image: 'nginx:1', replicas: 3 }), CALLER)
  settle(cluster, () => is().readyReplicas === 3)
  const body = { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:2' }] } } } }
  cluster.server.patch(
    { kind: 'Deployment', namespace: 'default', name: 'bench', patch: { type: 'strategic', body } },
    CALLER,
  )
  settle(cluster, () => is().updatedReplicas === 3 && is().readyReplicas === 3 && is().replicas === 3)
}

export function measure(): Row[] {
  let best = Infinity
  for (let run = 0; run < 3; run++) {
    const begun = cpuMs()
    for (let seed = 1; seed <= ORDERS; seed++) order(seed)
    best = Math.min(best, cpuMs() - begun)
  }
  return [
    {
      what: 'orders of a rolling update of three',
      value: (ORDERS / best) * 1000,
      unit: 'orders/s',
      reference: 'goal: 1,000',
    },
  ]
}
