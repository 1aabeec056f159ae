// The time axis: proportional where something happens, long quiet stretches folded to a fixed width and labelled.
import type { Ms } from '../../objects/run-record'

export interface Quiet {
  readonly from: Ms
  readonly to: Ms
  readonly x0: number
  readonly x1: number
}

export interface Tick {
  readonly at: Ms
  readonly x: number
}

export interface Axis {
  readonly width: number
  readonly end: Ms
  readonly quiet: readonly Quiet[]
  readonly ticks: readonly Tick[]
  x(at: Ms): number
  at(x: number): Ms
}

const QUIET_MS_MIN = 8000
/** How much longer than the usual gap (a high quantile of all) a gap must be to be folded. */
const QUIET_FACTOR = 3
/** A gap that is folded takes this part of the width of what it was folded to. */
const GAP_SHARE_MIN = 1 / 60
const TICK_PX_MIN = 62

interface Piece {
  readonly from: Ms
  readonly to: Ms
  readonly weight: number
  readonly quiet: boolean
}

/** @param instants at which something happened, any order, in ms; the axis goes from 0 to `end` */
export function makeAxis(instants: readonly Ms[], end: Ms, width: number): Axis {
  const last = Math.max(end, 1)
  const points = [...new Set([0, ...instants.filter((at) => at > 0 && at < last), last])].sort((a, b) => a - b)
  const pieces = weigh(points)
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0)
  const placed: Quiet[] = []
  let x0 = 0
  const spots = pieces.map(({ from, to, weight, quiet }) => {
    const spot = { from, to, x0, x1: (x0 += (weight / total) * width) }
    if (quiet) placed.push(spot)
    return spot
  })
  const x = (at: Ms): number => interpolate(spots, at)
  const at = (px: number): Ms => {
    const spot = spots.find(({ x1 }) => px <= x1)
    return spot ? spot.from + ((px - spot.x0) / (spot.x1 - spot.x0)) * (spot.to - spot.from) : last
  }
  return { width, end: last, quiet: placed, ticks: makeTicks(spots, placed, x), x, at }
}

function weigh(points: readonly Ms[]): Piece[] {
  const gaps = points.slice(1).map((to, i) => to - (points[i] ?? 0))
  const sorted = Float64Array.from(gaps).sort()
  const usual = sorted[Math.floor(gaps.length * 0.8)] ?? 0
  const middle = sorted[Math.floor(gaps.length / 2)] ?? 0
  const limit = Math.max(QUIET_MS_MIN, Math.min(usual, middle * QUIET_FACTOR) * QUIET_FACTOR)
  const weights = gaps.map((gap) => (gap > limit ? limit : gap))
  const least = weights.reduce((sum, weight) => sum + weight, 0) * GAP_SHARE_MIN
  return gaps.map((gap, i) => ({ from: points[i] ?? 0, to: points[i + 1] ?? 0, weight: Math.max(weights[i] ?? 0, least), quiet: gap > limit }))
}

function interpolate(spots: readonly Quiet[], at: Ms): number {
  let [low, high] = [0, spots.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at <= (spots[middle]?.to ?? 0)) high = middle
    else low = middle + 1
  }
  const spot = spots[low]
  if (!spot) return 0
  const share = Math.min(1, Math.max(0, (at - spot.from) / (spot.to - spot.from)))
  return spot.x0 + share * (spot.x1 - spot.x0)
}

const NICE_MS = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 21_600_000, 86_400_000]

/** Round instants that do not stand too close; none within a folded stretch. */
function makeTicks(spots: readonly Quiet[], quiet: readonly Quiet[], x: (at: Ms) => number): Tick[] {
  const folded = new Set(quiet)
  const loud = spots.filter((spot) => !folded.has(spot))
  const pxPerMs = loud.reduce((sum, { x0, x1 }) => sum + x1 - x0, 0) / Math.max(1, loud.reduce((sum, { from, to }) => sum + to - from, 0))
  const step = NICE_MS.find((ms) => ms * pxPerMs >= TICK_PX_MIN) ?? 86_400_000
  const ticks: Tick[] = [{ at: 0, x: 0 }]
  for (const { from, to } of loud) {
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      const tick = { at, x: x(at) }
      if (tick.x - (ticks.at(-1)?.x ?? 0) >= TICK_PX_MIN) ticks.push(tick)
    }
  }
  return ticks
}

/** `3d 4h`, `2h 31m`: a time as a figure of its own. */
export const longTime = (ms: Ms): string => shortTime(ms).replace(/(\D)(?=\d)/g, '$1 ')

/** `0.4s`, `12s`, `2m5s`, `1h`: short and the same in both languages. */
export function shortTime(ms: Ms): string {
  const seconds = Math.round(ms / 100) / 10
  if (seconds < 60) return `${seconds}s`
  const whole = Math.round(ms / 1000)
  const parts: [number, string][] = [[Math.floor(whole / 86_400), 'd'], [Math.floor(whole / 3600) % 24, 'h'], [Math.floor(whole / 60) % 60, 'm'], [whole % 60, 's']]
  return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => `${count}${unit}`).join('')
}
