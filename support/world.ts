import { setDefaultTimeout, setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber'
import { createCluster, type Cluster, type ClusterOptions } from '../src/cluster/create-cluster'
import type { ClusterPort } from '../src/cluster/port'
import { createClusterTerminal, type Background, type ClusterTerminal } from '../src/cluster/terminal'
import type { TimelineEntry } from '../src/cluster/timeline'
import type { KubeObject } from '../src/objects/kube-object'
import { DoesNotHold, ownerChain, sinceText, writesAround, type Verdict } from './judgement'
import type { ObjectName } from './parameters'
import { FeatureFiles } from './feature-files'
import { ReplayedState, type StateView } from './state-view'
import { StepLog } from './step-log'

export interface RunParameters {
  /** false leaves the record of what happened out (many orders, benchmarks) */
  record?: boolean
  /** true tells a digest of the timeline (support/soak) */
  digest?: boolean
  /** seed of the run: 0 keeps the registered order of turns */
  seed?: number
  /** of the run: files beside the features are read once a round (`--watch`) */
  round?: number
}

/** Kinds of the whole cluster: their objects have no namespace. */
const CLUSTER_KINDS = new Set(['Namespace', 'Node', 'PersistentVolume', 'StorageClass', 'PriorityClass'])

setDefaultTimeout(-1)

/** One scenario: its cluster, its terminal, and what its statements are judged by. */
export class ScenarioWorld extends World<RunParameters> {
  /** set by Givens before the cluster is first needed */
  readonly options: { nodes?: ClusterOptions['nodes']; runtime?: ClusterOptions['runtime'] } = {}
  /** the namespace that sentences mean when they name none */
  namespace = 'default'
  /** steps of the scenario with what was typed in them */
  readonly stepLog = new StepLog()
  files = new FeatureFiles('')
  private made: Cluster | undefined
  private typed: ClusterTerminal | undefined
  /** the sentence of the step that runs now: what was expected, in the writer's own words */
  sentence = ''
  /** what the last typed lines answered */
  answer = { stdout: '', stderr: '', exitCode: 0 }
  /** place in the timeline where the first When began: statements about history are judged from there */
  private firstWhen: number | undefined

  constructor(options: IWorldOptions<RunParameters>) {
    super(options)
  }

  get seed(): number {
    return this.parameters.seed ?? 0
  }

  /** Steps know a cluster by its port alone. */
  get cluster(): ClusterPort {
    return this.builtIn
  }

  private get builtIn(): Cluster {
    this.made ??= createCluster({ seed: this.seed, ...this.options })
    return this.made
  }

  get hasCluster(): boolean {
    return this.made !== undefined
  }

  get terminal(): ClusterTerminal {
    this.typed ??= createClusterTerminal(this.builtIn, {
      files: this.files,
      onCommand: (command) => this.stepLog.typed(command),
    })
    return this.typed
  }

  get start(): number {
    return this.stepLog.start ?? this.cluster.now()
  }

  /** Called by the hook of each step. */
  beginWhen(): void {
    this.firstWhen ??= this.cluster.history.entries.length
  }

  /** Types lines in the terminal. Each has to succeed unless the writer says that it may be refused. */
  async type(lines: string, { mayFail = false }: { mayFail?: boolean } = {}): Promise<void> {
    const { failed, ...answer } = await this.terminal.run(lines)
    this.answer = answer
    const [first] = failed
    if (mayFail || !first) return
    throw new DoesNotHold(
      `${first.command} failed with exit code ${first.exitCode}:\n${(answer.stdout + answer.stderr).replace(/^/gm, '    ')}`,
    )
  }

  /** Types a command again and again, a second of virtual time apart, until its answer pleases. */
  async typeUntil(withinMs: number, command: string, pleases: () => void): Promise<void> {
    const end = this.cluster.now() + withinMs
    for (;;) {
      await this.type(command)
      try {
        pleases()
        return
      } catch (error) {
        if (this.cluster.now() >= end) throw error
      }
      await this.cluster.pass(Math.min(1000, end - this.cluster.now()))
    }
  }

  /** Lets time pass until nothing has been written for a while. */
  async settle(quietMs: number, withinMs: number): Promise<void> {
    const end = this.cluster.now() + withinMs
    for (;;) {
      const writes = this.cluster.history.entries.length
      await this.cluster.pass(quietMs)
      if (this.cluster.history.entries.length === writes) return
      if (this.cluster.now() >= end) throw new DoesNotHold(`the cluster did not settle within ${withinMs / 1000} s`)
    }
  }

  /** A command in another terminal; it goes on until the scenario ends. */
  async typeInBackground(command: string): Promise<void> {
    this.background.push(await this.terminal.runInBackground(command))
  }

  /** What the last command in another terminal has printed so far. */
  get watched(): string {
    return this.background.at(-1)?.output() ?? ''
  }

  async closeTerminals(): Promise<void> {
    for (const each of this.background.splice(0)) await each.stop()
  }

  private readonly background: Background[] = []

  writeFile(name: string, text: string): void {
    this.terminal.writeFile(name, text)
  }

  /** The cluster as it is now. */
  get state(): StateView {
    const { history } = this.cluster
    return {
      list: (kind, namespace) => history.list(kind, namespace) as never,
      get: (kind, namespace, name) => history.get(kind, namespace, name) as never,
    }
  }

  namespaceOf(kind: string): string {
    return CLUSTER_KINDS.has(kind) ? '' : this.namespace
  }

  find({ kind, name }: ObjectName, state: StateView = this.state): KubeObject | undefined {
    return state.get(kind, this.namespaceOf(kind), name)
  }

  /** Now: the statement holds at this instant. */
  must(expected: string, verdict: Verdict): void {
    if (verdict.holds) return
    throw new DoesNotHold(
      this.words(expected, verdict, `now, at ${sinceText(this.cluster.now(), this.start)}`),
      this.cluster.now() - this.start,
    )
  }

  /** Within a time: virtual time passes until the statement holds, at the latest so long. */
  async mustWithin(ms: number, expected: string, judge: (state: StateView) => Verdict): Promise<void> {
    const held = await this.cluster.until(() => judge(this.state).holds, ms)
    if (!held)
      throw new DoesNotHold(
        this.words(
          expected,
          judge(this.state),
          `after ${ms / 1000} s, at ${sinceText(this.cluster.now(), this.start)}`,
        ),
        this.cluster.now() - this.start,
      )
  }

  /** The writes since the scenario's first When. */
  get writes(): readonly TimelineEntry[] {
    return this.cluster.history.entries.slice(this.firstWhen ?? 0)
  }

  /** Throughout: the statement holds in every state since the first When, the one it began with included. */
  mustThroughout(expected: string, judge: (state: StateView, at: number) => Verdict): void {
    this.replay((state, at, place) => {
      const verdict = judge(state, at)
      if (!verdict.holds) this.breaks(expected, verdict, place)
      return true
    })
  }

  /** At some moment: the statement holds in one of these states. */
  mustOnce(expected: string, judge: (state: StateView, at: number) => Verdict): void {
    let last: Verdict = { holds: false, found: 'nothing happened' }
    this.replay((state, at) => {
      last = judge(state, at)
      return !last.holds
    })
    if (!last.holds) throw new DoesNotHold(this.words(expected, last, 'in the last state, and in none before it'))
  }

  /** Goes through the states since the first When, the one it began with included, until nobody wants more. */
  private replay(visit: (state: StateView, at: number, place: number) => boolean): void {
    const { entries } = this.cluster.history
    const state = new ReplayedState()
    const first = this.firstWhen ?? 0
    entries.slice(0, first).forEach((entry) => state.apply(entry))
    for (let place = first - 1; place < entries.length; place++) {
      const entry = entries[place]
      if (place >= first && entry) state.apply(entry)
      if (!visit(state, entry?.at ?? this.start, place)) return
    }
  }

  /** A statement about the history broke at this place of the timeline. */
  breaks(expected: string, verdict: Verdict, place: number): never {
    const { entries } = this.cluster.history
    const at = entries[place]?.at ?? this.start
    const words = this.words(expected, verdict, `first at ${sinceText(at, this.start)}`)
    throw new DoesNotHold(
      `${words}\n  the writes around it:\n${writesAround(entries, Math.max(0, place), this.start)}`,
      at - this.start,
    )
  }

  private words(expected: string, { found, about = [] }: Verdict, when: string): string {
    const chains = about
      .slice(0, 5)
      .map(
        (object) =>
          `    ${ownerChain(object, (kind, namespace, name) => this.cluster.history.get(kind, namespace, name))}`,
      )
    return [
      `expected: ${expected}`,
      `  found: ${found}`,
      `  ${when}`,
      ...(chains.length ? ['  about:', ...chains] : []),
    ].join('\n')
  }
}

setWorldConstructor(ScenarioWorld)
