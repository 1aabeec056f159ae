import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeObject } from './decode-object'
import { encodeEvent, encodeObject } from './encode-object'

const plain = (object: object | undefined): unknown => JSON.parse(JSON.stringify(object))

test('an envelope with the type, and the fields by their numbers', () => {
  assert.deepEqual(
    [...(encodeObject({ kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'c' }, data: { a: '1' } }) ?? [])],
    [
      ...Buffer.from('k8s\0'),
      ...[0x0a, 15, 0x0a, 2, ...Buffer.from('v1'), 0x12, 9, ...Buffer.from('ConfigMap')],
      ...[
        0x12,
        13,
        0x0a,
        3,
        0x0a,
        1,
        ...Buffer.from('c'),
        0x12,
        6,
        0x0a,
        1,
        ...Buffer.from('a'),
        0x12,
        1,
        ...Buffer.from('1'),
      ],
      ...[0x1a, 0, 0x22, 0],
    ],
  )
})

const POD = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    name: 'web',
    creationTimestamp: '2026-11-21T05:51:00Z',
    labels: { app: 'ü' },
    managedFields: [{ manager: 'm', operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} } }],
  },
  spec: {
    volumes: [
      { name: 'v', emptyDir: { sizeLimit: '1Gi' } },
      { name: 's', secret: { secretName: 's', defaultMode: 420 } },
    ],
    containers: [
      {
        name: 'c',
        command: ['sleep', '1'],
        resources: { limits: { cpu: '500m' } },
        livenessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
        lifecycle: { preStop: { tcpSocket: { port: 80 } } },
      },
    ],
    tolerations: [{ operator: 'Exists', tolerationSeconds: -1 }],
    enableServiceLinks: true,
    hostNetwork: false,
  },
  status: { phase: 'Running', observedGeneration: 3 },
}

const ROUND_TRIPS: readonly object[] = [
  POD,
  { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '7' }, items: [{ metadata: { name: 'web' } }] },
  { kind: 'Secret', apiVersion: 'v1', metadata: { name: 's' }, data: { k: 'AQL/' }, type: 'Opaque' },
  {
    kind: 'Lease',
    apiVersion: 'coordination.k8s.io/v1',
    metadata: {},
    spec: { renewTime: '2026-11-21T05:51:00.000125Z' },
  },
  { kind: 'ControllerRevision', apiVersion: 'apps/v1', metadata: {}, data: { spec: { a: [1, '<'] } }, revision: 2 },
  { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: 'no', reason: 'NotFound', code: 404 },
  {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {},
    status: { userInfo: { username: 'u', extra: { scopes: ['a', 'b'] } } },
  },
  {
    kind: 'CustomResourceDefinition',
    apiVersion: 'apiextensions.k8s.io/v1',
    metadata: {},
    spec: {
      group: 'g',
      versions: [
        {
          name: 'v1',
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                a: { type: 'number', maximum: 1.5, default: { b: [null, 'c'] }, enum: [1, 'x'] },
                l: { items: { type: 'string' }, additionalProperties: true },
                m: { items: [{ type: 'string' }], additionalProperties: { type: 'integer' } },
              },
            },
          },
        },
      ],
    },
  },
]

for (const object of ROUND_TRIPS)
  test(`${(object as { kind: string }).kind} comes back as it was`, () => {
    assert.deepEqual(plain(decodeObject(encodeObject(object) ?? Buffer.alloc(0))), object)
  })

test('what is no protocol buffer has none', () => {
  assert.equal(encodeObject({ kind: 'NodeMetrics', apiVersion: 'metrics.k8s.io/v1beta1' }), undefined)
  assert.equal(encodeEvent('ADDED', { kind: 'NodeMetrics', apiVersion: 'metrics.k8s.io/v1beta1' }), undefined)
})

test('an event of a watch has its length in front', () => {
  const event = encodeEvent('ADDED', { kind: 'Namespace', apiVersion: 'v1', metadata: {} }) ?? Buffer.alloc(0)
  assert.equal(event.readUInt32BE(), event.length - 4)
  assert.equal(event.subarray(4, 11).toString('latin1'), '\n\u0005ADDED')
})
