// Which Pods a change brings back into the queue: for upstream's table in test/integration/scheduler/queueing/queue.go, v1.36.
import type { Plugin } from '../framework'
import { defaultProfile } from '../profiles'
import { FakeCluster, pod } from './fake-cluster'
import type { Wishes } from './place'

type Draft = Parameters<FakeCluster['put']>[0]

export interface Requeueing {
  /** the only plugins, where others would say no before them */
  readonly plugins?: readonly Plugin[]
  readonly objects: readonly Draft[]
  /** Pods that fit nowhere */
  readonly pods: Readonly<Record<string, Wishes>>
  readonly change: (cluster: FakeCluster) => void
}

/** Longer than a Pod backs off after its first failure. */
const BACKED_OFF_MS = 2_000

/** Names of the Pods, in order. */
export function requeued({ plugins, objects, pods, change }: Requeueing): string[] {
  const cluster = new FakeCluster()
  for (const object of objects) cluster.put(object)
  const only = plugins && [{ ...defaultProfile(), plugins: plugins.map((plugin) => ({ plugin, weight: 0 })) }]
  const scheduler = cluster.scheduler(only ? { profiles: only } : {})
  for (const [name, wishes] of Object.entries(pods)) cluster.put(pod(name, wishes))
  cluster.pass(BACKED_OFF_MS)
  const waiting = Object.keys(pods).filter((name) => !cluster.pod(name).spec.nodeName)
  if (waiting.length !== Object.keys(pods).length) throw new Error(`only ${waiting.join()} fit nowhere`)
  change(cluster)
  // Those that come back on account of this change stand in front of those that these bring along.
  const keys = Array.from({ length: scheduler.pending() }, () => scheduler.turn())
  return keys.map((key) => key.replace('default/', '')).sort()
}
