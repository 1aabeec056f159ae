// The one room that knows everyone: it makes the store, the API server and the actors, and registers their turns.
import { createActorApi } from '../apiserver/actor-api'
import { admissionChain } from '../apiserver/admission'
import { ApiServer } from '../apiserver/api-server'
import type { Api, EventRecorder, Watcher } from '../apiserver/client'
import { serveCustomResources } from '../apiserver/custom/serve'
import { expireEvents } from '../apiserver/events/expiry'
import { createRecorder } from '../apiserver/events/recorder'
import { kinds } from '../apiserver/kinds'
import { KindRegistry } from '../apiserver/kinds/kind-registry'
import type { NodeConnection } from '../apiserver/node-connection'
import type { Submitted } from '../apiserver/write/create'
import { addControllers, type ControllerHost } from '../controllers/runtime/controller-actor'
import { controllers } from '../controllers'
import type { KubeClient } from '../kubectl/context'
import { timeText } from '../objects/time'
import { createScheduler, type Scheduler } from '../scheduler'
import { Loop, type Stopped } from '../simulation/loop'
import type { Instant } from '../simulation/timers'
import { Store } from '../store/store'
import { apiListener } from './api-for-pods/listener'
import { apiServerKeeps } from './api-server-keeps'
import { API_PORT_DEFAULT, CONTROL_PLANE_IP, bootstrap, defaultNodes } from './bootstrap'
import { environmentOf, type Environment } from './environment'
import { createInProcessClient, type ClientOptions } from './in-process-client'
import { createMachines, type Machines, type RuntimeMode } from './machines'
import type { ClusterPort, History } from './port'
import { Timeline } from './timeline'

export interface ClusterOptions {
  /** 0 (default): the registered order of turns; any other seed shuffles them. The same seed gives the same run to the byte. */
  seed?: number
  /** the instant at which the virtual clock starts, ms since the epoch */
  start?: Instant
  /** Node manifests; without them k8s-master01, k8s-node01 and k8s-node02 */
  nodes?: readonly Submitted[]
  /** how containers run: `realistic` (default), or `instant`: at once and never failing */
  runtime?: RuntimeMode
  /** false keeps no history of writes: for very large clusters */
  timeline?: boolean
  /** where the API server listens, as the Service kubernetes tells it */
  apiPort?: number
}

/** More turns than this at one instant have no end: two actors undo each other's work. */
const STEPS_PER_INSTANT_MAX = 200_000
const STEPS_PER_NODE_MAX = 5_000

/** A whole cluster in one process, under virtual time. */
export class Cluster implements ClusterPort {
  readonly loop: Loop
  readonly store: Store
  readonly server: ApiServer
  readonly timeline: Timeline
  readonly history: History
  readonly machines: Machines
  readonly scheduler: Scheduler
  readonly environment: Environment
  private readonly watcher: Watcher

  constructor({
    seed = 0,
    start,
    nodes = defaultNodes(),
    runtime = 'realistic',
    timeline = true,
    apiPort,
  }: ClusterOptions = {}) {
    this.loop = new Loop({
      seed,
      stepsPerInstantMax: STEPS_PER_INSTANT_MAX + nodes.length * STEPS_PER_NODE_MAX,
      ...(start === undefined ? {} : { start }),
    })
    this.store = new Store({ resourceVersion: 1000 })
    this.server = new ApiServer({
      store: this.store,
      loop: this.loop,
      registry: new KindRegistry(kinds),
      admission: admissionChain,
    })
    this.timeline = new Timeline(this.loop.now)
    this.watcher = { onChange: (kind, listener) => this.store.subscribe(kind, listener as never) }
    this.history = {
      entries: this.timeline.entries,
      list: (kind, namespace) => this.store.list(kind, namespace),
      get: (kind, namespace, name) => this.store.get(kind, namespace, name),
    }
    addControllers(
      this.loop,
      [...controllers.map((create) => create()), apiServerKeeps(this.loop.now(), apiPort)],
      () => this.controllerHost(),
    )
    this.scheduler = this.addScheduler(seed)
    this.machines = createMachines({
      loop: this.loop,
      read: this.server.read,
      watch: this.watcher,
      runtime,
      apiFor: (actor) => this.apiFor(actor),
      recorderFor: (component, host) => this.recorderFor(component, host),
    })
    this.environment = environmentOf(this.machines, this.scheduler)
    if (timeline) this.store.subscribe('*', (change) => this.timeline.note(change))
    expireEvents(this.store, this.loop)
    serveCustomResources(this.server)
    bootstrap(this.server, apiPort)
    this.machines.network.wire.listen(
      CONTROL_PLANE_IP,
      apiPort ?? API_PORT_DEFAULT,
      apiListener(this.server, this.connection),
    )
    for (const node of nodes) this.machines.kubelets.join(node as never, { quiet: true })
    // Whoever comes first finds a cluster that is up: the namespaces have their service accounts.
    this.loop.run({ until: () => false, deadline: this.loop.now() })
  }

  now = (): Instant => this.loop.now()

  client(userAgent: string, options?: ClientOptions): KubeClient {
    return createInProcessClient(this.server, this.connection, userAgent, options)
  }

  get connection(): NodeConnection {
    return this.machines.kubelets.connection
  }

  /** The verbs in the name of an actor, as its writes are shown in the timeline. */
  apiFor(actor: string): Api {
    return createActorApi(this.server, { actor })
  }

  async pass(ms: number): Promise<void> {
    await this.run(() => false, this.loop.now() + ms)
  }

  async until(condition: () => boolean, withinMs: number): Promise<boolean> {
    return (await this.run(condition, this.loop.now() + withinMs)) === 'held'
  }

  /** Lets everything happen that happens at this instant. */
  async settle(): Promise<void> {
    await this.pass(0)
  }

  /** The loop in turns with the processes that it has to wait for. */
  private async run(until: () => boolean, deadline: Instant): Promise<Stopped> {
    for (;;) {
      const stopped = this.loop.run({ until, deadline })
      if (stopped !== 'running') return stopped
      await this.loop.processes.idle()
    }
  }

  private controllerHost(): ControllerHost {
    return {
      loop: this.loop,
      read: this.server.read,
      watch: this.watcher,
      nowText: () => timeText(this.loop.now()),
      contextFor: ({ name }) => ({
        read: this.server.read,
        api: this.apiFor(name),
        record: this.recorderFor(name),
        dice: this.loop.dice,
        metrics: {
          podMetrics: (...about) => this.machines.kubelets.metrics.podMetrics(...about),
          nodeMetrics: (...about) => this.machines.kubelets.metrics.nodeMetrics(...about),
          objectMetric: (...about) => this.machines.kubelets.metrics.objectMetric(...about),
          externalMetric: (...about) => this.machines.kubelets.metrics.externalMetric(...about),
        },
      }),
      onDefect: (error) => {
        throw error
      },
    }
  }

  private addScheduler(seed: number): Scheduler {
    const api = this.apiFor('default-scheduler')
    const scheduler = createScheduler({ loop: this.loop, read: this.server.read, watch: this.watcher, api, seed })
    this.loop.addActor(scheduler)
    return scheduler
  }

  private recorderFor(component: string, host?: string): EventRecorder {
    return createRecorder({ api: this.apiFor(component), loop: this.loop, component, ...(host ? { host } : {}) })
  }
}

export const createCluster = (options?: ClusterOptions): Cluster => new Cluster(options)
