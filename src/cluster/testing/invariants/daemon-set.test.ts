// Whatever people do and whatever fails: every node that is meant has its Pod in the end, and what rests writes nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withImage } from '../small-cluster'
import { act, activePods, fail, image, pass, remove, restsInSilence, RUNS, serving, start } from './actions'

test('DaemonSet: rest with one Pod of the last version a node; no update takes more than one away at a time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, remove, fail, pass), { maxLength: 14 }),
      fc.nat(5),
      fc.boolean(),
      (actions, seed, withSurge) => {
        const rollingUpdate = withSurge ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: 1 }
        const cluster = start('DaemonSet', { updateStrategy: { type: 'RollingUpdate', rollingUpdate } }, seed)
        const untouched = !actions.some((action) => action.do === 'delete' || action.do === 'fail')
        const images = actions.flatMap((action) => (action.do === 'image' ? [action.image] : []))
        // Under a surge two Pods of other versions are told apart by their age in seconds: a hasty second update may hit the one that serves.
        const gentle = untouched && !images.includes('app:broken') && (!withSurge || images.length === 0)
        cluster.store.subscribe('Pod', () => {
          if (gentle) assert.ok(serving(cluster) >= (withSurge ? 3 : 2), 'more than one missing')
        })
        for (const action of actions) act(cluster, 'DaemonSet', action)
        cluster.patch('DaemonSet', 'web', withImage('app:9'))
        restsInSilence(cluster)
        const pods = activePods(cluster).map(({ spec }) => `${spec.nodeName} ${spec.containers[0]?.image}`)
        assert.deepEqual(pods.sort(), ['node-a app:9', 'node-b app:9', 'node-c app:9'])
      },
    ),
    { numRuns: RUNS },
  )
})

type NodeAction =
  { do: 'join'; name: string } | { do: 'leave'; place: number } | { do: 'taint'; place: number; effect: string }

const join = fc.constantFrom('node-d', 'node-e').map((name): NodeAction => ({ do: 'join', name }))
const leave = fc.nat(4).map((place): NodeAction => ({ do: 'leave', place }))
const taint = fc
  .tuple(fc.nat(4), fc.constantFrom('NoSchedule', 'NoExecute', ''))
  .map(([place, effect]): NodeAction => ({ do: 'taint', place, effect }))

test('DaemonSet: nodes come, go and are tainted in the middle of updates; in the end each that is meant has one Pod of the last version', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(image, remove, pass, join, leave, taint), { maxLength: 14 }),
      fc.nat(5),
      fc.boolean(),
      (actions, seed, withSurge) => {
        const rollingUpdate = withSurge ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: 1 }
        const cluster = start('DaemonSet', { updateStrategy: { type: 'RollingUpdate', rollingUpdate } }, seed)
        const nodes = (): string[] => cluster.server.read.list('Node').map(({ metadata }) => metadata.name)
        for (const action of actions) {
          const node = 'place' in action ? nodes()[action.place % nodes().length] : undefined
          if (action.do === 'join' && !nodes().includes(action.name)) cluster.addNode(action.name)
          else if (action.do === 'leave' && node && nodes().length > 1) {
            cluster.server.delete('Node', '', node, {}, { actor: 'user' })
            // As the Pod garbage collector does.
            for (const { metadata } of cluster.server.read.onNode(node))
              cluster.api.delete('Pod', 'default', metadata.name, { gracePeriodSeconds: 0 })
          } else if (action.do === 'taint' && node)
            cluster.patch('Node', node, {
              spec: { taints: action.effect ? [{ key: 'full', effect: action.effect }] : [] },
            })
          else if (action.do === 'image' || action.do === 'delete' || action.do === 'pass')
            act(cluster, 'DaemonSet', action)
        }
        cluster.patch('DaemonSet', 'web', withImage('app:9'))
        restsInSilence(cluster)
        const effects = new Map(
          cluster.server.read.list('Node').map(({ metadata, spec }) => [metadata.name, spec.taints?.[0]?.effect]),
        )
        const places = activePods(cluster).map(({ spec }) => spec.nodeName ?? '')
        assert.equal(new Set(places).size, places.length, 'two on one node')
        for (const [name, effect] of effects)
          if (effect === undefined || effect === 'NoExecute')
            assert.equal(places.includes(name), effect === undefined, name)
        for (const { spec } of activePods(cluster))
          if (effects.get(spec.nodeName ?? '') === undefined) assert.equal(spec.containers[0]?.image, 'app:9')
      },
    ),
    { numRuns: RUNS },
  )
})
