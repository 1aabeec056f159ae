import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

interface Answered {
  status: number
  body: {
    message?: string
    spec?: Record<string, never>
    data?: object
    metadata?: { managedFields?: { manager: string; operation: string; subresource?: string; fieldsV1: object }[] }
    details?: { causes?: object[] }
  }
}

function client() {
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  const send = (
    method: string,
    path: string,
    body: object,
    { type = 'application/json', ...query }: Record<string, string> = {},
  ): Answered =>
    handle(cluster.server, {
      method,
      path,
      query: new Query(query),
      headers: { 'user-agent': 'test/1', 'content-type': type },
      body: JSON.stringify(body),
    }) as Answered
  const apply = (path: string, body: object, fieldManager: string, more: Record<string, string> = {}) =>
    send('PATCH', path, body, { type: 'application/apply-patch+yaml', fieldManager, ...more })
  return { send, apply }
}

const WEB = '/apis/apps/v1/namespaces/default/deployments/web'
const web = (spec: object = {}, container: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'nginx:1', ...container }] },
    },
    ...spec,
  },
})
const config = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data })
const C = '/api/v1/namespaces/default/configmaps/c'

test('an apply makes the object, and its manager owns what it named and nothing else', () => {
  const { apply } = client()
  const { status, body } = apply(WEB, web(), 'me')
  assert.equal(status, 201)
  assert.deepEqual(
    body.metadata?.managedFields?.map(({ manager, operation, fieldsV1 }) => ({ manager, operation, fieldsV1 })),
    [
      {
        manager: 'me',
        operation: 'Apply',
        fieldsV1: {
          'f:spec': {
            'f:replicas': {},
            'f:selector': {},
            'f:template': {
              'f:metadata': { 'f:labels': { 'f:app': {} } },
              'f:spec': { 'f:containers': { 'k:{"name":"c"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
            },
          },
        },
      },
    ],
  )
})

test('what another manages is a conflict, told to the letter; force takes it', () => {
  const { send, apply } = client()
  send('POST', '/apis/apps/v1/namespaces/default/deployments', web(), { fieldManager: 'kubectl-client-side-apply' })
  const one = apply(WEB, web({ replicas: 3 }), 'me')
  assert.equal(one.status, 409)
  assert.equal(
    one.body.message,
    'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas',
  )
  assert.deepEqual(one.body.details?.causes, [
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl-client-side-apply" using apps/v1',
      field: '.spec.replicas',
    },
  ])
  const two = apply(WEB, web({ replicas: 3 }, { image: 'nginx:2' }), 'me')
  assert.equal(
    two.body.message,
    'Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="c"].image',
  )
  assert.equal(apply(WEB, web({ replicas: 3 }), 'me', { force: 'true' }).status, 200)
  assert.equal(
    apply(WEB, web({ replicas: 4 }), 'other').body.message,
    'Apply failed with 1 conflict: conflict with "me": .spec.replicas',
  )
})

test('a scale is managed as the subresource', () => {
  const { send, apply } = client()
  apply(WEB, web(), 'me')
  send(
    'PATCH',
    `${WEB}/scale`,
    { spec: { replicas: 5 } },
    { type: 'application/merge-patch+json', fieldManager: 'kubectl' },
  )
  assert.equal(
    apply(WEB, web(), 'me').body.message,
    'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
  )
})

test('what an applier names no longer goes, unless another manages it', () => {
  const { apply } = client()
  apply(C, config({ a: '1', b: '2', c: '3' }), 'me')
  apply(C, config({ b: '2' }), 'other')
  assert.deepEqual(apply(C, config({ a: '1' }), 'me').body.data, { a: '1', b: '2' })
  assert.deepEqual(apply(C, config({}), 'me').body.data, { b: '2' })
})

test('items of keyed lists are merged and pruned by their keys', () => {
  const { send, apply } = client()
  const env = (...names: string[]) => web({}, { env: names.map((name) => ({ name, value: name })) })
  apply(WEB, env('A', 'B'), 'me')
  send(
    'PATCH',
    WEB,
    { spec: { template: { spec: { containers: [{ name: 'c', env: [{ name: 'X', value: 'x' }] }] } } } },
    { type: 'application/strategic-merge-patch+json' },
  )
  const { body } = apply(WEB, env('B'), 'me')
  const [container] = (body.spec as unknown as { template: { spec: { containers: { env: { name: string }[] }[] } } })
    .template.spec.containers
  assert.deepEqual(
    container?.env.map(({ name }) => name),
    ['X', 'B'],
  )
})

test('an update that changes nothing changes no manager, and one that changes a field takes it', () => {
  const { send, apply } = client()
  apply(C, config({ a: '1' }), 'me')
  send('PATCH', C, { data: { a: '1' } }, { type: 'application/merge-patch+json', fieldManager: 'you' })
  const { body } = send('PATCH', C, { data: { a: '2' } }, { type: 'application/merge-patch+json', fieldManager: 'you' })
  assert.deepEqual(
    body.metadata?.managedFields?.map(({ manager, operation, fieldsV1 }) => [manager, operation, fieldsV1]),
    [['you', 'Update', { 'f:data': { 'f:a': {} } }]],
  )
})

test('an apply without a manager, or with managedFields, is refused', () => {
  const { send, apply } = client()
  const nobody = send('PATCH', C, config({}), { type: 'application/apply-patch+yaml' })
  assert.deepEqual(
    [nobody.status, nobody.body.message],
    [422, 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'],
  )
  const given = apply(C, { ...config({}), metadata: { name: 'c', managedFields: [{ manager: 'x' }] } }, 'me')
  assert.deepEqual([given.status, given.body.message], [400, 'metadata.managedFields must be nil'])
})

// test/integration/apiserver/field_validation_test.go, v1.36
const DOUBLED = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: "1"\n  a: "2"\n'
const applyText = (fieldValidation: string) =>
  handle(createCluster({ runtime: 'instant', timeline: false }).server, {
    method: 'PATCH',
    path: C,
    query: new Query({ fieldManager: 'me', fieldValidation }),
    headers: { 'user-agent': 'test/1', 'content-type': 'application/apply-patch+yaml' },
    body: DOUBLED,
  }) as Answered & { headers?: { warning?: string[] } }

test('keys that a configuration has twice are refused, told, or passed over; the last one counts', () => {
  const strict = applyText('Strict')
  assert.deepEqual(
    [strict.status, strict.body.message],
    [
      400,
      'error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  line 6: key "a" already set in map',
    ],
  )
  const warned = applyText('Warn')
  assert.deepEqual(
    [warned.status, warned.body.data, warned.headers?.warning],
    [201, { a: '2' }, ['299 - "line 6: key \\"a\\" already set in map"']],
  )
  assert.equal(applyText('Ignore').headers?.warning, undefined)
})
