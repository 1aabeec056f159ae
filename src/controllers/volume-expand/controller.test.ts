import assert from 'node:assert/strict'
import { test } from 'node:test'
import { volumeExpandController } from './controller'
import type { Change } from '../../apiserver/client'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'

const CREATED = '2026-01-01T08:00:00Z'
const claim = (asks: string, has: string, phase = 'Bound'): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'c', namespace: 'default', uid: 'c', resourceVersion: '1', creationTimestamp: CREATED },
  spec: { volumeName: 'v', resources: { requests: { storage: asks } } },
  status: { phase, capacity: { storage: has } },
})
const volume = (size: string, spec: Partial<PersistentVolume['spec']>): PersistentVolume => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'v', uid: 'v', resourceVersion: '1', creationTimestamp: CREATED },
  spec: { capacity: { storage: size }, ...spec },
  status: { phase: 'Bound' },
})
const CSI = { csi: { driver: 'd', volumeHandle: 'v' } }
const FOLDER = { hostPath: { path: '/tmp/v' } }

test('a claim that asks for more than it has', () => {
  const waits = 'Normal ExternalExpanding: waiting for an external controller to expand this PVC'
  for (const { name, asked, on, then, events } of [
    {
      name: 'a driver expands the volume',
      asked: claim('2Gi', '1Gi'),
      on: volume('1Gi', CSI),
      then: ['2Gi', '2Gi'],
      events: [
        waits,
        'Normal Resizing: External resizer is resizing volume v',
        'Normal VolumeResizeSuccessful: Resize volume succeeded',
      ],
    },
    {
      name: 'a folder stays what it is',
      asked: claim('2Gi', '1Gi'),
      on: volume('1Gi', FOLDER),
      then: ['1Gi', '1Gi'],
      events: [waits],
    },
    {
      name: 'the volume is large enough',
      asked: claim('5Gi', '10Gi'),
      on: volume('10Gi', CSI),
      then: ['10Gi', '10Gi'],
      events: [],
    },
    {
      name: 'not bound yet',
      asked: claim('2Gi', '1Gi', 'Pending'),
      on: volume('1Gi', CSI),
      then: ['1Gi', '1Gi'],
      events: [],
    },
  ]) {
    const one = new OneSync([asked, on], { now: Date.parse(CREATED) })
    one.run(volumeExpandController(), asked)
    const sizes = [
      one.get('PersistentVolume', '', 'v')?.spec.capacity?.['storage'],
      one.get('PersistentVolumeClaim', 'default', 'c')?.status.capacity?.['storage'],
    ]
    assert.deepEqual([sizes, one.events], [then, events], name)
  }
})

test('it looks when a claim comes, asks for more or has more', () => {
  const [rule] = volumeExpandController().wakesOn
  const wakes = (type: string, object: object, previous?: object) =>
    (rule as { keys(change: Change, read: never): readonly unknown[] }).keys(
      { type, kind: 'PersistentVolumeClaim', object, previous } as unknown as Change,
      undefined as never,
    ).length > 0
  assert.ok(wakes('ADDED', claim('1Gi', '1Gi')))
  assert.ok(wakes('MODIFIED', claim('2Gi', '1Gi'), claim('1Gi', '1Gi')))
  assert.ok(wakes('MODIFIED', claim('2Gi', '2Gi'), claim('2Gi', '1Gi')))
  assert.ok(!wakes('MODIFIED', claim('2Gi', '1Gi'), claim('2Gi', '1Gi')))
  assert.ok(!wakes('DELETED', claim('2Gi', '1Gi'), claim('2Gi', '1Gi')))
})
