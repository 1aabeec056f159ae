// What stands around the lanes: steps, Events, folded stretches, the time, and where a statement broke.
import type { Ms, ScenarioRecord } from '../../objects/run-record'
import { h, type Html } from '../markup'
import type { Words } from '../words/words'
import { shortTime } from './axis'
import type { Lane } from './lanes'
import { percent, type PictureLayout } from './layout'

const at = (place: number): string => `left:${percent(place)}`
const row = (name: string, head: string, marks: readonly Html[]): Html => h('div', { class: `lane ${name}` }, [h('span', { class: 'label' }, head), h('div', { class: 'bars' }, marks)])

/** Things at (nearly) the same place become one mark, in the order of places. */
function byPlace<T>(things: readonly { readonly at: Ms; readonly thing: T }[], { x }: PictureLayout, gap: number): { place: number; things: T[] }[] {
  const marks: { place: number; things: T[] }[] = []
  for (const { at: instant, thing } of [...things].sort((a, b) => a.at - b.at)) {
    const place = x(instant)
    const last = marks.at(-1)
    if (last && place - last.place < gap) last.things.push(thing)
    else marks.push({ place, things: [thing] })
  }
  return marks
}

const STEP_GAP = 4
/** Marks nearer than this to the one before are left out on a narrow screen. */
const NEAR = 9

/** `1`, `2–4`: the numbers of the steps that begin here. */
export function stepRow({ steps }: ScenarioRecord, layout: PictureLayout, { timeline }: Words): Html {
  const marks = byPlace(steps.map(({ from }, i) => ({ at: from, thing: i + 1 })), layout, STEP_GAP)
  return row('steps', timeline.steps, marks.map(({ place, things }, i) => {
    const [first, last] = [Math.min(...things), Math.max(...things)]
    return h('b', { style: at(place), class: place - (marks[i - 1]?.place ?? -NEAR) < NEAR ? 'near' : undefined }, first === last ? first : `${first}–${last}`)
  }))
}

export const stepRules = ({ steps }: ScenarioRecord, layout: PictureLayout): Html[] =>
  byPlace(steps.map(({ from }) => ({ at: from, thing: 0 })), layout, 0.2).map(({ place }) => h('i', { class: 'rule', style: at(place) }))

export const quietBands = ({ axis, x }: PictureLayout): Html[] => axis.quiet.map(({ from, to }) => h('i', { class: 'quiet', style: `${at(x(from))};width:${percent(x(to) - x(from))}` }))

/** How far apart two times have to stand to be read, and a time and a folded stretch's. */
const TIME_APART = 8
const FOLDED_APART = 11
const NEAR_END = 22

export function timeRow({ axis, x }: PictureLayout): Html {
  const end = x(axis.end)
  const taken: { place: number; apart: number }[] = [{ place: end, apart: TIME_APART }]
  const isFree = (place: number, apart: number): boolean => {
    const free = taken.every((other) => Math.abs(other.place - place) > (apart + other.apart) / 2)
    if (free) taken.push({ place, apart })
    return free
  }
  // The longest stretches say how long they are; then times where there is room.
  const folded = [...axis.quiet].sort((a, b) => b.to - b.from - (a.to - a.from)).filter(({ from, to }) => isFree((x(from) + x(to)) / 2, FOLDED_APART))
  const ticks = axis.ticks.filter((tick) => isFree(x(tick.at), TIME_APART))
  return row('time', '', [
    ...ticks.map((tick) => h('span', { style: at(x(tick.at)) }, shortTime(tick.at))),
    ...folded.map(({ from, to }) => h('em', { class: end - (x(from) + x(to)) / 2 < NEAR_END ? 'near' : undefined, style: at((x(from) + x(to)) / 2), title: `${shortTime(from)} – ${shortTime(to)}` }, shortTime(to - from))),
    h('b', { style: at(end) }, shortTime(axis.end)),
  ])
}

const REASONS_MAX = 6

const reasonsText = (reasons: readonly string[]): string => {
  const distinct = [...new Set(reasons)]
  return [...distinct.slice(0, REASONS_MAX), ...(distinct.length > REASONS_MAX ? ['…'] : [])].join('\n')
}

/** Warnings about a Pod stand on its lane. */
export function laneWarnings({ spans }: Lane, { events }: ScenarioRecord, layout: PictureLayout): Html[] {
  const pods = new Set(spans.map(({ object }) => object))
  const own = events.filter(({ about, type, at: instant }) => type === 'Warning' && pods.has(about) && instant >= 0)
  return byPlace(own.map((event) => ({ at: event.at, thing: `${shortTime(event.at)} ${event.reason}` })), layout, 0.5).map(({ place, things }) => h('i', { class: 'warning', style: at(place), title: reasonsText(things) }))
}

/** All other Events, one mark an instant. */
export function eventRow({ events, objects }: ScenarioRecord, layout: PictureLayout, { timeline }: Words): Html | undefined {
  const shown = events.filter(({ about, type }) => about >= 0 && !(type === 'Warning' && objects[about]?.kind === 'Pod'))
  if (shown.length === 0) return undefined
  const marks = byPlace(shown.map(({ at: instant, reason, type }) => ({ at: instant, thing: { text: `${shortTime(instant)} ${reason}`, isWarning: type === 'Warning' } })), layout, 0.5)
  return row('events', timeline.events, marks.map(({ place, things }) => h('i', { class: things.some(({ isWarning }) => isWarning) ? 'warning' : 'event', style: at(place), title: reasonsText(things.map(({ text }) => text)) })))
}

/** From here on a mark's words stand on its left. */
const RIGHT_PART = 75

export function brokenMark({ steps }: ScenarioRecord, { x }: PictureLayout, { timeline }: Words): Html | undefined {
  const broken = steps.find(({ brokenAt }) => brokenAt !== undefined)?.brokenAt
  if (broken === undefined) return undefined
  const place = x(broken)
  return h('i', { class: place > RIGHT_PART ? 'broken left' : 'broken', style: at(place) }, [h('span', `✘ ${shortTime(broken)} ${timeline.broken}`)])
}
