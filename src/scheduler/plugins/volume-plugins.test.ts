// Where volumes let a Pod go: after upstream's volume_zone_test.go and volume_restrictions_test.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bareNode, onNode, verdictsOf, type Labels } from '../testing/ask'
import type { Volume } from '../../objects/kinds'
import { volumeRestrictions } from './volume-restrictions'
import { volumeZone } from './volume-zone'

const ZONE = 'topology.kubernetes.io/zone'
const REGION = 'topology.kubernetes.io/region'
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/zone'
const OLD_REGION = 'failure-domain.beta.kubernetes.io/region'

const claimed = (name: string) => ({ volumes: [{ name, persistentVolumeClaim: { claimName: name } }] })
const volumeWith = (labels: Labels) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume' as const,
  metadata: { name: 'pv', labels },
  spec: {},
})
const claimOf = (volumeName: string | undefined, modes = ['ReadWriteOnce']) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim' as const,
  metadata: {
    name: 'data',
    namespace: 'default',
    ...(volumeName ? { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } } : {}),
  },
  spec: { accessModes: modes, ...(volumeName ? { volumeName } : {}) },
  status: { phase: volumeName ? 'Bound' : 'Pending' },
})

const zones: [name: string, ofNode: Labels, ofVolume: Labels, then: string][] = [
  ['a node without zones', {}, { [ZONE]: 'a' }, 'fits'],
  ['a volume without zones', { [ZONE]: 'a' }, { any: 'thing' }, 'fits'],
  ['the same zone', { [ZONE]: 'a', uselessLabel: 'none' }, { [ZONE]: 'a' }, 'fits'],
  ['another zone', { [ZONE]: 'b' }, { [ZONE]: 'a' }, 'never'],
  ['one of several zones', { [ZONE]: 'a' }, { [ZONE]: 'a__c' }, 'fits'],
  ['none of several zones', { [ZONE]: 'b' }, { [ZONE]: 'a__c' }, 'never'],
  ['the region as well', { [ZONE]: 'a', [REGION]: 'x' }, { [ZONE]: 'a', [REGION]: 'x' }, 'fits'],
  ['another region', { [ZONE]: 'a', [REGION]: 'y' }, { [ZONE]: 'a', [REGION]: 'x' }, 'never'],
  ['old names of both', { [OLD_ZONE]: 'a', [OLD_REGION]: 'x' }, { [OLD_ZONE]: 'a', [OLD_REGION]: 'x' }, 'fits'],
  ['the old name of the volume’s zone', { [ZONE]: 'a' }, { [OLD_ZONE]: 'a' }, 'fits'],
  ['the old name, another zone', { [ZONE]: 'b' }, { [OLD_ZONE]: 'a' }, 'never'],
  ['a node that names only the region', { [REGION]: 'x' }, { [ZONE]: 'a' }, 'never'],
]
for (const [name, ofNode, ofVolume, then] of zones)
  test(`the zone of a volume: ${name}`, () => {
    const stage = { nodes: [bareNode('n', ofNode)], pods: [], objects: [volumeWith(ofVolume), claimOf('pv')] }
    assert.deepEqual(verdictsOf(volumeZone, claimed('data'), stage), [then])
  })

test('the zone of a volume: none yet, or none at all', () => {
  const nodes = [bareNode('n', { [ZONE]: 'a' })]
  assert.deepEqual(verdictsOf(volumeZone, {}, { nodes, pods: [] }), ['fits'])
  assert.deepEqual(verdictsOf(volumeZone, claimed('data'), { nodes, pods: [], objects: [claimOf(undefined)] }), [
    'fits',
  ])
  assert.deepEqual(verdictsOf(volumeZone, claimed('data'), { nodes, pods: [], objects: [claimOf('gone')] }), ['never'])
})

const gce = (pdName: string, readOnly = false): Volume => ({ name: 'v', gcePersistentDisk: { pdName, readOnly } })
const aws = (volumeID: string, readOnly = false): Volume => ({
  name: 'v',
  awsElasticBlockStore: { volumeID, readOnly },
})
const rbd = (image: string, readOnly = false, pool = 'bar', monitors = ['a', 'b']): Volume => ({
  name: 'v',
  rbd: { monitors, pool, image, fsType: 'ext4', readOnly },
})
const iscsi = (iqn: string, readOnly = false): Volume => ({
  name: 'v',
  iscsi: { targetPortal: '127.0.0.1:3260', iqn, lun: 0, fsType: 'ext4', readOnly },
})

const disks: [name: string, wanted: Volume, there: Volume, then: string][] = [
  ['one GCE disk twice', gce('foo'), gce('foo'), 'no'],
  ['another GCE disk', gce('foo'), gce('bar'), 'fits'],
  ['a GCE disk that both only read', gce('foo', true), gce('foo', true), 'fits'],
  ['a GCE disk that one writes', gce('foo', true), gce('foo'), 'no'],
  ['one EBS volume twice', aws('foo'), aws('foo'), 'no'],
  ['an EBS volume that both only read', aws('foo', true), aws('foo', true), 'no'],
  ['another EBS volume', aws('foo'), aws('bar'), 'fits'],
  ['one RBD image twice', rbd('baz'), rbd('baz', false, 'bar', ['b', 'c']), 'no'],
  ['an RBD image of other monitors', rbd('baz'), rbd('baz', false, 'bar', ['c']), 'fits'],
  ['an RBD image of another pool', rbd('baz'), rbd('baz', false, 'other'), 'fits'],
  ['an RBD image that both only read', rbd('baz', true), rbd('baz', true), 'fits'],
  ['one iSCSI target twice', iscsi('iqn.2016:a'), iscsi('iqn.2016:a'), 'no'],
  ['an iSCSI target that both only read', iscsi('iqn.2016:a', true), iscsi('iqn.2016:a', true), 'fits'],
  ['another sort of disk', gce('foo'), aws('foo'), 'fits'],
]
for (const [name, wanted, there, then] of disks)
  test(`disks on one node: ${name}`, () => {
    const stage = { nodes: [bareNode('n', {})], pods: [onNode('n', { volumes: [there] })] }
    assert.deepEqual(verdictsOf(volumeRestrictions, { volumes: [wanted] }, stage), [then])
  })

test('ReadWriteOncePod: one Pod of the whole cluster; other Pods may share, and other namespaces do not count', () => {
  const nodes = [bareNode('a', {}), bareNode('b', {})]
  const verdicts = (modes: string[], user: Parameters<typeof onNode>[1] | undefined): string[] =>
    verdictsOf(volumeRestrictions, claimed('data'), {
      nodes,
      pods: user ? [onNode('a', user)] : [],
      objects: [claimOf('pv', modes)],
    })
  assert.deepEqual(verdicts(['ReadWriteOncePod'], undefined), ['fits', 'fits'])
  assert.deepEqual(verdicts(['ReadWriteOncePod'], claimed('data')), ['no', 'no'])
  assert.deepEqual(verdicts(['ReadWriteOncePod'], { ...claimed('data'), namespace: 'other' }), ['fits', 'fits'])
  assert.deepEqual(verdicts(['ReadWriteOnce'], claimed('data')), ['fits', 'fits'])
})
