// The picture of a scenario: hand-written SVG, the same on the prerendered page and in the browser.
import { h, type VNode } from 'vue'
import type { Ms, PodState, ScenarioRecord } from '../../objects/run-record'
import type { Words } from '../words/words'
import { makeAxis, shortTime, type Axis } from './axis'
import { instantsOf } from './instant'
import { laneGroups, type Lane, type LaneGroup } from './lanes'

export const PICTURE_WIDTH = 960
const LABEL_PX = 200
const RIGHT_PX = 14
const LANE_PX = 22
const BAR_PX = 14
const TITLE_PX = 26
const TOP_PX = 34
const AXIS_PX = 26
const LANES_MAX = 60
const LABEL_LETTERS_MAX = 26

export interface Row {
  readonly y: number
  readonly lane?: Lane
  readonly title?: string
}

export interface PictureLayout {
  readonly axis: Axis
  readonly rows: readonly Row[]
  /** where the line of Events is; undefined when there were none */
  readonly events: number | undefined
  readonly height: number
  readonly hidden: number
  /** a page position for an instant, in the picture's own units */
  x(at: Ms): number
  at(x: number): Ms
}

export function layoutPicture(record: ScenarioRecord): PictureLayout {
  const axis = makeAxis(instantsOf(record), record.end, PICTURE_WIDTH - LABEL_PX - RIGHT_PX)
  const groups = laneGroups(record)
  const rows: Row[] = []
  let y = TOP_PX
  let drawn = 0
  for (const group of groups) {
    if (drawn >= LANES_MAX) break
    rows.push({ y, title: group.title })
    y += TITLE_PX
    for (const lane of group.lanes.slice(0, LANES_MAX - drawn)) {
      rows.push({ y, lane })
      y += LANE_PX
      drawn++
    }
  }
  const events = record.events.some(({ about }) => about >= 0) ? y : undefined
  if (events !== undefined) y += LANE_PX
  const all = groups.reduce((sum, { lanes }) => sum + lanes.length, 0)
  return { axis, rows, events, height: y + AXIS_PX, hidden: all - drawn, x: (at) => LABEL_PX + axis.x(at), at: (x) => axis.at(Math.max(0, x - LABEL_PX)) }
}

/** @param layout as layoutPicture made it, when the caller has it already */
export function timelinePicture(record: ScenarioRecord, words: Words, layout = layoutPicture(record)): VNode {
  const { axis, height } = layout
  const drawing = [quietBands(layout, words), stepMarks(record, layout, words), ...layout.rows.map((row) => drawRow(row, record, layout, words)), eventLine(record, layout, words), timeAxis(layout), brokenMark(record, layout, words), h('g', { class: 'veil' }, [h('rect', { x: LABEL_PX, y: 0, width: PICTURE_WIDTH - LABEL_PX, height }), h('path', { d: `M${LABEL_PX} 18V${height - 18}` })])]
  return h('svg', {
    class: 'timeline', viewBox: `0 0 ${PICTURE_WIDTH} ${height}`, width: PICTURE_WIDTH, height, role: 'img',
    'aria-label': words.timeline.summary(record.pods.length, shortTime(axis.end)),
  }, drawing)
}

const round = (value: number): number => Math.round(value * 10) / 10
const shorten = (text: string): string => (text.length > LABEL_LETTERS_MAX ? `…${text.slice(1 - LABEL_LETTERS_MAX)}` : text)

function drawRow({ y, lane, title }: Row, record: ScenarioRecord, layout: PictureLayout, words: Words): VNode {
  if (!lane) return h('text', { class: 'owner', x: 0, y: y + 17 }, withRevision(title ?? '', record, words) || words.timeline.ownPods)
  return h('g', { 'data-pod': lane.object }, [
    h('text', { class: 'pod', x: 8, y: y + 15 }, shorten(lane.label)),
    ...lane.spans.map((span) => bar(span.state, layout.x(span.from), layout.x(span.to), y, `${lane.label}: ${span.status} ${span.ready}, ${shortTime(span.from)}–${shortTime(span.to)}`)),
    ...eventMarks(lane, record, layout, y),
  ])
}

function withRevision(title: string, { objects }: ScenarioRecord, { timeline }: Words): string {
  const set = objects.find(({ kind, name, revision }) => revision && title.endsWith(`${kind} ${name}`))
  return set ? `${title} (${timeline.revision} ${set.revision})` : title
}

/** States are told apart by height and pattern as well as by colour. */
const INSET: Readonly<Record<PodState, number>> = { pending: 4, creating: 2, running: 2, ready: 0, failed: 0, succeeded: 2, terminating: 3 }
const GLYPH: Partial<Readonly<Record<PodState, string>>> = { failed: '×', succeeded: '✓' }
const GLYPH_PX_MIN = 14

function bar(state: PodState, x0: number, x1: number, y: number, title?: string): VNode {
  const inset = INSET[state]
  const width = Math.max(1.5, x1 - x0)
  const rect = h('rect', { class: `s s-${state}`, x: round(x0), y: y + 4 + inset / 2, width: round(width), height: BAR_PX - inset, rx: 2.5 }, title === undefined ? [] : [h('title', title)])
  const glyph = GLYPH[state]
  return glyph && width >= GLYPH_PX_MIN ? h('g', [rect, h('text', { class: `glyph g-${state}`, x: round(x0 + width / 2), y: y + 15 }, glyph)]) : rect
}

/** Events about the Pod; warnings stand out by shape. Of several at one place one is drawn. */
function eventMarks(lane: Lane, { events }: ScenarioRecord, { x }: PictureLayout, y: number): VNode[] {
  const seen = new Set<number>()
  return events.filter(({ about, type, at }) => about === lane.object && type === 'Warning' && at >= 0).flatMap(({ at, reason }) => {
    const px = Math.round(x(at))
    if (seen.has(px)) return []
    seen.add(px)
    return [h('path', { class: 'warning', d: `M${px} ${y + 1}l4.5 8h-9z` }, [h('title', `${shortTime(at)} ${reason}`)])]
  })
}

const REASONS_MAX = 5

/** One mark an instant, with the reasons of what was told then; warnings are triangles. */
function eventLine({ events }: ScenarioRecord, layout: PictureLayout, { timeline }: Words): VNode {
  const { events: y, x } = layout
  if (y === undefined) return h('g')
  const byPlace = new Map<number, { reasons: Set<string>; warning: boolean }>()
  for (const { about, at, reason, type } of events) {
    if (about < 0) continue
    const place = Math.round(x(at) / 3) * 3
    const mark = byPlace.get(place) ?? { reasons: new Set<string>(), warning: false }
    byPlace.set(place, mark)
    mark.reasons.add(`${shortTime(at)} ${reason}`)
    mark.warning ||= type === 'Warning'
  }
  return h('g', { class: 'events' }, [h('text', { class: 'head', x: 0, y: y + 15 }, timeline.events), ...[...byPlace].map(([place, { reasons, warning }]) =>
    h('path', { class: warning ? 'warning' : 'event', d: warning ? `M${place} ${y + 6}l4.5 8h-9z` : `M${place} ${y + 6}l4 4-4 4-4-4z` }, [h('title', [...[...reasons].slice(0, REASONS_MAX), ...(reasons.size > REASONS_MAX ? ['…'] : [])].join('\n'))]))])
}

function stepMarks({ steps }: ScenarioRecord, layout: PictureLayout, { timeline }: Words): VNode {
  const byPlace = new Map<number, number[]>()
  steps.forEach(({ from }, i) => byPlace.set(Math.round(layout.x(from)), [...(byPlace.get(Math.round(layout.x(from))) ?? []), i + 1]))
  const marks = [...byPlace].sort(([a], [b]) => a - b)
  const apart = marks.filter(([x], i) => i === 0 || x - (marks[i - 1]?.[0] ?? 0) > 1)
  return h('g', { class: 'steps' }, [
    h('text', { class: 'head', x: 0, y: 16 }, timeline.steps),
    ...apart.map(([x]) => h('path', { class: 'rule', d: `M${x} 22V${layout.height - AXIS_PX}` })),
    ...placeLabels(apart).map(({ x, text }) => h('text', { class: 'number', x, y: 16 }, text)),
  ])
}

/** `1`, `2–4`: labels that would touch are joined. */
function placeLabels(marks: readonly (readonly [number, readonly number[]])[]): { x: number; text: string }[] {
  const labels: { x: number; first: number; last: number }[] = []
  for (const [x, numbers] of marks) {
    const before = labels.at(-1)
    const [first = 0, last = numbers.at(-1) ?? 0] = [numbers[0], numbers.at(-1)]
    if (before && x - before.x < 30) before.last = Math.max(before.last, last)
    else labels.push({ x, first, last })
  }
  return labels.map(({ x, first, last }) => ({ x, text: first === last ? `${first}` : `${first}–${last}` }))
}

function quietBands({ axis, x, height }: PictureLayout, { timeline }: Words): VNode {
  return h('g', { class: 'quiet' }, axis.quiet.flatMap(({ from, to }) => {
    const [x0, x1] = [x(from), x(to)]
    return [
      h('rect', { x: round(x0), y: 24, width: round(x1 - x0), height: height - 24 - AXIS_PX + 4 }, [h('title', `${timeline.quiet}: ${shortTime(to - from)}`)]),
      h('text', { x: round((x0 + x1) / 2), y: height - 8 }, `⋯ ${shortTime(to - from)} ⋯`),
    ]
  }))
}

function timeAxis({ axis, x, height }: PictureLayout): VNode {
  const y = height - AXIS_PX + 4
  const taken = axis.quiet.map(({ from, to }) => (x(from) + x(to)) / 2)
  const free = axis.ticks.filter((tick) => taken.every((middle) => Math.abs(x(tick.at) - middle) > 44))
  return h('g', { class: 'axis' }, [
    h('path', { d: `M${LABEL_PX} ${y}H${PICTURE_WIDTH - RIGHT_PX}` }),
    ...axis.ticks.map((tick) => h('path', { d: `M${round(x(tick.at))} ${y}v4` })),
    ...free.map((tick) => h('text', { x: round(x(tick.at)), y: height - 8 }, shortTime(tick.at))),
  ])
}

function brokenMark({ steps }: ScenarioRecord, { x, height }: PictureLayout, { timeline }: Words): VNode {
  const broken = steps.find(({ brokenAt }) => brokenAt !== undefined)?.brokenAt
  if (broken === undefined) return h('g')
  const px = round(x(broken))
  const left = px > PICTURE_WIDTH - 130
  return h('g', { class: 'broken' }, [h('path', { d: `M${px} 20V${height - AXIS_PX + 4}` }), h('text', { x: left ? px - 4 : px + 4, y: 30, 'text-anchor': left ? 'end' : 'start' }, `✘ ${timeline.broken}`)])
}

/** Patterns that the states are filled with; once on each page. */
export function patterns(): VNode {
  const hatch = (id: string, angle: number, gap: number): VNode => h('pattern', { id, width: gap, height: gap, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${angle})` }, [h('rect', { class: `p-back ${id}`, width: gap, height: gap }), h('rect', { class: `p-line ${id}`, width: 2, height: gap })])
  return h('svg', { class: 'patterns', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' }, [h('defs', [hatch('fill-creating', 45, 6), hatch('fill-terminating', -45, 5), hatch('fill-running', 90, 5)])])
}

const STATES: readonly PodState[] = ['pending', 'creating', 'running', 'ready', 'terminating', 'succeeded', 'failed']

export function legend(words: Words, used: ReadonlySet<PodState>): VNode {
  return h('ul', { class: 'legend', 'aria-label': words.scenario.legend }, STATES.filter((state) => used.has(state)).map((state) =>
    h('li', [stateSwatch(state), words.podState[state]])))
}

export const stateSwatch = (state: PodState): VNode => h('svg', { class: 'swatch', width: 26, height: 20, 'aria-hidden': 'true' }, [bar(state, 1, 25, -1)])

export const statesOf = (groups: readonly LaneGroup[]): Set<PodState> => new Set(groups.flatMap(({ lanes }) => lanes.flatMap(({ spans }) => spans.map(({ state }) => state))))
