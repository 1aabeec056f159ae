import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldChanges, madeObject } from './field-changes'

test('what differs, by paths as people read them, without bookkeeping', () => {
  const before = {
    metadata: { resourceVersion: '1', labels: { app: 'web' } },
    spec: { replicas: 2, template: { spec: { containers: [{ name: 'nginx', image: 'nginx:1.7.9' }] } } },
    status: { observedGeneration: 1 },
  }
  const after = {
    metadata: { resourceVersion: '2', labels: { app: 'web', tier: 'front' } },
    spec: { replicas: 3, template: { spec: { containers: [{ name: 'nginx', image: 'nginx:1.9.1' }] } } },
    status: { observedGeneration: 2 },
  }
  assert.deepEqual(fieldChanges(before, after), [
    { path: 'metadata.labels.tier', after: 'front' },
    { path: 'spec.replicas', before: 2, after: 3 },
    { path: 'spec.template.spec.containers[nginx].image', before: 'nginx:1.7.9', after: 'nginx:1.9.1' },
  ])
})

test('a condition that comes is told by its status and reason', () => {
  const after = {
    status: {
      conditions: [
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'long', lastTransitionTime: 'x' },
      ],
    },
  }
  assert.deepEqual(fieldChanges({ status: { conditions: [] } }, after), [
    { path: 'status.conditions[Ready]', after: 'False (ContainersNotReady)' },
  ])
})

test('what a mount is in the template is told, what a status repeats of it is not', () => {
  const mounts = (name: string) => [{ name, mountPath: '/x' }]
  const of = (name: string) => ({
    spec: { containers: [{ name: 'a', volumeMounts: mounts(name) }] },
    status: { containerStatuses: [{ name: 'a', volumeMounts: mounts(name) }] },
  })
  assert.ok(fieldChanges(of('one'), of('two')).every(({ path }) => path.startsWith('spec.')))
  assert.ok(fieldChanges(of('one'), of('two')).length > 0)
})

test('an object as it was made has no bookkeeping of the server', () => {
  assert.deepEqual(
    madeObject({
      kind: 'ConfigMap',
      metadata: { name: 'a', uid: 'u', resourceVersion: '1' },
      data: { k: 'v' },
      status: {},
    }),
    { kind: 'ConfigMap', metadata: { name: 'a' }, data: { k: 'v' } },
  )
})
