// How fast Pods are placed when nothing is special: the scheduler alone, on a cluster in maps.
// usage: node -r ts-node/register bench/scheduler.ts [plain|owned] [Pods]
import { FakeCluster, node, pod } from '../src/scheduler/testing/fake-cluster'

const SIZES = [
  { pods: 1_500, nodes: 50 },
  { pods: 15_000, nodes: 500 },
  { pods: 150_000, nodes: 5_000 },
]
/** Pods of one owner, where they have one: they are spread by the system's own constraints. */
const PODS_PER_OWNER = 100

const [, , only, pods] = process.argv
for (const kind of ['plain', 'owned'] as const) {
  if (only && only !== kind) continue
  for (const size of SIZES.filter((each) => !pods || each.pods === Number(pods)))
    console.log(`${kind} ${size.pods} Pods on ${size.nodes} nodes: ${run(kind, size)}`)
}

function run(kind: 'plain' | 'owned', { pods, nodes }: { pods: number; nodes: number }): string {
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
  const started = performance.now()
  while (scheduler.pending() > 0) scheduler.turn()
  const seconds = (performance.now() - started) / 1000
  const placed = Object.keys(cluster.placements()).length
  return `${Math.round(pods / seconds)} Pods/s (${seconds.toFixed(2)} s, ${placed} placed)`
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
