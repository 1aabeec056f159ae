// The lanes of the picture: one a Pod, grouped by who owns it.
import type { Ms, ObjectRecord, PodLane, PodSpan, ScenarioRecord } from '../../objects/run-record'

export interface Lane {
  readonly label: string
  readonly object: number
  readonly spans: readonly Span[]
}

export interface Span extends PodSpan {
  readonly to: Ms
}

export interface LaneGroup {
  /** `Deployment nginx`; '' for Pods that nobody owns */
  readonly title: string
  /** `ReplicaSet nginx-6d7bc, revision 1` parts */
  readonly owner: ObjectRecord | undefined
  readonly lanes: readonly Lane[]
}

/** Pods of the cluster itself are not the scenario's subject. */
const isOfTheCluster = (object: ObjectRecord | undefined): boolean => object?.namespace.startsWith('kube-') ?? false

export function laneGroups({ objects, pods, end }: Pick<ScenarioRecord, 'objects' | 'pods' | 'end'>): LaneGroup[] {
  const groups = new Map<string, { title: string; owner: ObjectRecord | undefined; lanes: Lane[] }>()
  for (const lane of pods) {
    const pod = objects[lane.object]
    if (!pod || isOfTheCluster(pod)) continue
    const owner = pod.owner === undefined ? undefined : objects[pod.owner]
    const key = `${pod.owner ?? -1}`
    const group = groups.get(key) ?? { title: titleOf(owner, objects), owner, lanes: [] }
    groups.set(key, group)
    const label = owner?.kind === 'DaemonSet' ? `${nodeOf(lane) || '–'} · ${pod.name}` : pod.name
    group.lanes.push({ label, object: lane.object, spans: visibleSpans(lane, end) })
  }
  return [...groups.values()].map((group) => ({ ...group, lanes: sortLanes(group.lanes, group.owner) })).sort((a, b) => compareText(a.title, b.title))
}

function titleOf(owner: ObjectRecord | undefined, objects: readonly ObjectRecord[]): string {
  if (!owner) return ''
  const root = owner.owner === undefined ? undefined : objects[owner.owner]
  const own = `${owner.kind} ${owner.name}`
  return root ? `${root.kind} ${root.name} › ${own}` : own
}

const nodeOf = ({ spans }: PodLane): string => spans.find(({ node }) => node)?.node ?? ''

/** What was there for no time at all cannot be seen: of several states at one instant the last stays. */
function visibleSpans({ spans, gone }: PodLane, end: Ms): Span[] {
  const until = gone ?? Math.max(end, spans.at(-1)?.from ?? 0)
  return spans.flatMap((span, i) => {
    const to = spans[i + 1]?.from ?? until
    return to > span.from || (i === spans.length - 1 && gone === undefined) ? [{ ...span, to }] : []
  })
}

/** StatefulSet Pods by ordinal and then by time, a DaemonSet's by node, others as they were made. */
function sortLanes(lanes: readonly Lane[], owner: ObjectRecord | undefined): Lane[] {
  if (owner?.kind === 'StatefulSet') return [...lanes].sort((a, b) => ordinal(a.label) - ordinal(b.label) || begin(a) - begin(b))
  if (owner?.kind === 'DaemonSet') return [...lanes].sort((a, b) => compareText(a.label.split(' · ')[0] ?? '', b.label.split(' · ')[0] ?? '') || begin(a) - begin(b))
  return [...lanes]
}

const ordinal = (name: string): number => Number(/-(\d+)$/.exec(name)?.[1] ?? 0)
const begin = ({ spans }: Lane): Ms => spans[0]?.from ?? 0
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
