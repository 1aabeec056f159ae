import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestMatch, mismatch } from './match'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'

const metadata = (name: string, more: object = {}) => ({
  name,
  uid: `uid-${name}`,
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T08:00:00Z',
  ...more,
})

const volume = (
  name: string,
  size: string,
  spec: Partial<PersistentVolume['spec']> = {},
  more: object = {},
  phase = 'Available',
): PersistentVolume => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: metadata(name, more),
  spec: { capacity: { storage: size }, accessModes: ['ReadWriteOnce'], ...spec },
  status: { phase },
})
const claim = (size = '5Gi', spec: Partial<PersistentVolumeClaim['spec']> = {}): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: metadata('data', { namespace: 'default' }),
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, ...spec },
  status: {},
})
const reserved = { claimRef: { namespace: 'default', name: 'data' } }

test('which volume a claim gets', () => {
  const cases: {
    name: string
    claim?: PersistentVolumeClaim
    volumes: PersistentVolume[]
    delayed?: boolean
    then: string | undefined
  }[] = [
    {
      name: 'the smallest that is large enough',
      volumes: [volume('big', '50Gi'), volume('fit', '6Gi'), volume('small', '1Gi')],
      then: 'fit',
    },
    { name: 'exactly as large', volumes: [volume('a', '5Gi')], then: 'a' },
    { name: 'none is large enough', volumes: [volume('small', '4Gi')], then: undefined },
    { name: 'of equal ones the first by name', volumes: [volume('b', '5Gi'), volume('a', '5Gi')], then: 'a' },
    {
      name: 'fewer access modes go before size',
      volumes: [volume('many', '5Gi', { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] }), volume('one', '9Gi')],
      then: 'one',
    },
    {
      name: 'all access modes are needed',
      claim: claim('1Gi', { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] }),
      volumes: [volume('a', '5Gi')],
      then: undefined,
    },
    {
      name: 'the class must be the same',
      claim: claim('1Gi', { storageClassName: 'fast' }),
      volumes: [volume('a', '5Gi'), volume('b', '5Gi', { storageClassName: 'fast' })],
      then: 'b',
    },
    { name: 'no class is a class', volumes: [volume('a', '5Gi', { storageClassName: 'fast' })], then: undefined },
    {
      name: 'the selector',
      claim: claim('1Gi', { selector: { matchLabels: { disk: 'ssd' } } }),
      volumes: [volume('a', '5Gi'), volume('b', '9Gi', {}, { labels: { disk: 'ssd' } })],
      then: 'b',
    },
    {
      name: 'block is not filesystem',
      claim: claim('1Gi', { volumeMode: 'Block' }),
      volumes: [volume('a', '5Gi')],
      then: undefined,
    },
    {
      name: 'a volume of other attributes is not free for it',
      volumes: [volume('a', '5Gi', { volumeAttributesClassName: 'fast' })],
      then: undefined,
    },
    {
      name: 'taken, released and deleted ones are not free',
      volumes: [
        volume('a', '5Gi', { claimRef: { namespace: 'default', name: 'other' } }, {}, 'Bound'),
        volume('b', '5Gi', {}, {}, 'Released'),
        volume('c', '5Gi', {}, { deletionTimestamp: 'x' }),
      ],
      then: undefined,
    },
    {
      name: 'one that was kept for it goes first',
      volumes: [volume('fit', '5Gi'), volume('kept', '50Gi', reserved)],
      then: 'kept',
    },
    { name: 'not when it is too small', volumes: [volume('fit', '5Gi'), volume('kept', '1Gi', reserved)], then: 'fit' },
    {
      name: 'a claim that waits for its Pod gets only what was kept for it',
      volumes: [volume('fit', '5Gi')],
      delayed: true,
      then: undefined,
    },
    { name: 'and that at once', volumes: [volume('kept', '5Gi', reserved)], delayed: true, then: 'kept' },
    {
      name: 'kept for an earlier claim of the name',
      volumes: [volume('kept', '5Gi', { claimRef: { ...reserved.claimRef, uid: 'gone' } })],
      then: undefined,
    },
  ]
  for (const { name, claim: subject = claim(), volumes, delayed = false, then } of cases)
    assert.equal(bestMatch(subject, volumes, delayed)?.metadata.name, then, name)
})

test('why a volume that was asked for by name does not do', () => {
  assert.equal(mismatch(volume('a', '1Gi'), claim()), 'requested PV is too small')
  assert.equal(mismatch(volume('a', '9Gi', { storageClassName: 'x' }), claim()), 'storageClassName does not match')
  assert.equal(mismatch(volume('a', '9Gi', { volumeMode: 'Block' }), claim()), 'incompatible volumeMode')
  assert.equal(
    mismatch(volume('a', '9Gi', { volumeAttributesClassName: 'fast' }), claim()),
    'volumeAttributesClassName does not match',
  )
  assert.equal(mismatch(volume('a', '9Gi', { accessModes: ['ReadOnlyMany'] }), claim()), 'incompatible accessMode')
  assert.equal(mismatch(volume('a', '9Gi'), claim()), undefined)
})
