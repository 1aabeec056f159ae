import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubeRequest } from '../context'
import { listInChunks } from './list-in-chunks'

/** A server of five items, and what it was asked. */
function server(): { readonly api: Parameters<typeof listInChunks>[0]; readonly asked: unknown[] } {
  const asked: unknown[] = []
  const call = ({ query = {} }: KubeRequest) => {
    asked.push(query)
    const from = Number(query['continue'] ?? 0)
    const end = from + Number(query['limit'] ?? 5)
    const items = ['a', 'b', 'c', 'd', 'e'].slice(from, end)
    return Promise.resolve({
      apiVersion: 'v1',
      kind: 'List',
      metadata: { ...(end < 5 ? { continue: String(end) } : {}) },
      items,
    })
  }
  return { api: { call }, asked }
}

for (const [chunkSize, queries] of [
  [0, [{ labelSelector: 'a=b' }]],
  [500, [{ labelSelector: 'a=b', limit: '500' }]],
  [
    2,
    [
      { labelSelector: 'a=b', limit: '2' },
      { labelSelector: 'a=b', limit: '2', continue: '2' },
      { labelSelector: 'a=b', limit: '2', continue: '4' },
    ],
  ],
] as const) {
  test(`all items, ${chunkSize} at a time`, async () => {
    const { api, asked } = server()
    const items = await listInChunks(api, '/api/v1/pods', { labelSelector: 'a=b' }, chunkSize)
    assert.deepEqual(items, ['a', 'b', 'c', 'd', 'e'])
    assert.deepEqual(asked, queries)
  })
}
