// Some of the situations of upstream's pvc_protection_controller_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PVC_PROTECTION, pvcProtectionController } from './controller'
import type { PersistentVolumeClaim, Pod } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'

const CREATED = '2026-01-01T08:00:00Z'
const OTHER = 'example.com/mine'

const claim = (name: string, finalizers: string[], deleting = true, owner?: string): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    resourceVersion: '1',
    creationTimestamp: CREATED,
    finalizers,
    ...(deleting ? { deletionTimestamp: CREATED } : {}),
    ...(owner
      ? { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: owner, uid: owner, controller: true }] }
      : {}),
  },
  spec: {},
  status: {},
})

const named = { name: 'v', persistentVolumeClaim: { claimName: 'c' } }
const ephemeral = { name: 'c', ephemeral: { volumeClaimTemplate: { spec: {} } } }
const pod = (volume: object, { nodeName = 'n', phase = 'Running', graceSeconds = -1 } = {}): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'p',
      namespace: 'default',
      uid: 'p',
      ...(graceSeconds >= 0 ? { deletionTimestamp: CREATED, deletionGracePeriodSeconds: graceSeconds } : {}),
    },
    spec: { nodeName, volumes: [volume] },
    status: { phase },
  }) as unknown as Pod

test('who keeps a claim', () => {
  const deleted = claim('c', [OTHER, PVC_PROTECTION])
  const own = claim('p-c', [PVC_PROTECTION], true, 'p')
  for (const { name, asked, pods = [], then } of [
    { name: 'a new one is protected', asked: claim('c', [], false), then: [PVC_PROTECTION] },
    { name: 'once', asked: claim('c', [PVC_PROTECTION], false), then: [PVC_PROTECTION] },
    { name: 'nobody', asked: deleted, then: [OTHER] },
    { name: 'a Pod', asked: deleted, pods: [pod(named)], then: [OTHER, PVC_PROTECTION] },
    { name: 'no Pod without a node', asked: deleted, pods: [pod(named, { nodeName: '' })], then: [OTHER] },
    { name: 'an ended Pod', asked: deleted, pods: [pod(named, { phase: 'Failed' })], then: [OTHER, PVC_PROTECTION] },
    {
      name: 'a Pod on its way out',
      asked: deleted,
      pods: [pod(named, { graceSeconds: 0 })],
      then: [OTHER, PVC_PROTECTION],
    },
    { name: 'not a Pod of another claim', asked: claim('d', [PVC_PROTECTION]), pods: [pod(named)], then: [] },
    { name: 'the Pod that it was made for', asked: own, pods: [pod(ephemeral)], then: [PVC_PROTECTION] },
    { name: 'ended', asked: own, pods: [pod(ephemeral, { phase: 'Succeeded' })], then: [PVC_PROTECTION] },
    { name: 'being deleted', asked: own, pods: [pod(ephemeral, { graceSeconds: 30 })], then: [PVC_PROTECTION] },
    { name: 'not once it is shut down', asked: own, pods: [pod(ephemeral, { graceSeconds: 0 })], then: [] },
    {
      name: 'not when it was made for another',
      asked: claim('p-c', [PVC_PROTECTION], true, 'q'),
      pods: [pod(ephemeral)],
      then: [],
    },
  ]) {
    const one = new OneSync([asked, ...pods], { now: Date.parse(CREATED) })
    one.run(pvcProtectionController(), asked)
    const after = one.get('PersistentVolumeClaim', 'default', asked.metadata.name)
    assert.deepEqual(after?.metadata.finalizers, then, name)
  }
})
