import test from 'node:test'
import assert from 'node:assert/strict'
import { decode } from './decode'
import { duplicateFields } from './duplicate-fields'

const POD = 'io.k8s.api.core.v1.Pod'
const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment'

test('wrong types are refused with the words of Go', () => {
  const cases: [schema: string, body: unknown, error: string][] = [
    [
      DEPLOYMENT,
      { spec: { replicas: 'three' } },
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      DEPLOYMENT,
      { spec: { replicas: 1.5 } },
      'json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      DEPLOYMENT,
      { spec: { replicas: 99999999999 } },
      'json: cannot unmarshal number 99999999999 into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      DEPLOYMENT,
      { metadata: { annotations: { a: true } } },
      'json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.annotations of type string',
    ],
    [
      DEPLOYMENT,
      { spec: { template: { spec: { containers: [{ env: [{ name: 'A', value: 1 }] }] } } } },
      'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    ],
    [
      POD,
      { spec: { containers: {} } },
      'json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
    ],
    [
      POD,
      { spec: { containers: [{ resources: [] }] } },
      'json: cannot unmarshal array into Go struct field Container.spec.containers.resources of type v1.ResourceRequirements',
    ],
    [POD, [], 'json: cannot unmarshal array into Go value of type v1.Pod'],
    [
      POD,
      { spec: { containers: [{ resources: { limits: { cpu: 'many' } } }] } },
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    [
      POD,
      { metadata: { creationTimestamp: 'yesterday' } },
      'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
    ],
    ['io.k8s.api.core.v1.Secret', { data: { a: 'b&c=' } }, 'illegal base64 data at input byte 1'],
  ]
  for (const [schema, body, error] of cases) assert.deepEqual(decode(schema, body, 'Strict').errors, [error])
})

test('unknown fields are refused, told or dropped', () => {
  const body = { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i', imagee: 'x' }], replica: 1 } }
  const object = {
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c', image: 'i', resources: {} }] },
    status: {},
  }
  const unknown = ['unknown field "spec.containers[0].imagee"', 'unknown field "spec.replica"']
  assert.deepEqual(decode(POD, body, 'Strict').errors, [`strict decoding error: ${unknown.join(', ')}`])
  assert.deepEqual(decode(POD, body, 'Warn'), { object, warnings: unknown, errors: [] })
  assert.deepEqual(decode(POD, body, 'Ignore'), { object, warnings: [], errors: [] })
})

test('doubled fields are found in the text of the body', () => {
  const text = '{"spec":{"replicas":1,"a":[{"b":1,"b":"x,{"},{"b":2}],"replicas":2},"\\u0061":{},"a":1}'
  assert.deepEqual(duplicateFields(text), [
    'duplicate field "spec.a[0].b"',
    'duplicate field "spec.replicas"',
    'duplicate field "a"',
  ])
  assert.deepEqual(
    decode(DEPLOYMENT, { spec: { replicas: 2 } }, 'Strict', ['duplicate field "spec.replicas"']).errors,
    ['strict decoding error: duplicate field "spec.replicas"'],
  )
})

test('what Go leaves out is left out, what it prints is there', () => {
  const body = {
    metadata: { name: 'd', labels: {}, creationTimestamp: null },
    spec: {
      replicas: 0,
      paused: false,
      minReadySeconds: 0,
      template: {
        spec: {
          automountServiceAccountToken: false,
          hostNetwork: false,
          containers: [{ name: 'c', args: [], env: [{ name: 'A', value: '' }] }],
        },
      },
    },
  }
  assert.deepEqual(decode(DEPLOYMENT, body, 'Strict').object, {
    metadata: { name: 'd' },
    spec: {
      replicas: 0,
      strategy: {},
      template: {
        metadata: {},
        spec: { automountServiceAccountToken: false, containers: [{ name: 'c', env: [{ name: 'A' }], resources: {} }] },
      },
    },
    status: {},
  })
})

test('quantities and times become canonical', () => {
  const body = {
    spec: {
      containers: [{ name: 'c', resources: { limits: { cpu: '1000m', memory: 1048576 }, requests: { cpu: 0.5 } } }],
    },
  }
  const { object } = decode(POD, body)
  assert.deepEqual((object['spec'] as { containers: { resources: unknown }[] }).containers[0]?.resources, {
    limits: { cpu: '1', memory: '1048576' },
    requests: { cpu: '500m' },
  })
  assert.deepEqual(
    decode('io.k8s.api.coordination.v1.Lease', { spec: { renewTime: '2026-01-01T02:00:00.25+02:00' } }).object['spec'],
    {
      renewTime: '2026-01-01T00:00:00.250000Z',
    },
  )
})

test('names of the language are names like any other', () => {
  const labels = JSON.parse('{"__proto__":"a","constructor":"b"}') as object
  const decoded = decode(POD, { metadata: { labels } }).object['metadata'] as { labels: Record<string, string> }
  assert.deepEqual(Object.entries(decoded.labels), [
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ])
  assert.deepEqual(decode(POD, JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'), 'Warn').warnings, [
    'unknown field "__proto__"',
    'unknown field "constructor"',
  ])
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('free values have a bounded depth', () => {
  const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown
  assert.deepEqual(decode('io.k8s.api.apps.v1.ControllerRevision', { data: deep, revision: 1 }).errors, [
    'exceeded max depth',
  ])
})

test('what a strategic merge made is read by a converter, which has words of its own', () => {
  const cases: [schema: string, body: unknown, error: string][] = [
    [POD, { metadata: { labels: 'invalid' } }, 'cannot restore map from string'],
    [POD, { spec: { containers: { name: 'a' } } }, 'cannot restore slice from map'],
    [POD, { spec: { containers: 1 } }, 'cannot restore slice from int64'],
    [POD, { spec: [] }, 'cannot restore struct from: slice'],
    [POD, { spec: { containers: [{ env: [{ name: 'A', value: 1 }] }] } }, 'cannot convert int64 to string'],
    [POD, { spec: { containers: [{ env: [{ name: 'A', value: 1.5 }] }] } }, 'unrecognized type: string'],
    [POD, { spec: { restartPolicy: 1 } }, 'cannot convert int64 to v1.RestartPolicy'],
    [POD, { spec: { restartPolicy: true } }, 'unrecognized type: string'],
    [POD, { spec: { hostNetwork: 1 } }, 'unrecognized type: bool'],
    [DEPLOYMENT, { spec: { replicas: 'three' } }, 'unrecognized type: int32'],
    [DEPLOYMENT, { spec: { replicas: 1.5 } }, 'cannot convert float64 to int32'],
    [
      DEPLOYMENT,
      { spec: { strategy: { rollingUpdate: { maxSurge: true } } } },
      'json: cannot unmarshal bool into Go value of type int32',
    ],
    [
      'io.k8s.api.core.v1.Secret',
      { data: { a: 'plain' } },
      'error decoding from json: illegal base64 data at input byte 4',
    ],
    [
      POD,
      { spec: { b: 1, a: 1 } },
      'strict decoding error: duplicate field "x", unknown field "spec.a", unknown field "spec.b"',
    ],
  ]
  for (const [schema, body, error] of cases)
    assert.deepEqual(decode(schema, body, 'Strict', ['duplicate field "x"'], { converts: true }).errors, [error])
})
