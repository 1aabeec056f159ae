// What every kind answers alike. The wanted texts are those of upstream's API machinery (v1.36.4), asked the same of another kind.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const MAP = '/api/v1/namespaces/default/configmaps/settings'
const MAPS = '/api/v1/namespaces/default/configmaps'
const MERGE = { 'content-type': 'application/merge-patch+json' }
const JSON_PATCH = { 'content-type': 'application/json-patch+json' }
const APPLY = { 'content-type': 'application/apply-patch+yaml' }

interface Asked {
  readonly method?: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object | string | null
}

function ask({ method = 'GET', path, query = {}, headers = {}, body }: Asked) {
  const { server } = createCluster({ nodes: [] })
  server.create(
    'ConfigMap',
    'default',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: '1' } } as never,
    { actor: 'test' },
  )
  const answer = handle(server, {
    method,
    path,
    query: new Query(query),
    headers: { 'user-agent': 'test/1', 'content-type': 'application/json', ...headers },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const status = (typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body) as Record<string, unknown>
  return { ...status, code: answer.status } as { code: number; message?: string; details?: object; kind?: string }
}

const patch = (headers: Asked['headers'], body: object | string | null, query = {}): Asked => ({
  method: 'PATCH',
  path: MAP,
  headers: headers ?? {},
  body,
  query,
})
const manager = { fieldManager: 'me' }

const refused: readonly [what: string, asked: Asked, code: number, message: RegExp | string][] = [
  [
    'a token that is no token',
    { path: MAPS, query: { continue: 'bogus' } },
    400,
    'invalid continue token: continue key is not valid: illegal base64 data at input byte 4',
  ],
  [
    'a token of another form',
    { path: MAPS, query: { continue: 'e30' } },
    400,
    'invalid continue token: continue key is not valid: server does not recognize this encoded version ',
  ],
  [
    'a version that is none, of a list',
    { path: MAPS, query: { resourceVersion: 'abc' } },
    400,
    'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
  ],
  [
    'a version that is none, of an object',
    { path: MAP, query: { resourceVersion: 'abc' } },
    400,
    'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
  ],
  [
    'a version that is to come',
    { path: MAP, query: { resourceVersion: '999999999' } },
    504,
    /^Timeout: Too large resource version: 999999999, current: \d+$/,
  ],
  [
    'a field that no kind has',
    { path: MAPS, query: { fieldSelector: 'foo=bar' } },
    400,
    '"foo" is not a known field selector: only "metadata.name", "metadata.namespace"',
  ],
  [
    'a field that Pods do not have',
    { path: '/api/v1/pods', query: { fieldSelector: 'foo=bar' } },
    400,
    'field label not supported: foo',
  ],
  [
    'a form that is not to be had, of an object',
    { path: MAP, headers: { accept: 'text/html' } },
    406,
    '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  ],
  [
    'one of a list',
    { path: MAPS, headers: { accept: 'application/*' } },
    406,
    '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch',
  ],
  [
    'metadata of one, of a list',
    { path: MAPS, headers: { accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' } },
    406,
    'you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)',
  ],
  [
    'metadata of a list, of one',
    { path: MAP, headers: { accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io' } },
    406,
    'you requested PartialObjectMetadataList, but the requested object is not a list (*core.ConfigMap)',
  ],
  ['half a merge patch', patch(MERGE, '{'), 400, 'error decoding patch: unexpected end of JSON input'],
  ['a merge patch of nothing', patch(MERGE, 'null'), 400, 'Invalid JSON Patch'],
  [
    'a patch that renames',
    patch(MERGE, { metadata: { name: 'q' } }),
    400,
    'the name of the object (q) does not match the name on the URL (settings)',
  ],
  [
    'one that takes the name away',
    patch(MERGE, { metadata: { name: null } }),
    400,
    'the name of the object (settings based on URL) was undeterminable: name must be provided',
  ],
  [
    'one that moves the object',
    patch(MERGE, { metadata: { namespace: 'z' } }),
    400,
    'the namespace of the provided object does not match the namespace sent on the request',
  ],
  [
    'one that changes the uid',
    patch(MERGE, { metadata: { uid: 'q' } }),
    422,
    'ConfigMap "settings" is invalid: metadata.uid: Invalid value: "q": field is immutable',
  ],
  [
    'one that makes another kind',
    patch(MERGE, { kind: 'X' }),
    422,
    /: no kind "X" is registered for version "v1" in scheme "k8s\.io\/kubernetes\/pkg\/api\/legacyscheme\/scheme\.go:30"$/,
  ],
  [
    'operations that do',
    patch(JSON_PATCH, [{ op: 'replace', path: '/kind', value: 'Y' }]),
    422,
    /: no kind "Y" is registered for version "v1"/,
  ],
  [
    'operations that leave nothing',
    patch(JSON_PATCH, [{ op: 'replace', path: '', value: {} }]),
    400,
    'the name of the object (settings based on URL) was undeterminable: name must be provided',
  ],
  [
    'a replacement without a name',
    { method: 'PUT', path: MAP, body: { apiVersion: 'v1', kind: 'ConfigMap' } },
    400,
    'the name of the object (settings based on URL) was undeterminable: name must be provided',
  ],
  [
    'a replacement with a version that is none',
    {
      method: 'PUT',
      path: MAP,
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', resourceVersion: 'abc' } },
    },
    400,
    'strconv.ParseUint: parsing "abc": invalid syntax',
  ],
  [
    'a replacement of another object of this name',
    {
      method: 'PUT',
      path: MAP,
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', uid: 'q' } },
    },
    409,
    /^Operation cannot be fulfilled on configmaps "settings": StorageError: invalid object, Code: 4, Key: \/registry\/configmaps\/default\/settings, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: q, UID in object meta: [0-9a-f-]{36}$/,
  ],
  [
    'a configuration of another kind',
    patch(APPLY, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'settings' } }, manager),
    400,
    'invalid object type: /v1, Kind=Pod',
  ],
  ['a configuration of nothing', patch(APPLY, '', manager), 400, 'invalid object type: /, Kind='],
  [
    'a configuration that is a list',
    patch(APPLY, '- a', manager),
    400,
    'error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}',
  ],
  [
    'a configuration with a field that there is not',
    patch(APPLY, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, foo: 1 }, manager),
    400,
    'failed to create typed patch object (/settings; v1, Kind=ConfigMap): .foo: field not declared in schema',
  ],
  [
    'a deletion with options of another kind',
    { method: 'DELETE', path: MAP, body: { kind: 'Pod', apiVersion: 'v1' } },
    400,
    'no kind "Pod" is registered for version "v1" in scheme "k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27"',
  ],
  [
    'a deletion with options that cannot be read',
    { method: 'DELETE', path: MAP, body: 'x' },
    400,
    "couldn't get version/kind; json parse error: invalid character 'x' looking for beginning of value",
  ],
  [
    'a deletion of a part',
    { method: 'DELETE', path: '/api/v1/namespaces/default/status' },
    405,
    'the server does not allow this method on the requested resource',
  ],
  [
    'a look at what can only be made',
    { path: '/api/v1/namespaces/default/pods/p/eviction' },
    405,
    'the server does not allow this method on the requested resource',
  ],
]
for (const [what, asked, code, message] of refused)
  test(`${what} is refused`, () => {
    const answer = ask(asked)
    assert.equal(answer.code, code)
    if (typeof message === 'string') assert.equal(answer.message, message)
    else assert.match(answer.message ?? '', message)
  })

const taken: readonly [what: string, asked: Asked][] = [
  ['operations that are none', patch(JSON_PATCH, 'null')],
  ['a patch that takes the kind away: it is known', patch(MERGE, { kind: null })],
  [
    'options of a deletion in any group',
    { method: 'DELETE', path: MAP, body: { kind: 'DeleteOptions', apiVersion: 'x/v1' } },
  ],
  ['a watch of one object: it is got', { path: MAP, query: { watch: '1' } }],
]
for (const [what, asked] of taken)
  test(`${what} is taken`, () => {
    assert.equal(ask(asked).code, 200)
  })

test('what an error is about leaves out what it does not know', () => {
  const { details } = ask({ method: 'POST', path: MAPS, query: { dryRun: 'Some' }, body: {} })
  assert.deepEqual(Object.keys(details ?? {}), ['group', 'kind', 'causes'])
})
