// Watchers that have much to read, and watchers that read nothing.
import assert from 'node:assert/strict'
import { request, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { serveCluster, type ServedCluster } from './clients/testing/served-cluster'

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const MEGABYTE = 'x'.repeat(1_000_000)

let served: ServedCluster
before(async () => {
  served = await serveCluster()
})
after(() => served.stop())

const put = (name: string, value: string): unknown =>
  served.cluster.server.store.get('ConfigMap', 'default', name)
    ? served.cluster.server.patch(
        { kind: 'ConfigMap', namespace: 'default', name, patch: { type: 'merge', body: { data: { value } } } },
        { actor: 'test' },
      )
    : served.cluster.server.create(
        'ConfigMap',
        'default',
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } } as never,
        { actor: 'test' },
      )

const watching = (): Promise<IncomingMessage> =>
  new Promise((opened, fail) => {
    request(`${served.url}${CONFIG_MAPS}?watch=1`, opened).on('error', fail).end()
  })

test('a watch that begins with more than a client may leave unread is told all of it', async () => {
  for (let i = 0; i < 10; i++) put(`c-${i}`, `${MEGABYTE}${i}`)
  const message = await watching()
  const names = new Set<string>()
  await new Promise<void>((done, fail) => {
    let rest = ''
    message.on('error', fail).on('close', () => fail(new Error(`closed after ${[...names].join(' ')}`)))
    message.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines)
        names.add((JSON.parse(line) as { object: { metadata: { name: string } } }).object.metadata.name)
      if (names.size > 10) done()
    })
  })
  message.destroy()
  assert.deepEqual([...names].sort(), [...Array.from({ length: 10 }, (_, i) => `c-${i}`), 'kube-root-ca.crt'])
})

test('a client that does not read is cut off', async () => {
  const message = await watching()
  const closed = new Promise<void>((done) => message.on('error', () => {}).on('close', done))
  message.pause()
  for (let i = 0; i < 30; i++) {
    put('c-0', `${MEGABYTE}${'y'.repeat(i)}`)
    await new Promise((wake) => setImmediate(wake))
  }
  message.resume()
  await closed
})
