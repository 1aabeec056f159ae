// The served API as a client meets it: requests a second over the loopback, watchers, what they cost the server, memory.
import { fork, type ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import type { Usage } from './api-server'
import type { Row } from './rows'

const PODS = 1_000
const WATCHERS = 100
const CHANGES = 200
const AT_ONCE = 8
const PATH = '/api/v1/namespaces/default/pods'

const pod = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: { app: 'bench' } },
  spec: { nodeName: 'k8s-node01', containers: [{ name: 'c', image: 'nginx:1.25', env: [{ name: 'A', value: 'b' }] }] },
})

class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  constructor(private readonly port: number) {}

  send(method: string, path: string, body?: object, type = 'application/json'): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          port: this.port,
          host: '127.0.0.1',
          method,
          path,
          agent: this.agent,
          headers: { 'content-type': type, 'user-agent': 'bench' },
        },
        (message) => {
          let bytes = 0
          message.on('data', (chunk: Buffer) => (bytes += chunk.length))
          message.on('end', () =>
            (message.statusCode ?? 500) < 300
              ? resolve(bytes)
              : reject(new Error(`${method} ${path}: ${message.statusCode}`)),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  /** Counts the lines of a watch. */
  watch(path: string, onLine: () => void): () => void {
    const sent = request({ port: this.port, host: '127.0.0.1', path }, (message) =>
      message.on('data', (chunk: Buffer) => {
        for (const byte of chunk) if (byte === 10) onLine()
      }),
    )
    sent.on('error', () => {})
    sent.end()
    return () => sent.destroy()
  }

  close(): void {
    this.agent.destroy()
  }
}

/** Counts requests a second, a few at a time, and what one of them costs the server. */
async function rate(
  server: ChildProcess,
  name: string,
  count: number,
  send: (i: number) => Promise<unknown>,
): Promise<{ perSecond: Row; cost: Row }> {
  const before = await usage(server)
  const begun = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await send(next++)
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  const after = await usage(server)
  return {
    perSecond: { what: name, value: count / seconds, unit: 'requests/s' },
    cost: {
      what: `${name}: processor time of the server`,
      value: (after.cpuMicroseconds - before.cpuMicroseconds) / count,
      unit: 'µs',
    },
  }
}

export async function measure(): Promise<Row[]> {
  const server = fork(join(__dirname, 'api-server.ts'))
  try {
    const client = new Client(await answer<number>(server))
    const create = await rate(server, 'create a Pod', PODS, (i) => client.send('POST', PATH, pod(`p-${i}`)))
    // The first requests are those with which the server's code is compiled.
    await rate(server, 'warm up', 3000, (i) => client.send('GET', `${PATH}/p-${i % PODS}`))
    const get = await rate(server, 'get one Pod', 10_000, (i) => client.send('GET', `${PATH}/p-${i % PODS}`))
    const list = await rate(server, `list ${PODS} Pods`, 50, () => client.send('GET', PATH))
    const patch = await rate(server, 'JSON patch of a Pod', 2000, (i) =>
      client.send(
        'PATCH',
        `${PATH}/p-${i % PODS}`,
        [{ op: 'add', path: '/metadata/labels/n', value: String(i) }],
        'application/json-patch+json',
      ),
    )
    const told = await watchers(client)
    const { rssMb } = await usage(server)
    client.close()
    return [
      create.perSecond,
      get.perSecond,
      { ...get.cost, reference: 'goal: 50 µs' },
      list.perSecond,
      patch.perSecond,
      told,
      { what: `memory of the server with ${PODS} Pods`, value: rssMb, unit: 'MB' },
    ]
  } finally {
    server.kill()
  }
}

function usage(server: ChildProcess): Promise<Usage> {
  server.send('usage')
  return answer<Usage>(server)
}

function answer<T>(server: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('the server ended'))
    server.once('exit', onExit).once('message', (message) => {
      server.off('exit', onExit)
      resolve(message as T)
    })
  })
}

async function watchers(client: Client): Promise<Row> {
  let heard = 0
  let all: () => void = () => {}
  const done = new Promise<void>((resolve) => (all = resolve))
  const stops = Array.from({ length: WATCHERS }, () =>
    client.watch(`${PATH}?watch=1&resourceVersion=999999`, () => {
      if (++heard === WATCHERS * CHANGES) all()
    }),
  )
  await new Promise((wake) => setTimeout(wake, 500))
  const begun = performance.now()
  for (let i = 0; i < CHANGES; i++)
    await client.send(
      'PATCH',
      `${PATH}/p-${i}`,
      { metadata: { labels: { watched: String(i) } } },
      'application/merge-patch+json',
    )
  await done
  for (const stop of stops) stop()
  return {
    what: `changes told to ${WATCHERS} watchers`,
    value: (WATCHERS * CHANGES) / ((performance.now() - begun) / 1000),
    unit: 'events/s',
  }
}
