import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isApiError } from '../../../apiserver/client'
import { kinds } from '../../../apiserver/kinds'
import { NAMESPACE_CONTENTS } from '../../../controllers/namespace/contents'
import { ControlPlane } from './control-plane'
import { deployment, labels } from './deployment'

const autoscaler = (spec: object = {}, kind = 'Deployment', apiVersion = 'apps/v1'): object => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'hpa' },
  spec: {
    scaleTargetRef: { apiVersion, kind, name: 'demo' },
    minReplicas: 1,
    maxReplicas: 10,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } }],
    ...spec,
  },
})
const withRequests = { resources: { requests: { cpu: '100m' } } }

/** All Pods use so much cpu (millicores), measured anew every fifteen seconds. */
function load(cluster: ControlPlane, cpu: number, seconds: number): void {
  for (let passed = 0; passed < seconds; passed += 15) {
    for (const { metadata } of cluster.list('Pod'))
      cluster.usage.set(metadata.name, {
        timestamp: cluster.loop.now() - 15_000,
        windowMs: 15_000,
        containers: { c: { cpu, memory: 1 } },
      })
    cluster.seconds(15)
  }
}
const replicas = (cluster: ControlPlane): number | undefined => cluster.get('Deployment', 'demo').spec.replicas

test('load drives the replicas up to the most, quiet brings them back after five minutes', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(1, withRequests))
  cluster.create(autoscaler())
  load(cluster, 50, 300)
  assert.equal(replicas(cluster), 10)
  load(cluster, 0, 270)
  assert.equal(replicas(cluster), 10)
  load(cluster, 0, 60)
  assert.equal(replicas(cluster), 1)
  const rescales = cluster
    .events('HorizontalPodAutoscaler', 'hpa')
    .filter((text) => text.startsWith('SuccessfulRescale'))
  assert.equal(
    rescales[0],
    'SuccessfulRescale: New size: 4; reason: cpu resource utilization (percentage of request) above target',
  )
  assert.equal(rescales.at(-1), 'SuccessfulRescale: New size: 1; reason: All metrics below target')
  const conditions = cluster.get('HorizontalPodAutoscaler', 'hpa').status.conditions ?? []
  assert.deepEqual(
    conditions.map(({ type }) => type),
    ['AbleToScale', 'ScalingActive', 'ScalingLimited'],
  )
})

test('without requests or metrics nothing is scaled, and it says so', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(1))
  cluster.create(autoscaler())
  cluster.seconds(20)
  const none =
    'failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API'
  assert.deepEqual(cluster.events('HorizontalPodAutoscaler', 'hpa'), [
    `FailedGetResourceMetric: ${none}`,
    `FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${none}`,
  ])
  load(cluster, 50, 120)
  const [pod] = cluster.list('Pod')
  const missing = `failed to get cpu utilization: missing request for cpu in container c of Pod ${pod?.metadata.name}`
  const active = cluster
    .get('HorizontalPodAutoscaler', 'hpa')
    .status.conditions?.find(({ type }) => type === 'ScalingActive')
  assert.deepEqual(
    [active?.status, active?.reason, active?.message],
    ['False', 'FailedGetResourceMetric', `the HPA was unable to compute the replica count: ${missing}`],
  )
  assert.equal(replicas(cluster), 1)
})

test('a DaemonSet cannot be scaled', () => {
  const cluster = new ControlPlane()
  cluster.create(autoscaler({}, 'DaemonSet'))
  cluster.seconds(20)
  assert.deepEqual(cluster.events('HorizontalPodAutoscaler', 'hpa'), [
    'FailedGetScale: the server could not find the requested resource',
  ])
})

test('a target that is not there is said in words', () => {
  const failure = (kind: string, apiVersion?: string): string[] => {
    const cluster = new ControlPlane()
    cluster.create(autoscaler({}, kind, apiVersion))
    cluster.seconds(20)
    return cluster.events('HorizontalPodAutoscaler', 'hpa')
  }
  assert.deepEqual(failure('Deployment'), ['FailedGetScale: deployments.apps "demo" not found'])
  // Only the group counts, not the version.
  assert.deepEqual(failure('Deployment', 'apps/v1beta1'), ['FailedGetScale: deployments.apps "demo" not found'])
  assert.deepEqual(failure('Rocket'), ['FailedGetScale: no matches for kind "Rocket" in group "apps"'])
  assert.deepEqual(failure('Deployment', 'extensions/v1beta1'), [
    'FailedGetScale: no matches for kind "Deployment" in group "extensions"',
  ])
})

test('two autoscalers for the same Pods stop each other', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(1, withRequests))
  cluster.create(autoscaler())
  cluster.create({ ...autoscaler(), metadata: { name: 'other' } })
  const ambiguous =
    'AmbiguousSelector: pods by selector app=demo are controlled by multiple HPAs: [{hpa default} {other default}]'
  const isTold = (name: string) => cluster.events('HorizontalPodAutoscaler', name).includes(ambiguous)
  cluster.seconds(20)
  // The first one knew nothing yet of the other.
  assert.deepEqual([isTold('hpa'), isTold('other')], [false, true])
  cluster.seconds(15)
  assert.deepEqual([isTold('hpa'), isTold('other')], [true, true])
})

test('a budget follows the Pods, and eviction asks it', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(3))
  cluster.create({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'budget' },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  })
  cluster.seconds(2)
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } = cluster.get(
    'PodDisruptionBudget',
    'budget',
  ).status
  assert.deepEqual(
    { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods },
    { disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 },
  )
  const [first, second] = cluster.list('Pod')
  cluster.api.evict('default', first?.metadata.name ?? '')
  assert.throws(
    () => cluster.api.evict('default', second?.metadata.name ?? ''),
    (error) => isApiError(error, 'TooManyRequests'),
  )
  cluster.seconds(2)
  assert.equal(cluster.get('PodDisruptionBudget', 'budget').status.disruptionsAllowed, 1)
})

test('a Pod with two budgets is told about', () => {
  const cluster = new ControlPlane()
  for (const name of ['one', 'two'])
    cluster.create({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    })
  cluster.create(deployment(1))
  cluster.seconds(2)
  const name = cluster.list('Pod')[0]?.metadata.name ?? ''
  assert.deepEqual(
    cluster.events('Pod', name).filter((text) => text.startsWith('Multiple')),
    [
      `MultiplePodDisruptionBudgets: Pod "default"/"${name}" matches multiple PodDisruptionBudgets.  Chose "one" arbitrarily.`,
    ],
  )
})

test('a quota counts what is there, and gives back what goes', () => {
  const cluster = new ControlPlane()
  cluster.create({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota' },
    spec: { hard: { pods: '3', 'requests.cpu': '1' } },
  })
  cluster.seconds(1)
  cluster.create(deployment(2, withRequests))
  cluster.seconds(2)
  assert.deepEqual(cluster.get('ResourceQuota', 'quota').status, {
    hard: { pods: '3', 'requests.cpu': '1' },
    used: { pods: '2', 'requests.cpu': '200m' },
  })
  cluster.patch('Deployment', 'demo', { spec: { replicas: 1 } })
  cluster.seconds(2)
  assert.deepEqual(cluster.get('ResourceQuota', 'quota').status.used, { pods: '1', 'requests.cpu': '100m' })
})

test('a namespace takes its contents with it, Pods first', () => {
  const cluster = new ControlPlane()
  cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } })
  cluster.seconds(1)
  assert.deepEqual(
    [cluster.list('ServiceAccount', 'team'), cluster.list('ConfigMap', 'team')].map((list) =>
      list.map(({ metadata }) => metadata.name),
    ),
    [['default'], ['kube-root-ca.crt']],
  )
  cluster.create(deployment(2), 'team')
  cluster.seconds(2)
  cluster.changes.length = 0
  cluster.api.delete('Namespace', '', 'team')
  cluster.seconds(4)
  assert.equal(cluster.list('Pod', 'team').length, 2)
  cluster.seconds(10)
  assert.equal(cluster.find('Namespace', 'team'), undefined)
  const gone = cluster.changes
    .filter(({ type, kind }) => type === 'DELETED' && kind !== 'Event')
    .map(({ kind }) => kind)
  assert.deepEqual(gone, ['Pod', 'Pod', 'Deployment', 'ReplicaSet', 'ConfigMap', 'ServiceAccount', 'Namespace'])
  const remaining = cluster.states(
    'Namespace',
    'team',
    ({ status }) => status.conditions?.find(({ type }) => type === 'NamespaceContentRemaining')?.message,
  )
  assert.deepEqual(remaining, [
    'Some resources are remaining: pods. has 2 resource instances',
    'All content successfully removed',
  ])
})

test('a namespace that goes knows every kind that it may hold', () => {
  // Reviews are questions: nobody keeps them.
  const namespaced = kinds
    .filter(({ namespaced: within, verbs }) => within && (verbs === undefined || verbs.includes('list')))
    .map(({ kind }) => kind)
  assert.deepEqual(
    namespaced.filter((kind) => !NAMESPACE_CONTENTS.some((content) => content.kind === kind)),
    [],
  )
  for (const { kind, resource } of NAMESPACE_CONTENTS) {
    const definition = kinds.find((each) => each.kind === kind)
    assert.equal(resource, `${definition?.plural}.${definition?.group}`)
  }
})

test('of several metrics the highest counts', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(1, { resources: { requests: { cpu: '100m', memory: '1' } } }))
  const metrics = ['memory', 'cpu'].map((name) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization: 50 } },
  }))
  cluster.create(autoscaler({ metrics: metrics.reverse() }))
  load(cluster, 10, 60)
  assert.equal(
    cluster.events('HorizontalPodAutoscaler', 'hpa').find((text) => text.startsWith('SuccessfulRescale')),
    'SuccessfulRescale: New size: 2; reason: memory resource utilization (percentage of request) above target',
  )
})
