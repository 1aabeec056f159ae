import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReplicaSet } from '../../objects/kinds'
import type { PodClass } from '../../objects/pod-class'
import { countReplicas, type ReplicaCounts } from './counts'
import { ofReplicaSet } from './replica-owner'

const NOW = Date.UTC(2026, 0, 1, 8, 1)
const owner = (minReadySeconds: number) =>
  ofReplicaSet({
    metadata: { name: 'a' },
    spec: {
      minReadySeconds,
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a', tier: 'b' } } },
    },
  } as unknown as ReplicaSet)

const pods = (number: number, traits: Partial<PodClass>): [PodClass, number] => [
  { labels: { app: 'a', tier: 'b' }, state: 'active', readySince: undefined, ...traits },
  number,
]
const NONE: ReplicaCounts = {
  active: 0,
  fullyLabeled: 0,
  ready: 0,
  available: 0,
  terminating: 0,
  nextAvailableMs: Infinity,
}

const CASES: readonly [
  what: string,
  classes: [PodClass, number][],
  minReadySeconds: number,
  counts: Partial<ReplicaCounts>,
][] = [
  ['none', [], 0, {}],
  ['not ready', [pods(3, {})], 0, { active: 3, fullyLabeled: 3 }],
  ['without a label of the template', [pods(3, { labels: { app: 'a' } })], 0, { active: 3 }],
  [
    'ready is available at once',
    [pods(2, { readySince: '' })],
    0,
    { active: 2, fullyLabeled: 2, ready: 2, available: 2 },
  ],
  [
    'ready for long enough',
    [pods(2, { readySince: '2026-01-01T08:00:30Z' })],
    30,
    { active: 2, fullyLabeled: 2, ready: 2, available: 2 },
  ],
  [
    'ready, not yet for long enough',
    [pods(1, { readySince: '2026-01-01T08:00:45Z' }), pods(2, { readySince: '2026-01-01T08:00:40Z' })],
    30,
    { active: 3, fullyLabeled: 3, ready: 3, nextAvailableMs: 10_000 },
  ],
  ['ready since nobody knows when', [pods(1, { readySince: '' })], 30, { active: 1, fullyLabeled: 1, ready: 1 }],
  ['going away', [pods(4, { state: 'terminating', readySince: '' })], 0, { terminating: 4 }],
  ['going away, not selected any more', [pods(4, { state: 'terminating', labels: { app: 'b' } })], 0, {}],
  ['ended', [pods(5, { state: 'ended' })], 0, {}],
]

for (const [what, classes, minReadySeconds, counts] of CASES)
  test(`Pods counted: ${what}`, () =>
    assert.deepEqual(countReplicas(owner(minReadySeconds), new Map(classes), NOW), { ...NONE, ...counts }))
