// Follows the tables of pkg/controller/history, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ControllerRevision, PodTemplateSpec } from '../../objects/kinds'
import { asKept, byRevision, holds, revisionData, revisionName, templateOf } from './revisions'

const revision = (name: string, number: number, creationTimestamp = '2026-01-01T00:00:00Z'): ControllerRevision =>
  ({ metadata: { name, creationTimestamp }, revision: number }) as unknown as ControllerRevision

test('revisions are sorted by number, then by age, then by name', () => {
  const sorted = (...revisions: ControllerRevision[]): string =>
    revisions
      .sort(byRevision)
      .map(({ metadata }) => metadata.name)
      .join(' ')
  assert.equal(sorted(revision('c', 3), revision('a', 1), revision('b', 2)), 'a b c')
  assert.equal(
    sorted(revision('old', 1, '2026-01-01T00:00:00Z'), revision('young', 1, '2026-01-01T00:00:01Z')),
    'old young',
  )
  assert.equal(sorted(revision('b', 1), revision('a', 1)), 'a b')
  assert.equal(sorted(), '')
})

test('a revision is named after its owner, up to 223 characters of it, and the hash', () => {
  assert.equal(revisionName('web', '7467d7c587'), 'web-7467d7c587')
  assert.equal(revisionName('a'.repeat(253), '7467d7c587'), `${'a'.repeat(223)}-7467d7c587`)
})

test('a revision holds the template and nothing else of the owner', () => {
  const template = {
    metadata: { labels: { a: 'b' } },
    spec: { containers: [{ name: 'c', image: 'app:1' }] },
  } as PodTemplateSpec
  const kept = { ...revision('web-1', 1), data: revisionData(template) } as unknown as ControllerRevision
  assert.deepEqual(templateOf(kept), template)
  assert.equal(
    JSON.stringify(asKept(revisionData(template))),
    '{"spec":{"template":{"$patch":"replace","metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"image":"app:1","name":"c"}]}}}}',
  )
  assert.equal(holds(kept, revisionData(structuredClone(template))), true)
  assert.equal(holds(kept, revisionData({ ...template, spec: { containers: [{ name: 'c', image: 'app:2' }] } })), false)
})
