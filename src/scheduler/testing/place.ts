import { FakeCluster, node, pod } from './fake-cluster'

export type Wishes = Parameters<typeof pod>[1]

export function clusterOf(nodes: ReturnType<typeof node>[], seed = 0): FakeCluster {
  const cluster = new FakeCluster()
  for (const each of nodes) cluster.put(each)
  cluster.scheduler({ seed })
  return cluster
}

/** Creates the Pods one after the other and says where each went; '' for nowhere. */
export function place(cluster: FakeCluster, pods: Record<string, Wishes>): Record<string, string> {
  for (const [name, wishes] of Object.entries(pods)) {
    cluster.put(pod(name, wishes))
    cluster.settle()
  }
  const placed = cluster.placements()
  return Object.fromEntries(Object.keys(pods).map((name) => [name, placed[name] ?? '']))
}
