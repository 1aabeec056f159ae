import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { byRevision, newReplicaSetAnnotations, revisionMax } from './revision'

const deployment = (annotations: Record<string, string>): Deployment =>
  ({ metadata: { name: 'web', annotations } }) as unknown as Deployment

test("the Deployment's annotations pass to its ReplicaSet, but for its own book-keeping", () => {
  const annotations = {
    'kubernetes.io/change-cause': 'x',
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    'deployment.kubernetes.io/revision': '7',
  }
  assert.deepEqual(newReplicaSetAnnotations(deployment(annotations), {}, 1n), {
    'kubernetes.io/change-cause': 'x',
    'deployment.kubernetes.io/revision': '1',
  })
})

test('a ReplicaSet that comes back gets the next number and remembers the former ones', () => {
  const once = newReplicaSetAnnotations(deployment({}), { 'deployment.kubernetes.io/revision': '1' }, 4n)
  assert.deepEqual(once, { 'deployment.kubernetes.io/revision': '4', 'deployment.kubernetes.io/revision-history': '1' })
  assert.equal(newReplicaSetAnnotations(deployment({}), once, 6n)['deployment.kubernetes.io/revision-history'], '1,4')
  assert.deepEqual(newReplicaSetAnnotations(deployment({}), once, 3n), once)
})

test('revisions have 64 bits', () => {
  const set = (revision: string): ReplicaSet =>
    ({
      metadata: { name: revision, annotations: { 'deployment.kubernetes.io/revision': revision } },
    }) as unknown as ReplicaSet
  const sets = ['3546343826724305832', '7', 'none'].map(set)
  assert.equal(revisionMax(sets) + 1n, 3546343826724305833n)
  assert.deepEqual(
    [...sets].sort(byRevision).map(({ metadata }) => metadata.name),
    ['none', '7', '3546343826724305832'],
  )
})

test('a revision that is no number is left alone', () => {
  const present = { 'deployment.kubernetes.io/revision': 'first' }
  assert.deepEqual(newReplicaSetAnnotations(deployment({ note: 'x' }), present, 2n), present)
})

test('the list of former revisions is cut at 2000 characters, oldest first', () => {
  const history = Array.from({ length: 500 }, (_, place) => String(1000 + place)).join(',')
  const after = newReplicaSetAnnotations(
    deployment({}),
    { 'deployment.kubernetes.io/revision': '2000', 'deployment.kubernetes.io/revision-history': history },
    2001n,
  )
  const list = after['deployment.kubernetes.io/revision-history'] ?? ''
  assert.ok(
    list.length <= 2000 && list.startsWith('1101,') && list.endsWith(',2000'),
    `${list.length} ${list.slice(0, 10)}`,
  )
})
