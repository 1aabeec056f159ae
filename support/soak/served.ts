// `kubecuke serve` in a process of its own, and how to talk to it.
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, request, type ClientRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(__dirname, '..', '..')
const ANSWER_MAX_MS = 60_000

export interface Answer {
  readonly status: number
  readonly text: string
}

export interface Sent {
  readonly method: string
  readonly path: string
  readonly body?: string | Buffer
  readonly type?: string
}

export class Served {
  readonly port: number
  readonly agent = new Agent({ keepAlive: true, maxSockets: 32 })
  /** why the process ended, once it has */
  ended: string | undefined
  stderr = ''

  private constructor(
    private readonly process: ChildProcess,
    line: string,
  ) {
    this.port = Number(/:(\d+),/.exec(line)?.[1])
    process.on('exit', (code, signal) => (this.ended = `ended with ${signal ?? `exit code ${code}`}`))
    process.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()))
  }

  static start(flags: string[]): Promise<Served> {
    const kubeconfig = join(tmpdir(), `kubecuke-soak-${process.pid}`)
    const child = spawn(
      process.execPath,
      ['-r', 'ts-node/register', 'src/cli/main.ts', 'serve', '--kubeconfig', kubeconfig, ...flags],
      { cwd: ROOT },
    )
    return new Promise((ready, fail) => {
      child.once('exit', (code) => fail(new Error(`serve ended with exit code ${code}`)))
      child.stdout.once('data', (chunk: Buffer) => ready(new Served(child, chunk.toString())))
    })
  }

  /** @param onRequest may cut the request off */
  send(
    { method, path, body, type = 'application/json' }: Sent,
    onRequest: (request: ClientRequest) => void = () => {},
  ): Promise<Answer> {
    return new Promise((done, fail) => {
      const headers = body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }
      const sent = request(
        { port: this.port, host: '127.0.0.1', method, path, agent: this.agent, headers, timeout: ANSWER_MAX_MS },
        (message) => {
          const chunks: Buffer[] = []
          message.on('data', (chunk: Buffer) => chunks.push(chunk))
          message.on('error', fail)
          message.on('end', () => done({ status: message.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
        },
      )
      sent.on('error', fail)
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} within ${ANSWER_MAX_MS} ms`)))
      sent.end(body)
      onRequest(sent)
    })
  }

  /** A watch; `onOpen` gets the request, to be destroyed, and whether anything of it is ever read. */
  watch(path: string, isRead: boolean): ClientRequest {
    const sent = request({ port: this.port, host: '127.0.0.1', path }, (message) => {
      message.on('error', () => {})
      if (isRead) message.resume()
    })
    sent.on('error', () => {})
    sent.end()
    return sent
  }

  /** Megabytes that the process has in memory; undefined where the system does not tell. */
  rssMb(): number | undefined {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))?.[1]) / 1024
    } catch {
      return undefined
    }
  }

  stop(): void {
    this.agent.destroy()
    this.process.kill('SIGKILL')
  }
}
