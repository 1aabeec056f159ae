// Workloads from nothing to ready, and their updates, with containers that start at once.
import { createCluster, type Cluster } from '../src/cluster/create-cluster'
import type { Submitted } from '../src/apiserver/write/create'
import { bestMs, rssMb, type Row } from './rows'

const CALLER = { actor: 'kubectl' }
const PODS_A_NODE = 60

const nodes = (count: number): Submitted[] => Array.from({ length: count }, (_, i) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${i}` } }))

function workload(kind: 'Deployment' | 'DaemonSet' | 'StatefulSet', image: string, replicas?: number): Submitted {
  const labels = { app: 'bench' }
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'c', image }] } }, ...(replicas === undefined ? {} : { replicas }), ...(kind === 'StatefulSet' ? { serviceName: 'bench', podManagementPolicy: 'Parallel' } : {}) }
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'bench' }, spec } as Submitted
}

/** Lets the cluster work until all its Pods are ready; virtual time costs nothing. */
function settle(cluster: Cluster, done: () => boolean): void {
  const stopped = cluster.loop.run({ until: () => false, deadline: cluster.now() + 1 })
  if (stopped === 'running') throw new Error('a process runs in a benchmark without scripts')
  for (let i = 0; i < 600 && !done(); i++) cluster.loop.run({ until: () => false, deadline: cluster.now() + 1000 })
  if (!done()) throw new Error('not ready after ten minutes of virtual time')
}

const status = (cluster: Cluster, kind: string): Record<string, number> => (cluster.history.get(kind, 'default', 'bench') as unknown as { status: Record<string, number> }).status

/** What a real control plane with instant kubelets takes on a machine of two cores. */
const REAL: Readonly<Record<number, readonly [create: string, update: string]>> = { 3: ['real: 65 ms', 'real: 160 ms'], 300: ['real: 1,300 ms', 'real: 2,200 ms'] }

/** [create, update] in milliseconds, each the best of some runs. */
function deploymentMs(replicas: number): [number, number] {
  const best: [number, number] = [Infinity, Infinity]
  for (let run = replicas <= 30 ? 20 : replicas <= 300 ? 3 : 1; run > 0; run--) {
    const cluster = createCluster({ runtime: 'instant', nodes: nodes(Math.max(3, Math.ceil(replicas / PODS_A_NODE))), timeline: replicas <= 300 })
    settle(cluster, () => true)
    const is = (): Record<string, number> => status(cluster, 'Deployment')
    best[0] = Math.min(best[0], bestMs(1, () => {
      cluster.server.create('Deployment', 'default', workload('Deployment', 'nginx:1', replicas), CALLER)
      settle(cluster, () => is().readyReplicas === replicas)
    }))
    const body = { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:2' }] } } } }
    best[1] = Math.min(best[1], bestMs(1, () => {
      cluster.server.patch({ kind: 'Deployment', namespace: 'default', name: 'bench', patch: { type: 'strategic', body } }, CALLER)
      settle(cluster, () => is().updatedReplicas === replicas && is().readyReplicas === replicas && is().replicas === replicas)
    }))
  }
  return best
}

function deployment(replicas: number): Row[] {
  const [create, update] = deploymentMs(replicas)
  const [createReference, updateReference] = REAL[replicas] ?? []
  return [
    { what: `Deployment of ${replicas}: create`, value: create, unit: 'ms', ...(createReference ? { reference: createReference } : {}) },
    { what: `Deployment of ${replicas}: create`, value: (replicas / create) * 1000, unit: 'Pods/s' },
    { what: `Deployment of ${replicas}: update`, value: update, unit: 'ms', ...(updateReference ? { reference: updateReference } : {}) },
  ]
}

function daemonSet(count: number): Row {
  const cluster = createCluster({ runtime: 'instant', nodes: nodes(count), timeline: false })
  settle(cluster, () => true)
  const begun = performance.now()
  cluster.server.create('DaemonSet', 'default', workload('DaemonSet', 'nginx:1'), CALLER)
  settle(cluster, () => status(cluster, 'DaemonSet').numberReady === count)
  return { what: `DaemonSet on ${count} nodes: create`, value: (count / (performance.now() - begun)) * 1000, unit: 'Pods/s' }
}

export function measure(): Row[] {
  return [...[3, 30, 300, 3000].flatMap(deployment), ...[10, 100, 1000].map(daemonSet), { what: 'memory afterwards', value: rssMb(), unit: 'MB' }]
}
