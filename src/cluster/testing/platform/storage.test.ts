import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ControlPlane } from './control-plane'

const volume = (name: string, storage: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    capacity: { storage },
    accessModes: ['ReadWriteOnce'],
    persistentVolumeReclaimPolicy: 'Retain',
    hostPath: { path: `/tmp/${name}` },
    ...more,
  },
})
const onNodeA = {
  required: {
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-a'] }] }],
  },
}
const claim = (name: string, storage: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...more },
})
const storageClass = (name: string, more: object = {}): object => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'rook-ceph.rbd.csi.ceph.com',
  ...more,
})
const user = (name: string, claimName: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    containers: [{ name: 'c', image: 'runs' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  },
})

const volumes = (cluster: ControlPlane): string[] =>
  cluster
    .list('PersistentVolume')
    .map(({ metadata, status, spec }) => `${metadata.name} ${status.phase} ${spec.claimRef?.name ?? '-'}`)
const claims = (cluster: ControlPlane): string[] =>
  cluster
    .list('PersistentVolumeClaim')
    .map(
      ({ metadata, status, spec }) =>
        `${metadata.name} ${status.phase} ${spec.volumeName ?? '-'}${metadata.deletionTimestamp ? ' deleting' : ''}`,
    )

test('a claim binds to the smallest volume that fits, in the order of the recording', () => {
  const cluster = new ControlPlane()
  cluster.create(volume('big', '10Gi'))
  cluster.create(volume('fit', '2Gi'))
  cluster.create(volume('small', '500Mi'))
  cluster.seconds(1)
  cluster.create(claim('www', '1Gi'))
  cluster.seconds(1)
  assert.deepEqual(volumes(cluster), ['big Available -', 'fit Bound www', 'small Available -'])
  assert.deepEqual(claims(cluster), ['www Bound fit'])
  // recordings/statefulset-storage.json: volume, its status, claim, its status
  const writes = cluster.changes.filter(({ actor, at }) => actor === 'persistentvolume-controller' && at >= 1000)
  assert.deepEqual(
    writes.map(({ kind, object }) => `${kind} ${(object as { status?: { phase?: string } }).status?.phase}`),
    [
      'PersistentVolume Available',
      'PersistentVolume Bound',
      'PersistentVolumeClaim Pending',
      'PersistentVolumeClaim Bound',
    ],
  )
  const bound = cluster.get('PersistentVolumeClaim', 'www')
  assert.deepEqual(bound.metadata.annotations, {
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
  })
  assert.deepEqual(bound.status, { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' } })
})

test('a claim that nothing fits waits, says why, and finds a volume that comes later', () => {
  const cluster = new ControlPlane()
  cluster.create(claim('data', '5Gi'))
  cluster.create(claim('classy', '5Gi', { storageClassName: 'nope' }))
  cluster.create(claim('static', '5Gi', { storageClassName: 'local' }))
  cluster.create(storageClass('local', { provisioner: 'kubernetes.io/no-provisioner' }))
  cluster.seconds(20)
  assert.deepEqual(cluster.events('PersistentVolumeClaim', 'data'), [
    'FailedBinding: no persistent volumes available for this claim and no storage class is set',
  ])
  assert.deepEqual(cluster.events('PersistentVolumeClaim', 'classy'), [
    'ProvisioningFailed: storageclass.storage.k8s.io "nope" not found',
  ])
  assert.equal(
    cluster.events('PersistentVolumeClaim', 'static').at(-1),
    'ProvisioningFailed: no volume plugin matched name: kubernetes.io/no-provisioner',
  )
  cluster.create(volume('late', '5Gi'))
  cluster.seconds(16)
  assert.equal(claims(cluster)[1], 'data Bound late')
})

test('a class with a provisioner makes the volume, and takes it away with the claim', () => {
  const cluster = new ControlPlane()
  cluster.create(storageClass('rook-ceph-block', { allowVolumeExpansion: true }))
  cluster.create(claim('data', '1Gi', { storageClassName: 'rook-ceph-block' }))
  cluster.seconds(5)
  const { uid } = cluster.get('PersistentVolumeClaim', 'data').metadata
  assert.deepEqual(claims(cluster), [`data Bound pvc-${uid}`])
  assert.deepEqual(
    cluster.events('PersistentVolumeClaim', 'data').map((text) => text.split(':')[0]),
    ['ExternalProvisioning', 'Provisioning', 'ProvisioningSucceeded'],
  )
  cluster.patch('PersistentVolumeClaim', 'data', { spec: { resources: { requests: { storage: '3Gi' } } } })
  cluster.seconds(1)
  assert.deepEqual(cluster.get('PersistentVolumeClaim', 'data').status.capacity, { storage: '3Gi' })
  cluster.api.delete('PersistentVolumeClaim', 'default', 'data')
  cluster.seconds(5)
  assert.deepEqual([claims(cluster), volumes(cluster)], [[], []])
})

test('a class may ask to retain its volumes', () => {
  const cluster = new ControlPlane()
  cluster.create(storageClass('kept', { reclaimPolicy: 'Retain' }))
  cluster.create(claim('data', '1Gi', { storageClassName: 'kept' }))
  cluster.seconds(5)
  cluster.api.delete('PersistentVolumeClaim', 'default', 'data')
  cluster.seconds(5)
  assert.match(volumes(cluster).join(), /^pvc-\S+ Released data$/)
})

test('with WaitForFirstConsumer nothing is made until a node is chosen', () => {
  const cluster = new ControlPlane()
  cluster.create(storageClass('wait', { volumeBindingMode: 'WaitForFirstConsumer' }))
  cluster.create(claim('data', '1Gi', { storageClassName: 'wait' }))
  cluster.seconds(5)
  assert.deepEqual(cluster.events('PersistentVolumeClaim', 'data'), [
    'WaitForFirstConsumer: waiting for first consumer to be created before binding',
  ])
  cluster.create(user('p', 'data'))
  cluster.seconds(15)
  assert.equal(
    cluster.events('PersistentVolumeClaim', 'data').at(-1),
    'WaitForPodScheduled: waiting for pod p to be scheduled',
  )
  assert.deepEqual(volumes(cluster), [])
  cluster.patch('PersistentVolumeClaim', 'data', {
    metadata: { annotations: { 'volume.kubernetes.io/selected-node': 'node-a' } },
  })
  cluster.seconds(5)
  assert.match(claims(cluster)[0] ?? '', /^data Bound pvc-/)
})

test('a claim in use stays until its Pod is gone; its volume is retained, and may be kept for one claim', () => {
  const cluster = new ControlPlane()
  cluster.create(volume('pv', '1Gi'))
  cluster.seconds(1)
  cluster.create(claim('data', '1Gi'))
  cluster.create(user('p', 'data'))
  cluster.seconds(3)
  cluster.api.delete('PersistentVolumeClaim', 'default', 'data')
  cluster.api.delete('PersistentVolume', '', 'pv')
  cluster.seconds(30)
  assert.deepEqual([claims(cluster), volumes(cluster)], [['data Bound pv deleting'], ['pv Bound data']])
  cluster.api.delete('Pod', 'default', 'p')
  cluster.seconds(3)
  assert.deepEqual([claims(cluster), volumes(cluster)], [[], []])
})

test('a retained volume is not given to the next claim; a recycled one is', () => {
  const cluster = new ControlPlane()
  cluster.create(volume('kept', '1Gi'))
  cluster.create(volume('again', '2Gi', { persistentVolumeReclaimPolicy: 'Recycle' }))
  cluster.seconds(1)
  for (const name of ['a', 'b']) cluster.create(claim(name, '1Gi'))
  cluster.seconds(1)
  for (const name of ['a', 'b']) cluster.api.delete('PersistentVolumeClaim', 'default', name)
  cluster.seconds(1)
  assert.deepEqual(volumes(cluster), ['again Available -', 'kept Released a'])
  assert.deepEqual(cluster.events('PersistentVolume', 'again'), ['VolumeRecycled: Volume recycled'])
})

test('a claim whose volume goes is lost', () => {
  const cluster = new ControlPlane()
  cluster.create(volume('pv', '1Gi'))
  cluster.seconds(1)
  cluster.create(claim('data', '1Gi'))
  cluster.seconds(1)
  const bound = cluster.get('PersistentVolume', 'pv')
  cluster.api.update<'PersistentVolume'>({ ...bound, metadata: { ...bound.metadata, finalizers: [] } })
  cluster.api.delete('PersistentVolume', '', 'pv')
  cluster.seconds(1)
  assert.deepEqual(cluster.events('PersistentVolumeClaim', 'data'), [
    'ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!',
  ])
  assert.deepEqual(cluster.get('PersistentVolumeClaim', 'data').status, { phase: 'Lost' })
})

test('a volume that is kept for a claim of another mode tells both', () => {
  const cluster = new ControlPlane()
  cluster.create(claim('data', '1Gi', { storageClassName: '' }))
  const { uid } = cluster.get('PersistentVolumeClaim', 'data').metadata
  const claimRef = { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data', uid }
  cluster.create(
    volume('disk', '2Gi', {
      volumeMode: 'Block',
      claimRef,
      hostPath: undefined,
      local: { path: '/dev/sdb' },
      nodeAffinity: onNodeA,
    }),
  )
  cluster.seconds(1)
  assert.deepEqual(cluster.events('PersistentVolume', 'disk'), [
    'VolumeMismatch: Cannot bind PersistentVolume to requested PersistentVolumeClaim "data" due to incompatible volumeMode.',
  ])
  assert.ok(
    cluster
      .events('PersistentVolumeClaim', 'data')
      .includes(
        'VolumeMismatch: Cannot bind PersistentVolume "disk" to requested PersistentVolumeClaim due to incompatible volumeMode.',
      ),
  )
})

test('a volume that nobody can delete has failed, and says so', () => {
  const cluster = new ControlPlane()
  const sorts = {
    csi: { csi: { driver: 'd', volumeHandle: 'h' } },
    nfs: { nfs: { server: 's', path: '/p' } },
  }
  for (const [name, sort] of Object.entries(sorts)) {
    cluster.create(claim(name, '1Gi', { storageClassName: '', volumeName: name }))
    cluster.create(volume(name, '1Gi', { ...sort, hostPath: undefined, persistentVolumeReclaimPolicy: 'Delete' }))
  }
  cluster.seconds(1)
  for (const name of Object.keys(sorts)) cluster.api.delete('PersistentVolumeClaim', 'default', name)
  cluster.seconds(1)
  assert.deepEqual(
    Object.keys(sorts).map((name) => [
      cluster.get('PersistentVolume', name).status.phase,
      ...cluster.events('PersistentVolume', name),
    ]),
    [
      ['Failed', 'VolumeFailedDelete: error getting deleter volume plugin for volume "csi": no volume plugin matched'],
      [
        'Failed',
        'VolumeFailedDelete: error getting deleter volume plugin for volume "nfs": no deletable volume plugin matched',
      ],
    ],
  )
})
