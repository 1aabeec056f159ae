// Keeps proposals steady and within limits. Follows pkg/controller/podautoscaler/horizontal.go, v1.36.
import type * as k from '../../objects/generated/kubernetes'

type Rules = k.V2HPAScalingRules
type Behavior = k.V2HorizontalPodAutoscalerBehavior

interface Recommendation {
  readonly replicas: number
  readonly at: number
}
interface ScaleEvent {
  readonly change: number
  readonly at: number
}

/** What an autoscaler remembers of its past. */
export interface ScaleHistory {
  readonly recommendations: readonly Recommendation[]
  readonly ups: readonly ScaleEvent[]
  readonly downs: readonly ScaleEvent[]
}

export const DOWNSCALE_WINDOW_SECONDS = 300
const SCALE_UP_FACTOR = 2
const SCALE_UP_MIN = 4

export interface Wish {
  readonly current: number
  readonly desired: number
  readonly min: number
  readonly max: number
}

export interface Verdict {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason: string
  readonly message: string
}

export interface Normalized {
  readonly replicas: number
  readonly conditions: readonly Verdict[]
  readonly history: ScaleHistory
}

export const firstHistory = (replicas: number, now: number): ScaleHistory => ({
  recommendations: [{ replicas, at: now }],
  ups: [],
  downs: [],
})

export function normalize(wish: Wish, behavior: Behavior | undefined, history: ScaleHistory, now: number): Normalized {
  return behavior ? withBehavior(wish, behavior, history, now) : withDefaults(wish, history, now)
}

const READY: Verdict = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
}
const DOWN_STABILIZED: Verdict = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
}
const UP_STABILIZED: Verdict = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ScaleUpStabilized',
  message: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
}

const LIMITS = {
  TooFewReplicas: 'the desired replica count is less than the minimum replica count',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownLimit: 'the desired replica count is decreasing faster than the maximum scale rate',
  DesiredWithinRange: 'the desired count is within the acceptable range',
} as const
type Limit = keyof typeof LIMITS

const limited = (reason: Limit, isLimited: boolean): Verdict => ({
  type: 'ScalingLimited',
  status: isLimited ? 'True' : 'False',
  reason,
  message: LIMITS[reason],
})

function remember(history: ScaleHistory, replicas: number, now: number, windowMs: number): ScaleHistory {
  const recent = history.recommendations.filter(({ at }) => at >= now - windowMs)
  return { ...history, recommendations: [...recent, { replicas, at: now }] }
}

function withDefaults({ current, desired, min, max }: Wish, history: ScaleHistory, now: number): Normalized {
  const windowMs = DOWNSCALE_WINDOW_SECONDS * 1000
  const recent = history.recommendations.filter(({ at }) => at >= now - windowMs).map(({ replicas }) => replicas)
  const stabilized = Math.max(desired, ...recent)
  const upLimit = Math.max(SCALE_UP_FACTOR * current, SCALE_UP_MIN)
  const allowed = Math.min(max, upLimit)
  let replicas = stabilized
  let limit: Limit = 'DesiredWithinRange'
  if (stabilized < min) [replicas, limit] = [min, 'TooFewReplicas']
  else if (stabilized > allowed) [replicas, limit] = [allowed, max > upLimit ? 'ScaleUpLimit' : 'TooManyReplicas']
  return {
    replicas,
    conditions: [stabilized === desired ? READY : DOWN_STABILIZED, limited(limit, replicas !== stabilized)],
    history: remember(history, desired, now, windowMs),
  }
}

function withBehavior(
  wish: Wish,
  { scaleUp = {}, scaleDown = {} }: Behavior,
  history: ScaleHistory,
  now: number,
): Normalized {
  const upMs = (scaleUp.stabilizationWindowSeconds ?? 0) * 1000
  const downMs = (scaleDown.stabilizationWindowSeconds ?? DOWNSCALE_WINDOW_SECONDS) * 1000
  let up = wish.desired
  let down = wish.desired
  for (const { replicas, at } of history.recommendations) {
    if (at > now - upMs) up = Math.min(up, replicas)
    if (at > now - downMs) down = Math.max(down, replicas)
  }
  const stabilized = Math.min(Math.max(wish.current, up), down)
  const { replicas, limit } = limitRate({ ...wish, desired: stabilized }, { scaleUp, scaleDown }, history, now)
  const why = wish.desired >= wish.current ? UP_STABILIZED : DOWN_STABILIZED
  return {
    replicas,
    conditions: [stabilized === wish.desired ? READY : why, limited(limit, replicas !== stabilized)],
    history: remember(history, wish.desired, now, Math.max(upMs, downMs)),
  }
}

function limitRate(
  { current, desired, min, max }: Wish,
  rules: Required<Behavior>,
  history: ScaleHistory,
  now: number,
): { replicas: number; limit: Limit } {
  if (desired > current) {
    const upLimit = Math.max(current, rateLimit(current, rules.scaleUp, history, now, 'up'))
    const allowed = Math.min(max, upLimit)
    if (desired > allowed) return { replicas: allowed, limit: max > upLimit ? 'ScaleUpLimit' : 'TooManyReplicas' }
  } else if (desired < current) {
    const downLimit = Math.min(current, rateLimit(current, rules.scaleDown, history, now, 'down'))
    const allowed = Math.max(min, downLimit)
    if (desired < allowed) return { replicas: allowed, limit: min < downLimit ? 'ScaleDownLimit' : 'TooFewReplicas' }
  }
  return { replicas: desired, limit: 'DesiredWithinRange' }
}

/** How far the policies let the replicas go, counted from those at the beginning of each period. */
function rateLimit(
  current: number,
  { policies, selectPolicy }: Rules,
  { ups, downs }: ScaleHistory,
  now: number,
  way: 'up' | 'down',
): number {
  if (selectPolicy === 'Disabled') return current
  const limits = (policies ?? defaultPolicies(way)).map(({ type, value, periodSeconds }) => {
    const start = current - changeWithin(ups, periodSeconds, now) + changeWithin(downs, periodSeconds, now)
    const sign = way === 'up' ? 1 : -1
    if (type === 'Pods') return start + sign * value
    const scaled = start * (1 + (sign * value) / 100)
    return way === 'up' ? Math.ceil(scaled) : Math.trunc(scaled)
  })
  const takesLeast = (selectPolicy === 'Min') === (way === 'up')
  return takesLeast ? Math.min(...limits) : Math.max(...limits)
}

function defaultPolicies(way: 'up' | 'down'): readonly k.V2HPAScalingPolicy[] {
  const all = { type: 'Percent', value: 100, periodSeconds: 15 }
  return way === 'up' ? [{ type: 'Pods', value: 4, periodSeconds: 15 }, all] : [all]
}

const changeWithin = (events: readonly ScaleEvent[], seconds: number, now: number): number =>
  events.filter(({ at }) => at > now - seconds * 1000).reduce((sum, { change }) => sum + change, 0)

/** Remembers that the target was scaled; only behaviour looks at it. */
export function noteScaling(
  history: ScaleHistory,
  behavior: Behavior | undefined,
  [from, to]: readonly [number, number],
  now: number,
): ScaleHistory {
  if (!behavior) return history
  const longestMs = (rules: Rules | undefined) =>
    Math.max(15, ...(rules?.policies ?? []).map(({ periodSeconds }) => periodSeconds)) * 1000
  const add = (events: readonly ScaleEvent[], rules: Rules | undefined) => [
    ...events.filter(({ at }) => at >= now - longestMs(rules)),
    { change: Math.abs(to - from), at: now },
  ]
  return to > from
    ? { ...history, ups: add(history.ups, behavior.scaleUp) }
    : { ...history, downs: add(history.downs, behavior.scaleDown) }
}
