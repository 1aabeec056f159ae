// The picture of a scenario: lanes of states over virtual time, the same on the prerendered page and in the browser.
import type { PodState, ScenarioRecord } from '../../objects/run-record'
import { h, type Html } from '../markup'
import type { Words } from '../words/words'
import { shortTime } from './axis'
import type { Lane, LaneGroup, Span } from './lanes'
import { imagesOf, layoutPicture, percent, type PictureLayout } from './layout'
import { brokenMark, eventRow, laneWarnings, quietBands, stepRow, stepRules, timeRow } from './marks'

/** @param layout as layoutPicture made it, when the caller has it already */
export function timelinePicture(record: ScenarioRecord, words: Words, layout = layoutPicture(record)): Html {
  return h('div', { class: layout.isDense ? 'timeline dense' : 'timeline', role: 'img', 'aria-label': words.timeline.summary(record.pods.length, shortTime(layout.axis.end)) }, [
    h('div', { class: 'under' }, [quietBands(layout), stepRules(record, layout)]),
    stepRow(record, layout, words),
    layout.groups.map((group, i) => [...headings(group, { before: layout.groups[i - 1], layout }, words), ...group.lanes.map((lane) => laneRow(lane, record, layout))]),
    eventRow(record, layout, words), timeRow(layout),
    h('div', { class: 'over' }, [brokenMark(record, layout, words), h('i', { class: 'veil' })]),
  ])
}

function headings(group: LaneGroup, { before, layout }: { before: LaneGroup | undefined; layout: PictureLayout }, { timeline }: Words): Html[] {
  const { root, owner } = group
  const own = owner ? `${owner.kind} ${owner.name}` : timeline.ownPods
  const revision = owner?.revision && owner.kind === 'ReplicaSet' ? h('small', `${timeline.revision} ${owner.revision}`) : undefined
  // Thin bars have no room for words.
  const images = layout.isDense && layout.namesImages ? [...imagesOf(group)].map((image) => h('small', imageText(image))) : []
  const top = root && root !== before?.root ? [h('div', { class: 'owner' }, h('span', `${root.kind} ${root.name}`))] : []
  return [...top, h('div', { class: root ? 'owner inner' : 'owner' }, [h('span', own), revision, images])]
}

const laneRow = (lane: Lane, record: ScenarioRecord, layout: PictureLayout): Html => h('div', { class: 'lane' }, [
  h('span', { class: 'label', title: lane.name }, lane.label),
  h('div', { class: 'bars' }, [joined(lane.spans).map((span) => bar(span, lane, layout)), laneWarnings(lane, record, layout)]),
])

/** Bars narrower than this part of the plot carry no words. */
const NAMED_WIDTH_MIN = 7

/** Spans that differ in what is not seen are one bar. */
function joined(spans: readonly Span[]): Span[] {
  const bars: Span[] = []
  for (const span of spans) {
    const last = bars.at(-1)
    if (last && last.to === span.from && last.state === span.state && last.object === span.object && last.image === span.image) bars[bars.length - 1] = { ...last, to: span.to, open: span.open }
    else bars.push(span)
  }
  return bars
}

function bar(span: Span, lane: Lane, layout: PictureLayout): Html {
  const left = layout.x(span.from)
  const width = (span.open ? 100 : layout.x(span.to)) - left
  const name = layout.namesImages && !layout.isDense && span.image && width >= NAMED_WIDTH_MIN && (span.state === 'ready' || span.state === 'running') ? imageText(span.image) : undefined
  return h('i', { class: `s s-${span.state}${span.open ? ' open' : ''}`, style: `left:${percent(left)};width:${percent(width)}`, title: spanText(lane, span) }, name)
}

export const spanText = ({ name }: Lane, { status, ready, from, to }: Span): string => `${name}: ${status} ${ready}, ${shortTime(from)}–${shortTime(to)}`

/** `registry.example.org/team/nginx:1.9.2@sha256:...` -> `nginx:1.9.2` */
export const imageText = (image: string): string => image.replace(/@.*$/, '').replace(/^.*\//, '')

const STATES: readonly PodState[] = ['pending', 'creating', 'running', 'ready', 'terminating', 'succeeded', 'failed']

export function legend(words: Words, used: ReadonlySet<PodState>): Html {
  return h('ul', { class: 'legend', 'aria-label': words.scenario.legend }, STATES.filter((state) => used.has(state)).map((state) => h('li', [h('i', { class: `swatch s s-${state}` }), words.podState[state]])))
}

export const statesOf = (groups: readonly LaneGroup[]): Set<PodState> => new Set(groups.flatMap(({ lanes }) => lanes.flatMap(({ spans }) => spans.map(({ state }) => state))))
