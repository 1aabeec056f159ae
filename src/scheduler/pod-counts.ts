// How many Pods of a selector run on each node and in each domain of a topology. Upstream counts anew for every Pod
// (plugins/podtopologyspread, plugins/interpodaffinity); here the counts are kept, so that a Pod of a Service or of a
// ReplicaSet costs the same on a full cluster as on an empty one.
import { matches, type Requirement, type Selector } from '../objects/selectors'
import type { NodeInfo } from './node-info'
import type { PodInfo } from './pod-info'

/** How many selectors are counted at once; the one that was asked for longest ago goes first. */
const COUNTERS_MAX = 2_000

export interface CounterKey {
  /** undefined: of all namespaces */
  readonly namespace: string | undefined
  readonly selector: Selector
  /** spreading does not count Pods that are being deleted, affinity does */
  readonly terminating: boolean
}

type Domains = Map<string, number>

/** The Pods of one selector, counted by node and, on demand, by domain. */
export class PodCounter {
  private readonly bySlot: number[] = []
  private readonly byTopology = new Map<string, Domains>()
  readonly counted = new Set<string>()
  total = 0
  lastAsked = 0

  constructor(
    readonly key: CounterKey,
    private readonly nodes: () => Iterable<NodeInfo>,
  ) {}

  matches(pod: PodInfo): boolean {
    if (this.key.namespace !== undefined && pod.namespace !== this.key.namespace) return false
    if (!this.key.terminating && pod.terminating) return false
    return matches(this.key.selector, pod.labels)
  }

  onNode(node: NodeInfo): number {
    return this.bySlot[node.slot] ?? 0
  }

  /** Pods by the value that their nodes have for this label; nodes without the label do not count. */
  domains(topologyKey: string): ReadonlyMap<string, number> {
    let domains = this.byTopology.get(topologyKey)
    if (domains) return domains
    this.byTopology.set(topologyKey, (domains = new Map<string, number>()))
    for (const node of this.nodes()) {
      const count = this.onNode(node)
      const value = node.labels?.[topologyKey]
      if (count > 0 && value !== undefined) domains.set(value, (domains.get(value) ?? 0) + count)
    }
    return domains
  }

  add(pod: PodInfo, node: NodeInfo): void {
    if (!this.matches(pod) || this.counted.has(pod.uid)) return
    this.counted.add(pod.uid)
    this.change(node, 1)
  }

  remove(pod: PodInfo, node: NodeInfo): void {
    if (this.counted.delete(pod.uid)) this.change(node, -1)
  }

  /** Labels of a node have changed: domains are summed up anew when somebody asks. */
  forgetDomains(): void {
    this.byTopology.clear()
  }

  private change(node: NodeInfo, by: 1 | -1): void {
    while (this.bySlot.length <= node.slot) this.bySlot.push(0)
    this.bySlot[node.slot] = (this.bySlot[node.slot] as number) + by
    this.total += by
    for (const [topologyKey, domains] of this.byTopology) {
      const value = node.labels?.[topologyKey]
      if (value !== undefined) domains.set(value, (domains.get(value) ?? 0) + by)
    }
  }
}

/** `a=b` of the first requirement that names one value: most selectors have one, and Pods without it need not be asked. */
function pinOf(selector: Selector): string | undefined {
  const pinned = selector.find(({ operator, values }) => (operator === 'In' || operator === '=') && values.length === 1)
  return pinned && `${pinned.key}=${pinned.values[0]}`
}

const requirementText = ({ key, operator, values }: Requirement): string => `${key} ${operator} ${values.join(',')};`

const keys = new WeakMap<Selector, string>()

function selectorKey(selector: Selector): string {
  let text = keys.get(selector)
  if (text === undefined) keys.set(selector, (text = selector.map(requirementText).join('')))
  return text
}

export class PodCounts {
  private readonly counters = new Map<string, PodCounter>()
  private readonly pinned = new Map<string, Set<PodCounter>>()
  private readonly unpinned = new Set<PodCounter>()
  /** label `a=b` -> the Pods with it and where they are: a new counter need not ask all Pods */
  private readonly byLabel = new Map<string, Map<PodInfo, NodeInfo>>()
  private asked = 0

  /** @param nodes all nodes, also those of which only their Pods are left */
  constructor(private readonly nodes: () => Iterable<NodeInfo>) {}

  counter(key: CounterKey): PodCounter {
    const id = `${key.namespace ?? '*'}|${key.terminating ? 't' : ''}|${selectorKey(key.selector)}`
    let counter = this.counters.get(id)
    if (!counter) this.counters.set(id, (counter = this.start(key)))
    counter.lastAsked = ++this.asked
    return counter
  }

  add(pod: PodInfo, node: NodeInfo): void {
    for (const counter of this.unpinned) counter.add(pod, node)
    const { labels } = pod
    for (const key in labels) {
      const label = `${key}=${labels[key]}`
      const pods = this.byLabel.get(label)
      if (pods) pods.set(pod, node)
      else this.byLabel.set(label, new Map([[pod, node]]))
      const counters = this.pinned.get(label)
      if (counters) for (const counter of counters) counter.add(pod, node)
    }
  }

  /** Before the Pod changes: counters are found by the labels that it was counted with. */
  remove(pod: PodInfo, node: NodeInfo): void {
    for (const counter of this.unpinned) counter.remove(pod, node)
    const { labels } = pod
    for (const key in labels) {
      const label = `${key}=${labels[key]}`
      const pods = this.byLabel.get(label)
      pods?.delete(pod)
      if (pods?.size === 0) this.byLabel.delete(label)
      const counters = this.pinned.get(label)
      if (counters) for (const counter of counters) counter.remove(pod, node)
    }
  }

  forgetDomains(): void {
    for (const counter of this.counters.values()) counter.forgetDomains()
  }

  private start(key: CounterKey): PodCounter {
    if (this.counters.size >= COUNTERS_MAX) this.dropOldest()
    const counter = new PodCounter(key, this.nodes)
    const pin = pinOf(key.selector)
    if (pin === undefined) this.unpinned.add(counter)
    else {
      const same = this.pinned.get(pin)
      if (same) same.add(counter)
      else this.pinned.set(pin, new Set([counter]))
    }
    if (pin !== undefined) for (const [pod, node] of this.byLabel.get(pin) ?? []) counter.add(pod, node)
    else for (const node of this.nodes()) for (const pod of node.pods.values()) counter.add(pod, node)
    return counter
  }

  private dropOldest(): void {
    const byAge = [...this.counters].sort(([, a], [, b]) => a.lastAsked - b.lastAsked)
    for (const [id, counter] of byAge.slice(0, COUNTERS_MAX / 10)) {
      this.counters.delete(id)
      this.unpinned.delete(counter)
      const pin = pinOf(counter.key.selector)
      if (pin !== undefined) this.pinned.get(pin)?.delete(counter)
    }
  }
}
