import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeCluster, node, pod } from './testing/fake-cluster'

const claim = (name: string, { bound = '', storageClassName = '', modes = ['ReadWriteOnce'] } = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim' as const,
  metadata: {
    name,
    namespace: 'default',
    ...(bound ? { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } } : {}),
  },
  spec: {
    accessModes: modes,
    resources: { requests: { storage: '1Gi' } },
    ...(bound ? { volumeName: bound } : {}),
    storageClassName,
  },
  status: { phase: bound ? 'Bound' : 'Pending' },
})
const volume = (name: string, { host = '', size = '1Gi', storageClassName = '', labels = {} } = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume' as const,
  metadata: { name, labels },
  spec: {
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: size },
    storageClassName,
    ...(host
      ? {
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [host] }] },
              ],
            },
          },
        }
      : {}),
  },
  status: { phase: 'Available' },
})
const storageClass = (name: string, provisioner: string) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass' as const,
  metadata: { name },
  provisioner,
  volumeBindingMode: 'WaitForFirstConsumer',
})
const user = (name: string, ...claims: string[]) =>
  pod(name, { volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })) })

function cluster(): FakeCluster {
  const fake = new FakeCluster()
  for (const name of ['a', 'b']) fake.put(node(name, { labels: { 'topology.kubernetes.io/zone': `zone-${name}` } }))
  fake.scheduler()
  return fake
}

const NOT_HELPFUL =
  'no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.'

test('a claim that is to be bound at once: the Pod waits for it, with the recorded words, and goes on when it is', () => {
  const fake = cluster()
  fake.put(claim('data'))
  fake.put(user('p', 'data'))
  fake.settle()
  assert.deepEqual(fake.told('p'), [
    'FailedScheduling 0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
  ])
  fake.put(volume('pv', { host: 'b' }))
  fake.put(claim('data', { bound: 'pv' }))
  fake.settle()
  assert.deepEqual(fake.placements(), { p: 'b' })
})

const conflicts: [name: string, prepare: (fake: FakeCluster) => void, message: string][] = [
  [
    'a volume of a node that is not there',
    (fake) => {
      fake.put(volume('pv', { host: 'c' }))
      fake.put(claim('data', { bound: 'pv' }))
    },
    `2 node(s) didn't match PersistentVolume's node affinity. ${NOT_HELPFUL}`,
  ],
  [
    'a volume that is gone',
    (fake) => void fake.put(claim('data', { bound: 'pv' })),
    'persistentvolume "pv" not found. not found',
  ],
  [
    'a volume of another zone',
    (fake) => {
      fake.put(volume('pv', { labels: { 'topology.kubernetes.io/zone': 'zone-c' } }))
      fake.put(claim('data', { bound: 'pv' }))
    },
    `2 node(s) had no available volume zone. ${NOT_HELPFUL}`,
  ],
  [
    'no volume to choose',
    (fake) => {
      fake.put(storageClass('local', 'kubernetes.io/no-provisioner'))
      fake.put(claim('data', { storageClassName: 'local' }))
    },
    `2 node(s) didn't find available persistent volumes to bind. ${NOT_HELPFUL}`,
  ],
]
for (const [name, prepare, message] of conflicts) {
  test(`FailedScheduling: ${name}`, () => {
    const fake = cluster()
    prepare(fake)
    fake.put(user('p', 'data'))
    fake.settle()
    assert.deepEqual(fake.told('p'), [`FailedScheduling 0/2 nodes are available: ${message}`])
  })
}

test('WaitForFirstConsumer: the smallest volume that fits the node is named, and the Pod waits until it is bound', () => {
  const fake = cluster()
  fake.put(storageClass('local', 'kubernetes.io/no-provisioner'))
  fake.put(claim('data', { storageClassName: 'local' }))
  fake.put(volume('large', { host: 'b', size: '5Gi', storageClassName: 'local' }))
  fake.put(volume('small', { host: 'b', size: '2Gi', storageClassName: 'local' }))
  fake.put(user('p', 'data'))
  fake.settle()
  assert.equal(fake.read.get('PersistentVolume', '', 'small')?.spec.claimRef?.name, 'data')
  assert.deepEqual([fake.placements(), fake.pod('p').status.nominatedNodeName], [{}, 'b'])
  fake.put(claim('data', { bound: 'small', storageClassName: 'local' }))
  fake.settle()
  assert.deepEqual(fake.placements(), { p: 'b' })
})

test('WaitForFirstConsumer with a provisioner: the claim learns the node; when nothing comes of it the Pod is tried anew', () => {
  const fake = cluster()
  fake.put(storageClass('fast', 'example.com/disk'))
  fake.put(claim('data', { storageClassName: 'fast' }))
  fake.put(user('p', 'data'))
  fake.settle()
  assert.equal(
    fake.read.get('PersistentVolumeClaim', 'default', 'data')?.metadata.annotations?.[
      'volume.kubernetes.io/selected-node'
    ],
    'a',
  )
  fake.pass(599_999)
  assert.deepEqual(fake.told('p'), [])
  fake.pass(1)
  assert.deepEqual(fake.told('p'), [
    'FailedScheduling running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
  ])
  assert.equal(fake.pod('p').status.conditions?.[0]?.reason, 'SchedulerError')
})

test('a driver that publishes its capacity: a node with room for the volume is chosen, and more room helps who waits', () => {
  const fake = cluster()
  const capacity = (name: string, zone: string, fields: object) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIStorageCapacity' as const,
    metadata: { name, namespace: 'kube-system' },
    storageClassName: 'fast',
    nodeTopology: { matchLabels: { 'topology.kubernetes.io/zone': zone } },
    ...fields,
  })
  fake.put(storageClass('fast', 'example.com/disk'))
  fake.put({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    metadata: { name: 'example.com/disk' },
    spec: { storageCapacity: true },
  })
  fake.put(capacity('in-a', 'zone-a', { capacity: '100Gi', maximumVolumeSize: '512Mi' }))
  fake.put(claim('data', { storageClassName: 'fast' }))
  fake.put(user('p', 'data'))
  fake.settle()
  assert.deepEqual(fake.told('p'), [
    `FailedScheduling 0/2 nodes are available: 2 node(s) did not have enough free storage. ${NOT_HELPFUL}`,
  ])
  fake.put(capacity('in-a', 'zone-a', { capacity: '50Gi', maximumVolumeSize: '512Mi' }))
  fake.pass(10_000)
  assert.equal(fake.told('p').length, 1)
  fake.put(capacity('in-b', 'zone-b', { capacity: '1Gi' }))
  fake.pass(10_000)
  assert.equal(fake.pod('p').status.nominatedNodeName, 'b')
})

test('ReadWriteOncePod: one Pod at a time', () => {
  const fake = cluster()
  fake.put(volume('pv'))
  fake.put(claim('data', { bound: 'pv', modes: ['ReadWriteOncePod'] }))
  fake.put(user('p', 'data'))
  fake.put(user('q', 'data'))
  fake.settle()
  assert.deepEqual(Object.keys(fake.placements()), ['p'])
  assert.match(
    fake.told('q')[0] ?? '',
    /^FailedScheduling 0\/2 nodes are available: 2 node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode\./,
  )
  fake.remove('Pod', 'default', 'p')
  fake.settle()
  assert.deepEqual(Object.keys(fake.placements()), ['q'])
})

test('a driver that can attach so many volumes to a node', () => {
  const fake = cluster()
  for (const name of ['a', 'b'])
    fake.put({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSINode',
      metadata: { name },
      spec: { drivers: [{ name: 'disk', nodeID: name, allocatable: { count: 1 } }] },
    })
  for (const name of ['one', 'two', 'three']) {
    fake.put({ ...volume(name), spec: { ...volume(name).spec, csi: { driver: 'disk', volumeHandle: name } } })
    fake.put(claim(`claim-${name}`, { bound: name }))
    fake.put(user(name, `claim-${name}`))
  }
  fake.settle()
  assert.deepEqual(Object.keys(fake.placements()), ['one', 'two'])
  assert.match(
    fake.told('three')[0] ?? '',
    /^FailedScheduling 0\/2 nodes are available: 2 node\(s\) exceed max volume count\./,
  )
})
