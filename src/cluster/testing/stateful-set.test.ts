import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forbidden } from '../../apiserver/status'
import type { StatefulSet } from '../../objects/kinds'
import { SmallCluster, withImage, workload } from './small-cluster'

const www = {
  metadata: { name: 'www' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
}

const running = (spec: object = {}): SmallCluster => {
  const cluster = new SmallCluster()
  cluster.create(workload('StatefulSet', { replicas: 3, ...spec }))
  cluster.quiet()
  return cluster
}

/** What happened to Pods, in order: `+web-0`, `-web-0` (told to go), `xweb-0` (gone) */
const steps = (cluster: SmallCluster): string[] =>
  cluster.changes.flatMap(({ kind, type, object, previous }) => {
    if (kind !== 'Pod') return []
    const sign =
      type === 'ADDED'
        ? '+'
        : type === 'DELETED'
          ? 'x'
          : object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp
            ? '-'
            : ''
    return sign ? [`${sign}${object.metadata.name}`] : []
  })

const images = (cluster: SmallCluster): string[] =>
  cluster.list('Pod').map(({ spec }) => spec.containers[0]?.image ?? '')

test('claims before Pods, with the Events of the recordings', () => {
  const cluster = running({ replicas: 2, volumeClaimTemplates: [www] })
  assert.deepEqual(cluster.names('PersistentVolumeClaim'), ['www-web-0', 'www-web-1'])
  // recordings/statefulset-storage.json
  assert.deepEqual(cluster.events('StatefulSet', 'web'), [
    'SuccessfulCreate: Create Claim www-web-0 Pod web-0 in StatefulSet web success',
    'SuccessfulCreate: Create Pod web-0 in StatefulSet web successful',
    'SuccessfulCreate: Create Claim www-web-1 Pod web-1 in StatefulSet web success',
    'SuccessfulCreate: Create Pod web-1 in StatefulSet web successful',
  ])
  const pod = cluster.get('Pod', 'web-1')
  assert.deepEqual(pod.spec.volumes?.[0], { name: 'www', persistentVolumeClaim: { claimName: 'www-web-1' } })
  assert.deepEqual([pod.spec.hostname, pod.spec.subdomain], ['web-1', 'web'])
  const revision = cluster.get('StatefulSet', 'web').status.currentRevision
  assert.deepEqual(pod.metadata.labels, {
    app: 'web',
    'apps.kubernetes.io/pod-index': '1',
    'controller-revision-hash': revision,
    'statefulset.kubernetes.io/pod-name': 'web-1',
  })
})

test('an update goes from the highest ordinal down, each ready before the next', () => {
  const cluster = running()
  cluster.changes.length = 0
  cluster.patch('StatefulSet', 'web', withImage('app:2'))
  cluster.quiet()
  assert.deepEqual(
    steps(cluster),
    [2, 1, 0].flatMap((ordinal) => [`-web-${ordinal}`, `xweb-${ordinal}`, `+web-${ordinal}`]),
  )
  const { status } = cluster.get('StatefulSet', 'web')
  assert.equal(status.currentRevision, status.updateRevision)
})

test('a broken update stops, is not undone by putting the template back, and goes on when the Pod is deleted by hand', () => {
  const cluster = running()
  cluster.broken.add('app:broken')
  cluster.patch('StatefulSet', 'web', withImage('app:broken'))
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:1', 'app:1', 'app:broken'])
  cluster.patch('StatefulSet', 'web', withImage('app:1'))
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:1', 'app:1', 'app:broken'])
  cluster.api.delete('Pod', 'default', 'web-2')
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:1', 'app:1', 'app:1'])
  const revisions = cluster.list('ControllerRevision').map(({ revision }) => revision)
  assert.deepEqual(revisions.sort(), [2, 3])
})

test('partition: a canary, step by step, and below it Pods come back old', () => {
  const cluster = running({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } })
  cluster.patch('StatefulSet', 'web', withImage('app:2'))
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:1', 'app:1', 'app:1'])
  cluster.patch('StatefulSet', 'web', { spec: { updateStrategy: { rollingUpdate: { partition: 2 } } } })
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:1', 'app:1', 'app:2'])
  cluster.api.delete('Pod', 'default', 'web-0')
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:1', 'app:1', 'app:2'])
  cluster.patch('StatefulSet', 'web', { spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } })
  cluster.quiet()
  assert.deepEqual(images(cluster), ['app:2', 'app:2', 'app:2'])
})

test('deleted without its Pods and made anew with fewer: web-0 made, web-1 adopted, web-2 deleted', () => {
  const cluster = running()
  cluster.api.delete('StatefulSet', 'default', 'web', { propagationPolicy: 'Orphan' })
  cluster.quiet()
  assert.deepEqual(
    cluster.list('Pod').map(({ metadata }) => metadata.ownerReferences),
    [undefined, undefined, undefined],
  )
  cluster.api.delete('Pod', 'default', 'web-0')
  cluster.quiet()
  assert.deepEqual(cluster.names('Pod'), ['web-1', 'web-2'])
  const { uid } = cluster.get('Pod', 'web-1').metadata
  cluster.changes.length = 0
  cluster.create(workload('StatefulSet', { replicas: 2 }))
  cluster.quiet()
  // recordings/statefulset-cascade.json
  assert.deepEqual(steps(cluster), ['+web-0', '-web-2', 'xweb-2'])
  assert.equal(cluster.get('Pod', 'web-1').metadata.uid, uid)
  assert.equal(cluster.list('ControllerRevision').length, 1)
})

test('a failed Pod is made anew under its name, with its claim', () => {
  const cluster = running({ volumeClaimTemplates: [www] })
  const before = cluster.get('Pod', 'web-1')
  cluster.setStatus(before, 'Failed', false)
  cluster.quiet()
  assert.notEqual(cluster.get('Pod', 'web-1').metadata.uid, before.metadata.uid)
  assert.equal(cluster.list('PersistentVolumeClaim').length, 3)
})

test('persistentVolumeClaimRetentionPolicy: scaled down the claim goes with its Pod; deleted with the set', () => {
  const cluster = running({
    volumeClaimTemplates: [www],
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
  })
  cluster.patch('StatefulSet', 'web', { spec: { replicas: 2 } })
  cluster.quiet()
  assert.deepEqual(cluster.names('PersistentVolumeClaim'), ['www-web-0', 'www-web-1'])
  cluster.patch('StatefulSet', 'web', { spec: { replicas: 3 } })
  cluster.quiet()
  assert.deepEqual(cluster.names('Pod'), ['web-0', 'web-1', 'web-2'])
  cluster.api.delete('StatefulSet', 'default', 'web')
  cluster.quiet()
  assert.deepEqual([cluster.names('PersistentVolumeClaim'), cluster.names('Pod')], [[], []])
})

test('revisionHistoryLimit', () => {
  const cluster = running({ revisionHistoryLimit: 1 })
  for (const version of [2, 3, 4]) {
    cluster.patch('StatefulSet', 'web', withImage(`app:${version}`))
    cluster.quiet()
  }
  assert.deepEqual(
    cluster
      .list('ControllerRevision')
      .map(({ revision }) => revision)
      .sort(),
    [3, 4],
  )
})

test('the status of a start, write by write', () => {
  const cluster = running({ replicas: 1 })
  const revision = cluster.get('StatefulSet', 'web').status.currentRevision
  const base = { currentRevision: revision, updateRevision: revision, observedGeneration: 1, collisionCount: 0 }
  const states = cluster.changes.flatMap(({ kind, object }) =>
    kind === 'StatefulSet' ? [(object as unknown as StatefulSet).status] : [],
  )
  // recordings/statefulset-create.json
  assert.deepEqual(states, [
    { replicas: 0, availableReplicas: 0 },
    { replicas: 0, availableReplicas: 0, ...base },
    { replicas: 1, availableReplicas: 0, currentReplicas: 1, updatedReplicas: 1, ...base },
    { replicas: 1, availableReplicas: 1, readyReplicas: 1, currentReplicas: 1, updatedReplicas: 1, ...base },
  ])
})

test('claims outlive scaling down and deletion', () => {
  const cluster = running({ volumeClaimTemplates: [www] })
  cluster.patch('StatefulSet', 'web', { spec: { replicas: 1 } })
  cluster.quiet()
  cluster.api.delete('StatefulSet', 'default', 'web')
  cluster.quiet()
  assert.deepEqual(
    [cluster.names('Pod'), cluster.names('PersistentVolumeClaim')],
    [[], ['www-web-0', 'www-web-1', 'www-web-2']],
  )
})

test('a low ordinal that restarts does not take the higher ones down', () => {
  const cluster = running()
  cluster.changes.length = 0
  cluster.api.delete('Pod', 'default', 'web-0')
  cluster.quiet()
  assert.deepEqual(steps(cluster), ['-web-0', 'xweb-0', '+web-0'])
})

const refusePods = (cluster: SmallCluster, names: readonly string[]): (() => void) => {
  const create = cluster.server.create.bind(cluster.server)
  cluster.server.create = (kind, namespace, object, ...rest) => {
    const { name = '' } = object.metadata ?? {}
    if (kind === 'Pod' && names.includes(name)) throw forbidden({ group: '', resource: 'pods' }, name, 'exceeded quota')
    return create(kind, namespace, object, ...rest)
  }
  return () => void (cluster.server.create = create)
}

test('Parallel: a batch with a refusal is finished, the next one is not begun', () => {
  const cluster = new SmallCluster()
  const allow = refusePods(cluster, ['web-1'])
  cluster.create(workload('StatefulSet', { replicas: 5, podManagementPolicy: 'Parallel' }))
  cluster.loop.settle()
  assert.deepEqual(cluster.names('Pod'), ['web-0', 'web-2'])
  assert.deepEqual(cluster.events('StatefulSet', 'web').slice(0, 3), [
    'SuccessfulCreate: Create Pod web-0 in StatefulSet web successful',
    'FailedCreate: Create Pod web-1 in StatefulSet web failed error: pods "web-1" is forbidden: exceeded quota',
    'SuccessfulCreate: Create Pod web-2 in StatefulSet web successful',
  ])
  allow()
  cluster.quiet()
  assert.equal(cluster.list('Pod').length, 5)
})

test('claims get their owner though the Pod is refused', () => {
  const cluster = new SmallCluster()
  refusePods(cluster, ['web-0'])
  const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' }
  cluster.create(workload('StatefulSet', { volumeClaimTemplates: [www], persistentVolumeClaimRetentionPolicy }))
  cluster.pass(20)
  const [claim] = cluster.list('PersistentVolumeClaim')
  assert.deepEqual(
    claim?.metadata.ownerReferences?.map(({ kind }) => kind),
    ['StatefulSet'],
  )
})

test('a change of the retention policy changes the owners of the claims that are there', () => {
  const cluster = running({ replicas: 1, volumeClaimTemplates: [www] })
  const owners = (): string[] =>
    cluster
      .list('PersistentVolumeClaim')
      .flatMap(({ metadata }) => metadata.ownerReferences?.map(({ kind }) => kind) ?? [])
  const policy = (whenDeleted: string, whenScaled: string): void => {
    cluster.patch('StatefulSet', 'web', { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled } } })
    cluster.quiet()
  }
  assert.deepEqual(owners(), [])
  policy('Delete', 'Retain')
  assert.deepEqual(owners(), ['StatefulSet'])
  policy('Retain', 'Delete')
  assert.deepEqual(owners(), [])
})

test('Parallel: a failed Pod of an old version is told to go twice, the second time in vain', () => {
  const cluster = running({ podManagementPolicy: 'Parallel' })
  cluster.broken.add('app:broken')
  cluster.patch('StatefulSet', 'web', withImage('app:broken'))
  cluster.quiet()
  cluster.patch('StatefulSet', 'web', withImage('app:2'))
  cluster.setStatus(cluster.get('Pod', 'web-2'), 'Failed', false)
  cluster.quiet()
  const failures = cluster.events('StatefulSet', 'web').filter((text) => text.startsWith('FailedDelete'))
  assert.deepEqual(failures, ['FailedDelete: Delete Pod web-2 in StatefulSet web failed error: pods "web-2" not found'])
  assert.deepEqual(images(cluster), ['app:2', 'app:2', 'app:2'])
})

test('conditions that others set stay until the controller has something to say', () => {
  const cluster = running({ replicas: 1 })
  const condition = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set from e2e test' }
  const { status, ...set } = cluster.get('StatefulSet', 'web')
  cluster.api.updateStatus<'StatefulSet'>({ ...set, status: { ...status, conditions: [condition] } })
  cluster.quiet()
  assert.deepEqual(cluster.get('StatefulSet', 'web').status.conditions, [condition])
  cluster.patch('StatefulSet', 'web', { spec: { replicas: 2 } })
  cluster.quiet()
  assert.equal(cluster.get('StatefulSet', 'web').status.conditions, undefined)
})
