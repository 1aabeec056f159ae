// How fast Pods are placed when nothing is special: the scheduler alone, on a cluster in maps.
import { FakeCluster, node, pod } from '../src/scheduler/testing/fake-cluster'
import type { Row } from './rows'
import { cpuMs } from './workloads'

const SIZES = [
  { pods: 1_500, nodes: 50 },
  { pods: 15_000, nodes: 500 },
  { pods: 150_000, nodes: 5_000 },
]
/** Pods of one owner, where they have one: they are spread by the system's own constraints. */
const PODS_PER_OWNER = 100

export function measure(): Row[] {
  const kinds = ['plain', 'owned'] as const
  return kinds.flatMap((kind) =>
    SIZES.map((size) => ({
      what: `${kind}: ${size.pods.toLocaleString('en')} Pods on ${size.nodes.toLocaleString('en')} nodes`,
      value: podsPerSecond(kind, size),
      unit: 'Pods/s',
    })),
  )
}

function podsPerSecond(kind: 'plain' | 'owned', { pods, nodes }: { pods: number; nodes: number }): number {
  const cluster = new FakeCluster()
  for (let i = 0; i < nodes; i++) {
    cluster.put(
      node(`node-${i}`, {
        labels: { 'topology.kubernetes.io/zone': `zone-${i % 3}` },
        allocatable: { cpu: '32', memory: '256Gi' },
      }),
    )
  }
  const scheduler = cluster.scheduler({ recorderFor: () => ({ event: () => undefined }) })
  for (let i = 0; i < pods; i++) cluster.put(makePod(cluster, kind, i))
  const begun = cpuMs()
  while (scheduler.pending() > 0) scheduler.turn()
  const ms = cpuMs() - begun
  if (Object.keys(cluster.placements()).length !== pods) throw new Error('not all Pods were placed')
  return (pods / ms) * 1000
}

function makePod(cluster: FakeCluster, kind: 'plain' | 'owned', i: number) {
  const requests = { cpu: '100m', memory: '128Mi' }
  if (kind === 'plain') return pod(`pod-${i}`, { requests })
  const app = `app-${Math.floor(i / PODS_PER_OWNER)}`
  if (i % PODS_PER_OWNER === 0) {
    cluster.put({
      kind: 'ReplicaSet',
      apiVersion: 'apps/v1',
      metadata: { name: app, namespace: 'default' },
      spec: { selector: { matchLabels: { app } } },
    })
  }
  return pod(`pod-${i}`, { requests, labels: { app }, owner: { kind: 'ReplicaSet', name: app } })
}
