// A cluster of the real API server and all controllers, without kubelets: a few lines with fixed times run the Pods, so that a
// test says for itself which Pods come up, which end, and which nodes fall silent.
import { createActorApi } from '../../../apiserver/actor-api'
import { admissionChain } from '../../../apiserver/admission'
import { ApiServer } from '../../../apiserver/api-server'
import type { Api, MetricsReader, PodUsage } from '../../../apiserver/client'
import { createRecorder } from '../../../apiserver/events/recorder'
import { kinds } from '../../../apiserver/kinds'
import { KindRegistry } from '../../../apiserver/kinds/kind-registry'
import type { Submitted } from '../../../apiserver/write/create'
import { controllers } from '../../../controllers'
import type { Controller } from '../../../controllers/runtime/controller'
import { addControllers, type ControllerHost } from '../../../controllers/runtime/controller-actor'
import type { KubeObject } from '../../../objects/kube-object'
import type { KindName, Kinds, Node, Pod } from '../../../objects/kinds'
import { microTimeText, timeText } from '../../../objects/time'
import { Loop } from '../../../simulation/loop'
import type { Change } from '../../../store/change'
import { Store } from '../../../store/store'

export interface ControlPlaneOptions {
  readonly seed?: number
  readonly nodes?: readonly string[]
}

/** What becomes of a Pod, by its image: it runs on, or it ends so many seconds after its start. */
export interface Fate {
  readonly afterSeconds?: number
  readonly exitCode?: number
  readonly ready?: boolean
}

const BIND_MS = 10
const START_MS = 100
const STOP_MS = 200
const LEASE_MS = 10_000
const CONDITIONS = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready']

export class ControlPlane {
  readonly loop: Loop
  readonly store = new Store()
  readonly server: ApiServer
  readonly api: Api
  readonly changes: (Change & { at: number })[] = []
  readonly fates = new Map<string, Fate>()
  readonly silent = new Set<string>()
  readonly usage = new Map<string, PodUsage>()
  readonly start: number
  private readonly kubelet: Api
  private podIps = 0

  constructor({ seed = 0, nodes = ['node-a', 'node-b', 'node-c'] }: ControlPlaneOptions = {}) {
    this.loop = new Loop({ seed, stepsPerInstantMax: 20_000 })
    this.start = this.loop.now()
    this.server = new ApiServer({
      store: this.store,
      loop: this.loop,
      registry: new KindRegistry(kinds),
      admission: admissionChain,
    })
    this.api = createActorApi(this.server, { actor: 'user' })
    this.kubelet = createActorApi(this.server, { actor: 'kubelet' })
    addControllers(
      this.loop,
      controllers.map((create) => create()),
      (controller) => this.hostOf(controller),
    )
    this.store.subscribe('*', (change) => this.changes.push({ ...change, at: this.loop.now() - this.start }))
    this.store.subscribe('Pod', (change) => this.onPod(change as Change<Pod>))
    for (const name of ['default', 'kube-node-lease', 'kube-system'])
      this.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    for (const name of nodes) this.addNode(name)
    this.loop.settle()
  }

  addNode(name: string, labels: Record<string, string> = {}): void {
    this.create({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } })
    this.create({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name, namespace: 'kube-node-lease' },
      spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: this.microNow() },
    })
    this.postNode(name)
    this.renew(name)
  }

  /** The kubelet's word on its node. */
  postNode(name: string, ready = true): void {
    const node = this.server.read.get('Node', '', name) as Node
    const now = timeText(this.loop.now())
    const conditions = CONDITIONS.map((type) => ({
      type,
      status: String(type === 'Ready' && ready).replace(/^./, (first) => first.toUpperCase()),
      lastHeartbeatTime: now,
      lastTransitionTime: now,
      reason: 'Kubelet',
      message: '',
    }))
    this.kubelet.updateStatus<'Node'>({ ...node, status: { ...node.status, conditions } })
  }

  private microNow = (): string => microTimeText(this.loop.now())

  private renew(name: string): void {
    this.loop.after(LEASE_MS, () => {
      const lease = this.server.read.get('Lease', 'kube-node-lease', name)
      if (!lease || !this.server.read.get('Node', '', name)) return
      if (!this.silent.has(name))
        this.kubelet.update<'Lease'>({ ...lease, spec: { ...lease.spec, renewTime: this.microNow() } })
      this.renew(name)
    })
  }

  create(manifest: object, namespace = 'default'): KubeObject {
    const { kind, metadata } = manifest as KubeObject
    const isCluster = this.server.read.scopeOf(kind) === 'Cluster'
    return this.server.create(kind, isCluster ? '' : (metadata.namespace ?? namespace), manifest as Submitted, {
      actor: 'user',
    })
  }

  patch<K extends KindName>(kind: K, name: string, body: object, subresource?: string): Kinds[K] {
    const namespace = this.server.read.scopeOf(kind) === 'Cluster' ? '' : 'default'
    return this.api.patch(kind, namespace, name, { type: 'merge', body }, subresource)
  }

  find<K extends KindName>(kind: K, name: string, namespace = 'default'): Kinds[K] | undefined {
    return this.server.read.get(kind, this.server.read.scopeOf(kind) === 'Cluster' ? '' : namespace, name)
  }

  get<K extends KindName>(kind: K, name: string): Kinds[K] {
    const object = this.find(kind, name)
    if (!object) throw new Error(`no ${kind} ${name}`)
    return object
  }

  list<K extends KindName>(kind: K, namespace = 'default'): readonly Kinds[K][] {
    return this.server.read.list(kind, this.server.read.scopeOf(kind) === 'Cluster' ? undefined : namespace)
  }

  /** Lets virtual time pass. */
  seconds(seconds: number): void {
    this.loop.run({ until: () => false, deadline: this.loop.now() + seconds * 1000 })
  }

  /** `reason: message` of the Events about an object, in the order of their first writing. */
  events(kind: string, name: string): string[] {
    const about = (object: KubeObject): object is Kinds['Event'] =>
      object.kind === 'Event' &&
      (object as Kinds['Event']).involvedObject.kind === kind &&
      (object as Kinds['Event']).involvedObject.name === name
    return this.changes.flatMap(({ type, object }) =>
      type === 'ADDED' && about(object) ? [`${object.reason}: ${object.message}`] : [],
    )
  }

  /** The states of an object one after the other, as `view` shows them, each once. */
  states<K extends KindName, V>(kind: K, name: string, view: (object: Kinds[K]) => V): V[] {
    const shown = this.changes.flatMap((change) =>
      change.kind === kind && change.object.metadata.name === name && change.type !== 'DELETED'
        ? [view(change.object as Kinds[K])]
        : [],
    )
    return shown.filter((state, place) => JSON.stringify(state) !== JSON.stringify(shown[place - 1]))
  }

  private metrics: MetricsReader = {
    podMetrics: (_namespace, name) => this.usage.get(name),
    nodeMetrics: () => undefined,
    objectMetric: () => undefined,
    externalMetric: () => undefined,
  }

  private hostOf({ name }: Controller): ControllerHost {
    const api = createActorApi(this.server, { actor: name })
    const record = createRecorder({ api, loop: this.loop, component: name })
    return {
      loop: this.loop,
      read: this.server.read,
      watch: { onChange: (kind, listener) => this.store.subscribe(kind, listener as never) },
      nowText: () => timeText(this.loop.now()),
      contextFor: () => ({ read: this.server.read, api, record, dice: this.loop.dice, metrics: this.metrics }),
      onDefect: (error) => {
        throw error
      },
    }
  }

  private onPod({ type, object, previous }: Change<Pod>): void {
    const { uid, deletionTimestamp } = object.metadata
    if (type === 'ADDED') this.later(BIND_MS, object, uid, (pod) => this.bind(pod))
    if (type === 'MODIFIED' && object.spec.nodeName && !previous?.spec.nodeName)
      this.later(START_MS, object, uid, (pod) => this.run(pod))
    if (
      type === 'MODIFIED' &&
      deletionTimestamp &&
      !previous?.metadata.deletionTimestamp &&
      !this.silent.has(object.spec.nodeName ?? '')
    )
      this.later(STOP_MS, object, uid, (pod) =>
        this.kubelet.delete('Pod', pod.metadata.namespace ?? '', pod.metadata.name, { gracePeriodSeconds: 0 }),
      )
  }

  private later(ms: number, { metadata: { namespace = '', name } }: Pod, uid: string, act: (pod: Pod) => void): void {
    this.loop.after(ms, () => {
      const pod = this.server.read.get('Pod', namespace, name)
      if (pod?.metadata.uid === uid) act(pod)
    })
  }

  private bind(pod: Pod): void {
    const claims = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
      persistentVolumeClaim ? [persistentVolumeClaim.claimName] : [],
    )
    const isBound = claims.every(
      (name) => this.find('PersistentVolumeClaim', name, pod.metadata.namespace)?.status.phase === 'Bound',
    )
    const blocking = (node: Node) => (node.spec.taints ?? []).some(({ effect }) => effect !== 'PreferNoSchedule')
    const free = this.server.read.list('Node').filter((node) => !blocking(node) && !node.spec.unschedulable)
    const load = ({ metadata }: Node): number => this.server.read.onNode(metadata.name).length
    const node = [...free].sort((a, b) => load(a) - load(b))[0]
    if (pod.spec.nodeName || pod.metadata.deletionTimestamp) return
    if (!node || !isBound) return this.later(1000, pod, pod.metadata.uid, (again) => this.bind(again))
    this.kubelet.bind(pod.metadata.namespace ?? '', pod.metadata.name, node.metadata.name)
  }

  private run(pod: Pod): void {
    if (pod.metadata.deletionTimestamp) return
    const { afterSeconds, exitCode = 0, ready = true } = this.fates.get(pod.spec.containers[0]?.image ?? '') ?? {}
    this.setStatus(pod, 'Running', { ready })
    if (afterSeconds !== undefined)
      this.later(afterSeconds * 1000, pod, pod.metadata.uid, (running) =>
        this.setStatus(running, exitCode === 0 ? 'Succeeded' : 'Failed', { exitCode }),
      )
  }

  /** As the kubelet would report it. */
  setStatus(pod: Pod, phase: string, { ready = false, exitCode }: { ready?: boolean; exitCode?: number } = {}): void {
    const now = timeText(this.loop.now())
    const podIP = pod.status.podIP ?? `10.244.0.${++this.podIps}`
    const status = ready ? 'True' : 'False'
    const before = pod.status.conditions?.find(({ type }) => type === 'Ready')
    const condition = {
      type: 'Ready',
      status,
      lastTransitionTime: before?.status === status ? before.lastTransitionTime : now,
    }
    const others = (pod.status.conditions ?? []).filter(({ type }) => type !== 'Ready')
    const state =
      exitCode === undefined
        ? { running: { startedAt: now } }
        : { terminated: { exitCode, startedAt: now, finishedAt: now } }
    const containerStatuses = pod.spec.containers.map(({ name, image = '' }) => ({
      name,
      image,
      imageID: image,
      ready,
      restartCount: 0,
      state,
    }))
    this.kubelet.updateStatus<'Pod'>({
      ...pod,
      status: {
        ...pod.status,
        phase,
        podIP,
        podIPs: [{ ip: podIP }],
        startTime: pod.status.startTime ?? now,
        containerStatuses,
        conditions: [...others, condition],
      },
    })
  }
}
