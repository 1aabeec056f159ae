// What the server has: /version, /api, /apis, aggregated discovery, health. Follows apiserver/pkg/endpoints/discovery, v1.36.
import type { ApiServer } from '../api-server'
import type { KindDefinition } from '../kinds/kind'
import { openApi } from '../openapi/document'
import type { ApiRequest, ApiResponse } from './request'

export const VERSION = {
  major: '1', minor: '36', emulationMajor: '1', emulationMinor: '36', minCompatibilityMajor: '1', minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2', gitCommit: '', gitTreeState: 'clean', buildDate: '2026-06-09T00:00:00Z', goVersion: 'go1.26.0', compiler: 'gc', platform: 'linux/amd64',
}

const USUAL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

/** One resource as it is served under one version. */
export interface ServedResource {
  readonly definition: KindDefinition
  readonly group: string
  readonly version: string
}

/** undefined when the path is none of these. */
export function discover(server: ApiServer, request: ApiRequest): ApiResponse | undefined {
  const { path } = request
  const aggregated = /as=APIGroupDiscoveryList/.test(request.headers.accept ?? '')
  if (path === '/version' || path === '/version/') return ok(VERSION)
  if (['/healthz', '/livez', '/readyz'].some((each) => path === each || path.startsWith(`${each}/`))) return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'ok' }
  if (path === '/api' || path === '/api/') return aggregated ? groupList(server, (group) => group === '') : ok({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] })
  if (path === '/apis' || path === '/apis/') return aggregated ? groupList(server, (group) => group !== '') : ok({ kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(server).filter((group) => group !== '').map((group) => apiGroup(server, group)) })
  if (path.startsWith('/openapi/')) return openApi(server, request)
  if (path === '/') return ok({ paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/readyz', '/version'] })
  return groupOrVersion(server, path)
}

const ok = (body: object): ApiResponse => ({ status: 200, body })

function groupOrVersion(server: ApiServer, path: string): ApiResponse | undefined {
  const parts = path.split('/').filter(Boolean)
  if (parts[0] === 'api' && parts.length === 2) return resourceList(server, '', parts[1] as string)
  if (parts[0] !== 'apis') return undefined
  if (parts.length === 2) return groupsOf(server).includes(parts[1] as string) ? ok(apiGroup(server, parts[1] as string, true)) : undefined
  return parts.length === 3 ? resourceList(server, parts[1] as string, parts[2] as string) : undefined
}

/** Every kind under every version that it is served as. */
function served({ registry }: ApiServer): ServedResource[] {
  return registry.all().flatMap((definition) => [
    { definition, group: definition.group, version: definition.version },
    ...(definition.versions ?? []).map(({ group, version }) => ({ definition, group, version })),
  ])
}

const groupsOf = (server: ApiServer): string[] => [...new Set(server.registry.groups().map(({ group }) => group))]

const versionsOf = (server: ApiServer, group: string): string[] =>
  server.registry.groups().filter((each) => each.group === group).flatMap(({ versions }) => versions)

function apiGroup(server: ApiServer, group: string, isAlone = false): object {
  const versions = versionsOf(server, group).map((version) => ({ groupVersion: `${group}/${version}`, version }))
  return { ...(isAlone ? { kind: 'APIGroup', apiVersion: 'v1' } : {}), name: group, versions, preferredVersion: versions[0] }
}

function resourceList(server: ApiServer, group: string, version: string): ApiResponse | undefined {
  const found = served(server).filter((each) => each.group === group && each.version === version)
  if (found.length === 0) return undefined
  const resources = found.flatMap((each) => [resourceOf(each), ...subresourcesOf(each)])
  return ok({ kind: 'APIResourceList', apiVersion: 'v1', groupVersion: group ? `${group}/${version}` : version, resources })
}

function resourceOf({ definition, group, version }: ServedResource): object {
  const { plural, singular, namespaced, kind, verbs = USUAL_VERBS, shortNames, categories } = definition
  const other = definition.group !== group || definition.version !== version
  return {
    name: plural, singularName: singular, namespaced, kind, verbs,
    ...(other ? { group, version } : {}), ...(shortNames?.length ? { shortNames } : {}), ...(categories?.length ? { categories } : {}), storageVersionHash: '',
  }
}

const SUBRESOURCE_KINDS: Readonly<Record<string, { kind: string; group?: string; version?: string; verbs: readonly string[] }>> = {
  attach: { kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  ephemeralcontainers: { kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  eviction: { kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  finalize: { kind: 'Namespace', verbs: ['update'] },
  log: { kind: 'Pod', verbs: ['get'] },
  portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  proxy: { kind: 'PodProxyOptions', verbs: ['create', 'delete', 'get', 'patch', 'update'] },
  token: { kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: ['create'] },
}

interface Subresource {
  readonly name: string
  readonly kind: string
  readonly group?: string
  readonly version?: string
  readonly verbs: readonly string[]
}

function subresources({ kind, scale, hasStatus, subresources: others = [] }: KindDefinition): Subresource[] {
  const named = others.filter((name) => name !== 'status' && name !== 'scale').map((name) => ({ name, ...(SUBRESOURCE_KINDS[name] ?? { kind, verbs: ['get', 'patch', 'update'] }) }))
  const verbs = ['get', 'patch', 'update']
  return [
    ...named,
    ...(scale ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs }] : []),
    ...(hasStatus ? [{ name: 'status', kind, verbs }] : []),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
}

const subresourcesOf = ({ definition }: ServedResource): object[] =>
  subresources(definition).map(({ name, ...rest }) => ({ name: `${definition.plural}/${name}`, singularName: '', namespaced: definition.namespaced, ...rest }))

/** apidiscovery.k8s.io/v2, which kubectl asks for first. */
function groupList(server: ApiServer, wanted: (group: string) => boolean): ApiResponse {
  const all = served(server)
  const items = groupsOf(server).filter(wanted).map((group) => ({
    metadata: { name: group, creationTimestamp: null },
    versions: versionsOf(server, group).map((version) => ({
      version, freshness: 'Current',
      resources: all.filter((each) => each.group === group && each.version === version).map(aggregatedResource),
    })),
  }))
  return {
    status: 200, headers: { 'content-type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' },
    body: { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items },
  }
}

function aggregatedResource({ definition, group, version }: ServedResource): object {
  const { plural, singular, namespaced, kind, verbs = USUAL_VERBS, shortNames, categories } = definition
  const gvk = (of: { kind: string; group?: string; version?: string }) => ({ group: of.group ?? group, version: of.version ?? version, kind: of.kind })
  const below = subresources(definition).map((each) => ({ subresource: each.name, responseKind: gvk(each), verbs: each.verbs }))
  return {
    resource: plural, responseKind: { group, version, kind }, scope: namespaced ? 'Namespaced' : 'Cluster', singularResource: singular, verbs,
    ...(shortNames?.length ? { shortNames } : {}), ...(categories?.length ? { categories } : {}), ...(below.length ? { subresources: below } : {}),
  }
}
