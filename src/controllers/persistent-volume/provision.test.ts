import assert from 'node:assert/strict'
import { test } from 'node:test'
import { persistentVolumeController } from './controller'
import { provisionerController } from './provisioner'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { OneSync } from '../testing/one-sync'

const CREATED = '2026-01-01T08:00:00Z'
const metadata = (name: string, more: object = {}) => ({
  name,
  uid: name,
  resourceVersion: '1',
  creationTimestamp: CREATED,
  ...more,
})
const classOf = (provisioner: string): StorageClass => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: metadata('fast'),
  provisioner,
  volumeBindingMode: 'Immediate',
})
const claim = (spec: Partial<PersistentVolumeClaim['spec']> = {}): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: metadata('c', { namespace: 'default' }),
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    storageClassName: 'fast',
    ...spec,
  },
  status: { phase: 'Pending' },
})
const at = (objects: KubeObject[]): OneSync => new OneSync(objects, { now: Date.parse(CREATED) })

const waiting = (driver: string): string =>
  `Normal ExternalProvisioning: Waiting for a volume to be created either by the external provisioner '${driver}' or ` +
  'manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and ' +
  'correctly registered.'

test('who is to make the volume: for storage that Kubernetes knew itself once, the driver that took its place', () => {
  for (const [provisioner, event, driver] of [
    ['example.com/disk', waiting('example.com/disk'), 'example.com/disk'],
    ['kubernetes.io/aws-ebs', waiting('ebs.csi.aws.com'), 'ebs.csi.aws.com'],
    ['kubernetes.io/gce-pd', waiting('pd.csi.storage.gke.io'), 'pd.csi.storage.gke.io'],
    [
      'kubernetes.io/no-provisioner',
      'Warning ProvisioningFailed: no volume plugin matched name: kubernetes.io/no-provisioner',
      undefined,
    ],
  ] as const) {
    const one = at([claim(), classOf(provisioner)])
    one.run(persistentVolumeController(), claim())
    const { annotations } = one.get('PersistentVolumeClaim', 'default', 'c')?.metadata ?? {}
    assert.deepEqual([one.events, annotations?.['volume.kubernetes.io/storage-provisioner']], [[event], driver])
    const provisioned = at([one.get('PersistentVolumeClaim', 'default', 'c') as KubeObject, classOf(provisioner)])
    provisioned.run(provisionerController(), claim())
    const makes = driver === provisioner ? ['Normal Provisioning'] : []
    assert.deepEqual(
      provisioned.events.map((each) => each.split(':')[0]),
      makes,
      provisioner,
    )
  }
})

test('the class of attributes goes from the claim to its volume, and once bound to the status of the claim', () => {
  const volume: PersistentVolume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: metadata('v'),
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      volumeAttributesClassName: 'gold',
    },
    status: { phase: 'Available' },
  }
  const asked = claim({ volumeAttributesClassName: 'gold' })
  const one = at([asked, volume])
  one.run(persistentVolumeController(), asked)
  assert.deepEqual(one.get('PersistentVolumeClaim', 'default', 'c')?.status, {
    phase: 'Bound',
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '1Gi' },
    currentVolumeAttributesClassName: 'gold',
  })
})
