// After pkg/controller/ttl/ttl_controller_test.go and test/integration/ttlcontroller, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Node } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'
import { sizeFor, ttlController } from './controller'

test('the size that a cluster counts as, growing and shrinking', () => {
  const steps: [nodes: number, before: number, then: number][] = [
    [0, 0, 0],
    [100, 0, 0],
    [101, 0, 1],
    [91, 1, 1],
    [89, 1, 0],
    [501, 1, 2],
    [450, 2, 2],
    [449, 2, 1],
    [1001, 2, 3],
    [900, 3, 3],
    [899, 3, 2],
    [2001, 3, 4],
    [10_000, 4, 4],
    [1800, 4, 4],
    [1799, 4, 3],
  ]
  assert.deepEqual(
    steps.map(([nodes, before]) => sizeFor(nodes, before)),
    steps.map(([, , then]) => then),
  )
})

test('every node bears the time', () => {
  const node = (name: string, ttl?: string): Node =>
    ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, uid: name, ...(ttl ? { annotations: { 'node.alpha.kubernetes.io/ttl': ttl } } : {}) },
    }) as unknown as Node
  const others = (count: number): Node[] => Array.from({ length: count }, (_, i) => node(`other-${i}`))
  for (const [before, nodes, writes, after] of [
    [undefined, 1, ['patch Node n'], '0'],
    ['0', 1, [], '0'],
    ['0', 101, ['patch Node n'], '15'],
    ['15', 101, [], '15'],
    ['forever', 1, ['patch Node n'], '0'],
  ] as const) {
    const about = node('n', before)
    const sync = new OneSync([about, ...others(nodes - 1)], { now: 0 })
    sync.run(ttlController(), about)
    assert.deepEqual(sync.writes, writes)
    assert.equal(sync.get('Node', '', 'n')?.metadata.annotations?.['node.alpha.kubernetes.io/ttl'], after)
  }
})
