// What the server has: /version, /api, /apis, aggregated discovery, health. Follows apiserver/pkg/endpoints/discovery, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import { sha256 } from '../../objects/sha256'
import type { ApiServer } from '../api-server'
import { fnv1a } from '../../objects/hash'
import type { KindDefinition } from '../kinds/kind'
import { unlessKnown } from './conditional'
import { openApi } from '../openapi/document'
import { health, healthPaths } from './health'
import type { ApiRequest, ApiResponse } from './request'
import { jsonText, keepText } from './json-text'
import { served, subresources, verbsOf, type ServedResource } from './served'

export const VERSION = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-06-09T00:00:00Z',
  goVersion: 'go1.26.0',
  compiler: 'gc',
  platform: 'linux/amd64',
}

/** undefined when the path is none of these. */
export function discover(server: ApiServer, request: ApiRequest): ApiResponse | undefined {
  const { path } = request
  // Older clients ask for v2beta1, which 1.36 does not have: they take the plain lists.
  const aggregated = /;v=v2;as=APIGroupDiscoveryList/.test(request.headers.accept ?? '')
  if (path === '/version' || path === '/version/') return laidOut(VERSION)
  const healthy = health(server, request)
  if (healthy) return healthy
  if (path === '/api' || path === '/api/')
    return aggregated
      ? aggregatedAnswer(server, request, '/api')
      : ok({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: serverAddresses(server) })
  if (path === '/apis' || path === '/apis/')
    return aggregated
      ? aggregatedAnswer(server, request, '/apis')
      : ok({
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: groupsOf(server)
            .filter((group) => group !== '')
            .map((group) => apiGroup(server, group)),
        })
  if (path.startsWith('/openapi/')) return openApi(server, request)
  if (path === '/') return laidOut({ paths: allPaths(server) })
  return groupOrVersion(server, path)
}

function allPaths(server: ApiServer): string[] {
  const groups = server.registry
    .groups()
    .flatMap(({ group, versions }) =>
      group ? [`/apis/${group}`, ...versions.map((version) => `/apis/${group}/${version}`)] : ['/api/v1'],
    )
  return [
    '/.well-known/openid-configuration',
    '/api',
    '/apis',
    ...groups,
    ...healthPaths(),
    '/metrics',
    '/openapi/v2',
    '/openapi/v3',
    '/openid/v1/jwks',
    '/version',
  ].sort()
}

/** Where the server is: behind its own Service. */
function serverAddresses({ read }: ApiServer): object[] {
  const [subset] = read.get('Endpoints', 'default', 'kubernetes')?.subsets ?? []
  const [address, port] = [subset?.addresses?.[0], subset?.ports?.[0]]
  return address && port ? [{ clientCIDR: '0.0.0.0/0', serverAddress: `${address.ip}:${port.port}` }] : []
}

const ok = (body: object): ApiResponse => ({ status: 200, body })

/** What is written without negotiation comes laid out, whoever asks. */
const laidOut = (body: object): ApiResponse => ({ status: 200, body: JSON.stringify(body, null, 2) })

function groupOrVersion(server: ApiServer, path: string): ApiResponse | undefined {
  const parts = path.split('/').filter(Boolean)
  if (parts[0] === 'api' && parts.length === 2) return resourceList(server, '', parts[1] as string)
  if (parts[0] !== 'apis') return undefined
  if (parts.length === 2)
    return groupsOf(server).includes(parts[1] as string) ? ok(apiGroup(server, parts[1] as string, true)) : undefined
  return parts.length === 3 ? resourceList(server, parts[1] as string, parts[2] as string) : undefined
}

const groupsOf = (server: ApiServer): string[] => [...new Set(server.registry.groups().map(({ group }) => group))]

const versionsOf = (server: ApiServer, group: string): string[] =>
  server.registry
    .groups()
    .filter((each) => each.group === group)
    .flatMap(({ versions }) => versions)

function apiGroup(server: ApiServer, group: string, isAlone = false): object {
  const versions = versionsOf(server, group).map((version) => ({ groupVersion: `${group}/${version}`, version }))
  return {
    ...(isAlone ? { kind: 'APIGroup', apiVersion: 'v1' } : {}),
    name: group,
    versions,
    preferredVersion: versions[0],
  }
}

function resourceList(server: ApiServer, group: string, version: string): ApiResponse | undefined {
  const found = served(server).filter((each) => each.group === group && each.version === version)
  if (found.length === 0) return undefined
  const resources = found.flatMap((each) => [resourceOf(each), ...subresourcesOf(each)])
  return ok({
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources,
  })
}

function resourceOf({ definition, group, version }: ServedResource): object {
  const { plural, singular, namespaced, kind, shortNames, categories } = definition
  const other = definition.group !== group || definition.version !== version
  return {
    name: plural,
    singularName: singular,
    namespaced,
    ...(other ? { group, version } : {}),
    kind,
    verbs: verbsOf(definition),
    ...(shortNames?.length ? { shortNames } : {}),
    ...(categories?.length ? { categories } : {}),
    ...(isKept(definition) ? { storageVersionHash: storageVersionHash(definition) } : {}),
  }
}

/** What is only answered has no version in which it is stored. */
const isKept = (definition: KindDefinition): boolean => verbsOf(definition).includes('watch')

const storageHashes = new WeakMap<KindDefinition, string>()

/** Clients see by it whether two versions are stored as one. Follows apiserver/pkg/endpoints/discovery/storageversionhash.go. */
function storageVersionHash(definition: KindDefinition): string {
  const { group, version, kind } = definition
  const known = storageHashes.get(definition)
  if (known !== undefined) return known
  const hash = btoa(String.fromCharCode(...sha256(`${group}/${version}/${kind}`).slice(0, 8)))
  storageHashes.set(definition, hash)
  return hash
}

const subresourcesOf = ({ definition }: ServedResource): object[] =>
  subresources(definition).map(({ name, ...rest }) => ({
    name: `${definition.plural}/${name}`,
    singularName: '',
    namespaced: definition.namespaced,
    ...rest,
  }))

/** Clients keep it, and ask whether it is still the same. */
function aggregatedAnswer(server: ApiServer, request: ApiRequest, path: '/api' | '/apis'): ApiResponse {
  const answer = groupList(server, path)
  const mark = `${VERSION.gitVersion}-${fnv1a
    .ofText(jsonText(answer.body as object))
    .toString(16)
    .toUpperCase()}`
  return unlessKnown(request, mark, { ...answer, headers: { ...answer.headers, 'cache-control': 'public' } })
}

/** By what is served: whoever asks first has the document made for all clusters that serve the same. */
const groupLists = new WeakMap<readonly KindDefinition[], Partial<Record<'/api' | '/apis', ApiResponse>>>()

/** apidiscovery.k8s.io/v2, which kubectl asks for first. */
function groupList(server: ApiServer, path: '/api' | '/apis'): ApiResponse {
  const definitions = server.registry.all()
  const known = groupLists.get(definitions) ?? {}
  groupLists.set(definitions, known)
  return (known[path] ??= makeGroupList(server, path))
}

function makeGroupList(server: ApiServer, path: '/api' | '/apis'): ApiResponse {
  const all = served(server)
  const items = groupsOf(server)
    .filter((group) => (group === '') === (path === '/api'))
    .map((group) => ({
      metadata: { name: group },
      versions: versionsOf(server, group).map((version) => ({
        version,
        freshness: 'Current',
        resources: all.filter((each) => each.group === group && each.version === version).map(aggregatedResource),
      })),
    }))
  return {
    status: 200,
    headers: { 'content-type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' },
    body: keepText({ kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items }),
  }
}

function aggregatedResource({ definition, group, version }: ServedResource): object {
  const { plural, singular, namespaced, kind, shortNames, categories } = definition
  const gvk = (of: { kind: string; group?: string; version?: string }) => ({
    group: of.group ?? group,
    version: of.version ?? version,
    kind: of.kind,
  })
  const below = subresources(definition).map((each) => ({
    subresource: each.name,
    responseKind: gvk(each),
    verbs: each.verbs,
  }))
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs: verbsOf(definition),
    ...(shortNames?.length ? { shortNames } : {}),
    ...(categories?.length ? { categories } : {}),
    ...(below.length ? { subresources: below } : {}),
  }
}
