// The lanes of the picture: one a Pod, grouped by who owns it.
import type { Ms, ObjectRecord, PodLane, PodSpan, ScenarioRecord } from '../../objects/run-record'

export interface Span extends PodSpan {
  readonly to: Ms
  /** index of the Pod into objects */
  readonly object: number
  /** it is still so at the end */
  readonly open: boolean
}

export interface Lane {
  /** the Pod's full name */
  readonly name: string
  /** what tells it apart within its group */
  readonly label: string
  readonly spans: readonly Span[]
}

export interface LaneGroup {
  /** who made the owner: the Deployment of a ReplicaSet, the CronJob of a Job */
  readonly root: ObjectRecord | undefined
  /** undefined: Pods that nobody owns */
  readonly owner: ObjectRecord | undefined
  readonly lanes: readonly Lane[]
}

export function laneGroups({ objects, pods, end }: Pick<ScenarioRecord, 'objects' | 'pods' | 'end'>): LaneGroup[] {
  const groups = new Map<number, { root: ObjectRecord | undefined; owner: ObjectRecord | undefined; lanes: Lane[] }>()
  for (const recorded of pods) {
    const pod = objects[recorded.object]
    if (!pod) continue
    const owner = pod.owner === undefined ? undefined : objects[pod.owner]
    const group = groups.get(pod.owner ?? -1) ?? { root: owner?.owner === undefined ? undefined : objects[owner.owner], owner, lanes: [] }
    groups.set(pod.owner ?? -1, group)
    group.lanes.push({ name: pod.name, label: labelOf(pod, owner, recorded), spans: visibleSpans(recorded, end) })
  }
  return [...groups.values()].map((group) => ({ ...group, lanes: arranged(group.lanes, group.owner) })).sort(compareGroups)
}

/** From so many letters on a name is shown without what its owner's name says already. */
const LABEL_LETTERS_MAX = 16

function labelOf({ name }: ObjectRecord, owner: ObjectRecord | undefined, { spans }: PodLane): string {
  const short = owner && name.length > LABEL_LETTERS_MAX && name.startsWith(`${owner.name}-`) ? `…${name.slice(owner.name.length)}` : name
  return owner?.kind === 'DaemonSet' ? `${spans.find(({ node }) => node)?.node ?? '–'} ${short}` : short
}

/** What was there for no time at all cannot be seen: of several states at one instant the last stays. */
function visibleSpans({ object, spans, gone }: PodLane, end: Ms): Span[] {
  const until = gone ?? Math.max(end, spans.at(-1)?.from ?? 0)
  return spans.flatMap((span, i) => {
    const to = spans[i + 1]?.from ?? until
    const open = gone === undefined && i === spans.length - 1
    return to > span.from || open ? [{ ...span, to, object, open }] : []
  })
}

/** StatefulSet Pods by ordinal, each with those that had its name before; a DaemonSet's by node; others as they were made. */
function arranged(lanes: readonly Lane[], owner: ObjectRecord | undefined): Lane[] {
  if (owner?.kind === 'StatefulSet') return successors([...lanes].sort((a, b) => ordinal(a.name) - ordinal(b.name) || begin(a) - begin(b)))
  if (owner?.kind === 'DaemonSet') return [...lanes].sort((a, b) => compareText(nodeOf(a), nodeOf(b)) || begin(a) - begin(b))
  return [...lanes]
}

function successors(lanes: readonly Lane[]): Lane[] {
  const byName = new Map<string, Lane>()
  for (const lane of lanes) byName.set(lane.name, { ...lane, spans: [...(byName.get(lane.name)?.spans ?? []), ...lane.spans] })
  return [...byName.values()]
}

const ordinal = (name: string): number => Number(/-(\d+)$/.exec(name)?.[1] ?? 0)
const nodeOf = ({ spans }: Lane): string => spans.find(({ node }) => node)?.node ?? ''
const begin = ({ spans }: Lane): Ms => spans[0]?.from ?? 0
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const titleOf = (object: ObjectRecord | undefined): string => (object ? `${object.kind} ${object.name}` : '')

const compareGroups = (a: LaneGroup, b: LaneGroup): number =>
  compareText(titleOf(a.root ?? a.owner), titleOf(b.root ?? b.owner)) || Number(a.owner?.revision ?? 0) - Number(b.owner?.revision ?? 0) || compareText(titleOf(a.owner), titleOf(b.owner))
