import { listAt } from '../objects'
import type { KubeApi, Query } from './kube-api'

/** All items of a collection (`/api/v1/namespaces/default/pods`), so many at a time; 0: all at once. */
export async function listInChunks(
  api: Pick<KubeApi, 'call'>,
  path: string,
  query: Query,
  chunkSize: number,
): Promise<readonly unknown[]> {
  const items: unknown[] = []
  const limit = chunkSize > 0 ? { limit: String(chunkSize) } : {}
  let next: string | undefined
  do {
    const more = next ? { continue: next } : {}
    const list = await api.call({ method: 'GET', path, query: { ...query, ...limit, ...more } })
    items.push(...listAt(list, 'items'))
    next = (list.metadata?.['continue'] as string | undefined) || undefined
  } while (next)
  return items
}
