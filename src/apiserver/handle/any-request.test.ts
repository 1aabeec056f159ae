// Whatever a client sends: an answer that is its fault or none, never a defect, and nothing outside the store changed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { plain } from './object-list'
import { Query, type ApiRequest } from './request'
import { watchResponse } from './watch-response'
import { jsonLine, prettyJson } from '../http/go-json'
import { decodeObject } from '../http/protobuf/decode-object'
import { encodeObject } from '../http/protobuf/encode-object'
import { ApiError } from '../status'

const NAMES = [
  'web',
  'p',
  'c',
  'default',
  'kube-system',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  'Ä',
  '%2F',
  '%E0%A4%A',
  '..',
  'nope',
  'k8s-node01',
]
const PLURALS = [
  'pods',
  'deployments',
  'configmaps',
  'services',
  'nodes',
  'namespaces',
  'jobs',
  'events',
  'secrets',
  'horizontalpodautoscalers',
  'selfsubjectaccessreviews',
  'leases',
  'nopes',
  '__proto__',
  'toString',
]
const ROOTS = [
  '/api/v1',
  '/apis/apps/v1',
  '/apis/batch/v1',
  '/apis/autoscaling/v1',
  '/apis/autoscaling/v2',
  '/apis/events.k8s.io/v1',
  '/apis/authorization.k8s.io/v1',
  '/apis/nope/v1',
  '/apis/apps/v9',
  '/api/__proto__',
]
const SUBRESOURCES = [
  '',
  '',
  '',
  '/status',
  '/scale',
  '/log',
  '/exec',
  '/eviction',
  '/binding',
  '/token',
  '/finalize',
  '/proxy/a',
  '/nope',
  '/constructor',
]
const TYPES = [
  'application/json',
  'application/yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'text/plain',
  '',
]

const name = fc.constantFrom(...NAMES)
const paths = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ROOTS), name, fc.constantFrom(...PLURALS), name, fc.constantFrom(...SUBRESOURCES))
    .map(([root, namespace, plural, object, sub]) => `${root}/namespaces/${namespace}/${plural}/${object}${sub}`),
  fc
    .tuple(fc.constantFrom(...ROOTS), name, fc.constantFrom(...PLURALS))
    .map(([root, namespace, plural]) => `${root}/namespaces/${namespace}/${plural}`),
  fc
    .tuple(fc.constantFrom(...ROOTS), fc.constantFrom(...PLURALS), name, fc.constantFrom(...SUBRESOURCES))
    .map((parts) => parts.slice(0, 3).join('/') + parts[3]),
  fc.tuple(fc.constantFrom(...ROOTS), fc.constantFrom(...PLURALS)).map((parts) => parts.join('/')),
  fc.constantFrom(
    '/',
    '',
    '//',
    '/api',
    '/apis/',
    '/version',
    '/openapi/v3/apis/nope/v1',
    '/openapi/v2',
    '/healthz/x',
    '/apis/apps',
    '/nope',
    '/api/v1/watch/pods',
  ),
)

const keys = fc.constantFrom(
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'labels',
  'annotations',
  'spec',
  'status',
  'replicas',
  'selector',
  'matchLabels',
  'template',
  'containers',
  'image',
  'ports',
  'data',
  'op',
  'path',
  'value',
  'from',
  '$patch',
  '$retainKeys',
  '$setElementOrder/containers',
  '$deleteFromPrimitiveList/finalizers',
  'finalizers',
  'ownerReferences',
  'managedFields',
  'target',
  'deleteOptions',
  'preconditions',
  'uid',
  'resourceVersion',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
)
const scalars = fc.oneof(
  fc.constantFrom(
    'v1',
    'apps/v1',
    'Pod',
    'Deployment',
    'ConfigMap',
    'web',
    'default',
    'replace',
    'add',
    'remove',
    'move',
    'copy',
    'test',
    '/metadata/labels/a',
    '/spec/replicas',
    '/__proto__/x',
    '/-',
    '',
    'delete',
    '10Mi',
  ),
  fc.string({ maxLength: 5 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const { value } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 6 }, scalars, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
  object: fc.array(fc.tuple(keys, tie('value')), { maxLength: 6 }).map((entries) => {
    const object = {}
    for (const [key, each] of entries)
      Object.defineProperty(object, key, { value: each, enumerable: true, configurable: true, writable: true })
    return object
  }),
}))
const whole = (apiVersion: string, kind: string) =>
  value.map((spec) =>
    JSON.stringify({ apiVersion, kind, metadata: { name: 'web', labels: { a: 'b' } }, spec, data: spec }),
  )
const bodies = fc.oneof(
  value.map((each) => JSON.stringify(each)),
  whole('apps/v1', 'Deployment'),
  whole('v1', 'Pod'),
  whole('v1', 'ConfigMap'),
  whole('v1', 'Service'),
  whole('batch/v1', 'Job'),
  fc.array(value, { maxLength: 4 }).map((list) => JSON.stringify(list)),
  fc.constantFrom(
    '',
    '{',
    '[',
    '[{}]',
    'null',
    '"x"',
    '1',
    '{"a":',
    'a: [',
    '&a [*a]',
    '{"metadata":null}',
    '['.repeat(12_000),
    '!!js/function x',
    'a: &x {b: *x}',
    '\u0000',
  ),
  fc.string({ maxLength: 30 }),
)
const queries = fc.dictionary(
  fc.constantFrom(
    'labelSelector',
    'fieldSelector',
    'limit',
    'continue',
    'resourceVersion',
    'resourceVersionMatch',
    'dryRun',
    'fieldManager',
    'fieldValidation',
    'force',
    'propagationPolicy',
    'gracePeriodSeconds',
    'sendInitialEvents',
    'allowWatchBookmarks',
    'includeObject',
    'timeoutSeconds',
    'command',
  ),
  fc.oneof(
    fc.constantFrom(
      'a=b',
      'a in (',
      'metadata.name=web',
      'spec.nope=1',
      '1',
      '-1',
      '0',
      'All',
      'true',
      'NotOlderThan',
      'Exact',
      'Strict',
      'me',
      'Orphan',
      'e30=',
      'bm9wZQ==',
      'Object',
      '',
      '__proto__',
    ),
    fc.string({ maxLength: 8 }),
  ),
  { maxKeys: 4 },
)
const accepts = fc.constantFrom(
  'application/json',
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  '*/*',
  '',
  'image/png',
  'application/vnd.kubernetes.protobuf',
  'application/vnd.kubernetes.protobuf,application/json',
  'application/yaml',
  'text/html;q=0.9,application/json;q=0.1',
  'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  'application/json;as=Nothing',
  ';;,=',
)
const requests: fc.Arbitrary<ApiRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'BREW'),
  path: paths,
  query: queries.map((values) => new Query(values)),
  body: bodies,
  headers: fc
    .tuple(fc.constantFrom(...TYPES), accepts)
    .map(([type, accept]) => ({ 'content-type': type, accept, 'user-agent': 'any/1' })),
})

const freshCluster = () => {
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  cluster.apiFor('test').create('Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } },
    },
  } as never)
  return cluster
}

/** On the wire an answer has the same content, in each form. */
function isSaid(body: object): void {
  const same = JSON.parse(JSON.stringify(body)) as object
  assert.deepEqual(JSON.parse(jsonLine(body)), same)
  assert.deepEqual(JSON.parse(prettyJson(body)), same)
  const bytes = encodeObject(plain(body))
  if (bytes) decodeObject(bytes)
}

test('any request has an answer that is no defect, and changes no prototype', () => {
  const before = [Object.prototype, Array.prototype, Function.prototype].map(
    (each) => Object.getOwnPropertyNames(each).length,
  )
  const cluster = freshCluster()
  fc.assert(
    fc.property(requests, (request) => {
      const { status, body } = handle(cluster.server, request)
      // 504: a version that is still to come; upstream has no better code for a version at a creation
      const isTold =
        status === 504 ||
        (body as { message?: string }).message === 'resourceVersion should not be set on objects to be created'
      assert.ok((status >= 200 && status < 500) || isTold, `${request.method} ${request.path} -> ${status}`)
      assert.equal(({} as { x?: unknown }).x, undefined)
      if (typeof body === 'object') isSaid(body)
    }),
    { numRuns: 2000 },
  )
  assert.deepEqual(
    [Object.prototype, Array.prototype, Function.prototype].map((each) => Object.getOwnPropertyNames(each).length),
    before,
  )
})

test('any patch of an object is taken or refused', () => {
  const cluster = freshCluster()
  const patches = fc.tuple(
    fc.constantFrom(...TYPES.slice(2, 6)),
    fc.oneof(value, fc.array(value, { maxLength: 3 })),
    queries,
  )
  fc.assert(
    fc.property(patches, fc.constantFrom('', '/status', '/scale'), ([type, body, query], subresource) => {
      const request = {
        method: 'PATCH',
        path: `/apis/apps/v1/namespaces/default/deployments/web${subresource}`,
        query: new Query(query),
        headers: { 'content-type': type },
        body: JSON.stringify(body) ?? 'null',
      }
      const { status } = handle(cluster.server, request)
      assert.ok(status >= 200 && status < 500, String(status))
    }),
    { numRuns: 1000 },
  )
})

test('any watch begins or is refused, and can be stopped', () => {
  const cluster = freshCluster()
  fc.assert(
    fc.property(requests, (request) => {
      try {
        watchResponse(cluster.server, request, () => {})()
      } catch (error) {
        assert.ok(error instanceof ApiError && error.code < 500, String(error))
      }
    }),
    { numRuns: 1000 },
  )
})
