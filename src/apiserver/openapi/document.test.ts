import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from '../handle/handle'
import { Query } from '../handle/request'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const get = (path: string) => {
  const { status, body } = handle(server, { method: 'GET', path, query: new Query(), headers: {}, body: '' })
  assert.equal(status, 200, path)
  return (typeof body === 'string' ? JSON.parse(body) : body) as Record<string, never>
}

test('every document of the index is served, and every reference in it leads to a schema', () => {
  const names = Object.keys(get('/openapi/v3').paths as unknown as object)
  assert.ok(names.includes('api/v1') && names.includes('apis/apps/v1'))
  for (const name of names) {
    const document = get(`/openapi/v3/${name}`) as unknown as { components: { schemas: object } }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, schema]) => schema as string,
    )
    assert.deepEqual(
      [...new Set(references)].filter((schema) => !Object.hasOwn(document.components.schemas, schema)),
      [],
      name,
    )
  }
})

test('a PATCH says that it takes fieldValidation, by which kubectl leaves validation to the server', () => {
  const { paths } = get('/openapi/v3/apis/apps/v1') as unknown as {
    paths: Record<string, { patch: { parameters: { name: string }[] } }>
  }
  const { patch } = paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'] as {
    patch: { parameters: { name: string }[] }
  }
  assert.ok(patch.parameters.some(({ name }) => name === 'fieldValidation'))
})

test('version 2 refers to its definitions', () => {
  const references = [...JSON.stringify(get('/openapi/v2')).matchAll(/"\$ref":"#\/definitions\//g)]
  assert.ok(references.length > 500)
})
