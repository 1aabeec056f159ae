// A node with a real API server and programs written by the test: what the kubelet's own tests run on.
import { createActorApi } from '../../apiserver/actor-api'
import { admissionChain } from '../../apiserver/admission'
import { ApiServer } from '../../apiserver/api-server'
import { createRecorder } from '../../apiserver/events/recorder'
import { kinds } from '../../apiserver/kinds'
import { KindRegistry } from '../../apiserver/kinds/kind-registry'
import type { Submitted } from '../../apiserver/write/create'
import type { Event, Pod } from '../../objects/kinds'
import { Loop } from '../../simulation/loop'
import { LocalWire } from '../../simulation/local-wire'
import { Store } from '../../store/store'
import type { Change } from '../../store/change'
import { createKubelets, type Kubelets } from '../kubelets'
import type {
  ContainerHooks,
  ContainerRuntime,
  ContainerSpec,
  ExecRequest,
  ExecSession,
  PulledImage,
  RunningContainer,
  Signal,
  StartFailure,
} from '../runtime/container-runtime'
import { REALISTIC, type Timing } from '../timing'

/** What a program does: told when it starts, and by signals; ends by `exit`. */
export interface Program {
  start?(run: ProgramRun): void
  /** undefined: ends with 0 on SIGTERM */
  onSignal?(signal: Signal, run: ProgramRun): void
  exec?(request: ExecRequest, run: ProgramRun): void
}

export interface ProgramRun {
  readonly loop: Loop
  readonly spec: ContainerSpec
  readonly hooks: ContainerHooks
  exit(exitCode: number, reason?: 'OOMKilled'): void
}

/** Programs by the first word of the command, else by the image's name. */
export class TestRuntime implements ContainerRuntime {
  readonly programs = new Map<string, Program>()
  readonly missing = new Set<string>()
  /** answers of programs cannot change unless they say so */
  steady = false
  constructor(private readonly loop: Loop) {}

  pullImage(image: string): PulledImage {
    const ref = `docker.io/library/${image}${image.includes(':') ? '' : ':latest'}`
    if (this.missing.has(image))
      return {
        found: false,
        ms: 10,
        message: `rpc error: code = NotFound desc = failed to pull and unpack image "${ref}": failed to resolve image: ${ref}: not found`,
      }
    return { found: true, ms: 20, bytes: 1000, ref, id: 'sha256:1', digest: `${ref.split(':')[0]}@sha256:1` }
  }

  start(spec: ContainerSpec, hooks: ContainerHooks): RunningContainer | StartFailure {
    const program = this.programs.get(spec.command?.[0] ?? spec.image) ?? {}
    if (spec.command?.[0] === 'nope') return { failed: 'exec: "nope": executable file not found in $PATH' }
    let ended = false
    const run: ProgramRun = {
      loop: this.loop,
      spec,
      hooks,
      exit: (exitCode, reason) => {
        if (ended) return
        ended = true
        this.loop.after(0, () => hooks.onExit({ exitCode, ...(reason ? { reason } : {}) }))
      },
    }
    program.start?.(run)
    return {
      signal: (signal) =>
        signal === 'SIGKILL' ? run.exit(137) : program.onSignal ? program.onSignal(signal, run) : run.exit(0),
      exec: (request): ExecSession => {
        if (program.exec) program.exec(request, run)
        else request.onExit({ exitCode: 0 })
        return { input: () => {}, closeInput: () => {}, kill: () => {} }
      },
      input: () => {},
      closeInput: () => {},
      usage: () => ({ cpu: 5, memory: 2 * 1024 * 1024 }),
      steady: () => this.steady,
    }
  }
}

export class Rig {
  readonly loop: Loop
  readonly server: ApiServer
  private readonly store: Store
  readonly wire = new LocalWire()
  readonly runtime: TestRuntime
  readonly kubelets: Kubelets
  readonly begun: number
  /** every change of a Pod: [ms since the beginning, Pod] */
  readonly changes: { ms: number; change: Change<Pod> }[] = []

  constructor({ timing = REALISTIC, nodes = ['k8s-node01'] }: { timing?: Timing; nodes?: readonly string[] } = {}) {
    this.loop = new Loop({ start: Date.UTC(2026, 0, 1) })
    const store = (this.store = new Store({ resourceVersion: 1000 }))
    this.server = new ApiServer({
      store,
      loop: this.loop,
      registry: new KindRegistry(kinds),
      admission: admissionChain,
    })
    this.runtime = new TestRuntime(this.loop)
    const watch = {
      onChange: (kind: string, listener: (change: never) => void) => store.subscribe(kind, listener as never),
    } as never
    const api = createActorApi(this.server, { actor: 'kubelet' })
    for (const name of ['default', 'kube-node-lease'])
      this.server.create(
        'Namespace',
        '',
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        { actor: 'test' },
      )
    this.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } })
    this.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-root-ca.crt' },
      data: { 'ca.crt': 'CA' },
    })
    this.kubelets = createKubelets({
      loop: this.loop,
      read: this.server.read,
      api,
      watch,
      wire: this.wire,
      runtime: this.runtime,
      timing,
      recorderFor: (host) => createRecorder({ api, loop: this.loop, component: 'kubelet', host }),
    })
    for (const name of nodes)
      this.kubelets.join({ apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: {} } as never, { quiet: true })
    store.subscribe('Pod', (change) =>
      this.changes.push({ ms: this.loop.now() - this.begun, change: change as Change<Pod> }),
    )
    this.loop.settle()
    this.begun = this.loop.now()
  }

  apply(object: object): void {
    const draft = object as Submitted
    this.server.create(draft.kind, 'default', draft, { actor: 'test' })
  }

  /** A Pod that is bound to the first node. */
  pod(name: string, spec: object, metadata: object = {}): void {
    this.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, ...metadata },
      spec: { nodeName: this.kubelets.nodeNames[0], ...spec },
    })
  }

  get(name: string): Pod {
    const pod = this.server.read.get('Pod', 'default', name)
    if (!pod) throw new Error(`no Pod ${name}`)
    return pod
  }

  /** A change of the spec as a subresource (resize, ephemeralcontainers) writes it. */
  change(name: string, spec: object): void {
    const pod = this.get(name)
    this.store.put(
      'Pod',
      {
        ...pod,
        metadata: { ...pod.metadata, generation: (pod.metadata.generation ?? 0) + 1 },
        spec: { ...pod.spec, ...spec },
      } as Pod,
      'test',
    )
  }

  delete(name: string, gracePeriodSeconds?: number): void {
    this.server.delete('Pod', 'default', name, gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }, {
      actor: 'test',
    })
  }

  pass(ms: number): void {
    this.loop.run({ until: () => false, deadline: this.loop.now() + ms })
  }

  /** What became of a Pod: `ms phase ready|- container=state(restarts)...`, one line for each change that shows. */
  story(name: string): string[] {
    const lines: string[] = []
    for (const { ms, change } of this.changes) {
      const { object } = change
      if (object.metadata.name !== name) continue
      const { status } = object
      const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True' ? 'ready' : '-'
      const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map(
        ({ name: container, state, restartCount }) => {
          const { running, terminated, waiting } = state ?? {}
          return `${container}=${running ? 'running' : terminated ? `${terminated.reason ?? ''}:${terminated.exitCode}` : (waiting?.reason ?? '')}${restartCount > 0 ? `(${restartCount})` : ''}`
        },
      )
      const text = [change.type === 'DELETED' ? 'gone' : (status.phase ?? ''), ready, ...containers].join(' ')
      if (lines.at(-1)?.replace(/^\d+ /, '') !== text) lines.push(`${ms} ${text}`)
    }
    return lines
  }

  /** `Reason message (xN)` of the Events about Pods, in the order of their first time. */
  events(name?: string): string[] {
    return this.server.read
      .list('Event', 'default')
      .filter(
        ({ involvedObject }: Event) =>
          involvedObject.kind === 'Pod' && (name === undefined || involvedObject.name === name),
      )
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
      .map(
        ({ reason, message, count }) =>
          `${reason ?? ''} ${message ?? ''}${count === 1 || count === undefined ? '' : ` (x${count})`}`,
      )
  }
}
