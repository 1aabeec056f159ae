// Whatever people do and whatever fails: a ReplicaSet ends with as many Pods as it shall have, no more than that at any moment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { controllerOf } from '../../../objects/owners'
import { act, activePods, fail, pass, remove, restsInSilence, RUNS, scale, start } from './actions'

const release = fc.nat(9).map((place) => ({ do: 'release' as const, place }))
const adopt = fc.nat(99).map((number) => ({ do: 'orphan' as const, name: `orphan-${number}` }))

test('ReplicaSet: deleted, failed, released and adopted Pods, in any order of turns', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(remove, fail, scale, pass, release, adopt), { maxLength: 16 }),
      fc.nat(5),
      (actions, seed) => {
        const cluster = start('ReplicaSet', { replicas: 3 }, seed)
        for (const action of actions) {
          const pods = cluster.list('Pod')
          if (action.do === 'release') {
            const pod = pods[action.place % Math.max(1, pods.length)]
            if (pod) cluster.patch('Pod', pod.metadata.name, { metadata: { labels: { app: 'nobody' } } })
          } else if (action.do === 'orphan') {
            const { name } = action
            if (!cluster.names('Pod').includes(name))
              cluster.create({
                apiVersion: 'v1',
                kind: 'Pod',
                metadata: { name, labels: { app: 'web' } },
                spec: { containers: [{ name: 'app', image: 'app:1' }] },
              })
          } else act(cluster, 'ReplicaSet', action)
        }
        restsInSilence(cluster)
        const { metadata, spec, status } = cluster.get('ReplicaSet', 'web')
        const own = activePods(cluster).filter((pod) => controllerOf(pod)?.uid === metadata.uid)
        assert.equal(own.length, spec.replicas)
        assert.deepEqual([status.replicas, status.readyReplicas ?? 0], [spec.replicas, spec.replicas])
        assert.ok(own.every((pod) => pod.metadata.labels?.['app'] === 'web'))
      },
    ),
    { numRuns: RUNS },
  )
})
