// Pages, versions and what excludes each other, as test/e2e/apimachinery/chunking.go and apiserver/pkg/storage, v1.36, expect it.
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import type { ApiServer } from '../api-server'
import { continueToken } from './continue-token'
import { handle } from './handle'
import { Query } from './request'
import { watchResponse } from './watch-response'

const PATH = '/api/v1/namespaces/default/podtemplates'
let server: ApiServer

const send = (
  method: string,
  path: string,
  query: Record<string, string>,
  body = '',
  headers: Record<string, string> = {},
) => handle(server, { method, path, query: new Query(query), headers: { 'user-agent': 'test/1', ...headers }, body })
const create = (name: string) =>
  send(
    'POST',
    PATH,
    {},
    JSON.stringify({
      metadata: { name, labels: { odd: String(Number(name.slice(1)) % 2) } },
      template: { spec: { containers: [{ name: 'c', image: 'i' }] } },
    }),
  )

interface Page {
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
  items: { metadata: { name: string } }[]
  message?: string
  reason?: string
}
function list(query: Record<string, string>): Page & { names: string[]; status: number } {
  const { body, status } = send('GET', PATH, query)
  const page = body as Page
  return { ...page, status, names: (page.items ?? []).map(({ metadata }) => metadata.name) }
}

beforeEach(() => {
  server = createCluster({ runtime: 'instant', timeline: false }).server
  for (let i = 0; i < 7; i++) create(`t${i}`)
})

describe('a list in pages', () => {
  it('shows the state of its first page to the end, and counts what remains', () => {
    const first = list({ limit: '3' })
    create('t9')
    send('DELETE', `${PATH}/t4`, {})
    const second = list({ limit: '3', continue: first.metadata.continue ?? '' })
    const third = list({ limit: '3', continue: second.metadata.continue ?? '' })
    assert.deepEqual(
      [first, second, third].map(({ names, metadata }) => [names, metadata.remainingItemCount]),
      [
        [['t0', 't1', 't2'], 4],
        [['t3', 't4', 't5'], 1],
        [['t6'], undefined],
      ],
    )
    assert.deepEqual(new Set([first, second, third].map(({ metadata }) => metadata.resourceVersion)).size, 1)
    assert.equal(third.metadata.continue, undefined)
  })

  it('counts nothing under a selector', () => {
    const { names, metadata } = list({ limit: '2', labelSelector: 'odd=1' })
    assert.deepEqual(
      [names, metadata.remainingItemCount, metadata.continue !== undefined],
      [['t1', 't3'], undefined, true],
    )
  })

  it('goes on from the last key when the state of the first page is forgotten', () => {
    // A page of a state from before this server began.
    const old = continueToken({ rv: 1, start: 't2' })
    const expired = list({ limit: '3', continue: old })
    assert.deepEqual([expired.status, expired.reason], [410, 'Expired'])
    assert.match(
      expired.message ?? '',
      /^The provided continue parameter is too old to display a consistent list result\./,
    )
    assert.deepEqual(list({ continue: expired.metadata.continue ?? '' }).names, ['t3', 't4', 't5', 't6'])
  })

  it('can be had as it was at a version', () => {
    const {
      metadata: { resourceVersion },
    } = list({})
    create('t8')
    assert.equal(list({ resourceVersion, resourceVersionMatch: 'Exact' }).names.length, 7)
    assert.equal(list({ resourceVersion, resourceVersionMatch: 'NotOlderThan' }).names.length, 8)
  })
})

const excluded: [query: Record<string, string>, message: string][] = [
  [{ sendInitialEvents: 'true' }, 'sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list'],
  [
    { resourceVersionMatch: 'Exact' },
    'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
  ],
  [
    { resourceVersion: '0', resourceVersionMatch: 'Exact' },
    'resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
  ],
  [
    { resourceVersion: '1', resourceVersionMatch: 'Newest' },
    'resourceVersionMatch: Unsupported value: "Newest": supported values: "Exact", "NotOlderThan", ""',
  ],
]
for (const [query, message] of excluded)
  it(`refuses ${JSON.stringify(query)}`, () => {
    assert.deepEqual(
      [list(query).status, list(query).message],
      [422, `ListOptions.meta.k8s.io "" is invalid: ${message}`],
    )
  })

describe('a watch', () => {
  function seen(query: Record<string, string>): string[] {
    const events: string[] = []
    watchResponse(
      server,
      { method: 'GET', path: PATH, query: new Query({ watch: '1', ...query }), headers: {}, body: '' },
      ({ type, object }) => {
        const { name, annotations } = (object as { metadata: { name?: string; annotations?: object } }).metadata
        events.push([type, ...(name ? [name] : []), ...(annotations ? [JSON.stringify(annotations)] : [])].join(' '))
      },
    )()
    return events
  }
  const begun = {
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
    fieldSelector: 'metadata.name=t1',
  }

  it('ends its initial events with a bookmark', () => {
    assert.deepEqual(seen(begun), ['ADDED t1', 'BOOKMARK {"k8s.io/initial-events-end":"true"}'])
  })
  it('has bookmarks of the version and in the form that is watched', () => {
    const bookmarkOf = (path: string, accept: string): unknown => {
      const events: unknown[] = []
      const query = new Query({ watch: '1', ...begun, fieldSelector: 'metadata.name=none' })
      watchResponse(server, { method: 'GET', path, query, headers: { accept }, body: '' }, ({ object }) => {
        const { kind, apiVersion } = object as { kind: string; apiVersion: string }
        events.push([kind, apiVersion])
      })()
      return events
    }
    assert.deepEqual(bookmarkOf('/apis/events.k8s.io/v1/events', 'application/json'), [['Event', 'events.k8s.io/v1']])
    assert.deepEqual(bookmarkOf('/api/v1/pods', 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'), [
      ['PartialObjectMetadata', 'meta.k8s.io/v1'],
    ])
  })
  it('sends none when it is told so', () => {
    assert.deepEqual(seen({ ...begun, sendInitialEvents: 'false', allowWatchBookmarks: 'false' }), [])
  })
  it('refuses resourceVersionMatch alone', () => {
    assert.throws(() => seen({ resourceVersionMatch: 'NotOlderThan' }), {
      message:
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    })
  })
})

describe('forms', () => {
  const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io'
  it('has no table of a question', () => {
    const body = JSON.stringify({ spec: { nonResourceAttributes: { path: '/' } } })
    assert.equal(
      send('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {}, body, { accept: asTable }).status,
      406,
    )
  })
  it('has no table of another version', () => {
    assert.equal(send('GET', PATH, {}, '', { accept: asTable.replace('v=v1', 'v=v1alpha1') }).status, 406)
  })
  it('has rows with objects, their metadata or nothing', () => {
    assert.deepEqual(send('GET', PATH, { includeObject: 'All' }, '', { accept: asTable }).status, 400)
    const kinds = ['Object', 'Metadata', 'None'].map(
      (includeObject) =>
        (
          send('GET', PATH, { includeObject }, '', { accept: asTable }).body as {
            rows: { object?: { kind?: string } }[]
          }
        ).rows[0]?.object?.kind,
    )
    assert.deepEqual(kinds, ['PodTemplate', 'PartialObjectMetadata', undefined])
  })
})

it('a new object with a version is refused', () => {
  assert.deepEqual(
    send(
      'POST',
      PATH,
      {},
      JSON.stringify({
        metadata: { name: 'v', resourceVersion: '5' },
        template: { spec: { containers: [{ name: 'c', image: 'i' }] } },
      }),
    ).body,
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'resourceVersion should not be set on objects to be created',
      code: 400,
    },
  )
})
