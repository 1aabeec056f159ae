// The kubelets of all nodes: one actor, one queue of Pods. A Pod costs nothing while nothing happens to it.
import type { Api, Change, EventRecorder, Reader, Watcher } from '../apiserver/client'
import type { NodeConnection } from '../apiserver/node-connection'
import type { Draft } from '../objects/kube-object'
import type { ConfigMap, Node, Pod, Secret } from '../objects/kinds'
import type { Actor, Loop } from '../simulation/loop'
import type { NodeWire } from '../simulation/wire'
import { WorkQueue } from '../simulation/work-queue'
import { createNodeConnection } from './connection/node-connection'
import { ServiceEnvironments } from './env/service-env'
import { Metrics } from './metrics'
import { beat, HEARTBEAT_MS, nodeDraft, reportNode, renewLease } from './node/heartbeat'
import { NodeAgent } from './node/node-agent'
import { nodeIP, podCIDR } from './node/node-addresses'
import {
  cutNetwork,
  powerOff,
  powerOn,
  restoreNetwork,
  setNetworkPlugin,
  setNetworkUnavailable,
  setPressure,
  shutDown,
  startKubelet,
  stopKubelet,
  type NodeFaults,
} from './node/node-faults'
import type { PodWorker } from './pod/pod-worker'
import type { ContainerRuntime } from './runtime/container-runtime'
import { StaticPods } from './static-pods/static-pods'
import { REALISTIC, type Timing } from './timing'
import { namesInVolumes } from './volumes/pod-volumes'
import { Storage } from './volumes/storage'

export interface KubeletsOptions {
  readonly loop: Loop
  readonly read: Reader
  /** verbs in the name of `kubelet` */
  readonly api: Api
  readonly watch: Watcher
  /** a recorder for the kubelet of this node */
  readonly recorderFor: (nodeName: string) => EventRecorder
  readonly wire: NodeWire
  readonly runtime: ContainerRuntime
  readonly timing?: Timing
  readonly clusterDNS?: string
  readonly clusterDomain?: string
  /** images are pulled one at a time on a node, the kubelet's default */
  readonly serializePulls?: boolean
}

/** ConfigMap and Secret volumes follow their object at the Pod's next regular sync, once a minute after its start. */
const VOLUME_SYNC_MS = 60_000

export class Kubelets implements Actor, NodeFaults {
  readonly name = 'kubelet'
  readonly connection: NodeConnection
  readonly metrics: Metrics
  readonly storage: Storage
  private readonly agents = new Map<string, NodeAgent>()
  private readonly queue = new WorkQueue<PodWorker>()
  private readonly services: ServiceEnvironments
  private readonly staticPods: StaticPods
  private joined = 0
  private beats = false

  constructor(private readonly options: KubeletsOptions) {
    const { loop, read, watch } = options
    this.storage = new Storage(loop.now)
    this.services = new ServiceEnvironments(read)
    this.staticPods = new StaticPods(options.api)
    this.connection = createNodeConnection({
      read,
      wire: options.wire,
      now: loop.now,
      dice: loop.dice,
      find: (pod) => this.workerOf(pod),
    })
    this.metrics = new Metrics({
      read,
      now: loop.now,
      find: (pod) => this.workerOf(pod),
      workersOn: (node) => [...(this.agents.get(node)?.workers.values() ?? [])],
    })
    watch.onChange('Pod', (change) => this.podChanged(change))
    watch.onChange('Service', () => this.services.forget())
    watch.onChange('ConfigMap', (change) => this.dataChanged('ConfigMap', change))
    watch.onChange('Secret', (change) => this.dataChanged('Secret', change))
    watch.onChange('PersistentVolume', ({ type, object }) => {
      if (type === 'DELETED') this.storage.forget(object.metadata.uid)
    })
    loop.addActor(this)
  }

  pending(): number {
    return this.queue.size
  }

  turn(place: number): string {
    const worker = this.queue.takeAt(place) as PodWorker
    worker.turn()
    return `${worker.pod.metadata.namespace ?? ''}/${worker.pod.metadata.name}`
  }

  /**
   * A machine joins the cluster: its kubelet registers the node and reports it ready. `quiet` for those that were there
   * from the beginning: nobody tells of their start.
   */
  join(given: Draft<Node>, { quiet = false }: { quiet?: boolean } = {}): Node {
    const {
      api,
      read,
      loop,
      recorderFor,
      wire,
      runtime,
      timing = REALISTIC,
      clusterDNS = '10.96.0.10',
      clusterDomain = 'cluster.local',
      serializePulls = true,
    } = this.options
    const place = this.joined++
    const addresses = (given.status as Node['status'] | undefined)?.addresses
    const ip = addresses?.find(({ type }) => type === 'InternalIP')?.address ?? nodeIP(place)
    const draft = nodeDraft(given, { place, ip, podCIDR: given.spec?.podCIDR ?? podCIDR(place) })
    const register = (): Node => {
      const node = read.get('Node', '', draft.metadata.name ?? '') ?? api.create('Node', draft)
      return api.updateStatus<'Node'>({ ...node, status: { ...node.status, ...(draft.status as Node['status']) } })
    }
    const registered = register()
    const agent = new NodeAgent({
      loop,
      read,
      api,
      record: recorderFor(registered.metadata.name),
      wire,
      runtime,
      timing,
      storage: this.storage,
      services: this.services,
      dns: { clusterDNS, clusterDomain, nodeNameserver: '192.168.0.1' },
      serializePulls,
      node: registered,
      register,
      place,
      ip,
      podCIDR: registered.spec.podCIDR ?? podCIDR(place),
      enqueue: (worker) => this.queue.add(worker),
    })
    this.agents.set(agent.nodeName, agent)
    reportNode(agent, true)
    renewLease(agent)
    if (!quiet) this.tellOfStart(agent)
    this.startBeating()
    agent.catchUp()
    return agent.node ?? registered
  }

  private tellOfStart(agent: NodeAgent): void {
    const { node } = agent
    if (!node) return
    agent.record.event(node, 'Normal', 'Starting', 'Starting kubelet.')
    for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID', 'NodeReady'])
      agent.record.event(node, 'Normal', reason, `Node ${agent.nodeName} status is now: ${reason}`)
  }

  /** The machine is taken away for good: its power goes and its Node object is deleted. */
  leave(nodeName: string): void {
    const agent = this.agentOf(nodeName)
    powerOff(agent)
    this.agents.delete(nodeName)
    if (agent.node) this.options.api.delete('Node', '', nodeName)
  }

  get nodeNames(): readonly string[] {
    return [...this.agents.keys()]
  }

  /** Puts an image on a node without a pull. */
  preload(nodeName: string, image: string): boolean {
    return this.agentOf(nodeName).puller.preload(image)
  }

  /** Writes a file into the folder of static Pods on a node; an empty text removes it. */
  writeManifest(nodeName: string, file: string, text: string): void {
    const agent = this.agentOf(nodeName)
    this.staticPods.write(agent, file, text)
  }

  powerOff = (node: string): void => powerOff(this.agentOf(node))
  powerOn = (node: string): void => powerOn(this.agentOf(node))
  stopKubelet = (node: string): void => stopKubelet(this.agentOf(node))
  startKubelet = (node: string): void => startKubelet(this.agentOf(node))
  cutNetwork = (node: string): void => cutNetwork(this.agentOf(node))
  restoreNetwork = (node: string): void => restoreNetwork(this.agentOf(node))
  setPressure: NodeFaults['setPressure'] = (node, pressure, on) => setPressure(this.agentOf(node), pressure, on)
  setNetworkPlugin: NodeFaults['setNetworkPlugin'] = (node, ready) => setNetworkPlugin(this.agentOf(node), ready)
  setNetworkUnavailable: NodeFaults['setNetworkUnavailable'] = (node, on) =>
    setNetworkUnavailable(this.agentOf(node), on)
  shutDown: NodeFaults['shutDown'] = (node, options) => shutDown(this.agentOf(node), options)

  agentOf(nodeName: string): NodeAgent {
    const agent = this.agents.get(nodeName)
    if (!agent) throw new Error(`no machine is called ${nodeName}: there are ${this.nodeNames.join(', ') || 'none'}`)
    return agent
  }

  private workerOf(pod: Pod): PodWorker | undefined {
    return this.agents.get(pod.spec.nodeName ?? '')?.workers.get(pod.metadata.uid)
  }

  private podChanged(change: Change<Pod>): void {
    const { spec } = change.object
    if (spec.nodeName) this.agents.get(spec.nodeName)?.podChanged(change)
  }

  /** Pods that mount it get the new data with their next regular sync. */
  private dataChanged(
    kind: 'ConfigMap' | 'Secret',
    { type, object, previous }: Change<ConfigMap> | Change<Secret>,
  ): void {
    if (type !== 'MODIFIED' || !previous) return
    const { loop, read } = this.options
    for (const pod of read.list('Pod', object.metadata.namespace ?? '')) {
      const worker = this.workerOf(pod)
      if (!worker?.mounted || !namesInVolumes(pod, kind).includes(object.metadata.name)) continue
      worker.podVolumes().refresh(pod, { kind, object: previous })
      const started = Date.parse(worker.reported?.startTime ?? pod.metadata.creationTimestamp)
      const at = started + (Math.floor((loop.now() - started) / VOLUME_SYNC_MS) + 1) * VOLUME_SYNC_MS
      loop.at(at, () => worker.podVolumes().refresh(worker.pod))
    }
  }

  /** One timer for the heartbeats of all nodes. */
  private startBeating(): void {
    if (this.beats) return
    this.beats = true
    const { loop } = this.options
    const again = (): void => {
      for (const agent of this.agents.values()) {
        beat(agent)
        if (this.storage.hasDisk(agent.nodeName)) this.staticPods.look(agent)
      }
      loop.after(HEARTBEAT_MS, again)
    }
    loop.after(HEARTBEAT_MS, again)
  }
}

export const createKubelets = (options: KubeletsOptions): Kubelets => new Kubelets(options)
