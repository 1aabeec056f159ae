// Whatever people do and whatever fails: limits hold at every moment, every run comes to rest, and what rests writes nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ReplicaSet } from '../../../objects/kinds'
import { withImage } from '../small-cluster'
import { act, activePods, fail, image, pass, remove, restsInSilence, RUNS, scale, serving, start } from './actions'

test('Deployment: any sequence of updates keeps to surge and unavailability at every moment', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, pass), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(2),
      fc.nat(2),
      (actions, replicas, maxSurge, maxUnavailable) => {
        fc.pre(maxSurge + maxUnavailable > 0)
        const cluster = start('Deployment', {
          replicas,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
        })
        cluster.store.subscribe('Pod', () => {
          assert.ok(activePods(cluster).length <= replicas + maxSurge, 'more Pods than the surge allows')
          assert.ok(serving(cluster) >= replicas - maxUnavailable, 'fewer Pods serve than must')
        })
        for (const action of actions) act(cluster, 'Deployment', action)
        restsInSilence(cluster)
      },
    ),
    { numRuns: RUNS },
  )
})

test('Deployment: comes to rest with the last good version, whatever was deleted, failed or scaled, in any order of turns', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, remove, fail, scale, pass), { maxLength: 14 }), fc.nat(5), (actions, seed) => {
      const cluster = start('Deployment', { replicas: 3 }, seed)
      for (const action of actions) act(cluster, 'Deployment', action)
      cluster.patch('Deployment', 'web', { spec: { replicas: 3, ...(withImage('app:9') as { spec: object }).spec } })
      restsInSilence(cluster)
      const pods = activePods(cluster)
      assert.deepEqual(
        pods.map(({ spec }) => spec.containers[0]?.image),
        ['app:9', 'app:9', 'app:9'],
      )
      const { status } = cluster.get('Deployment', 'web')
      assert.deepEqual(
        [status.replicas, status.updatedReplicas, status.availableReplicas, status.unavailableReplicas],
        [3, 3, 3, undefined],
      )
    }),
    { numRuns: RUNS },
  )
})

test('Deployment, Recreate: old and new Pods never live together', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, remove, pass), { maxLength: 12 }), (actions) => {
      const cluster = start('Deployment', { replicas: 3, strategy: { type: 'Recreate' } })
      cluster.store.subscribe('Pod', ({ type, object }) => {
        if (type !== 'ADDED') return
        const hash = object.metadata.labels?.['pod-template-hash']
        assert.ok(
          cluster.list('Pod').every(({ metadata }) => metadata.labels?.['pod-template-hash'] === hash),
          'an old Pod is still there',
        )
      })
      for (const action of actions) act(cluster, 'Deployment', action)
      restsInSilence(cluster)
    }),
    { numRuns: RUNS },
  )
})

test('Deployment: whatever is deleted, fails or is scaled, no more Pods than the surge allows on top of what was wanted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, remove, fail, scale, pass), { maxLength: 14 }),
      fc.nat(2),
      fc.nat(2),
      (actions, maxSurge, maxUnavailable) => {
        fc.pre(maxSurge + maxUnavailable > 0)
        const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } }
        const cluster = start('Deployment', { replicas: 3, strategy })
        let wanted = 3
        cluster.store.subscribe('Pod', () => {
          assert.ok(activePods(cluster).length <= wanted + maxSurge, 'more Pods than the surge allows')
        })
        for (const action of actions) {
          if (action.do === 'scale') wanted = Math.max(wanted, action.replicas)
          act(cluster, 'Deployment', action)
          if (action.do !== 'scale') continue
          // Until the loops have had their turns, and a retry, the former number holds.
          cluster.pass(20)
          wanted = action.replicas
        }
        restsInSilence(cluster)
      },
    ),
    { numRuns: RUNS },
  )
})

test('Deployment: the sizes of its ReplicaSets never come to more than the surge allows, in any order of turns', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, remove, fail, pass), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(2),
      fc.nat(9),
      (actions, replicas, maxSurge, seed) => {
        const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 1 } }
        const cluster = start('Deployment', { replicas, strategy }, seed)
        cluster.store.subscribe('ReplicaSet', () => {
          const sizes = cluster.list('ReplicaSet').map(({ spec }: ReplicaSet) => spec.replicas ?? 1)
          assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= replicas + maxSurge, sizes.join(' + '))
        })
        for (const action of actions) act(cluster, 'Deployment', action)
        restsInSilence(cluster)
      },
    ),
    { numRuns: RUNS },
  )
})

test('Deployment: paused, nothing is rolled out and all is scaled; resumed, it comes to rest with the last version', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(image, remove, scale, pass), { maxLength: 10 }), fc.nat(5), (actions, seed) => {
      const cluster = start('Deployment', { replicas: 3 }, seed)
      const [first] = cluster.names('ReplicaSet')
      cluster.patch('Deployment', 'web', { spec: { paused: true } })
      for (const action of actions) act(cluster, 'Deployment', action)
      restsInSilence(cluster)
      assert.deepEqual(cluster.names('ReplicaSet'), [first])
      assert.equal(activePods(cluster).length, cluster.get('Deployment', 'web').spec.replicas)
      cluster.patch('Deployment', 'web', { spec: { paused: false, ...(withImage('app:9') as { spec: object }).spec } })
      restsInSilence(cluster)
      assert.ok(activePods(cluster).every(({ spec }) => spec.containers[0]?.image === 'app:9'))
    }),
    { numRuns: RUNS },
  )
})
