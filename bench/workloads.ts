// What the benchmarks run: nodes, workloads of one container, and letting a cluster work until they are ready.
import type { Submitted } from '../src/apiserver/write/create'
import type { Cluster } from '../src/cluster/create-cluster'

export const nodes = (count: number): Submitted[] =>
  Array.from({ length: count }, (_, i) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${i}` } }))

export interface WorkloadOptions {
  readonly name?: string
  readonly image: string
  readonly replicas?: number
}

export function workload(
  kind: 'Deployment' | 'DaemonSet' | 'StatefulSet',
  { name = 'bench', image, replicas }: WorkloadOptions,
): Submitted {
  const labels = { app: name }
  const spec = {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'c', image }] } },
    ...(replicas === undefined ? {} : { replicas }),
    ...(kind === 'StatefulSet' ? { serviceName: name, podManagementPolicy: 'Parallel' } : {}),
  }
  return { apiVersion: 'apps/v1', kind, metadata: { name }, spec } as Submitted
}

/** Lets the cluster work until it is done; virtual time costs nothing. */
export function settle(cluster: Cluster, done: () => boolean): void {
  const stopped = cluster.loop.run({ until: () => false, deadline: cluster.now() + 1 })
  if (stopped === 'running') throw new Error('a process runs in a benchmark without scripts')
  for (let i = 0; i < 600 && !done(); i++) cluster.loop.run({ until: () => false, deadline: cluster.now() + 1000 })
  if (!done()) throw new Error('not done after ten minutes of virtual time')
}

/** Milliseconds of processor time of this process so far: what other work the machine has is left out. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of processor time of the best of some runs. */
export function bestMs(runs: number, run: () => void): number {
  let best = Infinity
  for (let i = 0; i < runs; i++) {
    const begun = cpuMs()
    run()
    best = Math.min(best, cpuMs() - begun)
  }
  return best
}
