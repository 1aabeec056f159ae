// A cluster of objects in maps, for the tests and the bench of this room: it keeps what is written and tells of changes, and has
// no rules of its own.
import { ApiError, type Api, type Change, type Reader, type Watcher } from '../../apiserver/client'
import type { Event, KindName, Kinds, Node, Pod } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { matches } from '../../objects/selectors'
import { timeText } from '../../objects/time'
import { Loop } from '../../simulation/loop'
import { Scheduler, type SchedulerOptions } from '../scheduler'

type Listener = (change: Change) => void
type Draft = { kind: string; metadata: { name: string; namespace?: string } }

const START = Date.UTC(2026, 0, 1, 8)
const CREATED = timeText(START)

export class FakeCluster {
  readonly loop: Loop
  readonly events: Event[] = []
  private readonly shelves = new Map<string, Map<string, KubeObject>>()
  private readonly lists = new Map<string, readonly KubeObject[]>()
  private readonly listeners = new Map<string, Set<Listener>>()
  private version = 1

  constructor({ seed = 0 }: { seed?: number } = {}) {
    this.loop = new Loop({ seed, start: START })
  }

  scheduler(options: Partial<SchedulerOptions> = {}): Scheduler {
    const scheduler = new Scheduler({
      loop: this.loop,
      read: this.read,
      watch: this.watch,
      api: this.api,
      host: 'vm',
      ...options,
    })
    this.loop.addActor(scheduler)
    return scheduler
  }

  put<T extends Draft>(draft: T): T & KubeObject {
    const { namespace = '', name } = draft.metadata
    const previous = this.shelf(draft.kind).get(`${namespace}/${name}`)
    const object = {
      ...draft,
      metadata: {
        creationTimestamp: CREATED,
        uid: `uid-of-${name}`,
        generation: 1,
        ...draft.metadata,
        resourceVersion: String(++this.version),
      },
    } as unknown as T & KubeObject
    this.shelf(draft.kind).set(`${namespace}/${name}`, object)
    this.tell(previous ? 'MODIFIED' : 'ADDED', object, previous)
    return object
  }

  remove(kind: KindName, namespace: string, name: string): void {
    const object = this.shelf(kind).get(`${namespace}/${name}`)
    if (!object) return
    this.shelf(kind).delete(`${namespace}/${name}`)
    this.tell('DELETED', object, object)
  }

  pod(name: string, namespace = 'default'): Pod {
    return this.read.get('Pod', namespace, name) as Pod
  }

  /** Pod name -> node name, for those that have one. */
  placements(): Record<string, string> {
    return Object.fromEntries(
      this.read.list('Pod').flatMap(({ metadata, spec }) => (spec.nodeName ? [[metadata.name, spec.nodeName]] : [])),
    )
  }

  /** `reason message`, of one object. */
  told(name: string): string[] {
    return this.events
      .filter(({ involvedObject }) => involvedObject.name === name)
      .map(({ reason, message }) => `${reason} ${message}`)
  }

  settle(): void {
    this.loop.settle()
  }

  pass(ms: number): void {
    this.loop.run({ until: () => false, deadline: this.loop.now() + ms })
  }

  readonly read: Reader = {
    get: <K extends KindName>(kind: K, namespace: string, name: string) =>
      this.shelf(kind).get(`${namespace}/${name}`) as unknown as Kinds[K] | undefined,
    list: <K extends KindName>(kind: K, namespace?: string) =>
      this.list(kind, namespace) as unknown as readonly Kinds[K][],
    select: (kind, namespace, selector) =>
      this.list(kind, namespace).filter(({ metadata }) => matches(selector, metadata.labels)) as never,
    ownedBy: () => [],
    uncontrolled: () => [],
    podsOf: () => ({ classes: new Map(), version: 0 }),
    lastChangeOf: () => 0,
    dependentsOf: () => [],
    onNode: (nodeName) => (this.list('Pod') as readonly Pod[]).filter(({ spec }) => spec.nodeName === nodeName),
    count: (kind) => this.shelf(kind).size,
    find: (kind, namespace, name) => this.shelf(kind).get(`${namespace}/${name}`),
    scopeOf: (kind) => (kind === 'Node' ? 'Cluster' : 'Namespaced'),
    isInGroup: () => true,
  }

  readonly watch: Watcher = {
    onChange: (kind, listener) => {
      const listeners = this.listeners.get(kind) ?? new Set<Listener>()
      this.listeners.set(kind, listeners.add(listener as unknown as Listener))
      return () => void listeners.delete(listener as unknown as Listener)
    },
  }

  readonly api = {
    create: (kind: KindName, draft: Draft) => {
      if (kind !== 'Event') return this.put(draft)
      this.events.push(draft as unknown as Event)
      return draft
    },
    update: (object: KubeObject) => this.put(object),
    updateStatus: (object: KubeObject) => this.put(object),
    patch: (kind: KindName, namespace: string, name: string, { body }: { body: object }) => {
      const place = this.events.findIndex(({ metadata }) => metadata.name === name)
      this.events[place] = { ...(this.events[place] as Event), ...body }
      return this.events[place]
    },
    delete: (_kind: KindName, namespace: string, name: string) => {
      const pod = this.pod(name, namespace)
      this.put({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: timeText(this.loop.now()) } })
    },
    bind: (namespace: string, name: string, nodeName: string) => {
      const pod = this.pod(name, namespace)
      if (this.refuseBinding)
        throw new ApiError({
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: this.refuseBinding,
          code: 409,
          reason: 'Conflict',
        })
      const { nominatedNodeName: _, ...status } = pod.status
      this.put({ ...pod, spec: { ...pod.spec, nodeName }, status })
    },
  } as unknown as Api

  /** what a binding is answered with, when it is to be refused */
  refuseBinding: string | undefined

  private shelf(kind: string): Map<string, KubeObject> {
    let shelf = this.shelves.get(kind)
    if (!shelf) this.shelves.set(kind, (shelf = new Map<string, KubeObject>()))
    return shelf
  }

  private list(kind: string, namespace?: string): readonly KubeObject[] {
    const key = `${kind} ${namespace ?? '*'}`
    let list = this.lists.get(key)
    if (!list) {
      list = [...this.shelf(kind).values()].filter(
        ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
      )
      this.lists.set(key, list)
    }
    return list
  }

  private tell(type: Change['type'], object: KubeObject, previous: KubeObject | undefined): void {
    this.lists.delete(`${object.kind} *`)
    this.lists.delete(`${object.kind} ${object.metadata.namespace ?? ''}`)
    const change: Change = { type, kind: object.kind, object, previous, resourceVersion: this.version, actor: 'test' }
    for (const listener of this.listeners.get(object.kind) ?? []) listener(change)
  }
}

type NodeWishes = {
  labels?: Record<string, string>
  taints?: Node['spec']['taints']
  allocatable?: Record<string, string>
  unschedulable?: boolean
  images?: Node['status']['images']
}

/** 1 CPU, 3840Mi and 110 Pods, as the nodes of the recordings. */
export const node = (
  name: string,
  { labels = {}, taints, allocatable = {}, unschedulable, images }: NodeWishes = {},
) => ({
  apiVersion: 'v1',
  kind: 'Node' as const,
  metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
  spec: { ...(taints ? { taints } : {}), ...(unschedulable ? { unschedulable } : {}) },
  status: { allocatable: { cpu: '1', memory: '3840Mi', pods: '110', ...allocatable }, ...(images ? { images } : {}) },
})

type PodWishes = Partial<Pod['spec']> & {
  namespace?: string
  labels?: Record<string, string>
  requests?: Record<string, string>
  owner?: { kind: string; name: string }
  status?: Partial<Pod['status']>
}

export const pod = (
  name: string,
  { namespace = 'default', labels, requests, owner, status, ...spec }: PodWishes = {},
) => ({
  apiVersion: 'v1',
  kind: 'Pod' as const,
  metadata: {
    name,
    namespace,
    ...(labels ? { labels } : {}),
    ...(owner
      ? { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, uid: `uid-of-${owner.name}`, ...owner }] }
      : {}),
  },
  spec: {
    schedulerName: 'default-scheduler',
    containers: [{ name: 'c', image: 'nginx', ...(requests ? { resources: { requests } } : {}) }],
    ...spec,
  },
  status: { phase: 'Pending', ...status },
})

export const MASTER_TAINT = { key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }

/** The three nodes of the recordings. */
export function threeNodes(cluster: FakeCluster): void {
  cluster.put(node('k8s-master01', { labels: { 'node-role.kubernetes.io/master': '' }, taints: [MASTER_TAINT] }))
  cluster.put(node('k8s-node01'))
  cluster.put(node('k8s-node02'))
}
