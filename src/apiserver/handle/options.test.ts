// Refusals as apimachinery/pkg/apis/meta/v1/validation (ValidateCreateOptions, ValidatePatchOptions, ValidateDeleteOptions), v1.36, words them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const configMap = (name: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })

function call(
  method: string,
  path: string,
  body: unknown,
  query: Record<string, string> = {},
  type = 'application/json',
) {
  const response = handle(server, {
    method,
    path,
    query: new Query(query),
    headers: { 'user-agent': 'test/1', 'content-type': type },
    body: body === undefined ? '' : JSON.stringify(body),
  })
  return { status: response.status, message: (response.body as { message?: string }).message }
}

const APPLY = 'application/apply-patch+yaml'
const MERGE = 'application/merge-patch+json'

const writes: [method: string, query: Record<string, string>, type: string, message: string][] = [
  [
    'POST',
    { dryRun: 'Some' },
    'application/json',
    'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
  ],
  [
    'POST',
    { fieldManager: 'm'.repeat(129) },
    'application/json',
    'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes',
  ],
  [
    'POST',
    { fieldValidation: 'Loud' },
    'application/json',
    'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Loud": supported values: "", "Ignore", "Strict", "Warn"',
  ],
  [
    'PUT',
    { dryRun: 'x' },
    'application/json',
    'UpdateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["x"]: supported values: "All"',
  ],
  [
    'PATCH',
    { force: 'true' },
    MERGE,
    'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
  ],
  [
    'PATCH',
    {},
    APPLY,
    'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  ],
]
for (const [method, query, type, message] of writes)
  test(`${method} with ${JSON.stringify(query).slice(0, 40)} is refused`, () => {
    const path = method === 'POST' ? CONFIG_MAPS : `${CONFIG_MAPS}/a`
    assert.deepEqual(call(method, path, configMap('a'), query, type), { status: 422, message })
  })

const deletions: [body: unknown, query: Record<string, string>, message: string][] = [
  [
    { propagationPolicy: 'Later' },
    {},
    'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Later": supported values: "Foreground", "Background", "Orphan", "nil"',
  ],
  [
    { propagationPolicy: 'Orphan', orphanDependents: true },
    {},
    'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set',
  ],
  [
    { dryRun: ['Some'] },
    {},
    'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
  ],
  [
    undefined,
    { dryRun: 'Some' },
    'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
  ],
]
for (const [body, query, message] of deletions)
  test(`DELETE with ${JSON.stringify(body ?? query)} is refused`, () => {
    call('POST', CONFIG_MAPS, configMap('kept'))
    assert.deepEqual(call('DELETE', `${CONFIG_MAPS}/kept`, body, query), { status: 422, message })
  })

test('a deletion as a dry run deletes nothing, asked for in the body or in the query', () => {
  call('POST', CONFIG_MAPS, configMap('dry'))
  assert.equal(
    call('DELETE', `${CONFIG_MAPS}/dry`, { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] }).status,
    200,
  )
  assert.equal(call('DELETE', `${CONFIG_MAPS}/dry`, undefined, { dryRun: 'All' }).status, 200)
  assert.equal(call('DELETE', CONFIG_MAPS, { dryRun: ['All'] }).status, 200)
  assert.equal(call('GET', `${CONFIG_MAPS}/dry`, undefined).status, 200)
})

// test/integration/apiserver/field_validation_test.go, v1.36
const DOUBLED =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: twice}\ndata:\n  a: "1"\n  a: "2"\n  "b-c": "1"\n  "b-c": "2"\n'
const TOLD = ['line 6: key "a" already set in map', 'line 8: key "b-c" already set in map']
const ofYaml = (fieldValidation: string) =>
  handle(server, {
    method: 'POST',
    path: CONFIG_MAPS,
    query: new Query({ fieldValidation, dryRun: 'All' }),
    headers: { 'user-agent': 'test/1', 'content-type': 'application/yaml' },
    body: DOUBLED,
  })

test('fields that stand twice in YAML are told with their lines, and the last one counts', () => {
  assert.deepEqual(
    [ofYaml('Strict').status, (ofYaml('Strict').body as { message: string }).message],
    [
      400,
      `ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: yaml: unmarshal errors:\n${TOLD.map((each) => `  ${each}`).join('\n')}`,
    ],
  )
  assert.deepEqual(
    ofYaml('Warn').headers?.['warning'],
    TOLD.map((text) => `299 - "${text.replaceAll('"', '\\"')}"`),
  )
  assert.deepEqual((ofYaml('Ignore').body as { data: object }).data, { a: '2', 'b-c': '2' })
})

test('a timeout that is no duration is refused, on every path', () => {
  assert.deepEqual(call('GET', '/version', undefined, { timeout: 'invalid' }), {
    status: 400,
    message: 'invalid timeout specified in the request URL - time: invalid duration "invalid"',
  })
  assert.equal(call('GET', CONFIG_MAPS, undefined, { timeout: '0s' }).status, 200)
})

test('what was warned of is told with a refusal as well', () => {
  const response = handle(server, {
    method: 'POST',
    path: CONFIG_MAPS,
    query: new Query(),
    headers: { 'user-agent': 'test/1' },
    body: JSON.stringify({ metadata: { name: 'No' }, more: 1 }),
  })
  assert.deepEqual([response.status, response.headers?.['warning']], [422, ['299 - "unknown field \\"more\\""']])
})
