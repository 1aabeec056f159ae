import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../objects/kinds'
import { rankForDeletion } from './rank-for-deletion'

const NOW = Date.UTC(2026, 0, 1, 12)
const ago = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString().replace('.000Z', 'Z')

interface Traits {
  node?: string
  phase?: string
  /** seconds */
  ready?: number
  age?: number
  cost?: string
  restarts?: number
  uid?: string
}

const pod = (
  name: string,
  { node = 'n', phase = 'Running', ready, age = 3600, cost, restarts = 0, uid = name }: Traits = {},
): Pod =>
  ({
    metadata: {
      name,
      uid,
      creationTimestamp: ago(age),
      ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
    },
    spec: { containers: [], nodeName: node },
    status: {
      phase,
      containerStatuses: [{ name: 'app', restartCount: restarts }],
      conditions: ready === undefined ? [] : [{ type: 'Ready', status: 'True', lastTransitionTime: ago(ready) }],
    },
  }) as unknown as Pod

// Each pair: the first goes before the second, for this one reason. Follows ActivePodsWithRanks.
const PAIRS: readonly [why: string, first: Pod, second: Pod][] = [
  ['unassigned', pod('b', { node: '', phase: 'Pending' }), pod('a', { phase: 'Pending' })],
  ['Pending before Unknown', pod('b', { phase: 'Pending', ready: 9 }), pod('a', { phase: 'Unknown' })],
  ['Unknown before Running', pod('b', { phase: 'Unknown' }), pod('a')],
  ['not ready', pod('b'), pod('a', { ready: 1 })],
  ['cheaper', pod('b', { ready: 100, cost: '-5' }), pod('a', { ready: 1 })],
  [
    'a cost that is no number counts as none',
    pod('a', { ready: 1, cost: 'cheap' }),
    pod('b', { ready: 60, cost: '1' }),
  ],
  ['ready for a shorter time', pod('b', { ready: 10 }), pod('a', { ready: 100 })],
  ['restarted more often', pod('b', { ready: 10, restarts: 2 }), pod('a', { ready: 10 })],
  ['younger', pod('b', { ready: 10, age: 60 }), pod('a', { ready: 10, age: 3600 })],
  ['of one bucket of time: the uid', pod('b', { ready: 100, uid: '1' }), pod('a', { ready: 99, uid: '2' })],
]

for (const [why, first, second] of PAIRS)
  test(`goes first: ${why}`, () => {
    assert.deepEqual(
      rankForDeletion([second, first], [], NOW).map(({ metadata }) => metadata.name),
      [first, second].map(({ metadata }) => metadata.name),
    )
  })

test('goes first: doubled up on a node, counting the Pods of all ReplicaSets of the owner', () => {
  const [alone, crowded, other] = [
    pod('a', { node: 'x', ready: 1 }),
    pod('b', { node: 'y', ready: 3600 }),
    pod('c', { node: 'y', ready: 3600 }),
  ]
  assert.equal(rankForDeletion([alone, crowded], [alone, crowded, other], NOW)[0], crowded)
  assert.equal(rankForDeletion([alone, crowded], [], NOW)[0], alone)
})
