// The figures of each workload, one state after the other as a watcher saw them, compared with those of the model.
import type { Cluster } from '../../src/cluster/create-cluster'
import type { KubeObject } from '../../src/objects/kube-object'
import type { RecordedFigures, Recording } from './recording'

const KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
])

interface Workload extends KubeObject {
  readonly spec: { readonly replicas?: number }
  readonly status: Readonly<Record<string, unknown>> & {
    readonly conditions?: readonly { type: string; status: string; reason: string }[]
  }
}

/** All numbers of a state, and what its conditions say: `generation 2, replicas 3 | Available True MinimumReplicasAvailable`. */
export function figuresOf({ metadata, spec, status = {} }: Workload): string {
  const numbers = [
    ['generation', metadata.generation],
    ...(spec.replicas === undefined ? [] : [['wanted', spec.replicas]]),
    ...Object.entries(status)
      .filter(([, value]) => typeof value === 'number')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  const conditions = (status.conditions ?? []).map(({ type, status: is, reason }) => `${type} ${is} ${reason}`)
  return [numbers.map((each) => each.join(' ')).join(', '), ...conditions].join(' | ')
}

/** @param first of the cluster's entries from which on commands were given */
export function playedFigures(cluster: Cluster, first: number): RecordedFigures[] {
  const workloads = new Map<string, { kind: string; states: string[] }>()
  for (const { kind, type, after } of cluster.history.entries.slice(first)) {
    if (!KINDS.has(kind)) continue
    const workload = workloads.get(after.metadata.uid) ?? { kind, states: [] }
    workloads.set(after.metadata.uid, workload)
    const state = type === 'DELETED' ? 'deleted' : figuresOf(after as Workload)
    if (state !== workload.states.at(-1)) workload.states.push(state)
  }
  return [...workloads.values()]
}

/** A place where the two part ways, with the states before and after that both have. */
export interface Hunk {
  readonly before: string | undefined
  readonly want: readonly string[]
  readonly got: readonly string[]
  readonly after: string | undefined
}

export interface DifferentFigures {
  /** `Deployment 1`: the first of its kind */
  readonly which: string
  readonly hunks: readonly Hunk[]
}

/**
 * Workload by workload, in the order of their creation. Who looks a moment later misses a state on the way: what only one of
 * the two saw, and what lies between the states that both saw, is no difference.
 */
export function differentFigures({ figures = [] }: Recording, played: readonly RecordedFigures[]): DifferentFigures[] {
  return [...KINDS].flatMap((kind) => {
    const [want, got] = [figures, played].map((all) => all.filter((each) => each.kind === kind))
    return (want ?? []).flatMap(({ states }, place): DifferentFigures[] => {
      const hunks = hunksOf(states, got?.[place]?.states ?? []).filter((hunk) => !isOnTheWay(hunk))
      return hunks.length === 0 ? [] : [{ which: `${kind} ${place + 1}`, hunks }]
    })
  })
}

function hunksOf(want: readonly string[], got: readonly string[]): Hunk[] {
  const common = commonLengths(want, got)
  const hunks: Hunk[] = []
  let [i, j] = [0, 0]
  while (i < want.length || j < got.length) {
    if (i < want.length && want[i] === got[j]) {
      i++
      j++
      continue
    }
    const [fromI, fromJ] = [i, j]
    while ((i < want.length || j < got.length) && (i >= want.length || want[i] !== got[j])) {
      if (j >= got.length || (i < want.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) i++
      else j++
    }
    hunks.push({ before: want[fromI - 1], want: want.slice(fromI, i), got: got.slice(fromJ, j), after: want[i] })
  }
  return hunks
}

/** How long the longest common part is from each pair of places on. */
function commonLengths(want: readonly string[], got: readonly string[]): number[][] {
  const lengths = want.map(() => got.map(() => 0).concat(0)).concat([got.map(() => 0).concat(0)])
  for (let i = want.length - 1; i >= 0; i--)
    for (let j = got.length - 1; j >= 0; j--) {
      const [row = [], below = []] = [lengths[i], lengths[i + 1]]
      row[j] = want[i] === got[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  return lengths
}

function isOnTheWay({ before, want, got, after }: Hunk): boolean {
  if (before === undefined || after === undefined || (want.length > 0 && got.length > 0)) return false
  return [...want, ...got].every((state) => isBetween(state, before, after))
}

function isBetween(state: string, before: string, after: string): boolean {
  const [middle, from, to] = [state, before, after].map(read)
  if (!middle || !from || !to || (middle.said !== from.said && middle.said !== to.said)) return false
  return [...new Set([...middle.numbers.keys(), ...from.numbers.keys(), ...to.numbers.keys()])].every((name) => {
    const [value, a, b] = [middle, from, to].map(({ numbers }) => numbers.get(name) ?? 0) as [number, number, number]
    return value >= Math.min(a, b) && value <= Math.max(a, b)
  })
}

function read(state: string): { numbers: ReadonlyMap<string, number>; said: string } {
  const [figures = '', ...said] = state.split(' | ')
  const numbers = figures
    .split(', ')
    .map((each): [string, number] => [each.replace(/ -?\d+$/, ''), Number(/-?\d+$/.exec(each)?.[0] ?? 0)])
  return { numbers: new Map(numbers), said: said.sort().join() }
}
