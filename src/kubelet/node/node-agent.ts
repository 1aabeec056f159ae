// One node: what it has, which Pods are on it, and how it is. All nodes share one actor (kubelets.ts).
import type { Api, Change, EventRecorder, Reader } from '../../apiserver/client'
import type { Node, Pod } from '../../objects/kinds'
import type { Loop } from '../../simulation/loop'
import type { NodeWire } from '../../simulation/wire'
import type { ServiceEnvironments } from '../env/service-env'
import type { DnsSettings } from '../pod/host-files'
import type { PodHost, Rejection } from '../pod/pod-host'
import { PodWorker } from '../pod/pod-worker'
import { ImagePuller } from '../pulls/image-puller'
import { resizePod } from '../pod/resize'
import type { ContainerRuntime } from '../runtime/container-runtime'
import type { Timing } from '../timing'
import type { Storage } from '../volumes/storage'
import { admitPod, amountsOf, hostPortsOf, requestsOf, type Amounts } from './admission'
import { watchLocalStorage } from './local-storage'
import { PodAddresses } from './node-addresses'
import type { Pressure } from './node-status'

export interface NodeAgentOptions {
  readonly loop: Loop
  readonly read: Reader
  readonly api: Api
  readonly record: EventRecorder
  readonly wire: NodeWire
  readonly runtime: ContainerRuntime
  readonly timing: Timing
  readonly storage: Storage
  readonly services: ServiceEnvironments
  readonly dns: DnsSettings
  readonly serializePulls: boolean
  readonly node: Node
  /** makes the Node object, if it is not there */
  readonly register: () => void
  readonly place: number
  readonly ip: string
  readonly podCIDR: string
  enqueue(worker: PodWorker): void
}

export class NodeAgent implements PodHost {
  readonly loop: Loop
  readonly read: Reader
  readonly api: Api
  readonly record: EventRecorder
  readonly wire: NodeWire
  readonly runtime: ContainerRuntime
  readonly timing: Timing
  readonly storage: Storage
  readonly services: ServiceEnvironments
  readonly dns: DnsSettings
  readonly puller: ImagePuller
  readonly nodeName: string
  readonly place: number
  readonly ip: string
  readonly allocatable: Readonly<Record<string, string>>
  readonly enqueue: (worker: PodWorker) => void
  readonly register: () => void
  readonly workers = new Map<string, PodWorker>()
  running = true
  connected = true
  powered = true
  networkReady = true
  shuttingDown = false
  /** as the conditions say */
  readonly pressures = new Set<Pressure>()
  /** what it really is short of */
  readonly shortOf = new Set<Pressure>()
  reportedAt = 0
  forgetAddress: (() => void) | undefined
  /** gives a node that was cut off its network back */
  plugIn: (() => void) | undefined
  private readonly addresses: PodAddresses
  private readonly capacity: Map<string, number>
  private readonly requested = new Map<string, number>()
  private readonly taken = new Map<PodWorker, Amounts>()
  private readonly hostPorts = new Set<string>()

  constructor(options: NodeAgentOptions) {
    const { loop, read, api, wire, runtime, timing, storage, services, dns, node } = options
    this.loop = loop
    this.read = read
    this.api = api
    // What happens while nobody is reached is told to nobody.
    this.record = { event: (...told) => (this.connected && this.powered ? options.record.event(...told) : undefined) }
    this.wire = wire
    this.runtime = runtime
    this.timing = timing
    this.storage = storage
    this.services = services
    this.dns = dns
    this.nodeName = node.metadata.name
    this.place = options.place
    this.ip = options.ip
    this.allocatable = node.status.allocatable ?? {}
    this.enqueue = options.enqueue
    this.register = options.register
    this.addresses = new PodAddresses(options.podCIDR)
    this.capacity = amountsOf(this.allocatable)
    this.puller = new ImagePuller({ loop, runtime, timing, record: this.record, serialize: options.serializePulls })
    this.forgetAddress = wire.addAddress(this.ip, this.nodeName)
  }

  get node(): Node | undefined {
    return this.read.get('Node', '', this.nodeName)
  }

  /** A Pod that is bound to this node has changed. */
  podChanged({ type, object }: Change<Pod>): void {
    if (!this.running || !this.connected) return
    if (type === 'DELETED') this.podRemoved(object)
    else this.podSeen(object)
  }

  podSeen(pod: Pod): void {
    const worker = this.workers.get(pod.metadata.uid)
    if (worker) {
      worker.update(pod)
      return
    }
    // Mirrors of static Pods are run from their files.
    if (pod.metadata.annotations?.[MIRROR] !== undefined) return
    this.add(new PodWorker(pod, this))
  }

  add(worker: PodWorker): void {
    this.workers.set(worker.uid, worker)
    if (worker.pod.metadata.deletionTimestamp !== undefined && worker.stage === 'new') worker.stage = 'ending'
    worker.wake()
  }

  podRemoved(pod: Pod): void {
    const worker = this.workers.get(pod.metadata.uid)
    if (!worker) return
    if (worker.manifest !== undefined && worker.stage !== 'ending' && worker.stage !== 'leaving') {
      worker.onMirrorGone?.()
      if (worker.stage !== 'gone') return
    }
    if (worker.stage === 'gone') {
      this.forget(worker)
      return
    }
    // Removed by force: what still runs is stopped with the least grace there is.
    worker.removed = true
    worker.end(undefined, pod.metadata.deletionGracePeriodSeconds ? undefined : 1)
  }

  /** Brings the workers in line with the API after the node could not follow it. */
  catchUp(): void {
    const pods = new Map(this.read.onNode(this.nodeName).map((pod) => [pod.metadata.uid, pod]))
    const known = [...this.workers.values()]
    for (const worker of known) if (!pods.has(worker.uid)) this.podRemoved(worker.pod)
    // What happened to a Pod is seen before anything is reported: the answer to a report would show it as old news.
    for (const pod of pods.values())
      this.podSeen(this.read.get('Pod', pod.metadata.namespace ?? '', pod.metadata.name) ?? pod)
    for (const worker of known) {
      if (pods.has(worker.uid) && worker.unreported && worker.reported) worker.report(worker.reported)
      // It left the node when nobody could be told.
      if (worker.stage === 'gone') worker.end()
      else worker.wake()
    }
  }

  admit(worker: PodWorker): Rejection | undefined {
    const { pod } = worker
    if (this.shuttingDown) return { reason: 'NodeShutdown', message: 'Pod was rejected as the node is shutting down.' }
    const node = this.node
    const requests = requestsOf(pod)
    const refused =
      node &&
      admitPod(pod, requests, {
        node,
        allocatable: this.capacity,
        requested: this.requested,
        pods: this.taken.size,
        hostPorts: this.hostPorts,
        pressures: this.pressures,
      })
    if (refused) return refused
    this.taken.set(worker, requests)
    this.count(requests, 1)
    for (const port of hostPortsOf(pod)) this.hostPorts.add(port)
    return undefined
  }

  mounted(worker: PodWorker): void {
    watchLocalStorage(worker)
  }

  /** Follows pkg/kubelet/allocation canResizePod, v1.36. */
  refusesResize(worker: PodWorker): Rejection | undefined {
    const { pod } = worker
    if (worker.manifest !== undefined)
      return { reason: 'Infeasible', message: 'In-place resize of static-pods is not supported' }
    const requests = requestsOf(pod)
    for (const name of ['memory', 'cpu']) {
      const asked = requests.get(name) ?? 0
      const capacity = this.capacity.get(name) ?? 0
      if (asked > capacity)
        return {
          reason: 'Infeasible',
          message: `Node didn't have enough capacity: ${name}, requested: ${asked}, capacity: ${capacity}`,
        }
    }
    const { node } = this
    const own = this.taken.get(worker)
    const others = new Map([...this.requested].map(([name, amount]) => [name, amount - (own?.get(name) ?? 0)]))
    const hostPorts = new Set(this.hostPorts)
    for (const port of hostPortsOf(pod)) hostPorts.delete(port)
    const refused =
      node &&
      admitPod(pod, requests, {
        node,
        allocatable: this.capacity,
        requested: others,
        pods: this.taken.size - 1,
        hostPorts,
        pressures: this.pressures,
      })
    return refused && { reason: 'Deferred', message: refused.message }
  }

  resized(worker: PodWorker): void {
    const before = this.taken.get(worker)
    const requests = requestsOf(worker.pod)
    this.taken.set(worker, requests)
    this.count(before, -1)
    this.count(requests, 1)
    this.retryResizes()
  }

  private count(requests: Amounts | undefined, sign: 1 | -1): void {
    for (const [name, amount] of requests ?? [])
      this.requested.set(name, (this.requested.get(name) ?? 0) + sign * amount)
  }

  /** Resizes that wait for room: the most important Pods first, then those that have waited longest. */
  private retryResizes(): void {
    if (!this.running) return
    const since = ({ resize }: PodWorker): number => resize?.pending?.since ?? 0
    const waiting = [...this.workers.values()].filter(
      ({ resize, stage }) => resize?.pending?.reason === 'Deferred' && stage === 'running',
    )
    waiting.sort((a, b) => (b.pod.spec.priority ?? 0) - (a.pod.spec.priority ?? 0) || since(a) - since(b))
    for (const worker of waiting) {
      resizePod(worker)
      worker.wake()
    }
  }

  finished(worker: PodWorker): void {
    const requests = this.taken.get(worker)
    this.taken.delete(worker)
    this.count(requests, -1)
    if (requests) for (const port of hostPortsOf(worker.pod)) this.hostPorts.delete(port)
    if (requests) this.retryResizes()
    if (worker.removed && worker.stage === 'gone') this.forget(worker)
  }

  private forget(worker: PodWorker): void {
    this.workers.delete(worker.uid)
  }

  allocateIP(): string {
    const ip = this.addresses.take()
    if (ip === undefined) throw new Error(`no addresses left on ${this.nodeName}`)
    return ip
  }

  releaseIP(ip: string): void {
    this.addresses.giveBack(ip)
  }
}

export const MIRROR = 'kubernetes.io/config.mirror'
