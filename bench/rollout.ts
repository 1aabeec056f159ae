// Workloads from nothing to ready, and their updates, with containers that start at once.
import { createCluster, type Cluster } from '../src/cluster/create-cluster'
import { rssMb, type Row } from './rows'
import { bestMs, nodes, settle, workload } from './workloads'

const CALLER = { actor: 'kubectl' }
const PODS_A_NODE = 60

const status = (cluster: Cluster, kind: string): Record<string, number> =>
  (cluster.history.get(kind, 'default', 'bench') as unknown as { status: Record<string, number> }).status

/** What a real control plane with instant kubelets takes on a machine of two cores. */
const REAL: Readonly<Record<number, readonly [create: string, update: string]>> = {
  3: ['real: 65 ms', 'real: 160 ms'],
  300: ['real: 1,300 ms', 'real: 2,200 ms'],
}

/** [create, update] in milliseconds, each the best of some runs. */
function deploymentMs(replicas: number): [number, number] {
  const best: [number, number] = [Infinity, Infinity]
  for (let run = replicas <= 30 ? 100 : replicas <= 300 ? 10 : 2; run > 0; run--) {
    const cluster = createCluster({
      runtime: 'instant',
      nodes: nodes(Math.max(3, Math.ceil(replicas / PODS_A_NODE))),
      timeline: replicas <= 300,
    })
    settle(cluster, () => true)
    const is = (): Record<string, number> => status(cluster, 'Deployment')
    best[0] = Math.min(
      best[0],
      bestMs(1, () => {
        cluster.server.create('Deployment', 'default', workload('Deployment', { image: 'nginx:1', replicas }), CALLER)
        settle(cluster, () => is().readyReplicas === replicas)
      }),
    )
    const body = { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:2' }] } } } }
    best[1] = Math.min(
      best[1],
      bestMs(1, () => {
        cluster.server.patch(
          { kind: 'Deployment', namespace: 'default', name: 'bench', patch: { type: 'strategic', body } },
          CALLER,
        )
        settle(
          cluster,
          () => is().updatedReplicas === replicas && is().readyReplicas === replicas && is().replicas === replicas,
        )
      }),
    )
  }
  return best
}

function deployment(replicas: number): Row[] {
  const [create, update] = deploymentMs(replicas)
  const [createReference, updateReference] = REAL[replicas] ?? []
  return [
    {
      what: `Deployment of ${replicas}: create`,
      value: create,
      unit: 'ms',
      ...(createReference ? { reference: createReference } : {}),
    },
    { what: `Deployment of ${replicas}: create`, value: (replicas / create) * 1000, unit: 'Pods/s' },
    {
      what: `Deployment of ${replicas}: update`,
      value: update,
      unit: 'ms',
      ...(updateReference ? { reference: updateReference } : {}),
    },
  ]
}

/** Milliseconds of processor time until the workload is ready, the best of some runs, each on a new cluster. */
function createMs(runs: number, kind: 'DaemonSet' | 'StatefulSet', { nodeCount, replicas }: Size): number {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const cluster = createCluster({ runtime: 'instant', nodes: nodes(nodeCount), timeline: false })
    settle(cluster, () => true)
    const size = kind === 'DaemonSet' ? {} : { replicas }
    const isReady = (): boolean => {
      const { numberReady, readyReplicas } = status(cluster, kind)
      return (numberReady ?? readyReplicas) === replicas
    }
    best = Math.min(
      best,
      bestMs(1, () => {
        cluster.server.create(kind, 'default', workload(kind, { image: 'nginx:1', ...size }), CALLER)
        settle(cluster, isReady)
      }),
    )
  }
  return best
}

interface Size {
  readonly nodeCount: number
  readonly replicas: number
}

function daemonSet(count: number): Row {
  const ms = createMs(count <= 10 ? 30 : count <= 100 ? 10 : 2, 'DaemonSet', { nodeCount: count, replicas: count })
  return { what: `DaemonSet on ${count} nodes: create`, value: (count / ms) * 1000, unit: 'Pods/s' }
}

function statefulSet(replicas: number): Row {
  const ms = createMs(2, 'StatefulSet', { nodeCount: Math.ceil(replicas / PODS_A_NODE), replicas })
  return { what: `StatefulSet of ${replicas}, parallel: create`, value: (replicas / ms) * 1000, unit: 'Pods/s' }
}

export function measure(): Row[] {
  return [
    ...[3, 30, 300, 3000].flatMap(deployment),
    ...[10, 100, 1000, 5000].map(daemonSet),
    statefulSet(1000),
    { what: 'memory afterwards', value: rssMb(), unit: 'MB' },
  ]
}
