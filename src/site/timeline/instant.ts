// The cluster at one instant of a recorded scenario.
import type { Ms, PodLane, PodSpan, ScenarioRecord, WorkloadPoint } from '../../objects/run-record'

export interface PodAt extends PodSpan {
  readonly object: number
  readonly name: string
  readonly namespace: string
}

export interface NodeAt {
  readonly name: string
  readonly status: string
  readonly pods: readonly PodAt[]
}

export interface WorkloadAt extends WorkloadPoint {
  readonly kind: string
  readonly name: string
}

export interface ServiceAt {
  readonly name: string
  readonly pods: readonly string[]
}

export interface ClusterAt {
  readonly at: Ms
  readonly nodes: readonly NodeAt[]
  readonly unscheduled: readonly PodAt[]
  readonly workloads: readonly WorkloadAt[]
  readonly services: readonly ServiceAt[]
  readonly readyPods: number
}

/** The last of several states that begin at or before the instant. */
function latest<P extends { readonly from: Ms }>(points: readonly P[], at: Ms): P | undefined {
  let found: P | undefined
  for (const point of points) {
    if (point.from > at) break
    found = point
  }
  return found
}

export function clusterAt(record: ScenarioRecord, at: Ms): ClusterAt {
  const { objects } = record
  const isThere = ({ gone }: { gone?: Ms }): boolean => gone === undefined || gone > at
  const pods = record.pods.filter(isThere).flatMap((lane) => podAt(record, lane, at))
  const nodes = record.nodes.filter(isThere).flatMap(({ object, points }): NodeAt[] => {
    const name = objects[object]?.name ?? ''
    const point = latest(points, at)
    return point ? [{ name, status: point.status, pods: pods.filter(({ node }) => node === name) }] : []
  })
  const workloads = record.workloads.filter(({ object }) => !goneBy(record, object, at)).flatMap(({ object, points }): WorkloadAt[] => {
    const { kind = '', name = '' } = objects[object] ?? {}
    const point = latest(points, at)
    return point ? [{ ...point, kind, name }] : []
  })
  const services = record.services.filter(({ object }) => !goneBy(record, object, at)).flatMap(({ object, points }): ServiceAt[] => {
    const { name = '' } = objects[object] ?? {}
    const point = latest(points, at)
    return point ? [{ name, pods: point.pods.map((pod) => objects[pod]?.name ?? '') }] : []
  })
  return { at, nodes, workloads, services, unscheduled: pods.filter(({ node }) => !node), readyPods: pods.filter(({ state }) => state === 'ready').length }
}

function podAt({ objects }: ScenarioRecord, { object, spans }: PodLane, at: Ms): PodAt[] {
  const span = latest(spans, at)
  const { name = '', namespace = '' } = objects[object] ?? {}
  return span ? [{ ...span, object, name, namespace }] : []
}

const goneBy = ({ writes }: ScenarioRecord, object: number, at: Ms): boolean => {
  const last = writes.filter((write) => write.object === object && write.at <= at).at(-1)
  return last?.type === 'DELETED'
}

/** The instants at which anything happened, in order, without repetition. */
export function instantsOf(record: ScenarioRecord): Ms[] {
  const all = [
    0, record.end,
    ...record.writes.map(({ at }) => at), ...record.events.map(({ at }) => at), ...record.steps.flatMap(({ from, to }) => [from, to]),
    ...record.pods.flatMap(({ spans, gone }) => [...spans.map(({ from }) => from), ...(gone === undefined ? [] : [gone])]),
  ]
  return [...new Set(all.filter((at) => at >= 0 && at <= record.end))].sort((a, b) => a - b)
}
