import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, IntOrString, ReplicaSet } from '../../objects/kinds'
import { planScale } from './scale'

/** `v3: 2` is the ReplicaSet of version 3 with 2 replicas; higher versions are younger. */
type Sizes = Readonly<Record<string, number>>

const deployment = (replicas: number, maxSurge: IntOrString = 0): Deployment =>
  ({
    metadata: { name: 'foo' },
    spec: { replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 1 } } },
    status: {},
  }) as unknown as Deployment

const replicaSets = (sizes: Sizes, before: { replicas: number; surge: number }): ReplicaSet[] =>
  Object.entries(sizes).map(
    ([name, replicas]) =>
      ({
        metadata: {
          name,
          creationTimestamp: `2026-01-0${name.slice(1)}T00:00:00Z`,
          annotations: {
            'deployment.kubernetes.io/desired-replicas': String(before.replicas),
            'deployment.kubernetes.io/max-replicas': String(before.replicas + before.surge),
          },
        },
        spec: { replicas },
        status: { replicas },
      }) as unknown as ReplicaSet,
  )

interface Case {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly surge?: readonly [before: number, now: number]
  readonly newSet?: Sizes
  readonly oldSets: Sizes
  readonly then: Sizes
}

// Expected sizes: upstream's own table, pkg/controller/deployment/sync_test.go TestScale, v1.36.
const CASES: readonly Case[] = [
  { name: 'down, in proportion', from: 5, to: 3, newSet: { v2: 2 }, oldSets: { v1: 3 }, then: { v2: 1, v1: 2 } },
  {
    name: 'down, the old one to nothing',
    from: 9,
    to: 4,
    newSet: { v2: 8 },
    oldSets: { v1: 1 },
    then: { v2: 4, v1: 0 },
  },
  {
    name: 'up, three sets',
    from: 7,
    to: 10,
    newSet: { v3: 2 },
    oldSets: { v2: 3, v1: 2 },
    then: { v3: 3, v2: 4, v1: 3 },
  },
  {
    name: 'down, three sets',
    from: 13,
    to: 8,
    newSet: { v3: 2 },
    oldSets: { v2: 8, v1: 3 },
    then: { v3: 1, v2: 5, v1: 2 },
  },
  {
    name: 'a rest goes to the newest when growing',
    from: 3,
    to: 4,
    newSet: { v3: 1 },
    oldSets: { v2: 1, v1: 1 },
    then: { v3: 2, v2: 1, v1: 1 },
  },
  {
    name: 'a rest is taken from the oldest when shrinking',
    from: 3,
    to: 2,
    newSet: { v3: 1 },
    oldSets: { v2: 1, v1: 1 },
    then: { v3: 1, v2: 1, v1: 0 },
  },
  { name: 'without a new set', from: 4, to: 5, oldSets: { v2: 2, v1: 2 }, then: { v2: 3, v1: 2 } },
  { name: 'to nothing', from: 6, to: 0, newSet: { v3: 3 }, oldSets: { v2: 2, v1: 1 }, then: { v3: 0, v2: 0, v1: 0 } },
  { name: 'from nothing', from: 6, to: 6, newSet: { v3: 0 }, oldSets: { v2: 0, v1: 0 }, then: { v3: 6, v2: 0, v1: 0 } },
  {
    name: 'with Pods of the surge',
    from: 10,
    to: 20,
    surge: [2, 2],
    newSet: { v2: 6 },
    oldSets: { v1: 6 },
    then: { v2: 11, v1: 11 },
  },
  {
    name: 'size and surge change',
    from: 10,
    to: 50,
    surge: [3, 6],
    newSet: { v2: 5 },
    oldSets: { v1: 8 },
    then: { v2: 22, v1: 34 },
  },
  { name: 'size and template change', from: 10, to: 14, oldSets: { v2: 7, v1: 3 }, then: { v2: 10, v1: 4 } },
]

for (const { name, from, to, surge = [0, 0], newSet = {}, oldSets, then } of CASES)
  test(`scaling in the middle of an update: ${name}`, () => {
    const before = { replicas: from, surge: surge[0] }
    const resizes = planScale(deployment(to, surge[1]), replicaSets(newSet, before)[0], replicaSets(oldSets, before))
    const sizes = {
      ...newSet,
      ...oldSets,
      ...Object.fromEntries(resizes.map(({ set, replicas }) => [set.metadata.name, replicas])),
    }
    assert.deepEqual(sizes, then)
  })
