// Which PUTs need a version and which may make an object: AllowUnconditionalUpdate and AllowCreateOnUpdate of pkg/registry's strategies, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const { server } = createCluster({ runtime: 'instant', timeline: false })

function put(path: string, body: object) {
  const response = handle(server, {
    method: 'PUT',
    path,
    query: new Query(),
    headers: { 'user-agent': 'test/1' },
    body: JSON.stringify(body),
  })
  return { status: response.status, message: (response.body as { message?: string }).message }
}
const LEASE = '/apis/coordination.k8s.io/v1/namespaces/default/leases/l'
const lease = (metadata: object = {}) => ({ metadata: { name: 'l', ...metadata }, spec: { holderIdentity: 'me' } })

test('a PUT makes a Lease that is not there; replacing it needs its version', () => {
  assert.equal(put(LEASE, lease({ resourceVersion: '7' })).status, 201)
  assert.deepEqual(put(LEASE, lease()), {
    status: 422,
    message:
      'leases.coordination.k8s.io "l" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  })
  assert.equal(put(LEASE, lease({ resourceVersion: '0' })).status, 422)
  assert.equal(
    put(LEASE, lease({ resourceVersion: server.get('Lease', 'default', 'l').metadata.resourceVersion })).status,
    200,
  )
})

test('a PUT makes no ConfigMap, and replaces one whatever its version', () => {
  const path = '/api/v1/namespaces/default/configmaps/c'
  assert.deepEqual(put(path, { metadata: { name: 'c' } }), { status: 404, message: 'configmaps "c" not found' })
  server.create(
    'ConfigMap',
    'default',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } },
    { actor: 'test' },
  )
  assert.equal(put(path, { metadata: { name: 'c' }, data: { a: 'b' } }).status, 200)
  assert.equal(put(path, { metadata: { name: 'c', resourceVersion: '0' }, data: { a: 'c' } }).status, 200)
  assert.equal(put(path, { metadata: { name: 'c', resourceVersion: '1' }, data: { a: 'd' } }).status, 409)
})
