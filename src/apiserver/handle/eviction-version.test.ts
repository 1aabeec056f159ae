import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const PODS = '/api/v1/namespaces/default/pods'
const unknown = (version: string, apiVersion: string): string =>
  `Eviction in version "${version}" cannot be handled as a Eviction: no kind "Eviction" is registered for version "${apiVersion}" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`

const table: [head: object, status: number, message: string | undefined][] = [
  [{}, 201, undefined],
  [{ apiVersion: 'policy/v1', kind: 'Eviction' }, 201, undefined],
  [{ apiVersion: 'policy/v1beta1', kind: 'Eviction' }, 201, undefined],
  [{ apiVersion: 'policy/v2', kind: 'Eviction' }, 400, unknown('v2', 'policy/v2')],
  [{ apiVersion: 'v1', kind: 'Eviction' }, 400, unknown('v1', 'v1')],
  [
    { apiVersion: 'v1', kind: 'Pod' },
    400,
    'Pod in version "v1" cannot be handled as a Eviction: converting (v1.Pod) to (policy.Eviction): unknown conversion',
  ],
]
for (const [head, status, message] of table)
  test(`an eviction of ${JSON.stringify(head)}`, () => {
    const { server } = createCluster({ runtime: 'instant', timeline: false, nodes: [] })
    const post = (path: string, body: object) =>
      handle(server, { method: 'POST', path, query: new Query(), headers: {}, body: JSON.stringify(body) })
    post(PODS, { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i' }] } })
    const answer = post(`${PODS}/p/eviction`, { ...head, metadata: { name: 'p' } })
    assert.deepEqual([answer.status, (answer.body as { message?: string }).message], [status, message])
  })
