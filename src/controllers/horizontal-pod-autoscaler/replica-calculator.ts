// How many replicas a metric asks for. Follows pkg/controller/podautoscaler/{replica_calculator,metrics/utilization}.go, v1.36.
// All amounts are in thousandths, as upstream computes: 250m of cpu is 250, one byte is 1000.
import { conditionOf } from '../../objects/conditions'
import { isDeleting } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'
import { isPodReady } from '../../objects/pods'
import { instantOf } from '../../objects/time'

export interface Sample {
  readonly value: number
  /** end of the window, ms */
  readonly at: number
  readonly windowMs: number
}
export type Samples = ReadonlyMap<string, Sample>

export interface Tolerances {
  readonly up: number
  readonly down: number
}

export interface Proposal {
  readonly replicas: number
  /** percent of the request, where a utilization was asked for */
  readonly utilization?: number
  /** thousandths */
  readonly usage: number
}

/** What stands in the way of a proposal, in upstream's words. */
export class MetricError extends Error {}

export const NO_PODS = 'no pods returned by selector while calculating replica count'

/** A Pod that starts uses more cpu than later: it does not count until then. */
const CPU_INITIALIZATION_MS = 300_000
const INITIAL_READINESS_DELAY_MS = 30_000

export interface Groups {
  readonly ready: number
  readonly unready: readonly string[]
  readonly missing: readonly string[]
  readonly ignored: readonly string[]
}

export function groupPods(pods: readonly Pod[], samples: Samples, resource: string, now: number): Groups {
  const groups = { ready: 0, unready: [] as string[], missing: [] as string[], ignored: [] as string[] }
  for (const pod of pods) {
    const { name } = pod.metadata
    const sample = samples.get(name)
    if (isDeleting(pod) || pod.status.phase === 'Failed') groups.ignored.push(name)
    else if (pod.status.phase === 'Pending') groups.unready.push(name)
    else if (!sample) groups.missing.push(name)
    else if (resource === 'cpu' && isStarting(pod, sample, now)) groups.unready.push(name)
    else groups.ready++
  }
  return groups
}

function isStarting({ status }: Pod, sample: Sample, now: number): boolean {
  const ready = conditionOf(status.conditions, 'Ready')
  if (!ready || !status.startTime) return true
  const startedAt = instantOf(status.startTime)
  const changedAt = instantOf(ready.lastTransitionTime ?? '')
  if (startedAt + CPU_INITIALIZATION_MS > now)
    return ready.status === 'False' || sample.at < changedAt + sample.windowMs
  return ready.status === 'False' && startedAt + INITIAL_READINESS_DELAY_MS > changedAt
}

export interface Question {
  readonly pods: readonly Pod[]
  readonly samples: Samples
  readonly resource: string
  readonly currentReplicas: number
  readonly tolerances: Tolerances
  readonly now: number
}

const isWithin = ({ up, down }: Tolerances, ratio: number): boolean => 1 - down <= ratio && ratio <= 1 + up

/** @param requests Pod -> request, thousandths @param target percent of the request */
export function utilizationReplicas(
  question: Question,
  requests: ReadonlyMap<string, number>,
  target: number,
): Proposal {
  const ratioOf = (samples: Samples) => {
    const known = [...samples].filter(([name]) => requests.has(name))
    const used = known.reduce((sum, [, { value }]) => sum + value, 0)
    const requested = known.reduce((sum, [name]) => sum + (requests.get(name) ?? 0), 0)
    if (requested === 0) throw new MetricError('no metrics returned matched known pods')
    const utilization = Math.trunc((used * 100) / requested)
    return { ratio: utilization / target, utilization, usage: Math.trunc(used / known.length) }
  }
  const fallback = Math.max(100, target)
  return scale(question, ratioOf, (name, ratio) =>
    ratio < 1 ? Math.trunc(((requests.get(name) ?? 0) * fallback) / 100) : ratio > 1 ? 0 : undefined,
  )
}

/** @param target thousandths a Pod */
export function averageReplicas(question: Question, target: number): Proposal {
  const ratioOf = (samples: Samples) => {
    const used = [...samples.values()].reduce((sum, { value }) => sum + value, 0)
    const usage = Math.trunc(used / samples.size)
    return { ratio: usage / target, usage }
  }
  return scale(question, ratioOf, (_, ratio) => (ratio < 1 ? target : 0))
}

type RatioOf = (samples: Samples) => { readonly ratio: number; readonly usage: number; readonly utilization?: number }

/** @param assumed what a Pod without metrics is taken to use, where the rest has this ratio: all when it asks for less, nothing else */
function scale(
  question: Question,
  ratioOf: RatioOf,
  assumed: (name: string, ratio: number) => number | undefined,
): Proposal {
  const { pods, samples, resource, currentReplicas, tolerances, now } = question
  const { ready, unready, missing, ignored } = groupPods(pods, samples, resource, now)
  const counted = new Map([...samples].filter(([name]) => !ignored.includes(name) && !unready.includes(name)))
  if (counted.size === 0) throw new MetricError('did not receive metrics for targeted pods (pods might be unready)')
  const { ratio, ...found } = ratioOf(counted)
  const keep = { ...found, replicas: currentReplicas }
  const countsUnready = unready.length > 0 && ratio > 1
  if (!countsUnready && missing.length === 0)
    return isWithin(tolerances, ratio) ? keep : { ...found, replicas: Math.ceil(ratio * ready) }
  const fill = (name: string, value: number | undefined) =>
    value === undefined ? undefined : counted.set(name, { value, at: now, windowMs: 0 })
  for (const name of missing) fill(name, assumed(name, ratio))
  if (countsUnready) for (const name of unready) fill(name, 0)
  const { ratio: careful } = ratioOf(counted)
  // What was assumed must not turn the answer round.
  if (isWithin(tolerances, careful) || (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1)) return keep
  const replicas = Math.ceil(careful * counted.size)
  if ((careful < 1 && replicas > currentReplicas) || (careful > 1 && replicas < currentReplicas)) return keep
  return { ...found, replicas }
}

/** A value that is not measured Pod by Pod, held against a target for all. */
export function valueReplicas(
  usage: number,
  target: number,
  { pods, currentReplicas, tolerances }: Question,
): Proposal {
  const ratio = usage / target
  if (currentReplicas === 0) return { replicas: Math.ceil(ratio), usage }
  if (isWithin(tolerances, ratio)) return { replicas: currentReplicas, usage }
  if (pods.length === 0) throw new MetricError(`unable to calculate ready pods: ${NO_PODS}`)
  const ready = pods.filter((pod) => pod.status.phase === 'Running' && isPodReady(pod)).length
  return { replicas: Math.ceil(ratio * ready), usage }
}

/** The same, held against a target a Pod. */
export function valuePerPodReplicas(
  usage: number,
  target: number,
  statusReplicas: number,
  tolerances: Tolerances,
): Proposal {
  const replicas = isWithin(tolerances, usage / (target * statusReplicas)) ? statusReplicas : Math.ceil(usage / target)
  return { replicas, usage: Math.ceil(usage / statusReplicas) }
}
