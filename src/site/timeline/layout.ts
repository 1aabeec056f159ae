// Where everything stands in the picture of a scenario. Places are parts of the plot's width, so that it fits any screen.
import type { Ms, ScenarioRecord } from '../../objects/run-record'
import { makeAxis, type Axis } from './axis'
import { instantsOf } from './instant'
import { laneGroups, type LaneGroup } from './lanes'

const PLOT = 1000
/** Behind the last instant there is room for how it ended. */
const TAIL = 40
const LANES_MAX = 60
const LANES_DENSE = 30

export interface PictureLayout {
  readonly axis: Axis
  readonly groups: readonly LaneGroup[]
  /** Pods that are not drawn */
  readonly hidden: number
  /** so many lanes that they have to be thin */
  readonly isDense: boolean
  /** more than one image ran, so that bars have to say which */
  readonly namesImages: boolean
  readonly instants: readonly Ms[]
  /** place of an instant, 0 to 100 */
  x(at: Ms): number
  /** instant at a place of 0 to 100 */
  at(percent: number): Ms
}

export function layoutPicture(record: ScenarioRecord): PictureLayout {
  const instants = instantsOf(record)
  const axis = makeAxis(instants, record.end, PLOT - TAIL)
  const all = laneGroups(record)
  const groups = withinRoom(all)
  const count = (list: readonly LaneGroup[]): number => list.reduce((sum, { lanes }) => sum + lanes.length, 0)
  return {
    axis, groups, instants, hidden: count(all) - count(groups), isDense: count(groups) > LANES_DENSE, namesImages: groups.some(hasSeveralImages) || hasSuccessors(groups),
    x: (at) => (axis.x(at) / PLOT) * 100, at: (percent) => axis.at((Math.max(0, percent) / 100) * PLOT),
  }
}

/** Each group has its share of the room; what one does not need, others may use. */
function withinRoom(groups: readonly LaneGroup[]): LaneGroup[] {
  let room = LANES_MAX
  const rooms = new Map<LaneGroup, number>()
  const bySize = [...groups].sort((a, b) => a.lanes.length - b.lanes.length)
  bySize.forEach((group, i) => {
    const own = Math.min(group.lanes.length, Math.floor(room / (bySize.length - i)))
    rooms.set(group, own)
    room -= own
  })
  return groups.flatMap((group) => ((rooms.get(group) ?? 0) > 0 ? [{ ...group, lanes: group.lanes.slice(0, rooms.get(group)) }] : []))
}

/** A place as CSS takes it. */
export const percent = (value: number): string => `${Math.round(value * 100) / 100}%`

export const imagesOf = ({ lanes }: LaneGroup): Set<string> => new Set(lanes.flatMap(({ spans }) => spans.flatMap(({ image }) => image ?? [])))
const hasSeveralImages = (group: LaneGroup): boolean => imagesOf(group).size > 1

/** Two ReplicaSets of one Deployment with an image each. */
const hasSuccessors = (groups: readonly LaneGroup[]): boolean =>
  groups.some(({ root }, i) => root !== undefined && groups.some((other, j) => j > i && other.root === root && other.owner?.kind === 'ReplicaSet' && [...imagesOf(other)].some((image) => !imagesOf(groups[i] as LaneGroup).has(image))))
