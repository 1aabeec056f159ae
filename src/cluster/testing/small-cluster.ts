// A cluster of the API server and the workload controllers alone: Pods are bound and run by a few lines with fixed times, so
// that a test says for itself which Pods come up, which fail and when.
import { createActorApi } from '../../apiserver/actor-api'
import { ApiServer } from '../../apiserver/api-server'
import type { Api } from '../../apiserver/client'
import { createRecorder } from '../../apiserver/events/recorder'
import { kinds } from '../../apiserver/kinds'
import { KindRegistry } from '../../apiserver/kinds/kind-registry'
import type { Submitted } from '../../apiserver/write/create'
import type { Controller } from '../../controllers/runtime/controller'
import { addControllers, type ControllerHost } from '../../controllers/runtime/controller-actor'
import { workloadControllers } from '../../controllers/workloads'
import type { KubeObject } from '../../objects/kube-object'
import type { KindName, Kinds, Pod } from '../../objects/kinds'
import { isPodTerminal } from '../../objects/pods'
import { timeText } from '../../objects/time'
import { Loop } from '../../simulation/loop'
import type { Change } from '../../store/change'
import { Store } from '../../store/store'

export interface SmallClusterOptions {
  readonly seed?: number
  readonly nodes?: readonly string[]
  /** those of workloads when not given */
  readonly controllers?: readonly (() => Controller)[]
}

const BIND_MS = 10
const START_MS = 100
/** Pods that were bound together start one after the other. */
const START_APART_MS = 3
const STOP_MS = 200

export class SmallCluster {
  readonly loop: Loop
  readonly store = new Store()
  readonly server: ApiServer
  readonly changes: (Change & { at: number })[] = []
  readonly api: Api
  /** images whose Pods never become ready */
  readonly broken = new Set<string>()
  /** images whose Pods end as Failed */
  readonly failing = new Set<string>()
  private readonly kubelet: Api
  private started = 0

  constructor({
    seed = 0,
    nodes = ['node-a', 'node-b', 'node-c'],
    controllers = workloadControllers,
  }: SmallClusterOptions = {}) {
    this.loop = new Loop({ seed, stepsPerInstantMax: 20_000 })
    this.server = new ApiServer({
      store: this.store,
      loop: this.loop,
      registry: new KindRegistry(kinds),
      admission: [],
    })
    this.api = createActorApi(this.server, { actor: 'user' })
    this.kubelet = createActorApi(this.server, { actor: 'kubelet' })
    addControllers(
      this.loop,
      controllers.map((create) => create()),
      (controller) => this.hostOf(controller),
    )
    this.store.subscribe('*', (change) => this.changes.push({ ...change, at: this.loop.now() }))
    this.store.subscribe('Pod', (change) => this.onPod(change as Change<Pod>))
    this.server.create(
      'Namespace',
      '',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } },
      { actor: 'user' },
    )
    for (const name of nodes) this.addNode(name)
  }

  addNode(name: string, labels: Record<string, string> = {}, taints: { key: string; effect: string }[] = []): void {
    this.server.create(
      'Node',
      '',
      { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: { taints } } as Submitted,
      { actor: 'user' },
    )
  }

  create(manifest: object): KubeObject {
    return this.server.create((manifest as KubeObject).kind, 'default', manifest as Submitted, { actor: 'user' })
  }

  patch<K extends KindName>(kind: K, name: string, body: object): Kinds[K] {
    const namespace = this.server.read.scopeOf(kind) === 'Cluster' ? '' : 'default'
    return this.api.patch(kind, namespace, name, { type: 'merge', body })
  }

  get<K extends KindName>(kind: K, name: string): Kinds[K] {
    const object = this.server.read.get(kind, 'default', name)
    if (!object) throw new Error(`no ${kind} ${name}`)
    return object
  }

  list<K extends KindName>(kind: K): readonly Kinds[K][] {
    return this.server.read.list(kind, 'default')
  }

  names(kind: KindName): string[] {
    return this.list(kind).map((object) => object.metadata.name)
  }

  pass(ms: number): void {
    this.loop.run({ until: () => false, deadline: this.loop.now() + ms })
  }

  /** Until nothing happens any more by itself, at most this long. */
  quiet(msMax = 120_000): void {
    const deadline = this.loop.now() + msMax
    this.loop.settle()
    for (let next = this.loop.nextTimerAt(); next !== undefined && next <= deadline; next = this.loop.nextTimerAt())
      this.pass(next - this.loop.now())
  }

  /** `reason: message` of the Events about an object, in the order of their first writing. */
  events(kind: string, name: string): string[] {
    const about = (object: KubeObject): object is Kinds['Event'] =>
      object.kind === 'Event' &&
      (object as Kinds['Event']).involvedObject.kind === kind &&
      (object as Kinds['Event']).involvedObject.name === name
    return this.changes.flatMap(({ object }) => (about(object) ? [`${object.reason}: ${object.message}`] : []))
  }

  private hostOf({ name }: Controller): ControllerHost {
    const api = createActorApi(this.server, { actor: name })
    const record = createRecorder({ api, loop: this.loop, component: name })
    return {
      loop: this.loop,
      read: this.server.read,
      watch: { onChange: (kind, listener) => this.store.subscribe(kind, listener as never) },
      nowText: () => timeText(this.loop.now()),
      contextFor: () => ({
        read: this.server.read,
        api,
        record,
        dice: this.loop.dice,
        metrics: {
          podMetrics: () => undefined,
          nodeMetrics: () => undefined,
          objectMetric: () => undefined,
          externalMetric: () => undefined,
        },
      }),
      onDefect: (error) => {
        throw error
      },
    }
  }

  private onPod({ type, object, previous }: Change<Pod>): void {
    const { name, uid, deletionTimestamp } = object.metadata
    if (type === 'ADDED') this.later(BIND_MS, name, uid, (pod) => this.bind(pod))
    if (type === 'MODIFIED' && object.spec.nodeName && !previous?.spec.nodeName)
      this.later(START_MS + (this.started++ % 10) * START_APART_MS, name, uid, (pod) => this.start(pod))
    if (type === 'MODIFIED' && deletionTimestamp && !previous?.metadata.deletionTimestamp)
      this.later(STOP_MS, name, uid, (pod) => this.stop(pod))
  }

  private later(ms: number, name: string, uid: string, act: (pod: Pod) => void): void {
    this.loop.after(ms, () => {
      const pod = this.server.read.get('Pod', 'default', name)
      if (pod?.metadata.uid === uid) act(pod)
    })
  }

  private bind(pod: Pod): void {
    if (pod.metadata.deletionTimestamp) return
    const terms =
      pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
    const named = terms[0]?.matchFields?.[0]?.values?.[0]
    const nodes = this.server.read.list('Node').map(({ metadata }) => metadata.name)
    const load = (node: string): number => this.server.read.onNode(node).length
    const node = named ?? [...nodes].sort((a, b) => load(a) - load(b) || (a < b ? -1 : 1))[0]
    if (node && nodes.includes(node) && !pod.spec.nodeName) this.kubelet.bind('default', pod.metadata.name, node)
  }

  private start(pod: Pod): void {
    if (pod.metadata.deletionTimestamp || isPodTerminal(pod)) return
    const image = pod.spec.containers[0]?.image ?? ''
    if (this.failing.has(image)) return void this.setStatus(pod, 'Failed', false)
    this.setStatus(pod, 'Running', !this.broken.has(image))
  }

  /** A Pod that somebody holds stays to be seen: what it came to is told first. */
  private stop(pod: Pod): void {
    if (pod.metadata.finalizers?.length && !isPodTerminal(pod)) this.setStatus(pod, 'Failed', false)
    this.kubelet.delete('Pod', 'default', pod.metadata.name, { gracePeriodSeconds: 0 })
  }

  /** As the kubelet would report it. */
  setStatus(pod: Pod, phase: string, ready: boolean): void {
    const condition = { type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: timeText(this.loop.now()) }
    const others = (pod.status.conditions ?? []).filter(({ type }) => type !== 'Ready')
    this.kubelet.updateStatus<'Pod'>({ ...pod, status: { ...pod.status, phase, conditions: [...others, condition] } })
  }
}

const template = (image: string, labels: Record<string, string>) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'app', image }], terminationGracePeriodSeconds: 30 },
})

/** A manifest of an apps/v1 kind `web` with the selector `app: web`. */
export const workload = (
  kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet',
  spec: object = {},
  image = 'app:1',
): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: template(image, { app: 'web' }),
    ...(kind === 'StatefulSet' ? { serviceName: 'web' } : {}),
    ...spec,
  },
})

/** A merge patch of the image. */
export const withImage = (image: string): object => ({
  spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
})
