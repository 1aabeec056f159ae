import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ApiError } from '../../status'
import { decodeObject } from './decode-object'

const text = (value: string): number[] => [...Buffer.from(value, 'utf8')]
const field = (number: number, ...bytes: number[]): number[] => [(number << 3) | 2, bytes.length, ...bytes]
const body = (apiVersion: string, kind: string, ...raw: number[]): Uint8Array =>
  Uint8Array.from([
    ...text('k8s'),
    0,
    ...field(1, ...field(1, ...text(apiVersion)), ...field(2, ...text(kind))),
    ...field(2, ...raw),
  ])

test('a message is read by the numbers of its fields', () => {
  const metadata = field(
    1,
    ...field(1, ...text('c')),
    ...field(8),
    ...field(11, ...field(1, ...text('app')), ...field(2, ...text('ü'))),
  )
  const data = field(2, ...field(1, ...text('a')), ...field(2, ...text('1')))
  assert.deepEqual(JSON.parse(JSON.stringify(decodeObject(body('v1', 'ConfigMap', ...metadata, ...data)))), {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: 'c', creationTimestamp: null, labels: { app: 'ü' } },
    data: { a: '1' },
  })
})

test('bytes are base64, inlined structs are inlined, special types have their JSON form', () => {
  const secret = decodeObject(body('v1', 'Secret', ...field(2, ...field(1, ...text('k')), ...field(2, 1, 2, 255)))) as {
    data: object
  }
  assert.deepEqual({ ...secret.data }, { k: 'AQL/' })
  const volume = field(1, ...field(1, ...text('v')), ...field(2, ...field(2)))
  const pod = decodeObject(body('v1', 'Pod', ...field(2, ...volume))) as { spec: unknown }
  assert.deepEqual(pod.spec, { volumes: [{ name: 'v', emptyDir: {} }] })
})

test('any bytes are an object or a bad request', () => {
  const kinds = fc.constantFrom(
    ['v1', 'Pod'],
    ['apps/v1', 'Deployment'],
    ['v1', 'Nope'],
    ['authorization.k8s.io/v1', 'SelfSubjectAccessReview'],
  )
  fc.assert(
    fc.property(kinds, fc.uint8Array({ maxLength: 60 }), fc.boolean(), ([apiVersion, kind], raw, isWhole) => {
      try {
        decodeObject(isWhole ? raw : body(apiVersion, kind, ...raw))
      } catch (error) {
        assert.ok(error instanceof ApiError && error.code === 400, String(error))
      }
    }),
    { numRuns: 2000 },
  )
})
