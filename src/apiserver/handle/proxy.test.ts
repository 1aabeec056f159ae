// Answers as pkg/registry/core/{pod,service}/strategy.go and apimachinery/pkg/util/proxy, v1.36, give them.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createCluster, type Cluster } from '../../cluster/create-cluster'
import { proxy } from './proxy'
import { Query, type ApiResponse } from './request'

let cluster: Cluster
const labels = { app: 'web' }

before(async () => {
  cluster = createCluster()
  const api = cluster.apiFor('test')
  const ports = [{ containerPort: 80 }]
  api.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default', labels },
    spec: { containers: [{ name: 'c', image: 'nginx:1.25', ports }] },
  } as never)
  api.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'unplaced', namespace: 'default' },
    spec: { nodeSelector: { no: 'where' }, containers: [{ name: 'c', image: 'nginx:1.25' }] },
  } as never)
  api.create('Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: labels, ports: [{ name: 'http', port: 8080, targetPort: 80 }] },
  } as never)
  api.create('Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'empty', namespace: 'default' },
    spec: { selector: { app: 'none' }, ports: [{ port: 80 }] },
  } as never)
  await cluster.pass(30_000)
})

async function get(path: string): Promise<ApiResponse> {
  let answered: ApiResponse | undefined
  proxy(
    cluster.server,
    cluster.connection,
    { method: 'GET', path: `/api/v1/${path}`, query: new Query({ a: '1' }), headers: {}, body: '' },
    (response) => (answered = response),
  )
  await cluster.until(() => answered !== undefined, 10_000)
  return answered as ApiResponse
}
const message = ({ body }: ApiResponse): string | undefined => (body as { message?: string }).message

for (const name of [
  'pods/web',
  'pods/web:80',
  'pods/http:web:80',
  'services/web:http',
  'services/web:8080',
  'services/http:web:8080',
])
  test(`${name} answers`, async () => {
    const response = await get(`namespaces/default/${name}/proxy/`)
    assert.equal(response.status, 200)
    assert.match(response.body as string, /Welcome to nginx/)
  })

const refusals: [path: string, status: number, message: RegExp][] = [
  [
    'namespaces/default/pods/web:81/proxy/',
    503,
    /^error trying to reach service: dial tcp 10\.244\.\d+\.\d+:81: connect: connection refused$/,
  ],
  ['namespaces/default/pods/unplaced/proxy/', 400, /^address not allowed$/],
  ['namespaces/default/pods/nope/proxy/', 404, /^pods "nope" not found$/],
  ['namespaces/default/pods/a:b:c:d/proxy/', 400, /^invalid pod request "a:b:c:d"$/],
  ['namespaces/default/services/web:9/proxy/', 503, /^no service port 9 found for service "web"$/],
  ['namespaces/default/services/empty/proxy/', 503, /^no endpoints available for service "empty"$/],
  ['namespaces/default/services/web:other/proxy/', 503, /^no endpoints available for service "web:other"$/],
]
for (const [path, status, text] of refusals)
  test(`${path} is refused`, async () => {
    const response = await get(path)
    assert.equal(response.status, status)
    assert.match(message(response) ?? '', text)
  })

test('a path without its slash is sent there', async () => {
  assert.deepEqual(await get('namespaces/default/pods/web/proxy'), {
    status: 301,
    headers: { location: '/api/v1/namespaces/default/pods/web/proxy/?a=1' },
    body: '',
  })
})

test('a node answers for its kubelet', async () => {
  assert.equal((await get('nodes/k8s-node01/proxy/healthz')).body, 'ok')
  const pods = (await get('nodes/k8s-node01/proxy/pods')).body as { items: { metadata: { name: string } }[] }
  const others = (await get('nodes/k8s-node02/proxy/pods')).body as typeof pods
  assert.deepEqual(
    [...pods.items, ...others.items].map(({ metadata }) => metadata.name),
    ['web'],
  )
})
