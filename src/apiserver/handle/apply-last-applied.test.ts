// What an apply by kubectl makes of the annotation of its client-side apply: lastappliedmanager_test.go and
// lastappliedupdater_test.go of apimachinery/pkg/util/managedfields/managedfieldstest, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const C = '/api/v1/namespaces/default/configmaps'

interface Configuration {
  readonly apiVersion?: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly data?: object
}
const config = ({ apiVersion = 'v1', annotations, data = {} }: Configuration) => ({
  apiVersion,
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace: 'default', ...(annotations ? { annotations } : {}) },
  data,
})

/** Creates the first as a client-side apply does, then applies the second. */
function applyAfter(lastApplied: string | undefined, live: object, next: Configuration, fieldManager = 'kubectl') {
  const { server } = createCluster({ runtime: 'instant', timeline: false })
  const send = (method: string, path: string, body: object, type: string, query: Record<string, string>) =>
    handle(server, {
      method,
      path,
      query: new Query(query),
      headers: { 'user-agent': 'test/1', 'content-type': type },
      body: JSON.stringify(body),
    }) as {
      status: number
      body: { message?: string; data?: object; metadata?: { annotations?: Record<string, string> } }
    }
  const annotations = lastApplied === undefined ? undefined : { [LAST_APPLIED]: lastApplied }
  send('POST', C, config({ annotations: annotations ?? {}, data: live }), 'application/json', {
    fieldManager: 'kubectl-client-side-apply',
  })
  const { status, body } = send('PATCH', `${C}/c`, config(next), 'application/apply-patch+yaml', { fieldManager })
  return status === 200
    ? { data: body.data, annotation: body.metadata?.annotations?.[LAST_APPLIED] }
    : { message: body.message }
}
const applied = (data: object, apiVersion = 'v1'): string => JSON.stringify(config({ apiVersion, data }))
const conflict = (field: string) => ({
  message: `Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using v1: .data.${field}`,
})
const written = (data: object): string =>
  `${JSON.stringify({ apiVersion: 'v1', data, kind: 'ConfigMap', metadata: { name: 'c', namespace: 'default' } })}\n`

test('kubectl takes over what it applied before, and the annotation says what it applied now', () => {
  assert.deepEqual(applyAfter(applied({ a: '1', b: '1' }), { a: '1', b: '1' }, { data: { a: '2' } }), {
    data: { a: '2', b: '1' },
    annotation: written({ a: '2' }),
  })
})

test('whoever calls itself otherwise does not, and leaves the annotation as it is', () => {
  const before = applied({ a: '1' })
  assert.deepEqual(applyAfter(before, { a: '1' }, { data: { a: '2' } }, 'other'), conflict('a'))
  assert.deepEqual(applyAfter(before, { a: '1' }, { data: { b: '2' } }, 'other'), {
    data: { a: '1', b: '2' },
    annotation: before,
  })
})

test('what does not stand as it was applied is a conflict as ever', () => {
  const cases: [string | undefined, object, object, string][] = [
    [undefined, { a: '1' }, { a: '2' }, 'a'],
    ['', { a: '1' }, { a: '2' }, 'a'],
    ['no json', { a: '1' }, { a: '2' }, 'a'],
    ['null', { a: '1' }, { a: '2' }, 'a'],
    [applied({ a: '1' }, 'v2'), { a: '1' }, { a: '2' }, 'a'],
    // changed since, added since, and one of two
    [applied({ a: '0' }), { a: '1' }, { a: '2' }, 'a'],
    [applied({ b: '1' }), { a: '1', b: '1' }, { a: '2' }, 'a'],
    [applied({ a: '1', b: '0' }), { a: '1', b: '1' }, { a: '2', b: '2' }, 'b'],
  ]
  for (const [annotation, live, data, field] of cases)
    assert.deepEqual(applyAfter(annotation, live, { data }), conflict(field))
})

test('an object without the annotation gets none; another annotation of the configuration is told in it', () => {
  assert.deepEqual(applyAfter(undefined, {}, { data: { a: '1' } }), { data: { a: '1' }, annotation: undefined })
  const next = { annotations: { note: '<&>', [LAST_APPLIED]: applied({}) }, data: {} }
  assert.deepEqual(applyAfter(applied({}), {}, next), {
    data: undefined,
    annotation:
      '{"apiVersion":"v1","data":{},"kind":"ConfigMap","metadata":{"annotations":{"note":"\\u003c\\u0026\\u003e"},"name":"c","namespace":"default"}}\n',
  })
})

test('an annotation that would be too long goes', () => {
  const { annotation } = applyAfter(applied({}), {}, { data: { a: 'x'.repeat(256 * 1024) } })
  assert.equal(annotation, undefined)
})
