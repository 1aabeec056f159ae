// /openapi/v3 and /openapi/v2: an index, and a document for each group and version, made when it is first asked for.
// Follows kube-openapi/pkg/handler3 and apiserver/pkg/endpoints/installer.go, v1.36.
import type { ApiServer } from '../api-server'
import { unlessKnown } from '../handle/conditional'
import { OPENAPI_V2_PROTOBUF } from '../handle/media-types'
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
import { definitionsOf, pathsOfVersion2 } from './version-2'

const INFO = { title: 'Kubernetes', version: 'v1.36.2' }
const BEARER = {
  BearerToken: { description: 'Bearer Token authentication', in: 'header', name: 'authorization', type: 'apiKey' },
}

/** Texts by path for what is served: a document takes some milliseconds and a megabyte, and changes with the kinds only. */
const texts = new WeakMap<readonly KindDefinition[], Map<string, string>>()

export function openApi(server: ApiServer, request: ApiRequest): ApiResponse {
  const { path, headers, query } = request
  if (path === '/openapi/v3' || path === '/openapi/v3/')
    return unlessKnown(request, hashOfServed(server), { status: 200, body: index(server) })
  if (path === '/openapi/v2') return unlessKnown(request, hashOfServed(server), v2(server, headers.accept))
  const name = path.slice('/openapi/v3/'.length)
  const [group, version] = groupVersionOf(name)
  const resources =
    version === undefined ? [] : served(server).filter((each) => each.group === group && each.version === version)
  if (resources.length === 0) throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
  const hash = hashOfServed(server, group)
  const asked = query.get('hash')
  if (asked && asked !== hash) return movedTo(urlOf(name, hash))
  const text = kept(server, path, () => JSON.stringify(documentOf(resources)))
  return unlessKnown(request, hash, {
    status: 200,
    // A document that was asked for by its hash stays as it is.
    headers: { 'content-type': 'application/json', ...(asked ? { 'cache-control': 'public, immutable' } : {}) },
    body: text,
  })
}

const urlOf = (name: string, hash: string): string => `/openapi/v3/${name}?hash=${encodeURIComponent(hash)}`

const movedTo = (location: string): ApiResponse => ({
  status: 301,
  headers: { location, 'content-type': 'text/html; charset=utf-8' },
  body: `<a href="${location}">Moved Permanently</a>.\n\n`,
})

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
      [...names]
        .sort()
        .map((name) => [name, { serverRelativeURL: urlOf(name, hashOfServed(server, groupVersionOf(name)[0])) }]),
    ),
  }
}

/** Clients keep a document as long as its hash is the same: it changes with the custom resources, of one group or of all. */
function hashOfServed(server: ApiServer, group?: string): string {
  const custom = server.registry
    .all()
    .filter((definition): definition is CustomKind => isCustom(definition))
    .filter((definition) => group === undefined || definition.group === group)
  const parts = custom.map(({ group, plural, versions, schemas }) => ({ group, plural, versions, schemas }))
  return `${INFO.version}${custom.length > 0 ? `-${hashOf(parts)}` : ''}`
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
      ...markedSchemas(rootsOf(resources)),
      ...schemasOfCustom(resources),
    },
    securitySchemes: BEARER,
  },
})

const schemasOfCustom = (resources: readonly ServedResource[]): object =>
  Object.assign(
    {},
    ...resources.map(({ definition, version }) => (isCustom(definition) ? customSchemas(definition, version) : {})),
  ) as object

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

/** The document of version 2 by what is served; its text, or its bytes, are made when they are first sent. */
const documents = new WeakMap<readonly KindDefinition[], object>()

function documentOfVersion2(server: ApiServer): object {
  const kinds = server.registry.all()
  const known = documents.get(kinds)
  if (known) return known
  const resources = served(server)
  const schemas = { ...markedSchemas(rootsOf(resources)), ...schemasOfCustom(resources) }
  const document = {
    swagger: '2.0',
    info: INFO,
    paths: pathsOfVersion2(Object.assign({}, ...resources.map(pathsOf)) as object),
    definitions: definitionsOf(schemas),
    securityDefinitions: BEARER,
    security: [{ BearerToken: [] }],
  }
  documents.set(kinds, document)
  return document
}

function v2(server: ApiServer, accept = ''): ApiResponse {
  if (accept.includes(OPENAPI_V2_PROTOBUF) && !accept.includes('json'))
    return {
      status: 200,
      headers: { 'content-type': OPENAPI_V2_PROTOBUF.replace('@', '.') },
      body: documentOfVersion2(server),
    }
  if (!/json|\*\/\*/.test(accept) && accept !== '')
    throw failure(406, 'NotAcceptable', 'only the following media types are accepted: application/json')
  const body = kept(server, '/openapi/v2', () => JSON.stringify(documentOfVersion2(server)))
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}
