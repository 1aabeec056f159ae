import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const get = (path: string) =>
  handle(server, { method: 'GET', path, query: new Query(), headers: {}, body: '' }).body as {
    resources: { name: string; storageVersionHash?: string }[]
    serverAddressByClientCIDRs: object[]
  }
const hashOf = (path: string, resource: string): string | undefined =>
  get(path).resources.find(({ name }) => name === resource)?.storageVersionHash

/** As a real cluster answers them. */
const hashes: readonly [path: string, resource: string, hash: string | undefined][] = [
  ['/api/v1', 'pods', 'xPOwRZ+Yhw8='],
  ['/api/v1', 'services', '0/CO1lhkEBI='],
  ['/api/v1', 'configmaps', 'qFsyl6wFWjQ='],
  ['/api/v1', 'nodes', 'XwShjMxG9Fs='],
  ['/apis/apps/v1', 'deployments', '8aSe+NMegvE='],
  ['/apis/apps/v1', 'statefulsets', 'H+vl74LkKdo='],
  ['/apis/events.k8s.io/v1', 'events', 'r2yiGXH7wu8='],
  ['/apis/autoscaling/v1', 'horizontalpodautoscalers', 'qwQve8ut294='],
  ['/apis/autoscaling/v2', 'horizontalpodautoscalers', 'qwQve8ut294='],
  ['/api/v1', 'pods/log', undefined],
  ['/api/v1', 'bindings', undefined],
]
for (const [path, resource, hash] of hashes)
  test(`the version in which ${resource} of ${path} are stored`, () => {
    assert.equal(hashOf(path, resource), hash)
  })

test('the address of the server', () => {
  assert.deepEqual(get('/api').serverAddressByClientCIDRs, [
    { clientCIDR: '0.0.0.0/0', serverAddress: '192.168.0.200:6443' },
  ])
})
