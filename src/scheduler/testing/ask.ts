// What a single plugin says of each node, for upstream's tables.
import type { Node, Pod } from '../../objects/kinds'
import type { Plugin } from '../framework'
import { ClusterNodes } from '../nodes'
import { PodInfo } from '../pod-info'
import { FakeCluster, pod } from './fake-cluster'

export type Labels = Record<string, string>
type Object_ = Parameters<FakeCluster['put']>[0]

/** A node with these labels and no others. */
export const bareNode = (name: string, labels: Labels, spec: Node['spec'] = {}): Node =>
  ({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels, uid: name }, spec, status: {} }) as unknown as Node

export type Wishes = NonNullable<Parameters<typeof pod>[1]> & { terminating?: boolean }

export const onNode = (nodeName: string, { terminating, ...wishes }: Wishes): Pod => {
  const made = pod('p', { nodeName, ...wishes }) as unknown as Pod
  return terminating ? { ...made, metadata: { ...made.metadata, deletionTimestamp: '2026-01-01T08:00:00Z' } } : made
}

export interface Stage {
  readonly nodes: readonly Node[]
  readonly pods: readonly Pod[]
  /** other objects: Namespaces, Services */
  readonly objects?: readonly Object_[]
  /** nodes that other plugins refused: they are there and do not compete */
  readonly refused?: readonly string[]
}

function prepare(subject: Wishes, { nodes, pods, objects = [], refused = [] }: Stage) {
  const cluster = new FakeCluster()
  for (const each of [...objects]) cluster.put(each)
  const all = new ClusterNodes()
  for (const each of nodes) all.setNode(each)
  for (const [i, each] of pods.entries()) {
    const metadata = { ...each.metadata, name: `p${i}`, uid: `p${i}` }
    all.place(new PodInfo({ ...each, metadata }), each.spec.nodeName ?? '')
  }
  const infos = nodes.flatMap(({ metadata }) => (refused.includes(metadata.name) ? [] : (all.get(metadata.name) ?? [])))
  const info = new PodInfo(onNode('', subject))
  return { info, infos, context: { nodes: all, read: cluster.read } }
}

/** The points of each node in question; undefined when the plugin has nothing to say. */
export function pointsOf(plugin: Plugin, subject: Wishes, stage: Stage): number[] | undefined {
  const { info, infos, context } = prepare(subject, stage)
  const points = new Float64Array(infos.length)
  const scorer = plugin.preScore?.(info, infos, context)
  scorer?.(infos, points)
  return scorer && [...points]
}

/** For each node `fits`, `no` (others might make room) or `never`. */
export function verdictsOf(plugin: Plugin, subject: Wishes, stage: Stage): string[] {
  const { info, infos, context } = prepare(subject, stage)
  const asked = plugin.preFilter?.(info, context)
  return infos.map((node) => {
    const verdict = asked && ('rejected' in asked ? asked.rejected : asked.filter(node))
    return verdict ? (verdict.unresolvable ? 'never' : 'no') : 'fits'
  })
}
