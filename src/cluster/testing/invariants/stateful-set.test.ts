// Whatever people do and whatever fails: a StatefulSet keeps its order and its versions, and comes to rest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Pod, StatefulSet } from '../../../objects/kinds'
import { isPodActive, isPodReady } from '../../../objects/pods'
import { withImage, type SmallCluster } from '../small-cluster'
import { act, fail, image, pass, remove, restsInSilence, RUNS, scale, serving, start } from './actions'

/** OrderedReady: a Pod is made only when those below are ready, and its name is free by nature. */
function watchOrder(cluster: SmallCluster): void {
  cluster.store.subscribe('Pod', ({ type, object, actor }) => {
    if (actor !== 'statefulset-controller') return
    const ordinal = Number(object.metadata.name.slice(4))
    const below = cluster.list('Pod').filter(({ metadata }) => Number(metadata.name.slice(4)) < ordinal)
    if (type === 'ADDED')
      assert.ok(
        below.length === ordinal && below.every((pod) => isPodActive(pod) && isPodReady(pod)),
        `${object.metadata.name} before those below were ready`,
      )
  })
}

test('StatefulSet: ordinals in order, and rest with the last version once broken Pods are deleted by hand', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, remove, fail, scale, pass), { maxLength: 14 }), fc.nat(5), (actions, seed) => {
      const cluster = start('StatefulSet', { replicas: 3 }, seed)
      watchOrder(cluster)
      for (const action of actions) act(cluster, 'StatefulSet', action)
      cluster.patch('StatefulSet', 'web', { spec: { replicas: 3, ...(withImage('app:9') as { spec: object }).spec } })
      cluster.quiet()
      for (const pod of cluster.list('Pod'))
        if (!isPodReady(pod)) cluster.api.delete('Pod', 'default', pod.metadata.name)
      restsInSilence(cluster)
      assert.deepEqual(
        cluster.list('Pod').map(({ metadata, spec }) => `${metadata.name} ${spec.containers[0]?.image}`),
        ['web-0 app:9', 'web-1 app:9', 'web-2 app:9'],
      )
      const { status }: StatefulSet = cluster.get('StatefulSet', 'web')
      assert.equal(status.currentRevision, status.updateRevision)
    }),
    { numRuns: RUNS },
  )
})

const ordinalOf = ({ metadata }: Pod): number => Number(metadata.name.slice(4))
const versionOf = ({ metadata }: Pod): string => metadata.labels?.['controller-revision-hash'] ?? ''

test('StatefulSet, Parallel: an update takes one Pod after the other, and each only when those above are up to date and serve', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, remove, pass), { maxLength: 12 }), fc.nat(5), (actions, seed) => {
      const cluster = start('StatefulSet', { replicas: 4, podManagementPolicy: 'Parallel' }, seed)
      cluster.store.subscribe('Pod', ({ type, object, previous, actor }) => {
        const told = type === 'MODIFIED' && object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp
        if (actor !== 'statefulset-controller' || !told) return
        const { updateRevision } = cluster.get('StatefulSet', 'web').status
        const pod = object as Pod
        const above = cluster.list('Pod').filter((other) => ordinalOf(other) > ordinalOf(pod))
        assert.equal(above.length, 3 - ordinalOf(pod), `${pod.metadata.name} before all above were there`)
        assert.ok(
          above.every((other) => isPodActive(other) && isPodReady(other)),
          `${pod.metadata.name} before all above served`,
        )
        assert.ok(
          updateRevision === undefined || above.every((other) => versionOf(other) !== versionOf(pod)),
          'out of order',
        )
      })
      for (const action of actions) act(cluster, 'StatefulSet', action)
      restsInSilence(cluster)
    }),
    { numRuns: RUNS },
  )
})

test('StatefulSet: below the partition nobody gets a new version, whatever is deleted or fails', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, remove, fail, pass), { maxLength: 12 }),
      fc.nat(3),
      fc.nat(5),
      (actions, partition, seed) => {
        const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition } }
        const cluster = start('StatefulSet', { replicas: 3, updateStrategy }, seed)
        for (const action of actions) {
          act(cluster, 'StatefulSet', action)
          for (const pod of cluster.list('Pod'))
            if (ordinalOf(pod) < partition) assert.equal(pod.spec.containers[0]?.image, 'app:1', pod.metadata.name)
        }
        restsInSilence(cluster)
        const old = cluster.list('Pod').filter((pod) => ordinalOf(pod) < partition)
        assert.ok(old.every(({ spec }) => spec.containers[0]?.image === 'app:1'))
      },
    ),
    { numRuns: RUNS },
  )
})

test('StatefulSet: a name has one Pod at a time, and the next only when the former is gone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, remove, fail, scale, pass), { maxLength: 14 }),
      fc.nat(5),
      fc.constantFrom('OrderedReady', 'Parallel'),
      (actions, seed, podManagementPolicy) => {
        const cluster = start('StatefulSet', { replicas: 3, podManagementPolicy }, seed)
        const alive = new Map(cluster.list('Pod').map(({ metadata }) => [metadata.name, metadata.uid]))
        cluster.store.subscribe('Pod', ({ type, object: { metadata } }) => {
          if (type === 'DELETED') alive.delete(metadata.name)
          if (type !== 'ADDED') return
          assert.ok(!alive.has(metadata.name), `${metadata.name} twice`)
          alive.set(metadata.name, metadata.uid)
        })
        for (const action of actions) act(cluster, 'StatefulSet', action)
        restsInSilence(cluster)
        assert.ok(cluster.list('Pod').length <= Math.max(6, cluster.get('StatefulSet', 'web').spec.replicas ?? 1))
      },
    ),
    { numRuns: RUNS },
  )
})

// Under Parallel a Pod that came up in a version that is no longer wanted goes at once, whatever is missing below it.
test('StatefulSet, ordered: no sequence of updates takes more than one Pod away at a time', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, pass), { maxLength: 12 }), fc.nat(5), (actions, seed) => {
      const cluster = start('StatefulSet', { replicas: 4 }, seed)
      cluster.store.subscribe('Pod', () => assert.ok(serving(cluster) >= 3, `${serving(cluster)} serve`))
      for (const action of actions) act(cluster, 'StatefulSet', action)
      restsInSilence(cluster)
    }),
    { numRuns: RUNS },
  )
})
