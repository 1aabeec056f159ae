// Refusals as apimachinery/pkg/apis/meta/v1/validation (ValidateCreateOptions, ValidatePatchOptions, ValidateDeleteOptions), v1.36, words them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const configMap = (name: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })

function call(method: string, path: string, body: unknown, query: Record<string, string> = {}, type = 'application/json') {
  const response = handle(server, { method, path, query: new Query(query), headers: { 'user-agent': 'test/1', 'content-type': type }, body: body === undefined ? '' : JSON.stringify(body) })
  return { status: response.status, message: (response.body as { message?: string }).message }
}

const APPLY = 'application/apply-patch+yaml'
const MERGE = 'application/merge-patch+json'

const writes: [method: string, query: Record<string, string>, type: string, message: string][] = [
  ['POST', { dryRun: 'Some' }, 'application/json', 'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"'],
  ['POST', { fieldManager: 'm'.repeat(129) }, 'application/json', 'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes'],
  ['POST', { fieldValidation: 'Loud' }, 'application/json', 'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Loud": supported values: "", "Ignore", "Strict", "Warn"'],
  ['PUT', { dryRun: 'x' }, 'application/json', 'UpdateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["x"]: supported values: "All"'],
  ['PATCH', { force: 'true' }, MERGE, 'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch'],
  ['PATCH', {}, APPLY, 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'],
]
for (const [method, query, type, message] of writes)
  test(`${method} with ${JSON.stringify(query).slice(0, 40)} is refused`, () => {
    const path = method === 'POST' ? CONFIG_MAPS : `${CONFIG_MAPS}/a`
    assert.deepEqual(call(method, path, configMap('a'), query, type), { status: 422, message })
  })

const deletions: [body: unknown, query: Record<string, string>, message: string][] = [
  [{ propagationPolicy: 'Later' }, {}, 'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Later": supported values: "Foreground", "Background", "Orphan", "nil"'],
  [{ propagationPolicy: 'Orphan', orphanDependents: true }, {}, 'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set'],
  [{ dryRun: ['Some'] }, {}, 'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"'],
  [undefined, { dryRun: 'Some' }, 'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"'],
]
for (const [body, query, message] of deletions)
  test(`DELETE with ${JSON.stringify(body ?? query)} is refused`, () => {
    call('POST', CONFIG_MAPS, configMap('kept'))
    assert.deepEqual(call('DELETE', `${CONFIG_MAPS}/kept`, body, query), { status: 422, message })
  })

test('a deletion as a dry run deletes nothing, asked for in the body or in the query', () => {
  call('POST', CONFIG_MAPS, configMap('dry'))
  assert.equal(call('DELETE', `${CONFIG_MAPS}/dry`, { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] }).status, 200)
  assert.equal(call('DELETE', `${CONFIG_MAPS}/dry`, undefined, { dryRun: 'All' }).status, 200)
  assert.equal(call('DELETE', CONFIG_MAPS, { dryRun: ['All'] }).status, 200)
  assert.equal(call('GET', `${CONFIG_MAPS}/dry`, undefined).status, 200)
})
