// /openapi/v3 and /openapi/v2: an index, and a document for each group and version, made when it is first asked for.
// Follows kube-openapi/pkg/handler3 and apiserver/pkg/endpoints/installer.go, v1.36.
import type { ApiServer } from '../api-server'
import { served, subresources, type ServedResource } from '../handle/served'
import type { ApiRequest, ApiResponse } from '../handle/request'
import { hashOf } from '../../objects/hash'
import type { CustomKind } from '../custom/definition'
import { customSchemas, isCustom } from '../custom/openapi'
import type { KindDefinition } from '../kinds/kind'
import { failure } from '../status'
import { markedSchemas } from './marked-schemas'
import { pathsOf } from './paths'
import { schemaNameOf } from './schemas'

const INFO = { title: 'Kubernetes', version: 'v1.36.2' }
const BEARER = {
  BearerToken: { description: 'Bearer Token authentication', in: 'header', name: 'authorization', type: 'apiKey' },
}

/** Texts by path for what is served: a document takes some milliseconds and a megabyte, and changes with the kinds only. */
const texts = new WeakMap<readonly KindDefinition[], Map<string, string>>()

export function openApi(server: ApiServer, { path, headers }: ApiRequest): ApiResponse {
  if (path === '/openapi/v3' || path === '/openapi/v3/') return { status: 200, body: index(server) }
  if (path === '/openapi/v2') return v2(server, headers.accept)
  const [group, version] = groupVersionOf(path.slice('/openapi/v3/'.length))
  const resources =
    version === undefined ? [] : served(server).filter((each) => each.group === group && each.version === version)
  if (resources.length === 0) throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
  const text = kept(server, path, () => JSON.stringify(documentOf(resources)))
  return { status: 200, headers: { 'content-type': 'application/json' }, body: text }
}

function kept(server: ApiServer, path: string, make: () => string): string {
  const kinds = server.registry.all()
  const known = texts.get(kinds) ?? new Map<string, string>()
  texts.set(kinds, known)
  const text = known.get(path) ?? make()
  known.set(path, text)
  return text
}

function index(server: ApiServer): object {
  const names = new Set(
    served(server).map(({ group, version }) => (group ? `apis/${group}/${version}` : `api/${version}`)),
  )
  return {
    paths: Object.fromEntries(
      [...names].sort().map((name) => {
        const hash = `${INFO.version}${hashOfCustom(server, name)}`
        return [name, { serverRelativeURL: `/openapi/v3/${name}?hash=${hash}` }]
      }),
    ),
  }
}

/** Clients keep a document as long as its hash is the same. */
function hashOfCustom(server: ApiServer, name: string): string {
  const [group] = groupVersionOf(name)
  const custom = server.registry.all().filter((definition) => isCustom(definition) && definition.group === group)
  return custom.length > 0 ? `-${hashOf(custom.map((definition) => (definition as CustomKind).schemas))}` : ''
}

/** `apis/apps/v1` -> apps, v1; `api/v1` -> '', v1 */
function groupVersionOf(name: string): [string, string | undefined] {
  const parts = name.split('/')
  if (parts[0] === 'api' && parts.length === 2) return ['', parts[1]]
  return parts[0] === 'apis' && parts.length === 3 ? [parts[1] as string, parts[2]] : ['', undefined]
}

const documentOf = (resources: readonly ServedResource[]): object => ({
  openapi: '3.0.0',
  info: INFO,
  paths: Object.assign({}, ...resources.map(pathsOf)) as object,
  components: {
    schemas: {
      ...markedSchemas(rootsOf(resources), '#/components/schemas/'),
      ...(Object.assign(
        {},
        ...resources.map(({ definition, version }) => (isCustom(definition) ? customSchemas(definition, version) : {})),
      ) as object),
    },
    securitySchemes: BEARER,
  },
})

/** The schemas that a group's paths name; what these refer to comes with them. */
function rootsOf(resources: readonly ServedResource[]): string[] {
  const kinds = resources.flatMap(({ definition, group, version }) => [
    { group, version, kind: definition.kind },
    { group, version, kind: `${definition.kind}List` },
    ...subresources(definition).map((each) => ({
      group: each.group ?? group,
      version: each.version ?? version,
      kind: each.kind,
    })),
  ])
  const meta = ['DeleteOptions', 'Status', 'Patch', 'WatchEvent'].map(
    (kind) => `io.k8s.apimachinery.pkg.apis.meta.v1.${kind}`,
  )
  return [...kinds.flatMap((kind) => schemaNameOf(kind) ?? []), ...meta]
}

const V2_PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf'
/**
 * gnostic's openapi.v2.Document with `swagger`, `info` and nothing else. kubectl up to 1.28 cannot do without a document in
 * this format, but finds what it wants elsewhere: fields are judged by the server, patches made by its own types.
 */
const V2_NO_SCHEMAS = `\n\u00032.0\u0012\u0015\n\n${INFO.title}\u0012\u0007${INFO.version}B\u0000J\u0000`

function v2(server: ApiServer, accept = ''): ApiResponse {
  if (accept.includes(V2_PROTOBUF) && !accept.includes('json'))
    return { status: 200, headers: { 'content-type': V2_PROTOBUF.replace('@', '.') }, body: V2_NO_SCHEMAS }
  if (!/json|\*\/\*/.test(accept) && accept !== '')
    throw failure(406, 'NotAcceptable', 'only the following media types are accepted: application/json')
  const text = kept(server, '/openapi/v2', () => {
    const resources = served(server)
    return JSON.stringify({
      swagger: '2.0',
      info: INFO,
      paths: Object.assign({}, ...resources.map(pathsOf)) as object,
      definitions: markedSchemas(rootsOf(resources), '#/definitions/'),
      securityDefinitions: BEARER,
      security: [{ BearerToken: [] }],
    })
  })
  return { status: 200, headers: { 'content-type': 'application/json' }, body: text }
}
