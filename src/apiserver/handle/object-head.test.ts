// Messages of transformDecodeError and the JSON serializer, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const HEAD = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

const sent = (method: string, path: string, body: string, type = 'application/json') => {
  const headers = { 'user-agent': 'test/1', 'content-type': type }
  const { status, body: answer } = handle(server, { method, path, query: new Query(), headers, body })
  return { status, message: (answer as { message?: string }).message }
}

const unrecognized = (error: string, shown: string): string =>
  `the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: ${error} (${shown})`

const REFUSED: readonly [body: string, message: string][] = [
  ['', unrecognized('unexpected end of JSON input', '<empty>')],
  ['{"a":1,}', unrecognized("invalid character '}' looking for beginning of object key string", '{"a":1,}')],
  [
    `{"metadata":{"name":"with a long text"},,}`,
    unrecognized(
      "invalid character ',' looking for beginning of object key string",
      '{"metadata":{"name":"with a lo ...',
    ),
  ],
  ['5', unrecognized(`json: cannot unmarshal number into Go value of type ${HEAD}`, '35')],
  ['[]', unrecognized(`json: cannot unmarshal array into Go value of type ${HEAD}`, '5b5d')],
  ['true', unrecognized(`json: cannot unmarshal bool into Go value of type ${HEAD}`, '74727565')],
  ['{"kind":5}', unrecognized('json: cannot unmarshal number into Go struct field .kind of type string', '{"kind":5}')],
  [
    '{"apiVersion":"a/b/c"}',
    'the object provided is unrecognized (must be of type ConfigMap): unexpected GroupVersion string: a/b/c ({"apiVersion":"a/b/c"})',
  ],
  [
    '{"kind":"Pod","apiVersion":"v1"}',
    'Pod in version "v1" cannot be handled as a ConfigMap: converting (v1.Pod) to (core.ConfigMap): unknown conversion',
  ],
  [
    '{"kind":"Deployment","apiVersion":"apps/v1"}',
    'Deployment in version "v1" cannot be handled as a ConfigMap: converting (v1.Deployment) to (core.ConfigMap): unknown conversion',
  ],
  [
    '{"kind":"Nothing","apiVersion":"v1"}',
    'Nothing in version "v1" cannot be handled as a ConfigMap: no kind "Nothing" is registered for version "v1" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"',
  ],
  [
    '{"kind":"ConfigMap","apiVersion":"apps/v1"}',
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "apps/v1" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"',
  ],
  [
    '{"kind":"ConfigMap","apiVersion":"v2"}',
    'the API version in the data (v2) does not match the expected API version (v1)',
  ],
]

for (const [body, message] of REFUSED)
  test(`POST ${body.slice(0, 40)}`, () => {
    assert.deepEqual(sent('POST', CONFIG_MAPS, body), { status: 400, message })
  })

test('a number that does not fit is named as it was written', () => {
  const deployments = '/apis/apps/v1/namespaces/default/deployments'
  for (const number of ['1e400', '9223372036854775808', '-1e400'])
    assert.deepEqual(sent('POST', deployments, `{"metadata":{"name":"n"},"spec":{"replicas":${number}}}`), {
      status: 400,
      message: `Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal number ${number} into Go struct field DeploymentSpec.spec.replicas of type int32`,
    })
})

test('null is an object without anything', () => {
  assert.deepEqual(sent('POST', CONFIG_MAPS, 'null'), {
    status: 422,
    message: 'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
  })
})

test('what is applied names its version', () => {
  assert.deepEqual(
    sent('PATCH', `${CONFIG_MAPS}/c`, '{"kind":"ConfigMap","apiVersion":"v2"}', 'application/apply-patch+yaml').message,
    'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  )
  const query = new Query({ fieldManager: 'me' })
  const headers = { 'user-agent': 'test/1', 'content-type': 'application/apply-patch+yaml' }
  const body = '{"kind":"ConfigMap","apiVersion":"v2"}'
  const answer = handle(server, { method: 'PATCH', path: `${CONFIG_MAPS}/c`, query, headers, body })
  assert.equal((answer.body as { message: string }).message, 'invalid object type: /v2, Kind=ConfigMap')
})

test('patches that are none', () => {
  server.create(
    'ConfigMap',
    'default',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'p' } },
    { actor: 't' },
  )
  const patch = (type: string, body: string): string | undefined =>
    sent('PATCH', `${CONFIG_MAPS}/p`, body, `application/${type}+json`).message
  assert.equal(
    patch('json-patch', '{}'),
    'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
  )
  assert.equal(
    patch('merge-patch', '[]'),
    'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
  )
  assert.equal(
    patch('strategic-merge-patch', '"x"'),
    'json: cannot unmarshal string into Go value of type map[string]interface {}',
  )
})
