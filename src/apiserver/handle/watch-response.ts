import type { KubeObject } from '../../objects/kube-object'
import type { ApiServer } from '../api-server'
import { failure } from '../status'
import { wantedOfWatch } from './media-types'
import type { ApiRequest, WatchEvent } from './request'
import { resolvePath } from './resolve-path'
import { includedIn, metadataOf, tableOf, type Table } from './table'
import { watch } from './watch'
import { fromStored } from './write-verbs'

/** A watch in the representation that the client asked for; a table names its columns only once. Returns what stops it. */
export function watchResponse(server: ApiServer, request: ApiRequest, send: (event: WatchEvent) => void): () => void {
  const path = resolvePath(request.path, server.registry)
  if (!path) throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
  const { representation, version } = wantedOfWatch(request)
  let hasColumns = false
  return watch(server, path, request, ({ type, object }) => {
    if (type === 'ERROR') return send({ type, object })
    const shown =
      type === 'BOOKMARK' ? (object as KubeObject) : fromStored({ server, path, request }, object as KubeObject)
    if (representation === 'object') return send({ type, object: shown })
    if (representation !== 'table') return send({ type, object: metadataOf(shown, version) })
    const table = tableOf(type === 'BOOKMARK' ? [] : [shown], {
      definition: path.definition,
      columns: path.served?.columns,
      now: server.loop.now(),
      include: includedIn(request.query),
      metadata: { resourceVersion: shown.metadata.resourceVersion },
      version,
    })
    send({
      type,
      object: hasColumns ? { ...table, columnDefinitions: null as unknown as Table['columnDefinitions'] } : table,
    })
    hasColumns = true
  })
}
