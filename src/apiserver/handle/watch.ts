// Follows apiserver/pkg/storage/cacher (watch from a version, initial events, bookmarks), v1.36.
import { apiVersionOf, type KubeObject } from '../../objects/kube-object'
import type { Change } from '../../store/change'
import type { ApiServer } from '../api-server'
import { unclassified } from '../status'
import { isPicked, noVersion, pickOf, tooOld, type Pick } from './list'
import { refuseWrongList } from './options'
import type { ApiRequest, Query, WatchEvent } from './request'
import type { ResourcePath } from './resolve-path'
import { madeObjects } from './virtual/made'

const BOOKMARK_EVERY_MS = 60_000

/**
 * Sends what the client has not seen yet and then every change, synchronously as it is written. Returns what stops it.
 * Throws ApiError (BadRequest, Invalid); a version too old is told as an ERROR event, as upstream does.
 */
export function watch(
  server: ApiServer,
  path: ResourcePath,
  request: ApiRequest,
  send: (event: WatchEvent) => void,
): () => void {
  const { query } = request
  const pick = pickOf(path, query)
  refuseWrongList(query, true)
  const from = versionOf(query.get('resourceVersion'))
  const initial = query.flag('sendInitialEvents') || isDefaulted(query)
  const isSilent = !initial && query.get('sendInitialEvents') !== undefined
  const state: Watching = { server, path, pick, send: (event) => void send(event) }
  if (from === undefined || from === 0 || initial) {
    if (!isSilent) sendPresent(state)
  } else if (!sendSince(state, from)) return () => {}
  const bookmarks = query.flag('allowWatchBookmarks')
  if (initial && bookmarks) send(bookmark(state, { 'k8s.io/initial-events-end': 'true' }))
  const stop = server.store.subscribe(path.definition.kind, (change) => tell(state, change))
  const stopBookmarks = bookmarks ? everyMinute(state) : () => {}
  return () => {
    stop()
    stopBookmarks()
  }
}

/** Who watches from the beginning is told what there is first, and when that was all. Follows SetListOptionsDefaults. */
const isDefaulted = (query: Query): boolean =>
  query.get('sendInitialEvents') === undefined &&
  !query.get('resourceVersionMatch') &&
  ['', '0'].includes(query.get('resourceVersion') ?? '')

interface Watching {
  readonly server: ApiServer
  readonly path: ResourcePath
  readonly pick: Pick
  readonly send: (event: WatchEvent) => void
}

function versionOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^\d+$/.test(text)) throw unclassified(noVersion(text))
  return Number(text)
}

function sendPresent({ server, path, pick, send }: Watching): void {
  const { definition, namespace } = path
  for (const object of [
    ...(madeObjects(server, definition.kind) ?? []),
    ...server.store.list(definition.kind, namespace || undefined),
  ])
    if (isPicked(object, pick, path)) send({ type: 'ADDED', object })
}

function sendSince(state: Watching, from: number): boolean {
  const { server, path, send } = state
  const changes = server.store.changesSince(path.definition.kind, from)
  if (changes === 'too old') {
    send({ type: 'ERROR', object: tooOld(from, server.store.oldestVersion).status })
    return false
  }
  for (const change of changes) tell(state, change)
  return true
}

/** An object that begins to match was added for this watcher, one that ceases to match is gone. */
function tell({ pick, path, send }: Watching, { type, object, previous, resourceVersion }: Change): void {
  const matchesNow = type !== 'DELETED' && isPicked(object, pick, path)
  const matchedBefore = previous !== undefined && isPicked(previous, pick, path)
  if (matchesNow) send({ type: matchedBefore ? 'MODIFIED' : 'ADDED', object })
  else if (matchedBefore)
    send({ type: 'DELETED', object: type === 'DELETED' ? object : lastSeen(previous, resourceVersion) })
}

const lastSeen = (previous: KubeObject, resourceVersion: number): KubeObject => ({
  ...previous,
  metadata: { ...previous.metadata, resourceVersion: String(resourceVersion) },
})

/** In the version that is watched: a client takes no object of another one. */
function bookmark({ server, path }: Watching, annotations?: Record<string, string>): WatchEvent {
  const { kind } = path.definition
  return {
    type: 'BOOKMARK',
    object: {
      kind,
      apiVersion: apiVersionOf(path.served ?? path.definition),
      metadata: {
        resourceVersion: String(server.store.resourceVersion),
        ...(annotations ? { annotations } : {}),
      },
    },
  }
}

function everyMinute(state: Watching): () => void {
  const { loop } = state.server
  let timer = loop.after(BOOKMARK_EVERY_MS, ring)
  function ring(): void {
    state.send(bookmark(state))
    timer = loop.after(BOOKMARK_EVERY_MS, ring)
  }
  return () => timer.cancel()
}
