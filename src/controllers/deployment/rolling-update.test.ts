import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Deployment, IntOrString, ReplicaSet } from '../../objects/kinds'
import { newSize, planOldReplicaSets } from './rolling-update'

const deployment = (replicas: number, maxSurge: IntOrString, maxUnavailable: IntOrString): Deployment =>
  ({
    metadata: { name: 'foo' },
    spec: { replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } },
    status: {},
  }) as unknown as Deployment

const set = (name: string, replicas: number, availableReplicas = replicas): ReplicaSet =>
  ({
    metadata: { name, uid: name, creationTimestamp: `2026-01-0${name.slice(1)}T00:00:00Z` },
    spec: { replicas },
    status: { replicas, availableReplicas },
  }) as unknown as ReplicaSet

const sizes = (resizes: ReturnType<typeof planOldReplicaSets>): string[] =>
  resizes.map((resize) => `${resize.set.metadata.name} ${resize.replicas}`)

test('the new ReplicaSet grows as far as the surge has room', () => {
  const table: [replicas: number, surge: IntOrString, oldSize: number, newNow: number, then: number][] = [
    [10, 0, 10, 0, 0],
    [10, 2, 10, 0, 2],
    [10, 2, 5, 0, 7],
    [10, 2, 10, 2, 2],
    [3, '25%', 3, 0, 1],
    [3, 1, 2, 2, 2],
    [3, 1, 1, 2, 3],
  ]
  for (const [replicas, surge, oldSize, newNow, then] of table)
    assert.equal(
      newSize(deployment(replicas, surge, 1), [set('v1', oldSize), set('v2', newNow)], newNow),
      then,
      JSON.stringify([replicas, surge, oldSize, newNow]),
    )
})

test('old ReplicaSets shrink: unhealthy Pods first, oldest set first, no further than enough stay available', () => {
  // [replicas, maxUnavailable, new size, new available, old sets, then]: as in upstream's rolling_test.go
  assert.deepEqual(sizes(planOldReplicaSets(deployment(10, 2, 0), set('v3', 0), [set('v1', 10)])), [])
  assert.deepEqual(sizes(planOldReplicaSets(deployment(10, 0, 2), set('v3', 0), [set('v1', 10)])), ['v1 8'])
  assert.deepEqual(sizes(planOldReplicaSets(deployment(10, 0, 2), set('v3', 0), [set('v1', 10, 8)])), ['v1 8'])
  assert.deepEqual(sizes(planOldReplicaSets(deployment(10, 0, 2), set('v3', 0), [set('v1', 10, 9)])), ['v1 9', 'v1 8'])
  assert.deepEqual(sizes(planOldReplicaSets(deployment(10, 2, 2), set('v3', 10, 0), [set('v1', 8)])), [])
  assert.deepEqual(sizes(planOldReplicaSets(deployment(3, 1, 0), set('v3', 1, 0), [set('v1', 3)])), [])
  assert.deepEqual(sizes(planOldReplicaSets(deployment(4, 0, 2), set('v3', 0), [set('v2', 2), set('v1', 2)])), ['v1 0'])
})

test('a ReplicaSet that has not caught up with its size stops the shrinking', () => {
  assert.deepEqual(sizes(planOldReplicaSets(deployment(3, 1, 1), set('v3', 2), [set('v1', 2, 3)])), [])
})

test('no sizes and no failures bring a plan beyond surge or unavailability', () => {
  const sets = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.nat(4),
      fc.nat(4),
      sets,
      fc.tuple(fc.nat(8), fc.nat(8)),
      (replicas, surge, unavailable, olds, [newNow, newUp]) => {
        const wanted = deployment(replicas, surge, unavailable)
        const newSet = set('v9', newNow, Math.min(newNow, newUp))
        const oldSets = olds.map(([size, up], place) => set(`v${place + 1}`, size, Math.min(size, up)))
        const all = (list: readonly ReplicaSet[]): number =>
          list.reduce((total, { spec }) => total + (spec.replicas ?? 0), 0)
        const grown = newSize(wanted, [...oldSets, newSet], newNow)
        if (grown > newNow) assert.ok(all(oldSets) + grown <= replicas + surge && grown <= replicas)
        const sizesAfter = new Map(oldSets.map((each) => [each.metadata.name, each.spec.replicas ?? 0]))
        for (const resize of planOldReplicaSets(wanted, newSet, oldSets))
          sizesAfter.set(resize.set.metadata.name, resize.replicas)
        // Unhealthy Pods rank first for deletion, so what stays available is the least of size and availability.
        const available = (of: (each: ReplicaSet) => number): number =>
          oldSets.reduce(
            (total, each) => total + Math.min(of(each), each.status.availableReplicas ?? 0),
            newSet.status.availableReplicas ?? 0,
          )
        const [before, after] = [
          available(() => Infinity),
          available((each) => sizesAfter.get(each.metadata.name) ?? 0),
        ]
        const least = replicas - Math.min(surge === 0 && unavailable === 0 ? 1 : unavailable, replicas)
        assert.ok(after >= Math.min(before, least), `${before} -> ${after}, at least ${least}`)
      },
    ),
  )
})
