// From the timeline of writes to what the site shows of a scenario. A fold over the entries, write by write.
import { kinds } from '../../apiserver/kinds'
import { VERSION } from '../../apiserver/handle/discovery'
import type { EndpointSlice, Event, Pod } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import type {
  EventRecord,
  Ms,
  ObjectRecord,
  PodLane,
  PodSpan,
  ScenarioRecord,
  StepRecord,
  WorkloadPoint,
  WriteRecord,
} from '../../objects/run-record'
import type { TimelineEntry } from '../timeline'
import { fieldChanges, madeObject } from './field-changes'
import { podSpan } from './pod-span'
import { isWorkload, workloadPoint } from './workload-point'

export interface RecordedSteps {
  readonly start: number | undefined
  readonly steps: readonly StepRecord[]
  /** place in the timeline at which each step began */
  readonly firstWrites: readonly number[]
}

export interface RecordOptions {
  readonly entries: readonly TimelineEntry[]
  readonly log: RecordedSteps
  readonly seed: number
  /** the instant at which the scenario ended, ms since the epoch */
  readonly end: number
}

/** Kinds whose writes a reader of a scenario never asks for: the cluster's own bookkeeping. */
const UNTOLD = new Set(['Lease', 'Event'])
/** What comes with every namespace and every cluster, and says nothing about a scenario. */
const COMES_ALONG = new Set([
  'ServiceAccount default',
  'ConfigMap kube-root-ca.crt',
  'PriorityClass system-cluster-critical',
  'PriorityClass system-node-critical',
  'Service kubernetes',
  'Endpoints kubernetes',
  'EndpointSlice kubernetes',
])
/** A ControllerRevision's data is the template once more. */
const WITHOUT_CONTENT = new Set(['ControllerRevision'])

export function recordScenario({ entries, log, seed, end }: RecordOptions): ScenarioRecord {
  const start = log.start ?? entries[0]?.at ?? end
  const fold = new Fold(start, log.firstWrites)
  for (const entry of entries) fold.take(entry)
  return {
    version: 1,
    seed,
    start,
    end: end - start,
    kubernetes: VERSION.gitVersion,
    steps: log.steps,
    objects: fold.objects,
    writes: fold.writes,
    pods: fold.lanes(),
    workloads: points(fold.workloads),
    nodes: fold.nodeLanes(),
    services: points(fold.services),
    events: fold.events,
  }
}

const points = <P>(map: ReadonlyMap<number, P[]>): { object: number; points: P[] }[] =>
  [...map].map(([object, list]) => ({ object, points: list }))

class Fold {
  readonly objects: ObjectRecord[] = []
  readonly writes: WriteRecord[] = []
  readonly events: EventRecord[] = []
  readonly workloads = new Map<number, WorkloadPoint[]>()
  readonly services = new Map<number, { from: Ms; pods: number[] }[]>()
  private readonly places = new Map<string, number>()
  private readonly spans = new Map<number, PodSpan[]>()
  private readonly nodes = new Map<number, { from: Ms; status: string }[]>()
  private readonly gone = new Map<number, Ms>()
  private step = -1

  constructor(
    private readonly start: number,
    private readonly firstWrites: readonly number[],
  ) {}

  take(entry: TimelineEntry): void {
    const { kind, name, namespace } = entry
    if (
      COMES_ALONG.has(`${kind} ${name}`) ||
      (kind === 'Namespace' && (name === 'default' || name.startsWith('kube-'))) ||
      (namespace.startsWith('kube-') && !this.isOfTheScenario(entry))
    )
      return
    while (this.step + 1 < this.firstWrites.length && (this.firstWrites[this.step + 1] as number) <= entry.index)
      this.step++
    // What was there before the scenario began was there from its beginning.
    const at = Math.max(0, entry.at - this.start)
    // Events go an hour after they were last written: that is no news.
    if (entry.kind === 'Event' && entry.type !== 'DELETED') this.noteEvent(entry.after as Event, at)
    if (UNTOLD.has(entry.kind)) return
    const object = this.placeOf(entry.after)
    if (entry.type === 'DELETED') this.gone.set(object, at)
    this.noteWrite(entry, object, at)
    this.noteState(entry, object, at)
  }

  /** In the cluster's own namespaces the scenario's subjects are what somebody made there, and what was made of that. */
  private isOfTheScenario({ kind, type, actor, index, after }: TimelineEntry): boolean {
    const { metadata } = after
    if (kind === 'Event') {
      const { kind: about = '', namespace, name = '', uid } = (after as Event).involvedObject
      return this.places.has(keyText(about, namespace, name, about === 'Pod' ? uid : undefined))
    }
    if (this.places.has(keyText(kind, metadata.namespace, metadata.name, kind === 'Pod' ? metadata.uid : undefined)))
      return true
    const owner = metadata.ownerReferences?.find(({ controller }) => controller)
    if (owner) return this.places.has(keyText(owner.kind, metadata.namespace, owner.name))
    return type === 'ADDED' && actor.startsWith('kubectl') && index >= (this.firstWrites[0] ?? 0)
  }

  private noteWrite({ actor, type, before, after }: TimelineEntry, object: number, at: Ms): void {
    // Nodes register before anybody asks the cluster anything; what becomes of them later is told.
    if (after.kind === 'Node' && at === 0 && (actor === 'kubelet' || actor === 'node-controller')) return
    const changes = type === 'MODIFIED' && before ? fieldChanges(before, after) : undefined
    if (changes?.length === 0) return
    // What has an owner was made from its owner's template; a reader wants to see what was asked for.
    const made =
      type === 'ADDED' &&
      !WITHOUT_CONTENT.has(after.kind) &&
      !after.metadata.ownerReferences?.some(({ controller }) => controller)
        ? { made: madeObject(after) }
        : {}
    this.writes.push({
      at,
      step: Math.max(0, this.step),
      actor,
      type,
      object,
      ...(changes ? { changes } : {}),
      ...made,
    })
  }

  private noteState({ type, after, kind }: TimelineEntry, object: number, at: Ms): void {
    if (type === 'DELETED') return
    if (kind === 'Pod') this.noteSpan(after as Pod, object, at)
    else if (kind === 'Node')
      push(this.nodes, object, { from: at, status: cells('Node', after, at + this.start).Status ?? '' })
    else if (kind === 'EndpointSlice') this.noteSlice(after as EndpointSlice, at)
    else if (isWorkload(kind)) push(this.workloads, object, workloadPoint(after, at))
  }

  private noteSpan(pod: Pod, object: number, at: Ms): void {
    const { Status = '', Ready = '' } = cells('Pod', pod, at + this.start)
    const restarts = (pod.status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0)
    push(this.spans, object, podSpan(pod, at, { status: Status, ready: Ready, restarts }))
  }

  private noteSlice(slice: EndpointSlice, at: Ms): void {
    const service = slice.metadata.labels?.['kubernetes.io/service-name']
    if (!service) return
    const place = this.places.get(keyText('Service', slice.metadata.namespace, service))
    if (place === undefined) return
    const ready = (slice.endpoints ?? []).filter(
      ({ conditions, targetRef }) => conditions?.ready !== false && targetRef?.kind === 'Pod',
    )
    const pods = ready
      .map(({ targetRef }) =>
        this.places.get(keyText('Pod', targetRef?.namespace, targetRef?.name ?? '', targetRef?.uid)),
      )
      .filter((each) => each !== undefined)
    push(this.services, place, { from: at, pods })
  }

  private noteEvent(
    { type = '', reason = '', message = '', involvedObject, source, reportingComponent, count = 1 }: Event,
    at: Ms,
  ): void {
    const { kind = '', namespace, name = '', uid } = involvedObject
    const about = this.places.get(keyText(kind, namespace, name, kind === 'Pod' ? uid : undefined)) ?? -1
    this.events.push({
      at,
      type,
      reason,
      message,
      about,
      from: source?.component ?? reportingComponent ?? '',
      count: count ?? 1,
    })
  }

  private placeOf(object: KubeObject): number {
    const { kind, metadata } = object
    const key = keyText(kind, metadata.namespace, metadata.name, kind === 'Pod' ? metadata.uid : undefined)
    let place = this.places.get(key)
    if (place !== undefined) return place
    const owner = metadata.ownerReferences?.find(({ controller }) => controller)
    const ownerPlace = owner ? this.places.get(keyText(owner.kind, metadata.namespace, owner.name)) : undefined
    const revision = metadata.annotations?.['deployment.kubernetes.io/revision']
    place = this.objects.length
    this.objects.push({
      kind,
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      ...(ownerPlace === undefined ? {} : { owner: ownerPlace }),
      ...(revision && kind === 'ReplicaSet' ? { revision } : {}),
    })
    this.places.set(key, place)
    // Some Events name a Pod without its uid: they are about the one that has the name now.
    if (kind === 'Pod') this.places.set(keyText(kind, metadata.namespace, metadata.name), place)
    return place
  }

  lanes(): PodLane[] {
    return [...this.spans].map(([object, spans]) => ({ object, spans, ...this.goneOf(object) }))
  }

  nodeLanes(): ScenarioRecord['nodes'] {
    return [...this.nodes].map(([object, list]) => ({ object, points: list, ...this.goneOf(object) }))
  }

  private goneOf(object: number): { gone?: Ms } {
    const gone = this.gone.get(object)
    return gone === undefined ? {} : { gone }
  }
}

/** Pods of one name that follow each other are different things to a reader: they have lanes of their own. */
const keyText = (kind: string, namespace: string | undefined, name: string, uid = ''): string =>
  `${kind} ${namespace ?? ''} ${name} ${uid}`

/** Adds a state unless it says the same as the one before; of several states at one instant each is kept, as it was seen. */
function push<P extends { from: Ms }>(map: Map<number, P[]>, key: number, next: P): void {
  const list = map.get(key)
  if (!list) {
    map.set(key, [next])
    return
  }
  if (!isSame(list.at(-1) as P, next)) list.push(next)
}

/** Points of a lane are flat: equal when each field but the instant is, lists of places field by field. */
function isSame<P extends { from: Ms }>(a: P, b: P): boolean {
  const keys = Object.keys(b) as (keyof P)[]
  return (
    keys.length === Object.keys(a).length &&
    keys.every(
      (key) => key === 'from' || a[key] === b[key] || (Array.isArray(a[key]) && String(a[key]) === String(b[key])),
    )
  )
}

/** What `kubectl get` prints of an object, by column. */
function cells(kind: 'Pod' | 'Node', object: KubeObject, now: number): Record<string, string | undefined> {
  return Object.fromEntries(COLUMNS[kind].map(({ name, value }) => [name, String(value(object, now))]))
}

const columnsOf = (kind: string, names: readonly string[]) =>
  (kinds.find((definition) => definition.kind === kind)?.columns ?? []).filter(({ name }) => names.includes(name))
const COLUMNS = { Pod: columnsOf('Pod', ['Status', 'Ready']), Node: columnsOf('Node', ['Status']) }
