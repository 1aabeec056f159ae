// Two clusters in the same state, one before a real kubectl, one before ours. The clocks stand still, so that ages agree; they lie a year
// back, so that what kubectl itself counts from the wall clock agrees too.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createHttpServer } from '../../../apiserver/http/http-server'
import { createCluster, type Cluster } from '../../../cluster/create-cluster'
import { runKubectl } from '../../../kubectl/kubectl'
import { kubeconfigText } from '../../serve/kubeconfig'
import { Pace } from '../../serve/pace'
import { contextOf } from '../../kubectl'
import { wordsOf } from './words'

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** How a line is given. */
export interface Given {
  /** `kubectl get pods` */
  readonly line: string
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  /** time passes while the command runs, from the beginning: it waits for something. Else it stands still for a while. */
  readonly timePasses?: boolean
}

interface Named {
  readonly name: string
  readonly namespace?: string
}

const DAY_MS = 86_400_000
/**
 * Ages of more than eight days have no hours, those of less than two years no months: everything is `400d` old, whether a
 * line comes some seconds earlier or later.
 */
const AGO_MS = 400.5 * DAY_MS
const COMMAND_MAX_MS = 20_000
const TICK_MS = 1_000
const PAUSE_MS = 50
const STANDSTILL_MS = 8_000

/** Where editors are found, and no plugins of kubectl that somebody installed. */
const PROGRAMS = '/usr/bin:/bin'
/** When a line was logged and by which process. */
const LOG_HEAD = /^([EFIW])\d{4} [\d:.]+ +\d+ (?=\S+\.go:)/gm

/** A watch that is over at once is told of, or is not: as it happens. */
const SHORT_WATCH = /^I reflector\.go:\d+\] "Warning: watch ended with error".*very short watch.*\n/gm

export class Side {
  readonly folder = mkdtempSync(join(tmpdir(), 'kubecuke-comparison-'))
  private readonly cluster: Cluster
  private readonly pace: Pace
  private readonly http: Server
  private readonly served = new Map<string, string>()
  private address = ''

  private constructor(
    start: number,
    private readonly answer: (side: Side, given: Given) => Promise<Answer>,
  ) {
    this.cluster = createCluster({ start })
    this.cluster.server.serveMetrics(this.cluster.machines.kubelets.metrics)
    this.pace = new Pace(this.cluster, 0)
    this.http = createHttpServer({
      server: this.cluster.server,
      nodes: this.cluster.connection,
      catchUp: this.pace.catchUp,
      goOn: this.pace.goOn,
    })
    this.answerServed()
  }

  /** An object that is answered for as it is, whatever a server would say of it: as no controller would leave it. */
  serve(object: { readonly apiVersion: string; readonly kind: string; readonly metadata: Named }): void {
    const found = this.cluster.server.registry.all().find(({ kind }) => kind === object.kind)
    if (!found) throw new Error(`${object.kind}: not a kind of the cluster`)
    const root = object.apiVersion.includes('/') ? `/apis/${object.apiVersion}` : `/api/${object.apiVersion}`
    const { namespace, name } = object.metadata
    const within = namespace === undefined ? '' : `/namespaces/${namespace}`
    this.served.set(`${root}${within}/${found.plural}/${name}`, JSON.stringify(object))
  }

  /** Answers for what is served as it is, before the server is asked. */
  private answerServed(): void {
    const listeners = this.http.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
    this.http.removeAllListeners('request')
    this.http.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const text = request.method === 'GET' ? this.served.get((request.url ?? '').split('?')[0] as string) : undefined
      if (text === undefined) return listeners.forEach((listener) => listener(request, response))
      response.setHeader('content-type', 'application/json')
      response.end(text)
    })
  }

  static async open(now: number, answer: (side: Side, given: Given) => Promise<Answer>): Promise<Side> {
    const side = new Side(now - AGO_MS, answer)
    await new Promise<void>((listening) => side.http.listen(0, '127.0.0.1', listening))
    side.address = `127.0.0.1:${(side.http.address() as AddressInfo).port}`
    side.write('config', kubeconfigText(`http://${side.address}`))
    return side
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }

  pass(ms: number): Promise<number> {
    return this.pace.skip(ms)
  }

  now(): number {
    return this.cluster.now()
  }

  env(given: Given['env'] = {}): Record<string, string> {
    const more = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replaceAll('<folder>', this.folder)]),
    )
    return { HOME: this.folder, KUBECONFIG: join(this.folder, 'config'), PATH: PROGRAMS, TZ: 'UTC', ...more }
  }

  /** What is answered, without what tells the sides apart. */
  async run(given: Given): Promise<Answer> {
    const state = { ended: false }
    const clock = this.tick(state, given.timePasses ? 0 : STANDSTILL_MS)
    const { stdout, stderr, exitCode } = await this.answer(this, given)
    state.ended = true
    await clock
    await this.pace.skip(0)
    return { stdout: this.neutral(stdout), stderr: this.neutral(stderr), exitCode }
  }

  /** All objects, without what depends on how many requests there were. */
  state(): Map<string, string> {
    const kinds = this.cluster.server.registry.all().filter(({ kind }) => kind !== 'Lease' && kind !== 'Event')
    return new Map(
      kinds.flatMap(({ kind }) =>
        this.cluster.store
          .list(kind)
          .map(
            (object) =>
              [
                `${kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`,
                JSON.stringify(inOrder({ ...object, metadata: { ...object.metadata, resourceVersion: '' } })),
              ] as const,
          ),
      ),
    )
  }

  close(): void {
    this.pace.stop()
    this.http.closeAllConnections()
    this.http.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Lets time pass until the command has ended; what asks and answers is over before `after`. */
  private async tick(state: { ended: boolean }, after: number): Promise<void> {
    const begun = Date.now()
    while (!state.ended) {
      await new Promise((wake) => setTimeout(wake, PAUSE_MS))
      if (!state.ended && Date.now() - begun >= after) await this.pace.skip(TICK_MS)
    }
  }

  private neutral(text: string): string {
    return text
      .replaceAll(this.address, '<server>')
      .replaceAll(this.folder, '<folder>')
      .replace(LOG_HEAD, '$1 ')
      .replace(SHORT_WATCH, '')
  }
}

/** The same value, its fields by name: clients send them in any order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, inOrder(each)]),
  )
}

/** The real kubectl at a path. */
export const byProgram =
  (path: string) =>
  (side: Side, { line, stdin, env }: Given): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const child = spawn(path, wordsOf(line).slice(1), {
        argv0: 'kubectl',
        cwd: side.folder,
        env: side.env(env),
        timeout: COMMAND_MAX_MS,
      })
      const texts = { stdout: '', stderr: '' }
      for (const name of ['stdout', 'stderr'] as const)
        child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text))
      child.on('error', reject)
      child.stdin.on('error', () => {})
      child.on('close', (code) => resolve({ ...texts, exitCode: code ?? -1 }))
      child.stdin.end(stdin ?? '')
    })

/** Our kubectl, in this process. */
export async function byOurs(side: Side, { line, stdin = '', env }: Given): Promise<Answer> {
  const texts = { stdout: '', stderr: '' }
  const abort = new AbortController()
  const limit = setTimeout(() => abort.abort(), COMMAND_MAX_MS)
  const words = wordsOf(line).slice(1)
  const context = contextOf(words, {
    env: side.env(env),
    cwd: side.folder,
    signal: abort.signal,
    isTerminal: false,
    stdin: () => stdin,
    stdout: (text) => (texts.stdout += text),
    stderr: (text) => (texts.stderr += text),
    runProgram: (path, args) => {
      const ended = spawnSync(path, [...args], { env: side.env(env), cwd: side.folder, encoding: 'utf8', input: stdin })
      texts.stdout += ended.stdout
      texts.stderr += ended.stderr
      return Promise.resolve(ended.status ?? -1)
    },
  })
  try {
    return { ...texts, exitCode: await runKubectl(words, context), stdout: texts.stdout, stderr: texts.stderr }
  } catch (failure) {
    return { stdout: texts.stdout, stderr: `${texts.stderr}(${(failure as Error).stack ?? ''})`, exitCode: -2 }
  } finally {
    clearTimeout(limit)
  }
}
