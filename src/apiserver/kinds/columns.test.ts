import test from 'node:test'
import assert from 'node:assert/strict'
import { groupKinds } from './groups'
import { metricsText } from './horizontal-pod-autoscaler/columns'
import { horizontalPodAutoscalerFromV1, horizontalPodAutoscalerToV1 } from './horizontal-pod-autoscaler/convert-v1'

const NOW = Date.parse('2026-01-01T00:01:00Z')
const metadata = { name: 'x', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' }
const template = {
  metadata: { labels: { app: 'a' } },
  spec: {
    containers: [
      { name: 'c', image: 'i:1' },
      { name: 'd', image: 'j:2' },
    ],
  },
}
const selector = { matchLabels: { app: 'a' } }

/** The table as `kubectl get -o wide` has it: names above values. */
function row(kind: string, fields: object): Record<string, unknown> {
  const columns = groupKinds.find((each) => each.kind === kind)?.columns ?? []
  const object = { apiVersion: '', kind, metadata, ...fields }
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(object, NOW)]))
}

const wide = { Containers: 'c,d', Images: 'i:1,j:2', Selector: 'app=a' }

const tables: readonly [kind: string, fields: object, row: Record<string, unknown>][] = [
  [
    'Deployment',
    {
      spec: { replicas: 3, selector, template },
      status: { readyReplicas: 2, updatedReplicas: 1, availableReplicas: 2 },
    },
    { Name: 'x', Ready: '2/3', 'Up-to-date': 1, Available: 2, Age: '60s', ...wide },
  ],
  [
    'ReplicaSet',
    { spec: { replicas: 3, selector, template }, status: { replicas: 2 } },
    { Name: 'x', Desired: 3, Current: 2, Ready: 0, Age: '60s', ...wide },
  ],
  [
    'StatefulSet',
    { spec: { replicas: 2, selector, template }, status: { replicas: 2, readyReplicas: 1 } },
    { Name: 'x', Ready: '1/2', Age: '60s', Containers: 'c,d', Images: 'i:1,j:2' },
  ],
  [
    'DaemonSet',
    { spec: { selector, template }, status: { desiredNumberScheduled: 3, currentNumberScheduled: 2, numberReady: 1 } },
    {
      Name: 'x',
      Desired: 3,
      Current: 2,
      Ready: 1,
      'Up-to-date': 0,
      Available: 0,
      'Node Selector': '<none>',
      Age: '60s',
      ...wide,
    },
  ],
  [
    'Job',
    {
      spec: { completions: 3, selector, template },
      status: {
        succeeded: 3,
        startTime: '2026-01-01T00:00:05Z',
        completionTime: '2026-01-01T00:00:15Z',
        conditions: [{ type: 'Complete', status: 'True' }],
      },
    },
    { Name: 'x', Status: 'Complete', Completions: '3/3', Duration: '10s', Age: '60s', ...wide },
  ],
  [
    'Job',
    { spec: { parallelism: 2, selector, template }, status: { startTime: '2026-01-01T00:00:05Z' } },
    { Name: 'x', Status: 'Running', Completions: '0/1 of 2', Duration: '55s', Age: '60s', ...wide },
  ],
  [
    'CronJob',
    { spec: { schedule: '* * * * *', suspend: false, jobTemplate: { spec: { template } } }, status: {} },
    {
      Name: 'x',
      Schedule: '* * * * *',
      Timezone: '<none>',
      Suspend: 'False',
      Active: 0,
      'Last Schedule': '<none>',
      Age: '60s',
      ...wide,
      Selector: '<none>',
    },
  ],
  [
    'PodDisruptionBudget',
    { spec: { minAvailable: '50%' }, status: { disruptionsAllowed: 1 } },
    { Name: 'x', 'Min Available': '50%', 'Max Unavailable': 'N/A', 'Allowed Disruptions': 1, Age: '60s' },
  ],
  [
    'StorageClass',
    {
      metadata: { ...metadata, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'p',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    },
    {
      Name: 'x (default)',
      Provisioner: 'p',
      ReclaimPolicy: 'Delete',
      VolumeBindingMode: 'Immediate',
      AllowVolumeExpansion: false,
      Age: '60s',
    },
  ],
  [
    'PriorityClass',
    { value: 7, preemptionPolicy: 'Never' },
    { Name: 'x', Value: 7, 'Global-Default': false, Age: '60s', PreemptionPolicy: 'Never' },
  ],
  [
    'EndpointSlice',
    {
      addressType: 'IPv4',
      ports: [{ port: 80 }],
      endpoints: [1, 2, 3, 4].map((each) => ({ addresses: [`10.0.0.${each}`] })),
    },
    { Name: 'x', AddressType: 'IPv4', Ports: '80', Endpoints: '10.0.0.1,10.0.0.2,10.0.0.3 + 1 more...', Age: '60s' },
  ],
  [
    'ControllerRevision',
    {
      metadata: {
        ...metadata,
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'w', controller: true }],
      },
      revision: 2,
    },
    { Name: 'x', Controller: 'statefulset.apps/web', Revision: 2, Age: '60s' },
  ],
]
for (const [kind, fields, cells] of tables) test(`columns of ${kind}`, () => assert.deepEqual(row(kind, fields), cells))

test('targets of an autoscaler', () => {
  const cpu = (target: object, name = 'cpu') => ({ type: 'Resource', resource: { name, target } }) as never
  const is = (current: object) => ({ type: 'Resource', resource: { name: 'cpu', current } }) as never
  assert.equal(metricsText([], []), '<none>')
  assert.equal(metricsText([cpu({ averageUtilization: 10 })], []), 'cpu: <unknown>/10%')
  assert.equal(metricsText([cpu({ averageUtilization: 10 })], [is({ averageUtilization: 0 })]), 'cpu: 0%/10%')
  assert.equal(
    metricsText([cpu({ averageValue: '100Mi' }, 'memory')], [is({ averageValue: '50Mi' })]),
    'memory: 50Mi/100Mi',
  )
  assert.equal(
    metricsText([cpu({ averageUtilization: 1 }), cpu({ averageUtilization: 2 }), cpu({ averageUtilization: 3 })], []),
    'cpu: <unknown>/1%, cpu: <unknown>/2% + 1 more...',
  )
})

test('autoscaling/v1 comes back as it went in', () => {
  const v1 = {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'd' },
      minReplicas: 1,
      maxReplicas: 10,
      targetCPUUtilizationPercentage: 10,
    },
    status: { currentReplicas: 1, desiredReplicas: 1 },
  }
  const stored = horizontalPodAutoscalerFromV1(v1)
  assert.deepEqual((stored as never as { spec: unknown }).spec, {
    scaleTargetRef: { kind: 'Deployment', name: 'd' },
    minReplicas: 1,
    maxReplicas: 10,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 10 } } }],
  })
  assert.deepEqual(horizontalPodAutoscalerToV1(stored), v1)
})
