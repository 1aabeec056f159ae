// Requests as no well-behaved client sends them, over a plain socket. Words as net/http and apiserver/pkg/endpoints have them.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { serveCluster, type ServedCluster } from './clients/testing/served-cluster'
import { decodeObject } from './protobuf/decode-object'

let served: ServedCluster
before(async () => {
  served = await serveCluster()
})
after(() => served.stop())

/** What comes back until `isEnough`, or until the server closes. */
function exchange(parts: readonly string[], isEnough: (text: string) => boolean): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1')
    let text = ''
    const end = (): void => {
      socket.destroy()
      done(text)
    }
    socket.setEncoding('utf8').on('data', (more: string) => {
      text += more
      if (isEnough(text)) end()
    })
    socket.on('close', () => done(text))
    socket.on('error', (error) => (text === '' ? fail(error) : done(text)))
    for (const part of parts) socket.write(part)
  })
}

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const head = (method: string, path: string, ...headers: string[]): string =>
  `${[`${method} ${path} HTTP/1.1`, 'Host: x', 'User-Agent: test/1', ...headers].join('\r\n')}\r\n\r\n`

interface Case {
  readonly what: string
  readonly parts: () => readonly string[]
  readonly status: string
  /** what the answer says */
  readonly says: string
}

const CASES: readonly Case[] = [
  {
    what: 'a line of 900 kB of headers is taken',
    parts: () => [head('GET', '/healthz', `X: ${'a'.repeat(900_000)}`)],
    status: '200 OK',
    says: 'ok',
  },
  {
    what: 'more than a megabyte of headers is not',
    parts: () => [head('GET', '/healthz', `X: ${'a'.repeat(1_100_000)}`)],
    status: '431 Request Header Fields Too Large',
    says: '431 Request Header Fields Too Large',
  },
  {
    what: 'what is no HTTP',
    parts: () => ['\u0016\u0003\u0001\r\n\r\n'],
    status: '400 Bad Request',
    says: '400 Bad Request',
  },
  {
    what: 'no host',
    parts: () => ['GET /healthz HTTP/1.1\r\n\r\n'],
    status: '400 Bad Request',
    says: '400 Bad Request: missing required Host header',
  },
  { what: 'a whole URL', parts: () => [head('GET', 'http://x/healthz')], status: '200 OK', says: 'ok' },
  {
    what: 'a body in pieces',
    parts: () => [
      head('POST', CONFIG_MAPS, 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
      '5\r\n{"met\r\n',
      '14\r\nadata":{"name":"a"}}\r\n0\r\n\r\n',
    ],
    status: '201 Created',
    says: '"name":"a"',
  },
  {
    what: 'a client that waits to be told to go on',
    parts: () => [
      head('POST', CONFIG_MAPS, 'Content-Type: application/json', 'Expect: 100-continue', 'Content-Length: 25'),
      '{"metadata":{"name":"b"}}',
    ],
    status: '100 Continue',
    says: 'HTTP/1.1 201 Created',
  },
  {
    what: 'a length over the limit',
    parts: () => [head('POST', CONFIG_MAPS, 'Content-Length: 4000000'), 'x'.repeat(4_000_000)],
    status: '413 Payload Too Large',
    says: 'Request entity too large: limit is 3145728',
  },
  {
    what: 'pieces over the limit',
    parts: () => [
      head('POST', CONFIG_MAPS, 'Transfer-Encoding: chunked'),
      ...Array.from({ length: 52 }, () => `10000\r\n${'x'.repeat(65_536)}\r\n`),
    ],
    status: '413 Payload Too Large',
    says: 'Request entity too large: limit is 3145728',
  },
  {
    what: 'a pair of the query that is malformed is passed over, the first of two counts',
    parts: () => [head('GET', `${CONFIG_MAPS}?labelSelector=%zz&limit=1&limit=x`)],
    status: '200 OK',
    says: '"kind":"ConfigMapList"',
  },
  {
    what: 'a number that is none',
    parts: () => [head('GET', `${CONFIG_MAPS}?limit=x`)],
    status: '400 Bad Request',
    says: String.raw`strconv.ParseInt: parsing \"x\": invalid syntax`,
  },
  {
    what: 'a path outside',
    parts: () => [head('GET', '/nowhere')],
    status: '404 Not Found',
    says: '404 page not found',
  },
]

for (const { what, parts, status, says } of CASES)
  test(what, async () => {
    const text = await exchange(parts(), (received) => received.includes(says))
    assert.equal(text.slice(0, text.indexOf('\r\n')), `HTTP/1.1 ${status}`)
    assert.ok(text.includes(says), text)
  })

test('requests in a row on one connection are answered in their order', async () => {
  const paths = ['/healthz', '/version', '/api']
  const text = await exchange(
    paths.map((path) => head('GET', path)),
    (received) => received.includes('APIVersions'),
  )
  const places = ['\r\n\r\nok', '"gitVersion"', 'APIVersions'].map((each) => text.indexOf(each))
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  )
  assert.ok(places.every((place) => place > 0))
})

test('a client that closes its half of the connection still gets its answer', async () => {
  const text = await new Promise<string>((done, fail) => {
    let received = ''
    const socket = connect({ port: Number(new URL(served.url).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.setEncoding('utf8').on('data', (more: string) => (received += more))
    socket.on('end', () => done(received)).on('error', fail)
    socket.end(head('GET', '/healthz'))
  })
  assert.match(text, /^HTTP\/1\.1 200 OK/)
})

interface List {
  readonly items: readonly { readonly kind?: string; readonly metadata: { readonly name: string } }[]
}

test('a list in each form has the same items', async () => {
  const get = async (accept: string) => {
    const response = await fetch(`${served.url}/api/v1/namespaces`, { headers: { accept } })
    return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const json = await get('application/json')
  // Nodes go on renewing their leases meanwhile: the version of the list is another one each time.
  const withoutVersion = (list: unknown) => ({ ...(list as List), metadata: undefined })
  const list = withoutVersion(JSON.parse(json.bytes.toString()))
  assert.deepEqual(
    list.items.map(({ kind, metadata }) => [kind, metadata.name]),
    ['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => [undefined, name]),
  )
  assert.deepEqual(withoutVersion(parse((await get('application/yaml')).bytes.toString())), list)
  const protobuf = await get('application/vnd.kubernetes.protobuf, application/json')
  assert.equal(protobuf.type, 'application/vnd.kubernetes.protobuf')
  assert.deepEqual(withoutVersion(JSON.parse(JSON.stringify(decodeObject(protobuf.bytes)))), list)
})

test('a person gets JSON laid out, a program one line; large answers are compressed for who takes that', async () => {
  const get = async (headers: Record<string, string>, path: string) => {
    const response = await fetch(served.url + path, { headers: { 'accept-encoding': 'identity', ...headers } })
    return { encoding: response.headers.get('content-encoding'), text: await response.text() }
  }
  const path = '/api/v1/namespaces/default'
  assert.match((await get({ 'user-agent': 'curl/8' }, path)).text, /^\{\n {2}"kind": "Namespace",\n/)
  assert.match((await get({ 'user-agent': 'kubectl' }, path)).text, /^\{"kind":"Namespace",.*\}\n$/)
  assert.match((await get({ 'user-agent': 'kubectl' }, `${path}?pretty=true`)).text, /^\{\n/)
  assert.match((await get({ 'user-agent': 'curl/8' }, `${path}?pretty=false`)).text, /^\{"kind"/)
  assert.equal((await get({ 'accept-encoding': 'gzip' }, '/openapi/v2')).encoding, 'gzip')
  assert.equal((await get({}, '/openapi/v2')).encoding, null)
  assert.equal((await get({ 'accept-encoding': 'gzip' }, path)).encoding, null)
})
