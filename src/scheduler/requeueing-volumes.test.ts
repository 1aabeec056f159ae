// Which change brings back Pods that wait for volumes: as requeueing.test.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Plugin } from './framework'
import { nodeVolumeLimits } from './plugins/node-volume-limits'
import { volumeBinding } from './plugins/volume-binding'
import { volumeRestrictions } from './plugins/volume-restrictions'
import { volumeZone } from './plugins/volume-zone'
import { FakeCluster, node, pod } from './testing/fake-cluster'
import type { Wishes } from './testing/place'
import { requeued } from './testing/requeued'

type Draft = Parameters<FakeCluster['put']>[0]
type Case = readonly [
  name: string,
  objects: readonly Draft[],
  pods: Readonly<Record<string, Wishes>>,
  change: (cluster: FakeCluster) => void,
  then: readonly string[],
]

const put = (object: Draft) => (cluster: FakeCluster) => void cluster.put(object)
const gone = (name: string) => (cluster: FakeCluster) => cluster.remove('Pod', 'default', name)

const ZONE = 'topology.kubernetes.io/zone'
const volume = (name: string, labels: Record<string, string> = {}, spec: object = {}) => ({
  kind: 'PersistentVolume',
  metadata: { name, labels },
  spec: { accessModes: ['ReadWriteMany'], capacity: { storage: '1Mi' }, ...spec },
})
const claim = (name: string, volumeName?: string, spec: object = {}) => ({
  kind: 'PersistentVolumeClaim',
  metadata: {
    name,
    namespace: 'default',
    ...(volumeName ? { annotations: { 'pv.kubernetes.io/bind-completed': 'true' } } : {}),
  },
  spec: {
    accessModes: ['ReadWriteMany'],
    resources: { requests: { storage: '1Mi' } },
    ...(volumeName ? { volumeName } : {}),
    ...spec,
  },
  status: {},
})
const storageClass = (volumeBindingMode: string, more: object = {}) => ({
  kind: 'StorageClass',
  metadata: { name: 'sc1' },
  provisioner: 'p',
  volumeBindingMode,
  ...more,
})
const allowed = (zone: string) => ({ allowedTopologies: [{ matchLabelExpressions: [{ key: ZONE, values: [zone] }] }] })
const uses = (...claims: string[]): Wishes => ({
  volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
})
const placed = (name: string, claimName: string) => pod(name, { ...uses(claimName), nodeName: 'n' })
const onlyWhere = (key: string, value: string) => ({
  nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values: [value] }] }] } },
})

const IN_WEST = node('n', { labels: { [ZONE]: 'west' } })
const WEST = { [ZONE]: 'west' }
const EAST = { [ZONE]: 'east' }
const P2 = { p2: uses('c2') }
const P23 = { p2: uses('c2'), p3: uses('c3') }

const zones: Case[] = [
  ['the volume is made', [IN_WEST, claim('c2', 'v2')], P2, put(volume('v2', WEST)), ['p2']],
  [
    'the volume has another zone',
    [IN_WEST, volume('v2', EAST), claim('c2', 'v2')],
    P2,
    put(volume('v2', WEST)),
    ['p2'],
  ],
  [
    'the volume has another label',
    [IN_WEST, volume('v2', EAST), claim('c2', 'v2')],
    P2,
    put(volume('v2', { ...EAST, unrelated: 'x' })),
    [],
  ],
  [
    'a class that binds late is made',
    [IN_WEST, claim('c2', 'v2')],
    P2,
    put(storageClass('WaitForFirstConsumer')),
    ['p2'],
  ],
  ['a class that binds at once is made', [IN_WEST, claim('c2', 'v2')], P2, put(storageClass('Immediate')), []],
]

const ALONE = { accessModes: ['ReadWriteOncePod'] }
const restrictions: Case[] = [
  [
    'the claim is made',
    [node('n'), volume('v1')],
    { p1: uses('c1'), p2: uses('c2') },
    put(claim('c1', 'v1', ALONE)),
    ['p1'],
  ],
  [
    'the Pod that had it is gone',
    [node('n'), volume('v1'), claim('c1', 'v1', ALONE), placed('x', 'c1')],
    { p2: uses('c1'), p3: uses('c2') },
    gone('x'),
    ['p2'],
  ],
]

const CONFLICT = [node('n', { labels: { a: 'b' } }), volume('v2', {}, onlyWhere('a', 'c')), claim('c2', 'v2')]
const UNBOUND = [node('n'), volume('v2'), claim('c2'), claim('c3')]
const LATE = { storageClassName: 'sc1' }
const driver = (storageCapacity: boolean) => ({
  kind: 'CSIDriver',
  metadata: { name: 'driver' },
  spec: { storageCapacity },
})
const inline: Wishes = { volumes: [...(uses('c2')?.volumes ?? []), { name: 'v', csi: { driver: 'driver' } }] }
const capacity = (size: string) => ({
  kind: 'CSIStorageCapacity',
  metadata: { name: 'csc', namespace: 'default' },
  storageClassName: 'sc1',
  capacity: size,
})
const AT_ONCE = [node('n'), volume('v1', {}, LATE), claim('c2', undefined, LATE), storageClass('Immediate')]
const WRONG_PLACE = [IN_WEST, claim('c2', undefined, LATE), storageClass('WaitForFirstConsumer', allowed('east'))]

const bindings: Case[] = [
  ['a node is made', CONFLICT, P2, put(node('n2', { labels: { a: 'c' } })), ['p2']],
  ['a node has another label', CONFLICT, P2, put(node('n', { labels: { a: 'c' } })), ['p2']],
  ['a volume is changed', CONFLICT, P2, put(volume('v2', {}, onlyWhere('a', 'b'))), ['p2']],
  ['the claim is bound', UNBOUND, P23, put(claim('c2', 'v2')), ['p2']],
  ['a class is made', [node('n'), claim('c2', undefined, LATE)], P2, put(storageClass('WaitForFirstConsumer')), ['p2']],
  ['a class allows other places', WRONG_PLACE, P2, put(storageClass('WaitForFirstConsumer', allowed('west'))), ['p2']],
  [
    'a class has a label more',
    WRONG_PLACE,
    P2,
    put({
      ...storageClass('WaitForFirstConsumer', allowed('east')),
      metadata: { name: 'sc1', labels: { a: 'b' } },
    } as Draft),
    [],
  ],
  ['a CSINode is made', UNBOUND, P2, put({ kind: 'CSINode', metadata: { name: 'n' } }), ['p2']],
  ['a driver does not count its room any more', [...UNBOUND, driver(true)], { p1: inline }, put(driver(false)), ['p1']],
  ['a driver counts its room', [...UNBOUND, driver(false)], { p1: inline }, put(driver(true)), []],
  ['room is told of', AT_ONCE, P2, put(capacity('10')), ['p2']],
  ['there is more room', [...AT_ONCE, capacity('10')], P2, put(capacity('20')), ['p2']],
  ['there is less room', [...AT_ONCE, capacity('10')], P2, put(capacity('5')), []],
]

const csi = (volumeHandle: string) => ({ csi: { driver: 'driver', volumeHandle } })
const csiNode = (count: number, name = 'n') => ({
  kind: 'CSINode',
  metadata: { name },
  spec: { drivers: [{ name: 'driver', nodeID: 'n', allocatable: { count } }] },
})
const FULL = [node('n'), volume('v1', {}, csi('h1')), volume('v2', {}, csi('h2')), claim('c2', 'v2'), csiNode(1)]
const attachment = {
  kind: 'VolumeAttachment',
  metadata: { name: 'va' },
  spec: { source: { persistentVolumeName: 'v1' } },
}
const limits: Case[] = [
  ['a CSINode is made', [...FULL, csiNode(0)], P2, put(csiNode(5, 'other')), ['p2']],
  ['a Pod with a claim is gone', [...FULL, claim('c1', 'v1'), placed('x', 'c1')], P2, gone('x'), ['p2']],
  [
    'its volume is detached',
    [...FULL, claim('c1', 'v1'), csiNode(0), attachment],
    { p1: uses('c1'), p2: uses('c2') },
    (cluster) => cluster.remove('VolumeAttachment', '', 'va'),
    ['p1'],
  ],
]

const areas: [area: string, plugin: Plugin, cases: readonly Case[]][] = [
  ['zones', volumeZone, zones],
  ['restrictions', volumeRestrictions, restrictions],
  ['bindings', volumeBinding, bindings],
  ['limits', nodeVolumeLimits, limits],
]
for (const [area, plugin, cases] of areas)
  for (const [name, objects, pods, change, then] of cases)
    test(`what brings Pods back, ${area} of volumes: ${name}`, () =>
      assert.deepEqual(requeued({ plugins: [plugin], objects, pods, change }), then))
