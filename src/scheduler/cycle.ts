// One Pod, one decision: which node, or why none. Follows pkg/scheduler/schedule_one.go, v1.36.
import type { Dice } from '../simulation/dice'
import type { Diagnosis } from './diagnosis'
import type { CycleContext, PodFilter, Profile, Verdict } from './framework'
import type { NodeInfo } from './node-info'
import type { Nominations } from './nominations'
import type { PodInfo } from './pod-info'
import { pickBest } from './scoring'

/** Fewer feasible nodes than this are always looked for. */
const FEASIBLE_MIN = 100
const PERCENTAGE_MIN = 5

export interface CycleOptions extends CycleContext {
  readonly nominations: Nominations
  /** where the last search ended: the next one goes on from there, so that all nodes are looked at alike */
  start: number
  /** counts decisions: ties go to the node that was chosen longest ago */
  decisions: number
  /** ties are settled by it, as upstream does by chance; without it by a fixed rule */
  readonly dice: Dice | undefined
}

export type Outcome =
  { readonly node: NodeInfo } | { readonly diagnosis: Diagnosis; readonly filters: PodFilters | undefined } | 'no nodes'

/** Used again by each search: one Pod is placed at a time. */
const found: NodeInfo[] = []

type Ask = (node: NodeInfo) => Verdict | undefined

/** The filters that have something to say about one Pod. */
export class PodFilters {
  private readonly asks: readonly Ask[]

  constructor(
    readonly pod: PodInfo,
    private readonly filters: readonly PodFilter[],
    private readonly nominations: Nominations,
  ) {
    this.asks = filters.map(({ filter }) => filter)
  }

  /** With the Pods nominated for the node counted in: both with and without them it has to fit. */
  verdict(node: NodeInfo): Verdict | undefined {
    return (this.nominations.size > 0 ? this.verdictWithNominated(node) : undefined) ?? this.ask(node)
  }

  /** Goes round the nodes from a place on until enough fit; what the others say is noted. Returns those that fit: good until the next search. */
  search(
    nodes: readonly NodeInfo[],
    start: number,
    wanted: number,
    verdicts: Map<string, Verdict>,
  ): readonly NodeInfo[] {
    const { length } = nodes
    let count = 0
    const nominated = this.nominations.size > 0
    let place = length > 0 ? start % length : 0
    for (let i = 0; i < length && count < wanted; i++) {
      const node = nodes[place] as NodeInfo
      if (++place === length) place = 0
      const verdict = nominated ? this.verdict(node) : this.ask(node)
      if (verdict) verdicts.set(node.name, verdict)
      else found[count++] = node
    }
    if (found.length !== count) found.length = count
    return found
  }

  /** For dry runs, on a copy of a node. */
  addPod(pod: PodInfo, node: NodeInfo): void {
    node.addPod(pod)
    for (const filter of this.filters) filter.addPod?.(pod, node)
  }

  removePod(pod: PodInfo, node: NodeInfo): void {
    node.removePod(pod)
    for (const filter of this.filters) filter.removePod?.(pod, node)
  }

  private verdictWithNominated(node: NodeInfo): Verdict | undefined {
    const added = this.nominations.before(this.pod, node.name).filter(({ uid }) => !node.pods.has(uid))
    if (added.length === 0) return undefined
    const crowded = node.clone()
    for (const pod of added) this.addPod(pod, crowded)
    const verdict = this.ask(crowded)
    for (const pod of added) this.removePod(pod, crowded)
    return verdict
  }

  private ask(node: NodeInfo): Verdict | undefined {
    const { asks } = this
    for (let i = 0; i < asks.length; i++) {
      const verdict = (asks[i] as Ask)(node)
      if (verdict) return verdict
    }
    return undefined
  }
}

/** @param pod frozen but for what the scheduler worked out about it; nothing is written */
export function findNode(pod: PodInfo, profile: Profile, cycle: CycleOptions): Outcome {
  const all = cycle.nodes.list()
  if (all.length === 0) return 'no nodes'
  const asked = preFilter(pod, profile, cycle)
  if ('rejected' in asked) {
    const { rejected } = asked
    return {
      diagnosis: {
        nodesCount: all.length,
        rejected,
        verdicts: new Map(),
        absent: undefined,
        rejectedBy: new Set([rejected.plugin]),
      },
      filters: undefined,
    }
  }
  const filters = new PodFilters(pod, asked.filters, cycle.nominations)
  const verdicts = new Map<string, Verdict>()
  const feasible = nominatedNode(pod, filters, cycle, verdicts) ?? search({ filters, asked, profile, cycle, verdicts })
  if (feasible.length === 0) {
    const rejectedBy = new Set([...asked.naming, ...[...verdicts.values()].map(({ plugin }) => plugin)])
    return {
      diagnosis: { nodesCount: all.length, rejected: undefined, verdicts, absent: asked.absent, rejectedBy },
      filters,
    }
  }
  const node =
    feasible.length === 1
      ? (feasible[0] as NodeInfo)
      : pickBest({ pod, nodes: feasible, profile, cycle, dice: cycle.dice })
  node.chosenAt = ++cycle.decisions
  return { node }
}

interface Asked {
  readonly filters: readonly PodFilter[]
  /** the only nodes in question; undefined: all */
  readonly nodeNames: ReadonlySet<string> | undefined
  /** plugins that named nodes */
  readonly naming: readonly string[]
  readonly absent: string | undefined
}

function preFilter(pod: PodInfo, { plugins }: Profile, context: CycleContext): Asked | { rejected: Verdict } {
  const filters: PodFilter[] = []
  const naming: string[] = []
  let nodeNames: ReadonlySet<string> | undefined
  for (const { plugin } of plugins) {
    const answer = plugin.preFilter?.(pod, context)
    if (!answer) continue
    if ('rejected' in answer) return answer
    filters.push(answer)
    if (!answer.nodeNames) continue
    naming.push(plugin.name)
    nodeNames = nodeNames ? intersection(nodeNames, answer.nodeNames) : answer.nodeNames
  }
  const absent = naming.length > 0 ? `node(s) didn't satisfy plugin(s) [${naming.sort().join(' ')}]` : undefined
  return { filters, nodeNames, naming, absent }
}

const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...a].filter((each) => b.has(each)))

/** The node that the Pod was nominated for is tried before all others. */
function nominatedNode(
  pod: PodInfo,
  filters: PodFilters,
  { nodes }: CycleOptions,
  verdicts: Map<string, Verdict>,
): readonly NodeInfo[] | undefined {
  const { nominatedNodeName } = pod.pod.status
  const node = nominatedNodeName ? nodes.get(nominatedNodeName) : undefined
  if (!node) return undefined
  const verdict = filters.verdict(node)
  if (!verdict) return [node]
  verdicts.set(node.name, verdict)
  return undefined
}

interface Search {
  readonly filters: PodFilters
  readonly asked: Asked
  readonly profile: Profile
  readonly cycle: CycleOptions
  readonly verdicts: Map<string, Verdict>
}

/** Goes round the nodes from where the last search ended until enough have been found. */
function search({ filters, asked, profile, cycle, verdicts }: Search): readonly NodeInfo[] {
  const all = cycle.nodes.list()
  const nodes = asked.nodeNames ? named(asked.nodeNames, cycle) : all
  const wanted = feasibleNodesToFind(nodes.length, profile.percentageOfNodesToScore)
  const feasible = filters.search(nodes, cycle.start, wanted, verdicts)
  cycle.start = (cycle.start + feasible.length + verdicts.size) % all.length
  return feasible
}

const named = (names: ReadonlySet<string>, { nodes }: CycleOptions): readonly NodeInfo[] =>
  [...names]
    .sort()
    .map((name) => nodes.get(name))
    .filter((node): node is NodeInfo => node !== undefined)

/** All nodes of a small cluster, a falling percentage of a large one. */
export function feasibleNodesToFind(nodesCount: number, percentageOfNodesToScore: number): number {
  if (nodesCount < FEASIBLE_MIN) return nodesCount
  const adaptive = Math.max(50 - Math.trunc(nodesCount / 125), PERCENTAGE_MIN)
  const percentage = percentageOfNodesToScore || adaptive
  return Math.max(Math.trunc((nodesCount * percentage) / 100), FEASIBLE_MIN)
}
