// Custom resources from the definition to its end. Messages as apiextensions-apiserver v1.36 has them.
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createCluster, type Cluster } from '../../cluster/create-cluster'
import { handle } from '../handle/handle'
import { Query } from '../handle/request'

const spec = {
  type: 'object',
  description: 'what is wanted',
  required: ['cronSpec'],
  properties: {
    cronSpec: { type: 'string', pattern: '^\\d+$', maxLength: 5 },
    image: { type: 'string', default: 'busybox' },
    replicas: { type: 'integer', minimum: 1, maximum: 10, default: 1 },
    color: { type: 'string', enum: ['red', 'blue'] },
    steps: { type: 'array', maxItems: 2, items: { type: 'object', properties: { name: { type: 'string' } } } },
    any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
}
const status = { type: 'object', properties: { replicas: { type: 'integer' }, selector: { type: 'string' } } }
const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'crontabs.stable.example.com' },
  spec: {
    group: 'stable.example.com',
    scope: 'Namespaced',
    names: { plural: 'crontabs', kind: 'CronTab', shortNames: ['ct'] },
    versions: [
      {
        name: 'v1beta1',
        served: true,
        storage: false,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec, status } } },
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
            labelSelectorPath: '.status.selector',
          },
        },
        additionalPrinterColumns: [
          { name: 'Spec', type: 'string', jsonPath: '.spec.cronSpec' },
          { name: 'Replicas', type: 'integer', jsonPath: '.spec.replicas' },
        ],
      },
    ],
  },
}
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const CRONTABS = '/apis/stable.example.com/v1/namespaces/default/crontabs'

let cluster: Cluster
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}, query = {}) => {
  const answer = handle(cluster.server, {
    method,
    path,
    query: new Query(query),
    headers: { 'user-agent': 'test/1', ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  })
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  return {
    ...answer,
    body: JSON.parse(text.startsWith('{') ? text : '{}') as Record<string, never> & { message?: string },
  }
}
const cronTab = (name: string, given: object) => ({
  apiVersion: 'stable.example.com/v1',
  kind: 'CronTab',
  metadata: { name },
  spec: given,
})

beforeEach(async () => {
  cluster = createCluster({ nodes: [], timeline: false })
  assert.equal(send('POST', DEFINITIONS, DEFINITION).status, 201)
  await cluster.pass(1)
})

describe('a definition', () => {
  it('gets its names and is established', () => {
    const { status: is } = send('GET', `${DEFINITIONS}/crontabs.stable.example.com`).body as unknown as {
      status: {
        conditions: { type: string; status: string; reason: string; message: string }[]
        storedVersions: string[]
      }
    }
    assert.deepEqual(
      is.conditions.map((each) => [each.type, each.status, each.reason, each.message]),
      [
        ['NamesAccepted', 'True', 'NoConflicts', 'no conflicts found'],
        ['Established', 'True', 'InitialNamesAccepted', 'the initial names have been accepted'],
      ],
    )
    assert.deepEqual(is.storedVersions, ['v1'])
  })

  it('makes a group whose released version comes first, and a schema for explain', () => {
    const group = send('GET', '/apis/stable.example.com').body as unknown as { versions: { version: string }[] }
    assert.deepEqual(
      group.versions.map(({ version }) => version),
      ['v1', 'v1beta1'],
    )
    const { components } = send('GET', '/openapi/v3/apis/stable.example.com/v1').body as unknown as {
      components: { schemas: Record<string, { properties: Record<string, { description?: string }> }> }
    }
    assert.equal(components.schemas['com.example.stable.v1.CronTab']?.properties['spec']?.description, 'what is wanted')
  })

  it('takes all its objects along when it goes', async () => {
    send('POST', CRONTABS, cronTab('a', { cronSpec: '1' }))
    const { body } = send('DELETE', `${DEFINITIONS}/crontabs.stable.example.com`)
    assert.deepEqual((body as unknown as { metadata: { finalizers: string[] } }).metadata.finalizers, [
      'customresourcecleanup.apiextensions.k8s.io',
    ])
    await cluster.pass(1)
    assert.equal(cluster.store.count('CronTab'), 0)
    assert.equal(send('GET', `${DEFINITIONS}/crontabs.stable.example.com`).status, 404)
    assert.equal(send('GET', CRONTABS).status, 404)
  })

  it('whose name is taken is not established', async () => {
    const names = { plural: 'others', kind: 'Other', shortNames: ['ct'] }
    const other = {
      ...DEFINITION,
      metadata: { name: 'others.stable.example.com' },
      spec: { ...DEFINITION.spec, names },
    }
    send('POST', DEFINITIONS, other)
    await cluster.pass(1)
    const { status: is } = send('GET', `${DEFINITIONS}/others.stable.example.com`).body as unknown as {
      status: { conditions: { type: string; status: string; reason: string; message: string }[] }
    }
    assert.deepEqual(
      is.conditions.map((each) => [each.type, each.status, each.reason, each.message]),
      [
        ['NamesAccepted', 'False', 'ShortNamesConflict', '"ct" is already in use'],
        ['Established', 'False', 'NotAccepted', 'not all names are accepted'],
      ],
    )
    assert.equal(send('GET', '/apis/stable.example.com/v1/namespaces/default/others').status, 404)
  })
})

it('goes with its namespace', async () => {
  const namespaces = '/api/v1/namespaces'
  send('POST', namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } })
  send('POST', CRONTABS.replace('default', 'other'), cronTab('a', { cronSpec: '1' }))
  send('POST', CRONTABS, cronTab('a', { cronSpec: '1' }))
  send('DELETE', `${namespaces}/other`)
  await cluster.pass(30_000)
  assert.deepEqual(
    cluster.store.list('CronTab').map(({ metadata }) => metadata.namespace),
    ['default'],
  )
  assert.equal(send('GET', `${namespaces}/other`).status, 404)
})

describe('an object', () => {
  it('gets defaults and loses what its schema does not know', () => {
    const given = { cronSpec: '1', foo: 1, steps: [{ name: 'a', bar: 1 }], any: { thing: 1 } }
    const { body, headers } = send('POST', CRONTABS, cronTab('a', given))
    const made = body as unknown as { spec: object; status?: object; metadata: { generation: number } }
    assert.deepEqual(made.spec, {
      cronSpec: '1',
      steps: [{ name: 'a' }],
      any: { thing: 1 },
      image: 'busybox',
      replicas: 1,
    })
    assert.deepEqual([made.status, made.metadata.generation], [undefined, 1])
    assert.deepEqual(headers?.['warning'], [
      String.raw`299 - "unknown field \"spec.foo\""`,
      String.raw`299 - "unknown field \"spec.steps[0].bar\""`,
    ])
    assert.equal(
      send('POST', CRONTABS, cronTab('b', given), {}, { fieldValidation: 'Strict' }).body.message,
      'CronTab in version "v1" cannot be handled as a CronTab: strict decoding error: unknown field "spec.foo", unknown field "spec.steps[0].bar"',
    )
  })

  const REFUSED: readonly [what: string, given: object, message: string][] = [
    ['a field that is missing', {}, 'spec.cronSpec: Required value'],
    [
      'another type',
      { cronSpec: 5 },
      'spec.cronSpec: Invalid value: "integer": spec.cronSpec in body must be of type string: "integer"',
    ],
    [
      'a value beyond its bound',
      { cronSpec: '1', replicas: 11 },
      'spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10',
    ],
    [
      'a value below its bound',
      { cronSpec: '1', replicas: 0 },
      'spec.replicas: Invalid value: 0: spec.replicas in body should be greater than or equal to 1',
    ],
    [
      'a text of another form',
      { cronSpec: 'x' },
      String.raw`spec.cronSpec: Invalid value: "x": spec.cronSpec in body should match '^\d+$'`,
    ],
    ['a text that is too long', { cronSpec: '123456' }, 'spec.cronSpec: Too long: may not be more than 5 bytes'],
    [
      'none of the allowed values',
      { cronSpec: '1', color: 'green' },
      'spec.color: Unsupported value: "green": supported values: "red", "blue"',
    ],
    ['too many items', { cronSpec: '1', steps: [{}, {}, {}] }, 'spec.steps: Too many: 3: must have at most 2 items'],
  ]
  for (const [what, given, message] of REFUSED)
    it(`is refused for ${what}`, () => {
      const { status: code, body } = send('POST', CRONTABS, cronTab('a', given))
      assert.deepEqual([code, body.message], [422, `CronTab.stable.example.com "a" is invalid: ${message}`])
    })

  it('has a status and a scale of their own, and columns', () => {
    send('POST', CRONTABS, cronTab('a', { cronSpec: '1' }))
    const merge = { 'content-type': 'application/merge-patch+json' }
    send('PATCH', `${CRONTABS}/a`, { status: { replicas: 9 } }, merge)
    send('PATCH', `${CRONTABS}/a/status`, { spec: { replicas: 9 }, status: { replicas: 2, selector: 'a=b' } }, merge)
    send('PATCH', `${CRONTABS}/a/scale`, { spec: { replicas: 3 } }, merge)
    const scale = send('GET', `${CRONTABS}/a/scale`).body as unknown as { spec: object; status: object }
    assert.deepEqual([scale.spec, scale.status], [{ replicas: 3 }, { replicas: 2, selector: 'a=b' }])
    const table = send('GET', CRONTABS, undefined, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' })
    const { columnDefinitions, rows } = table.body as unknown as {
      columnDefinitions: { name: string }[]
      rows: { cells: unknown[] }[]
    }
    assert.deepEqual(
      [columnDefinitions.map(({ name }) => name), rows.map(({ cells }) => cells)],
      [['Name', 'Spec', 'Replicas'], [['a', '1', 3]]],
    )
  })

  it('is the same under each version, and takes no strategic patch', () => {
    send('POST', CRONTABS, cronTab('a', { cronSpec: '1' }))
    const older = send('GET', CRONTABS.replace('/v1/', '/v1beta1/') + '/a').body as unknown as {
      apiVersion: string
      spec: { cronSpec: string }
    }
    assert.deepEqual([older.apiVersion, older.spec.cronSpec], ['stable.example.com/v1beta1', '1'])
    assert.equal(
      send('PATCH', `${CRONTABS}/a`, {}, { 'content-type': 'application/strategic-merge-patch+json' }).body.message,
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    )
  })
})
