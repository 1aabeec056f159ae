// All nodes and the Pods on them, kept up to date change by change. Follows pkg/scheduler/backend/cache (cache.go,
// node_tree.go), v1.36. There is no snapshot: nothing changes while a Pod is being placed.
import type { Node, Pod } from '../objects/kinds'
import { ExistingTerms } from './existing-terms'
import { Figures } from './figures'
import { Fitnesses } from './fitness'
import { ImageStates } from './image-states'
import { NodeInfo } from './node-info'
import { PodCounts } from './pod-counts'
import { PodInfo } from './pod-info'
import { keepsAway } from './taints'
import { Topology } from './topology'

const REGION = 'topology.kubernetes.io/region'
const ZONE = 'topology.kubernetes.io/zone'
const OLD_REGION = 'failure-domain.beta.kubernetes.io/region'
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/zone'

const zoneOf = ({ metadata: { labels = {} } }: Node): string =>
  `${labels[REGION] ?? labels[OLD_REGION] ?? ''}:${labels[ZONE] ?? labels[OLD_ZONE] ?? ''}`

export class ClusterNodes {
  private readonly infos = new Map<string, NodeInfo>()
  private readonly zones = new Map<string, Map<string, NodeInfo>>()
  private readonly placed = new Map<string, { pod: PodInfo; node: NodeInfo }>()
  private ordered: readonly NodeInfo[] | undefined
  private readonly figures = new Figures()
  private readonly topologies = new Map<string, Topology>()
  private slots = 0
  /** nodes that take no new Pods: there is nothing to ask about while there are none */
  cordonedCount = 0
  /** nodes with taints that keep Pods away */
  taintedCount = 0
  /** nodes that would rather not take some Pods */
  softTaintedCount = 0
  readonly counts = new PodCounts(() => this.infos.values())
  readonly terms = new ExistingTerms()
  readonly images = new ImageStates()
  readonly fitness = new Fitnesses()

  /** The nodes in the order in which they are tried: one of each zone in turn, so that the first ones are spread, too. */
  list(): readonly NodeInfo[] {
    return (this.ordered ??= interleave([...this.zones.values()]))
  }

  /** undefined for a node that is not there, though Pods may still be bound to it. */
  get(name: string): NodeInfo | undefined {
    const info = this.infos.get(name)
    return info?.node ? info : undefined
  }

  get size(): number {
    return this.list().length
  }

  /** The domains of a label over all nodes. */
  topology(key: string): Topology {
    let topology = this.topologies.get(key)
    if (!topology) this.topologies.set(key, (topology = new Topology(key, this.list())))
    return topology
  }

  setNode(node: Node): void {
    const info = this.info(node.metadata.name)
    const before = info.node
    const zone = zoneOf(node)
    if (!before || zoneOf(before) !== zone) {
      if (before) this.leaveZone(before)
      this.joinZone(zone, info)
    }
    this.countSpecial(before, -1)
    this.countSpecial(node, 1)
    this.images.replace(info.name, before, node)
    if (before?.metadata.labels === node.metadata.labels && before) info.setNode(node)
    else this.relabel(info, () => info.setNode(node))
  }

  removeNode(node: Node): void {
    const info = this.infos.get(node.metadata.name)
    if (!info?.node) return
    this.leaveZone(info.node)
    this.countSpecial(info.node, -1)
    this.images.replace(info.name, info.node, undefined)
    this.relabel(info, () => info.unsetNode())
    if (info.pods.size === 0) this.infos.delete(info.name)
  }

  /** Puts a Pod on a node: because it is bound there, or because it is about to be. */
  place(pod: PodInfo, nodeName: string): void {
    const before = this.placed.get(pod.uid)
    if (before?.node.name === nodeName) return
    if (before) this.displace(pod.uid)
    const node = this.info(nodeName)
    node.addPod(pod)
    this.placed.set(pod.uid, { pod, node })
    this.counts.add(pod, node)
    this.terms.add(pod, node)
  }

  /** A Pod that runs has changed: its labels, its requests, or that it is being deleted. */
  replacePod(pod: Pod): void {
    const found = this.placed.get(pod.metadata.uid)
    if (!found) return
    const { pod: info, node } = found
    const before = info.pod
    if (countsAlike(before, pod)) return void info.replace(pod)
    this.displace(info.uid)
    info.replace(pod)
    this.place(info, node.name)
  }

  displace(uid: string): PodInfo | undefined {
    const found = this.placed.get(uid)
    if (!found) return undefined
    const { pod, node } = found
    this.placed.delete(uid)
    this.counts.remove(pod, node)
    this.terms.remove(pod, node)
    node.removePod(pod)
    if (!node.node && node.pods.size === 0) this.infos.delete(node.name)
    return pod
  }

  nodeOf(uid: string): NodeInfo | undefined {
    return this.placed.get(uid)?.node
  }

  private countSpecial(node: Node | undefined, by: 1 | -1): void {
    if (node?.spec.unschedulable) this.cordonedCount += by
    if (node?.spec.taints?.some(keepsAway)) this.taintedCount += by
    if (node?.spec.taints?.some(({ effect }) => effect === 'PreferNoSchedule')) this.softTaintedCount += by
  }

  private info(name: string): NodeInfo {
    let info = this.infos.get(name)
    if (!info) this.infos.set(name, (info = this.newInfo(name)))
    return info
  }

  private newInfo(name: string): NodeInfo {
    const slot = this.slots++
    return new NodeInfo(name, slot, this.figures.row(slot))
  }

  /** Domains hang on the labels of nodes: what is counted by them is taken out before and put back after. */
  private relabel(info: NodeInfo, change: () => void): void {
    for (const pod of info.pods.values()) this.terms.remove(pod, info)
    change()
    for (const pod of info.pods.values()) this.terms.add(pod, info)
    this.counts.forgetDomains()
    this.topologies.clear()
  }

  private joinZone(zone: string, info: NodeInfo): void {
    const nodes = this.zones.get(zone)
    if (nodes) nodes.set(info.name, info)
    else this.zones.set(zone, new Map([[info.name, info]]))
    this.ordered = undefined
  }

  private leaveZone(node: Node): void {
    const zone = zoneOf(node)
    const nodes = this.zones.get(zone)
    nodes?.delete(node.metadata.name)
    if (nodes?.size === 0) this.zones.delete(zone)
    this.ordered = undefined
  }
}

/** What is counted by has not changed: most changes of a running Pod are of its status. */
function countsAlike(a: Pod, b: Pod): boolean {
  if (a.metadata.labels !== b.metadata.labels || a.metadata.deletionTimestamp !== b.metadata.deletionTimestamp)
    return false
  return (
    a.spec === b.spec ||
    (a.spec.containers === b.spec.containers &&
      a.spec.initContainers === b.spec.initContainers &&
      a.spec.affinity === b.spec.affinity &&
      a.spec.volumes === b.spec.volumes &&
      a.spec.overhead === b.spec.overhead &&
      a.spec.resources === b.spec.resources)
  )
}

function interleave(zones: readonly ReadonlyMap<string, NodeInfo>[]): readonly NodeInfo[] {
  const [first] = zones
  if (!first) return []
  if (zones.length === 1) return [...first.values()]
  const lists = zones.map((zone) => [...zone.values()])
  const longest = Math.max(...lists.map(({ length }) => length))
  const mixed: NodeInfo[] = []
  for (let i = 0; i < longest; i++) for (const list of lists) if (list[i]) mixed.push(list[i] as NodeInfo)
  return mixed
}
