// Fields behind gates that are off in v1.36 are gone before anything is judged. Follows dropDisabledFields of pkg/api/pod/util.go,
// DropDisabledFields of pkg/api/persistentvolumeclaim/util.go and the strategy of Leases.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersistentVolumeClaim } from '../../objects/kinds'
import { defaultPodSpec } from './pod-template'
import { taken } from './testing/take'

const preStop = { sleep: { seconds: 1 } }

test('Pods and templates lose what their gates keep out', () => {
  const spec = defaultPodSpec({
    schedulingGroup: { podGroupName: 'g' },
    containers: [
      { name: 'a', lifecycle: { stopSignal: 'SIGUSR1' } },
      { name: 'b', lifecycle: { stopSignal: 'SIGUSR1', preStop } },
      { name: 'c', lifecycle: {} },
    ],
    volumes: [
      {
        name: 'v',
        projected: {
          sources: [
            { clusterTrustBundle: { path: 'p', name: 'n' } },
            { podCertificate: { keyType: 'ED25519', signerName: 's' } },
            { secret: { name: 's' } },
          ],
        },
      },
    ],
  })
  assert.equal('schedulingGroup' in spec, false)
  assert.deepEqual(
    spec.containers.map((container) => ('lifecycle' in container ? container.lifecycle : 'none')),
    ['none', { preStop }, {}],
  )
  assert.deepEqual(spec.volumes?.[0]?.projected?.sources, [{}, {}, { secret: { name: 's' } }])
})

const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' }
const populator = { apiGroup: 'example.com', kind: 'Hello', name: 'h' }
const sources: readonly [what: string, given: object, kept: object][] = [
  ['a snapshot', { dataSource: snapshot }, { dataSource: snapshot, dataSourceRef: snapshot }],
  ['anything in the old field', { dataSource: populator }, {}],
  ['anything in the new field', { dataSourceRef: populator }, { dataSource: populator, dataSourceRef: populator }],
  ['of another namespace', { dataSourceRef: { ...snapshot, namespace: 'other' } }, {}],
]

test('a claim is filled from no other namespace', () => {
  for (const [what, given, kept] of sources) {
    const claim = taken({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'p' },
      spec: { accessModes: ['ReadWriteOnce'], ...given },
    })
    const { dataSource, dataSourceRef } = (claim as PersistentVolumeClaim).spec
    assert.deepEqual({ dataSource, dataSourceRef }, { dataSource: undefined, dataSourceRef: undefined, ...kept }, what)
  }
})

test('a Lease has no strategy', () => {
  const { spec } = taken({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'l' },
    spec: { holderIdentity: 'a', strategy: 'OldestEmulationVersion', preferredHolder: 'b' },
  }) as unknown as { spec: object }
  assert.deepEqual(spec, { holderIdentity: 'a' })
})
