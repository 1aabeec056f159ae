// Whatever people do and whatever fails: a Job never runs more than it may, counts each of its Pods once, and comes to its end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jobController } from '../../../controllers/job/controller'
import { jobOrphanPodController } from '../../../controllers/job/orphan-pods'
import type { Job, Pod } from '../../../objects/kinds'
import { isPodActive, isPodTerminal } from '../../../objects/pods'
import { SmallCluster } from '../small-cluster'
import { fail, pass, remove, restsInSilence, RUNS, type Action } from './actions'

type JobAction =
  Action | { do: 'succeed'; place: number } | { do: 'parallelism'; count: number } | { do: 'suspend'; suspend: boolean }

const succeed = fc.nat(9).map((place): JobAction => ({ do: 'succeed', place }))
const parallelism = fc.nat(5).map((count): JobAction => ({ do: 'parallelism', count }))
const suspend = fc.boolean().map((value): JobAction => ({ do: 'suspend', suspend: value }))
const passLonger = fc.constantFrom(1500, 12_000, 45_000).map((ms): JobAction => ({ do: 'pass', ms }))
const actions = fc.array(fc.oneof(succeed, fail, remove, parallelism, suspend, pass, passLonger), { maxLength: 16 })

const COMPLETIONS = 4
const TRACKING = 'batch.kubernetes.io/job-tracking'
const isTracked = ({ metadata }: Pod): boolean => metadata.finalizers?.includes(TRACKING) ?? false
const indexOf = ({ metadata }: Pod): string => metadata.annotations?.['batch.kubernetes.io/job-completion-index'] ?? ''

function startJob(spec: object, seed: number): SmallCluster {
  const cluster = new SmallCluster({ seed, controllers: [jobController, jobOrphanPodController] })
  cluster.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'work' },
    spec: {
      completions: COMPLETIONS,
      parallelism: 3,
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'app:1' }] } },
      ...spec,
    },
  })
  cluster.pass(2000)
  return cluster
}

function act(cluster: SmallCluster, action: JobAction): void {
  const pods = cluster.list('Pod')
  const pod = 'place' in action ? pods[action.place % Math.max(1, pods.length)] : undefined
  const lives = pod?.spec.nodeName && !pod.metadata.deletionTimestamp && !isPodTerminal(pod)
  if (action.do === 'pass') cluster.pass(action.ms)
  if (action.do === 'parallelism') cluster.patch('Job', 'work', { spec: { parallelism: action.count } })
  if (action.do === 'suspend') cluster.patch('Job', 'work', { spec: { suspend: action.suspend } })
  if (action.do === 'delete' && pod) cluster.api.delete('Pod', 'default', pod.metadata.name)
  if (action.do === 'fail' && pod && lives) cluster.setStatus(pod, 'Failed', false)
  if (action.do === 'succeed' && pod && lives) cluster.setStatus(pod, 'Succeeded', false)
}

/** How many Pods had succeeded, and how many had failed or were deleted, when they were let go. */
function watchLetGo(cluster: SmallCluster): { succeeded: number; failed: number } {
  const seen = { succeeded: 0, failed: 0 }
  cluster.store.subscribe('Pod', ({ object, previous }) => {
    if (!previous || !isTracked(previous as Pod) || isTracked(object as Pod)) return
    const { status, metadata } = object as Pod
    if (status.phase === 'Succeeded') seen.succeeded++
    else if (status.phase === 'Failed' || metadata.deletionTimestamp) seen.failed++
  })
  return seen
}

const jobOf = (cluster: SmallCluster): Job => cluster.get('Job', 'work')
const endOf = (cluster: SmallCluster): string | undefined =>
  (jobOf(cluster).status.conditions ?? []).find(({ type }) => type === 'Complete' || type === 'Failed')?.type

/** Lets every Pod that runs succeed until the Job has ended. */
function finish(cluster: SmallCluster): void {
  cluster.patch('Job', 'work', { spec: { suspend: false, parallelism: 2 } })
  for (let round = 0; round < 20 && !endOf(cluster); round++) {
    cluster.pass(700_000)
    for (const pod of cluster.list('Pod'))
      if (pod.status.phase === 'Running' && !pod.metadata.deletionTimestamp) cluster.setStatus(pod, 'Succeeded', false)
  }
  restsInSilence(cluster)
}

const options = fc.record({
  completionMode: fc.constantFrom('Indexed', 'NonIndexed'),
  podReplacementPolicy: fc.constantFrom('Failed', 'TerminatingOrFailed'),
  backoffLimit: fc.constantFrom(0, 2, 1000),
})

test('Job: every Pod is counted once, none is left behind, and the Job ends as its back-off limit says', () => {
  fc.assert(
    fc.property(actions, options, fc.nat(5), (all, spec, seed) => {
      const cluster = startJob(spec, seed)
      const seen = watchLetGo(cluster)
      for (const action of all) act(cluster, action)
      finish(cluster)
      const { status } = jobOf(cluster)
      assert.deepEqual([status.succeeded ?? 0, status.failed ?? 0], [seen.succeeded, seen.failed])
      assert.deepEqual([status.active, status.uncountedTerminatedPods ?? {}], [undefined, {}])
      assert.deepEqual(cluster.list('Pod').filter(isTracked), [])
      assert.equal(endOf(cluster), seen.failed > spec.backoffLimit ? 'Failed' : 'Complete')
      if (endOf(cluster) !== 'Complete') return
      assert.equal(status.succeeded, COMPLETIONS)
      const harmed = all.filter((action) => action.do === 'fail' || action.do === 'delete').length
      assert.ok(seen.failed <= harmed, 'Pods that were too many do not count as failed')
    }),
    { numRuns: RUNS },
  )
})

test('Job: never more Pods than the parallelism, nor two of one index; terminating ones count where only failed ones are replaced', () => {
  fc.assert(
    fc.property(actions, options, fc.nat(5), (all, spec, seed) => {
      const cluster = startJob({ ...spec, backoffLimit: 1000 }, seed)
      let most = 3
      const counts = spec.podReplacementPolicy === 'Failed' ? (pod: Pod) => !isPodTerminal(pod) : isPodActive
      cluster.store.subscribe('Pod', () => {
        const pods = cluster.list('Pod').filter(counts)
        assert.ok(pods.length <= most, `${pods.length} Pods, not ${most}`)
        const indexes = pods.map(indexOf)
        if (spec.completionMode === 'Indexed') assert.equal(new Set(indexes).size, indexes.length, 'an index twice')
      })
      for (const action of all) {
        if (action.do === 'parallelism') most = Math.max(most, action.count)
        act(cluster, action)
      }
      finish(cluster)
    }),
    { numRuns: RUNS },
  )
})

test('Job with a limit for each index: it fails when one index failed too often, and only after all others have succeeded', () => {
  fc.assert(
    fc.property(actions, fc.nat(2), fc.nat(5), (all, backoffLimitPerIndex, seed) => {
      const cluster = startJob({ completionMode: 'Indexed', backoffLimitPerIndex }, seed)
      for (const action of all) act(cluster, action)
      finish(cluster)
      const { completedIndexes = '', failedIndexes = '', succeeded = 0, conditions = [] } = jobOf(cluster).status
      const ended = conditions.find(({ type }) => type === 'Complete' || type === 'Failed')
      assert.equal(
        `${ended?.type} ${ended?.reason}`,
        failedIndexes ? 'Failed FailedIndexes' : 'Complete CompletionsReached',
      )
      const indexes = [completedIndexes, failedIndexes].flatMap((text) => text.split(',')).filter(Boolean)
      const count = indexes
        .map((text) => text.split('-').map(Number))
        .reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0)
      assert.equal(count, COMPLETIONS, `${completedIndexes} and ${failedIndexes}`)
      assert.ok(succeeded <= COMPLETIONS)
    }),
    { numRuns: RUNS },
  )
})
