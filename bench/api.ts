// The served API as a client meets it: requests a second over the loopback, watchers, the time until it is ready, memory.
// usage: node -r ts-node/register bench/api.ts
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttpServer } from '../src/apiserver/http/http-server'
import { createCluster } from '../src/cluster/create-cluster'
import { rssMb, type Row } from './rows'

const PODS = 1_000
const WATCHERS = 100
const BUILT = join(__dirname, '..', 'dist', 'src', 'cli', 'main.js')

const pod = (name: string): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: 'bench' } },
  spec: { nodeName: 'k8s-node01', containers: [{ name: 'c', image: 'nginx:1.25', env: [{ name: 'A', value: 'b' }] }] },
})

class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 })
  constructor(private readonly port: number) {}

  send(method: string, path: string, body?: object, type = 'application/json'): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, host: '127.0.0.1', method, path, agent: this.agent, headers: { 'content-type': type, 'user-agent': 'bench' } }, (message) => {
        let bytes = 0
        message.on('data', (chunk: Buffer) => (bytes += chunk.length))
        message.on('end', () => (message.statusCode ?? 500) < 300 ? resolve(bytes) : reject(new Error(`${method} ${path}: ${message.statusCode}`)))
      })
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  /** Counts the lines of a watch. */
  watch(path: string, onLine: () => void): () => void {
    const sent = request({ port: this.port, host: '127.0.0.1', path }, (message) =>
      message.on('data', (chunk: Buffer) => { for (const byte of chunk) if (byte === 10) onLine() }))
    sent.on('error', () => {})
    sent.end()
    return () => sent.destroy()
  }

  close(): void {
    this.agent.destroy()
  }
}

/** `count` requests, eight at a time. */
async function rate(name: string, count: number, send: (i: number) => Promise<unknown>): Promise<Row> {
  const begun = performance.now()
  let next = 0
  await Promise.all(Array.from({ length: 8 }, async () => { while (next < count) await send(next++) }))
  return { what: name, value: Math.round((count / (performance.now() - begun)) * 1000), unit: 'requests/s' }
}

export async function measure(): Promise<Row[]> {
  // The kubelets stand still: what is measured is the API server and its wire.
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  const http = createHttpServer({ server: cluster.server, nodes: cluster.connection, catchUp: () => {}, goOn: () => {} })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  const client = new Client((http.address() as AddressInfo).port)
  const pods = '/api/v1/namespaces/default/pods'
  const rows: Row[] = []
  rows.push(await rate('create a Pod', PODS, (i) => client.send('POST', pods, pod(`p-${i}`))))
  rows.push(await rate('get one Pod', 3000, (i) => client.send('GET', `${pods}/p-${i % PODS}`)))
  rows.push(await rate(`list ${PODS} Pods`, 20, () => client.send('GET', pods)))
  rows.push(await rate('JSON patch of a Pod', 2000, (i) => client.send('PATCH', `${pods}/p-${i % PODS}`, [{ op: 'add', path: '/metadata/labels/n', value: String(i) }], 'application/json-patch+json')))
  rows.push(await watchers(client, pods))
  rows.push(await readyMs(), { what: 'memory with them', value: rssMb(), unit: 'MB' })
  client.close()
  http.closeAllConnections()
  http.close()
  return rows.filter(({ value }) => value >= 0)
}

async function watchers(client: Client, pods: string): Promise<Row> {
  const CHANGES = 200
  let heard = 0
  let all: () => void = () => {}
  const done = new Promise<void>((resolve) => (all = resolve))
  const stops = Array.from({ length: WATCHERS }, () => client.watch(`${pods}?watch=1&resourceVersion=999999`, () => { if (++heard === WATCHERS * CHANGES) all() }))
  await new Promise((wake) => setTimeout(wake, 200))
  const begun = performance.now()
  for (let i = 0; i < CHANGES; i++) await client.send('PATCH', `${pods}/p-${i}`, { metadata: { labels: { watched: String(i) } } }, 'application/merge-patch+json')
  await done
  for (const stop of stops) stop()
  return { what: `changes told to ${WATCHERS} watchers`, value: Math.round((WATCHERS * CHANGES) / ((performance.now() - begun) / 1000)), unit: 'events/s' }
}

/** From the start of the process to its line; -1 when the package is not built. */
function readyMs(): Promise<Row> {
  const row = (value: number): Row => ({ what: 'serve is ready', value, unit: 'ms' })
  if (!existsSync(BUILT)) return Promise.resolve(row(-1))
  return new Promise((resolve) => {
    const begun = performance.now()
    const child = spawn(process.execPath, [BUILT, 'serve', '--port', '0', '--kubeconfig', join(tmpdir(), `kubecuke-bench-${process.pid}`)])
    child.stdout.once('data', () => {
      resolve(row(Math.round(performance.now() - begun)))
      child.kill()
    })
    child.once('exit', () => resolve(row(-1)))
  })
}

if (require.main === module) void measure().then((rows) => { for (const { what, value, unit } of rows) process.stdout.write(`${what.padEnd(34)} ${value} ${unit}\n`) })
