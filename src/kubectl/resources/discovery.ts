// What the server serves, from /api and /apis: in one document each (aggregated discovery) or group by group.
// Follows client-go/discovery, v1.36.
import type { KubeClient } from '../context'
import { type AnyObject, isFields, listAt, textAt, valueAt } from '../objects'
import type { KubeApi } from '../request/kube-api'
import type { ResourceMapping } from './resource-mapping'

const AGGREGATED = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',')

/** What asks for the groups waits no longer. */
const TIMEOUT = { timeout: '32s' }

export interface ApiGroup {
  readonly name: string
  /** in the server's order: the first is preferred */
  readonly versions: readonly ApiVersion[]
}

export interface ApiVersion {
  readonly version: string
  /** main resources only; subresources are left out */
  readonly resources: readonly ResourceMapping[]
}

// A cluster serves the same kinds from one command to the next, so that the answer is kept with the client, as kubectl keeps
// it on disk. A name that is not found asks anew.
const known = new WeakMap<object, readonly ApiGroup[]>()

const keyOf = (client: KubeClient): object => client.cacheKey ?? client

/** All groups with their versions, core first, in the server's order of priority. */
export async function discover(api: KubeApi, anew = false): Promise<readonly ApiGroup[]> {
  const kept = anew ? undefined : known.get(keyOf(api.client))
  if (kept) return kept
  const groups = joined(await readRoot(api, '/api'), await readRoot(api, '/apis'))
  known.set(keyOf(api.client), groups)
  return groups
}

let latest:
  { readonly core: readonly ApiGroup[]; readonly others: readonly ApiGroup[]; all: readonly ApiGroup[] } | undefined

/** The same list for the same documents: what is found out of it can be kept with it. */
function joined(core: readonly ApiGroup[], others: readonly ApiGroup[]): readonly ApiGroup[] {
  if (latest?.core !== core || latest.others !== others) latest = { core, others, all: [...core, ...others] }
  return latest.all
}

/** What the documents last read say: in a run of many scenarios every cluster serves the same. */
const read = new Map<string, readonly ApiGroup[]>()
const READ_MAX = 8

async function readRoot(api: KubeApi, path: '/api' | '/apis'): Promise<readonly ApiGroup[]> {
  const { body } = await api.send({ method: 'GET', path, headers: { accept: AGGREGATED }, query: TIMEOUT })
  const kept = read.get(body)
  if (kept) return kept
  const document = JSON.parse(body) as AnyObject
  if (document.kind === 'APIGroupDiscoveryList') {
    const groups = listAt(document, 'items').map(aggregatedGroup)
    if (read.size >= READ_MAX) read.clear()
    read.set(body, groups)
    return groups
  }
  if (path === '/api') {
    const versions = listAt(document, 'versions').map(String)
    return [{ name: '', versions: await Promise.all(versions.map((version) => plainVersion(api, '', version))) }]
  }
  return Promise.all(listAt(document, 'groups').map((group) => plainGroup(api, group)))
}

async function plainGroup(api: KubeApi, group: unknown): Promise<ApiGroup> {
  const name = textAt(group, 'name')
  const preferred = textAt(group, 'preferredVersion', 'version')
  const all = listAt(group, 'versions').map((each) => textAt(each, 'version'))
  const versions = [preferred, ...all.filter((version) => version !== preferred)].filter((version) => version !== '')
  return { name, versions: await Promise.all(versions.map((version) => plainVersion(api, name, version))) }
}

async function plainVersion(api: KubeApi, group: string, version: string): Promise<ApiVersion> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const list = await api.call({ method: 'GET', path, query: TIMEOUT })
  const names = listAt(list, 'resources').map((each) => textAt(each, 'name'))
  const main = listAt(list, 'resources').filter((each) => !textAt(each, 'name').includes('/'))
  const resources = main.map((each): ResourceMapping => ({
    group: textAt(each, 'group') || group,
    version: textAt(each, 'version') || version,
    resource: textAt(each, 'name'),
    singular: textAt(each, 'singularName') || textAt(each, 'kind').toLowerCase(),
    singularName: textAt(each, 'singularName'),
    kind: textAt(each, 'kind'),
    namespaced: valueAt(each, 'namespaced') === true,
    verbs: listAt(each, 'verbs').map(String),
    shortNames: listAt(each, 'shortNames').map(String),
    categories: listAt(each, 'categories').map(String),
    scalable: names.includes(`${textAt(each, 'name')}/scale`),
  }))
  return { version, resources }
}

function aggregatedGroup(group: unknown): ApiGroup {
  const name = textAt(group, 'metadata', 'name')
  const versions = listAt(group, 'versions').map((each): ApiVersion => {
    const version = textAt(each, 'version')
    const resources = listAt(each, 'resources').filter((resource) => isFields(valueAt(resource, 'responseKind')))
    return { version, resources: resources.map((resource) => aggregatedResource(name, version, resource)) }
  })
  return { name, versions }
}

function aggregatedResource(group: string, version: string, resource: unknown): ResourceMapping {
  return {
    group,
    version,
    resource: textAt(resource, 'resource'),
    singular: textAt(resource, 'singularResource') || textAt(resource, 'responseKind', 'kind').toLowerCase(),
    singularName: textAt(resource, 'singularResource'),
    kind: textAt(resource, 'responseKind', 'kind'),
    namespaced: textAt(resource, 'scope') === 'Namespaced',
    verbs: listAt(resource, 'verbs').map(String),
    shortNames: listAt(resource, 'shortNames').map(String),
    categories: listAt(resource, 'categories').map(String),
    scalable: listAt(resource, 'subresources').some((each) => textAt(each, 'subresource') === 'scale'),
  }
}
