// Follows apiserver/pkg/endpoints/handlers/get.go (ListResource) and registry/generic/registry/store.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { parseSelector, SelectorError } from '../../objects/selector-text'
import { matches, type Selector } from '../../objects/selectors'
import type { ApiServer } from '../api-server'
import { ApiError, badRequest, failure, gone } from '../status'
import { continueToken, readContinueToken } from './continue-token'
import { matchesFields, parseFieldSelector, type FieldSelector } from './field-selector'
import { refuseWrongList } from './options'
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
  return {
    labels: labelsOf(query.get('labelSelector')),
    fields: name === undefined ? fields : [...fields, { field: 'metadata.name', equal: true, value: name }],
  }
}

function labelsOf(text: string | undefined): Selector {
  try {
    return parseSelector(text ?? '')
  } catch (error) {
    if (error instanceof SelectorError) throw badRequest(error.message)
    throw error
  }
}

export const isPicked = (object: KubeObject, { labels, fields }: Pick, path: ResourcePath): boolean =>
  (path.namespace === '' || object.metadata.namespace === path.namespace) &&
  matches(labels, object.metadata.labels) &&
  matchesFields(fields, path.definition, object)

/** Objects in the order of their keys, cut into pages where the client asks for it; all pages show the state of the first. */
export function listPage(server: ApiServer, path: ResourcePath, query: Query): Page {
  refuseImpossible(server, query)
  const { start, version } = startOf(server, path, query)
  const pick = pickOf(path, query)
  const all = objectsAt(server, path, query, version).filter((object) => isPicked(object, pick, path))
  const resourceVersion = String(version ?? server.store.resourceVersion)
  const limit = query.number('limit') ?? 0
  const from = start === undefined ? 0 : all.findIndex((object) => keyText(object) > start)
  const rest = from < 0 ? [] : all.slice(from)
  if (limit <= 0 || rest.length <= limit) return { items: rest, metadata: { resourceVersion } }
  const items = rest.slice(0, limit)
  // What a selector leaves of the rest is not counted upstream.
  const counted =
    query.get('labelSelector') || query.get('fieldSelector') ? {} : { remainingItemCount: rest.length - limit }
  return {
    items,
    metadata: {
      resourceVersion,
      continue: continueToken({
        rv: Number(resourceVersion),
        start: keyText(items[items.length - 1] as KubeObject).slice(prefixOf(path).length),
      }),
      ...counted,
    },
  }
}

/** Follows apiserver/pkg/storage (ValidateListOptions), v1.36. */
function refuseImpossible({ store }: ApiServer, query: Query): void {
  refuseWrongList(query, false)
  const version = query.get('resourceVersion') ?? ''
  if (version === '') return
  if (!/^\d+$/.test(version)) throw badRequest(`invalid resource version: ${noVersion(version)}`)
  if (query.get('continue') && version !== '0')
    throw badRequest('specifying resource version is not allowed when using continue')
  if (Number(version) > store.resourceVersion) throw tooLarge(Number(version), store.resourceVersion)
}

/** What is no resource version, as a field of options. */
export const noVersion = (version: string): string =>
  `resourceVersion: Invalid value: ${JSON.stringify(version)}: strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`

/** A version that is still to come: upstream waits three seconds for it and gives up. */
export const tooLarge = (asked: number, current: number) =>
  failure(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  })

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

/** Goes on with what there is now, though the first page showed an older state. */
const INCONSISTENT = -1
const CONTINUE_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
  'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.'

/** Where the page begins, and of which state it is; undefined: of the present one. */
function startOf(
  server: ApiServer,
  path: ResourcePath,
  query: Query,
): { start: string | undefined; version: number | undefined } {
  const token = query.get('continue')
  if (!token)
    return {
      start: undefined,
      version: query.get('resourceVersionMatch') === 'Exact' ? query.number('resourceVersion') : undefined,
    }
  const { rv, start: below } = readContinueToken(token)
  const start = prefixOf(path) + below
  if (rv === INCONSISTENT) return { start, version: undefined }
  if (server.store.changesSince(path.definition.kind, rv) !== 'too old') return { start, version: rv }
  const { status } = gone(CONTINUE_EXPIRED)
  throw new ApiError({ ...status, metadata: { continue: continueToken({ rv: INCONSISTENT, start: below }) } as never })
}

/** What all keys of a list begin with. */
const prefixOf = ({ namespace, definition }: ResourcePath): string =>
  definition.namespaced && namespace === '' ? '' : `${namespace}/`

/** The objects as they were at a version: the changes since then are taken back. Throws Expired. */
function objectsAt(server: ApiServer, path: ResourcePath, query: Query, version: number | undefined): KubeObject[] {
  const { kind } = path.definition
  const since =
    version === undefined || version >= server.store.resourceVersion ? [] : server.store.changesSince(kind, version)
  if (since === 'too old') throw gone('The resourceVersion for the provided list is too old.')
  if (since.length === 0) return candidates(server, path, query)
  const objects = new Map(server.store.list(kind).map((object) => [keyText(object), object]))
  for (const { type, object, previous } of [...since].reverse()) {
    if (type === 'ADDED') objects.delete(keyText(object))
    else if (previous) objects.set(keyText(object), previous)
  }
  return sorted([...objects.values()])
}

export const tooOld = (asked: number, oldest: number) => gone(`too old resource version: ${asked} (${oldest})`)
