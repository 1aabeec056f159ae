// The situations of upstream's ephemeral controller_test.go, and what the Pod is told when a claim cannot be made.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ephemeralVolumeController } from './controller'
import { failure } from '../../apiserver/status'
import type { PersistentVolumeClaim, Pod } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'

const CREATED = '2026-01-01T08:00:00Z'
const template = { metadata: { labels: { app: 'web' } }, spec: { accessModes: ['ReadWriteOnce'] } }
const pod = (deleting = false): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', uid: 'uid', ...(deleting ? { deletionTimestamp: CREATED } : {}) },
    spec: {
      volumes: [
        { name: 'plain', emptyDir: {} },
        { name: 'v', ephemeral: { volumeClaimTemplate: template } },
      ],
    },
    status: { phase: 'Pending' },
  }) as unknown as Pod
const claim = (owner?: string): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name: 'p-v',
    namespace: 'default',
    uid: 'c',
    resourceVersion: '1',
    creationTimestamp: CREATED,
    ...(owner ? { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: owner, controller: true }] } : {}),
  },
  spec: {},
  status: {},
})

test('whose claim is made, and what is said when it is not', () => {
  const told = (why: string) => [`Warning FailedBinding: ephemeral volume v: ${why}`]
  const foreign = told('PVC default/p-v was not created for pod default/p (pod is not owner)')
  for (const { name, objects, refuse = false, writes = [], events = [] } of [
    { name: 'missing', objects: [pod()], writes: ['create PersistentVolumeClaim p-v'] },
    { name: 'deleted Pod', objects: [pod(true)] },
    { name: 'no Pod', objects: [] },
    { name: 'there', objects: [pod(), claim('uid')] },
    { name: 'of nobody', objects: [pod(), claim()], events: foreign },
    { name: 'of an earlier Pod', objects: [pod(), claim('other')], events: foreign },
    { name: 'refused', objects: [pod()], refuse: true, events: told('create PVC p-v: exceeded quota') },
  ]) {
    const one = new OneSync(objects, {
      now: Date.parse(CREATED),
      refuse: () => (refuse ? failure(403, 'Forbidden', 'exceeded quota') : undefined),
    })
    const answer = one.run(ephemeralVolumeController(), pod())
    assert.deepEqual([one.writes, one.events, answer !== undefined], [writes, events, events.length > 0], name)
  }
})

test('the claim is what the template says, and the Pod is its owner', () => {
  const one = new OneSync([pod()], { now: Date.parse(CREATED) })
  one.run(ephemeralVolumeController(), pod())
  const { metadata, spec } = one.get('PersistentVolumeClaim', 'default', 'p-v') as PersistentVolumeClaim
  assert.deepEqual([metadata.labels, spec], [template.metadata.labels, template.spec])
  assert.deepEqual(metadata.ownerReferences, [
    { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'uid', controller: true, blockOwnerDeletion: true },
  ])
})
