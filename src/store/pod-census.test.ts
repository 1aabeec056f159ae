import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../objects/kinds'
import { PodCensus } from './pod-census'

const LABELS = { app: 'a' }
const READY = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T08:00:00Z' }]

const pod = (name: string, { uid = 'set', ready = false, deleted = false } = {}): Pod =>
  ({
    metadata: {
      name,
      labels: LABELS,
      ownerReferences: [{ uid, controller: true }],
      ...(deleted ? { deletionTimestamp: 'soon' } : {}),
    },
    spec: { containers: [] },
    status: { phase: 'Running', conditions: ready ? READY : [] },
  }) as unknown as Pod

const ACTIVE = { labels: LABELS, state: 'active', readySince: undefined }
const READY_NOW = { labels: LABELS, state: 'active', readySince: '2026-01-01T08:00:00Z' }
const LEAVING = { labels: LABELS, state: 'terminating', readySince: undefined }

test('what is there at the first question is counted, and every write after it', () => {
  const census = new PodCensus()
  const before = [pod('a'), pod('b'), pod('c', { uid: 'other' })]
  for (const each of before) census.replace(undefined, each)
  const counted = () => [...census.of('set', () => before).classes]
  assert.deepEqual(counted(), [[ACTIVE, 2]])
  census.replace(pod('a'), pod('a', { ready: true }))
  census.replace(undefined, pod('d'))
  census.replace(pod('b'), pod('b', { deleted: true }))
  assert.deepEqual(counted(), [
    [ACTIVE, 1],
    [READY_NOW, 1],
    [LEAVING, 1],
  ])
})

test('a Pod that is let go, or goes, counts no more', () => {
  const census = new PodCensus()
  assert.equal(census.of('set', () => [pod('a'), pod('b')]).classes.size, 1)
  census.replace(pod('a'), pod('a', { uid: 'other' }))
  assert.deepEqual([...census.of('set', () => []).classes], [[ACTIVE, 1]])
  census.replace(pod('b'), undefined)
  assert.deepEqual([...census.of('set', () => []).classes], [])
})

test('the version changes with the class of a Pod, and with nothing else', () => {
  const census = new PodCensus()
  const version = () => census.of('set', () => [pod('a'), pod('b')]).version
  const first = version()
  census.replace(pod('a'), pod('a'))
  assert.equal(version(), first)
  census.replace(pod('a'), pod('a', { ready: true }))
  const second = version()
  assert.notEqual(second, first)
  census.replace(pod('a', { ready: true }), pod('a'))
  assert.ok(![first, second].includes(version()))
})
