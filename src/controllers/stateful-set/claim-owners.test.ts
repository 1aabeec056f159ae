import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OwnerReference } from '../../objects/kube-object'
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../objects/kinds'
import { claimOwners, hasOtherController, hasWantedOwners, isStale } from './claim-owners'

type Policy = 'Retain' | 'Delete'

const setWith = (whenScaled: Policy, whenDeleted: Policy): StatefulSet =>
  ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', uid: 'set' },
    spec: { replicas: 3, persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted } },
  }) as unknown as StatefulSet

const pod = (ordinal: number): Pod =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `web-${ordinal}`, uid: 'pod' } }) as unknown as Pod
const [INSIDE, CONDEMNED] = [pod(1), pod(5)]

const refTo = (
  { apiVersion, kind, metadata }: StatefulSet | Pod,
  more: Partial<OwnerReference> = {},
): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
  ...more,
})
const claim = (...ownerReferences: OwnerReference[]): PersistentVolumeClaim =>
  ({ metadata: { name: 'www-web-1', ownerReferences } }) as unknown as PersistentVolumeClaim

const POLICIES: readonly [whenScaled: Policy, whenDeleted: Policy][] = [
  ['Retain', 'Retain'],
  ['Retain', 'Delete'],
  ['Delete', 'Retain'],
  ['Delete', 'Delete'],
]

/** Who owns the claim in the end, of a Pod inside and of one that is too many. */
const WANTED: readonly [inside: string[], condemned: string[]][] = [
  [[], []],
  [['StatefulSet'], ['StatefulSet']],
  [[], ['Pod']],
  [['StatefulSet'], ['Pod']],
]

for (const [place, policy] of POLICIES.entries())
  test(`whenScaled ${policy[0]}, whenDeleted ${policy[1]}: the owner, whoever it was before`, () => {
    const set = setWith(...policy)
    for (const [which, owned] of [INSIDE, CONDEMNED].entries())
      for (const before of [[], [refTo(set)], [refTo(owned)], [refTo(set), refTo(owned)]]) {
        const wanted = WANTED[place]?.[which]
        const given = claim(...before)
        assert.deepEqual(
          claimOwners(given, set, owned).map(({ kind }) => kind),
          wanted,
        )
        assert.equal(hasWantedOwners(given, set, owned), before.map(({ kind }) => kind).join() === wanted?.join())
      }
  })

test('other owners stay beside ours', () => {
  const other = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x' }
  const set = setWith('Retain', 'Delete')
  assert.deepEqual(claimOwners(claim(other), set, INSIDE), [other, refTo(set)])
})

test('an owner that is no controller has to become one', () => {
  const set = setWith('Retain', 'Delete')
  assert.equal(hasWantedOwners(claim(refTo(set, { controller: false })), set, INSIDE), false)
})

const stranger: OwnerReference = { apiVersion: 'v1', kind: 'Disk', name: 'd', uid: 'd', controller: true }

// Follows TestClaimOwnerMatchesSetAndPod, TestHasUnexpectedController.
test('another controller: our references go, none is added; under Retain nobody minds', () => {
  const set = setWith('Delete', 'Delete')
  assert.equal(hasOtherController(claim(stranger), set, INSIDE), true)
  assert.equal(hasWantedOwners(claim(stranger), set, INSIDE), true)
  assert.equal(hasWantedOwners(claim(stranger, refTo(set)), set, INSIDE), false)
  assert.deepEqual(claimOwners(claim(stranger, refTo(set)), set, INSIDE), [stranger])
  assert.equal(hasOtherController(claim(stranger), setWith('Retain', 'Retain'), INSIDE), false)
})

test('a claim of a former set or Pod of the name is left alone', () => {
  for (const policy of POLICIES) {
    const set = setWith(...policy)
    for (const stale of [refTo(set, { uid: 'former' }), refTo(INSIDE, { uid: 'former' })])
      assert.equal(hasWantedOwners(claim(stale), set, INSIDE), true, policy.join())
  }
  assert.equal(hasOtherController(claim(refTo(INSIDE, { uid: 'former' })), setWith('Delete', 'Retain'), INSIDE), true)
})

test('stale: of a Pod of that name with another uid', () => {
  assert.equal(isStale(claim(refTo(INSIDE)), 'web-1', undefined), true)
  assert.equal(isStale(claim(refTo(INSIDE)), 'web-1', 'pod'), false)
  assert.equal(isStale(claim(refTo(INSIDE)), 'web-2', undefined), false)
  assert.equal(isStale(claim(), 'web-1', undefined), false)
})
