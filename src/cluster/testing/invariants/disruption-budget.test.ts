// Whoever evicts, and in whatever order: a budget is kept, and its figures come to rest right.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isApiError } from '../../../apiserver/client'
import { disruptionController } from '../../../controllers/disruption/controller'
import { workloadControllers } from '../../../controllers/workloads'
import { isPodReady } from '../../../objects/pods'
import { SmallCluster, workload } from '../small-cluster'
import { act, pass, restsInSilence, RUNS, serving, type Passing } from './actions'

const REPLICAS = 4

type EvictionAction = Passing | { do: 'evict'; place: number }

const evict = fc.nat(9).map((place): EvictionAction => ({ do: 'evict', place }))
const actions = fc.array(fc.oneof({ weight: 3, arbitrary: evict }, pass), { maxLength: 24 })

/** The budget, and how many Pods it keeps serving. */
const budgets = fc.oneof(
  fc.integer({ min: 0, max: REPLICAS }).map((count) => ({ spec: { minAvailable: count }, kept: count })),
  fc.integer({ min: 0, max: REPLICAS }).map((count) => ({ spec: { maxUnavailable: count }, kept: REPLICAS - count })),
  fc
    .integer({ min: 0, max: 100 })
    .map((percent) => ({ spec: { minAvailable: `${percent}%` }, kept: Math.ceil((REPLICAS * percent) / 100) })),
)

function start(spec: object, seed: number): SmallCluster {
  const cluster = new SmallCluster({ seed, controllers: [...workloadControllers, disruptionController] })
  cluster.create(workload('Deployment', { replicas: REPLICAS }))
  cluster.quiet()
  cluster.create({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  })
  cluster.quiet()
  return cluster
}

/** Whether the eviction was granted. */
function tryToEvict(cluster: SmallCluster, place: number): boolean {
  const pods = cluster.list('Pod')
  const pod = pods[place % Math.max(1, pods.length)]
  if (!pod) return false
  try {
    cluster.api.evict('default', pod.metadata.name)
    return isPodReady(pod)
  } catch (error) {
    if (!isApiError(error, 'TooManyRequests')) throw error
    return false
  }
}

test('PodDisruptionBudget: no series of evictions takes more Pods away than it allows, and in the end all are there again', () => {
  fc.assert(
    fc.property(actions, budgets, fc.nat(5), (all, { spec, kept }, seed) => {
      const cluster = start(spec, seed)
      cluster.store.subscribe('Pod', () => {
        assert.ok(serving(cluster) >= kept, `${serving(cluster)} serve, not ${kept}`)
      })
      let granted = 0
      for (const action of all) {
        if (action.do === 'pass') act(cluster, 'Deployment', action)
        else if (tryToEvict(cluster, action.place)) granted++
      }
      if (kept === REPLICAS) assert.equal(granted, 0)
      restsInSilence(cluster)
      const { status } = cluster.get('PodDisruptionBudget', 'web')
      assert.deepEqual(
        [status.currentHealthy, status.desiredHealthy, status.expectedPods, status.disruptionsAllowed],
        [REPLICAS, kept, REPLICAS, REPLICAS - kept],
      )
      assert.equal(status.disruptedPods, undefined)
    }),
    { numRuns: RUNS },
  )
})
