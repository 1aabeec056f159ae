// Follows apiserver/pkg/endpoints/handlers/get.go (ListResource) and registry/generic/registry/store.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { parseSelector, SelectorError } from '../../objects/selector-text'
import { matches, type Selector } from '../../objects/selectors'
import type { ApiServer } from '../api-server'
import { badRequest, failure, gone } from '../status'
import { matchesFields, parseFieldSelector, type FieldSelector } from './field-selector'
import type { Query } from './request'
import type { ResourcePath } from './resolve-path'
import { madeObjects } from './virtual/made'

/** What a list or a watch picks. */
export interface Pick {
  readonly labels: Selector
  readonly fields: FieldSelector
}

export interface Page {
  readonly items: readonly KubeObject[]
  readonly metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
}

export function pickOf({ definition, name }: ResourcePath, query: Query): Pick {
  const fields = parseFieldSelector(query.get('fieldSelector'), definition)
  return { labels: labelsOf(query.get('labelSelector')), fields: name === undefined ? fields : [...fields, { field: 'metadata.name', equal: true, value: name }] }
}

function labelsOf(text: string | undefined): Selector {
  try {
    return parseSelector(text ?? '')
  } catch (error) {
    if (error instanceof SelectorError) throw badRequest(`unable to parse requirement: ${error.message}`)
    throw error
  }
}

export const isPicked = (object: KubeObject, { labels, fields }: Pick, path: ResourcePath): boolean =>
  (path.namespace === '' || object.metadata.namespace === path.namespace) &&
  matches(labels, object.metadata.labels) &&
  matchesFields(fields, path.definition, object)

/** Objects in the order of their keys, cut into pages where the client asks for it. */
export function listPage(server: ApiServer, path: ResourcePath, query: Query): Page {
  refuseImpossible(server, query)
  const all = candidates(server, path, query).filter((object) => isPicked(object, pickOf(path, query), path))
  const resourceVersion = String(server.store.resourceVersion)
  const limit = query.number('limit') ?? 0
  const { start, version } = startOf(query, resourceVersion)
  const from = start === undefined ? 0 : all.findIndex((object) => keyText(object) > start)
  const rest = from < 0 ? [] : all.slice(from)
  if (limit <= 0 || rest.length <= limit) return { items: rest, metadata: { resourceVersion: version } }
  const items = rest.slice(0, limit)
  return {
    items,
    metadata: { resourceVersion: version, continue: continueToken(items[items.length - 1] as KubeObject, version), remainingItemCount: rest.length - limit },
  }
}

/** Follows apimachinery/pkg/apis/meta/internalversion/validation and apiserver/pkg/storage (ValidateListOptions), v1.36. */
function refuseImpossible({ store }: ApiServer, query: Query): void {
  const version = query.get('resourceVersion') ?? ''
  const match = query.get('resourceVersionMatch') ?? ''
  const refuse = (why: string, value?: string) =>
    failure(422, 'Invalid', `ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: ${why}`, {
      group: 'meta.k8s.io', kind: 'ListOptions', causes: [{ reason: value === undefined ? 'FieldValueForbidden' : 'FieldValueNotSupported', message: why, field: 'resourceVersionMatch' }],
    })
  if (match !== '') {
    if (query.get('continue')) throw refuse('Forbidden: resourceVersionMatch is forbidden when continue is provided')
    if (version === '') throw refuse('Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided')
    if (match !== 'Exact' && match !== 'NotOlderThan') throw refuse(`Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`, match)
    if (match === 'Exact' && version === '0') throw refuse('Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"')
  }
  if (version === '') return
  if (!/^\d+$/.test(version)) throw badRequest(`invalid resource version "${version}": strconv.ParseUint: parsing "${version}": invalid syntax`)
  if (query.get('continue') && version !== '0') throw badRequest('specifying resource version is not allowed when using continue')
  if (Number(version) > store.resourceVersion) throw tooLarge(Number(version), store.resourceVersion)
  // Old states are not kept: an exact one can be given only where nothing was written since.
  if (match === 'Exact' && Number(version) < store.resourceVersion) throw gone('The provided resource version is too old.')
}

/** A version that is still to come: upstream waits three seconds for it and gives up. */
const tooLarge = (asked: number, current: number) =>
  failure(504, 'Timeout', `Too large resource version: ${asked}, current: ${current}`, { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1 })

/** Names and labels are found through indexes; the rest is filtered. */
function candidates(server: ApiServer, path: ResourcePath, query: Query): KubeObject[] {
  const { definition, namespace } = path
  const made = madeObjects(server, definition.kind)
  if (made) return sorted([...made, ...server.store.list(definition.kind)])
  const { store } = server
  const { labels, fields } = pickOf(path, query)
  if (namespace && labels.length > 0) return sorted(store.select(definition.kind, namespace, labels))
  const node = fields.find(({ field, equal }) => field === 'spec.nodeName' && equal)
  if (definition.kind === 'Pod' && node?.value) return sorted([...store.podsOnNode(node.value)])
  return store.list(definition.kind, definition.namespaced && namespace ? namespace : undefined)
}

const keyText = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`
const sorted = (objects: KubeObject[]): KubeObject[] => objects.sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1))

// A token is the version of the first page and the last key, as upstream's; it is opaque to clients.
const continueToken = (last: KubeObject, version: string): string => btoa(encodeURIComponent(JSON.stringify({ v: version, start: keyText(last) })))

function startOf(query: Query, current: string): { start: string | undefined; version: string } {
  const token = query.get('continue')
  if (!token) return { start: undefined, version: current }
  try {
    const { v, start } = JSON.parse(decodeURIComponent(atob(token))) as { v?: unknown; start?: unknown }
    if (typeof v === 'string' && typeof start === 'string') return { start, version: v }
  } catch {
    // told below
  }
  throw badRequest('continue key is not valid: encoding is not correct')
}

export const tooOld = (asked: number, oldest: number) => gone(`too old resource version: ${asked} (${oldest})`)
