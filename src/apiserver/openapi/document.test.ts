import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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

test('version 2 refers to definitions that it has, and has no words of version 3', () => {
  const document = get('/openapi/v2') as unknown as { definitions: Record<string, { properties: object }> }
  const text = JSON.stringify(document)
  const references = [...text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].map(([, name]) => name as string)
  assert.ok(references.length > 500)
  assert.deepEqual(
    references.filter((name) => !Object.hasOwn(document.definitions, name)),
    [],
  )
  assert.deepEqual(text.match(/"(oneOf|allOf)":\[|"requestBody":/g), null)
  assert.deepEqual(document.definitions['io.k8s.apimachinery.pkg.util.intstr.IntOrString'], {
    description: 'IntOrString is a type that can hold an int32 or a string.',
    type: 'string',
    format: 'int-or-string',
  })
})

describe('a document that a client has already', () => {
  const ask = (path: string, headers: Record<string, string>, query = {}) =>
    handle(server, { method: 'GET', path, query: new Query(query), headers, body: '' })
  const aggregated = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' }
  for (const [path, headers] of [
    ['/openapi/v2', {}],
    ['/openapi/v3', {}],
    ['/openapi/v3/apis/apps/v1', {}],
    ['/api', aggregated],
    ['/apis', aggregated],
  ] as const)
    test(path, () => {
      const first = ask(path, headers)
      const etag = String(first.headers?.etag)
      assert.match(etag, /^"[^"]+"$/)
      const { status, body } = ask(path, { ...headers, 'if-none-match': etag })
      assert.deepEqual({ status, body }, { status: 304, body: '' })
      assert.equal(ask(path, { ...headers, 'if-none-match': '"other"' }).status, 200)
    })

  test('an old hash leads to the present one, which may be kept for ever', () => {
    const { paths } = get('/openapi/v3') as unknown as { paths: Record<string, { serverRelativeURL: string }> }
    const url = paths['apis/apps/v1']?.serverRelativeURL as string
    const moved = ask('/openapi/v3/apis/apps/v1', {}, { hash: 'old' })
    assert.deepEqual([moved.status, moved.headers?.location], [301, url])
    const hash = new URL(url, 'http://server').searchParams.get('hash') as string
    const kept = ask('/openapi/v3/apis/apps/v1', {}, { hash })
    assert.deepEqual([kept.status, kept.headers?.['cache-control']], [200, 'public, immutable'])
  })
})
