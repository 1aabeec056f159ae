// The situations of upstream's horizontal_test.go that are about conditions, Events and the status after one sync.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { horizontalPodAutoscalerController } from './controller'
import type { MetricsReader, Scale } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import type { HorizontalPodAutoscaler, Pod } from '../../objects/kinds'
import { timeText } from '../../objects/time'
import { OneSync, fakeError } from '../testing/one-sync'

const NOW = Date.UTC(2026, 0, 1, 8)
const EARLIER = '2026-01-01T07:00:00Z'

/** How much cpu each Pod uses and requests (millicores). A Pod without a figure has no metrics, or no request. */
interface When {
  readonly limits?: readonly [min: number, max: number]
  readonly replicas: number
  readonly uses?: readonly (number | undefined)[]
  readonly requests?: readonly (number | undefined)[]
  readonly percent?: number
  readonly metrics?: k.V2MetricSpec[]
  readonly behavior?: k.V2HorizontalPodAutoscalerBehavior
  readonly status?: Partial<HorizontalPodAutoscaler['status']>
  readonly selector?: string
  /** the selector of another autoscaler's target */
  readonly rival?: string
  readonly refuse?: string
}

const podOf = (index: number, request: number | undefined): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `p${index}`,
    namespace: 'default',
    uid: `p${index}`,
    resourceVersion: '1',
    creationTimestamp: EARLIER,
    labels: { name: 'p', cheddar: 'cheese' },
  },
  spec: {
    containers: [{ name: 'c', ...(request === undefined ? {} : { resources: { requests: { cpu: `${request}m` } } }) }],
  },
  status: {
    phase: 'Running',
    startTime: EARLIER,
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: EARLIER }],
  },
})

const cpu = (percent: number): k.V2MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } },
})

const autoscalerOf = (name: string, target: string, when: When): HorizontalPodAutoscaler => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: EARLIER },
  spec: {
    scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: target },
    minReplicas: when.limits?.[0] ?? 1,
    maxReplicas: when.limits?.[1] ?? 100,
    metrics: when.metrics ?? [cpu(when.percent ?? 100)],
    ...(when.behavior ? { behavior: when.behavior } : {}),
  },
  status: { desiredReplicas: 0, ...when.status },
})

const metricsOf = (uses: readonly (number | undefined)[]): MetricsReader => ({
  podMetrics: (_namespace, name) => {
    const used = uses[Number(name.slice(1))]
    if (used === undefined) return undefined
    return { timestamp: NOW - 30_000, windowMs: 15_000, containers: { c: { cpu: used, memory: 0 } } }
  },
  nodeMetrics: () => undefined,
  objectMetric: () => undefined,
  externalMetric: () => undefined,
})

function sync(when: When) {
  const { replicas, uses = [], requests = uses.map(() => 1000), rival } = when
  const pods = Array.from({ length: Math.max(replicas, uses.length) }, (_, index) => podOf(index, requests[index]))
  const autoscaler = autoscalerOf('hpa', 'rc', when)
  const scales: Record<string, Scale> = {
    rc: { replicas, statusReplicas: replicas, selector: when.selector ?? 'name=p' },
    ...(rival ? { other: { replicas, statusReplicas: replicas, selector: rival } } : {}),
  }
  const one = new OneSync([autoscaler, ...(rival ? [autoscalerOf('hpa-2', 'other', when)] : []), ...pods], {
    now: NOW,
    scales,
    metrics: metricsOf(uses),
    refuse: (call) => (call === when.refuse ? fakeError() : undefined),
  })
  const controller = horizontalPodAutoscalerController()
  // The other one is known once the controller has looked at it.
  const other = one.get('HorizontalPodAutoscaler', 'default', 'hpa-2')
  if (other) one.run(controller, other)
  one.writes.length = one.events.length = 0
  one.run(controller, autoscaler)
  const status = one.get('HorizontalPodAutoscaler', 'default', 'hpa')?.status
  return { one, status }
}

function outcome(when: When): readonly [scaled: string, conditions: string, events: string] {
  const { one, status } = sync(when)
  const scaled = one.writes.filter((write) => write.startsWith('scale ')).map((write) => write.split(' ').at(-1))
  const conditions = status?.conditions?.map((each) => `${each.status === 'True' ? '' : 'not '}${each.reason}`)
  const events = one.events.map((event) => event.split(':')[0]?.split(' ')[1])
  return [scaled.join(), conditions?.join(', ') ?? '', events.join(' ')]
}

const FAILED = 'FailedComputeMetricsReplicas'
const up = (percent: number): k.V2HorizontalPodAutoscalerBehavior => ({
  scaleUp: { policies: [{ type: 'Percent', value: percent, periodSeconds: 60 }], selectPolicy: 'Max' },
})
const LEVELS = { uses: [100, 200, 300], requests: [100, 100, 100], percent: 10 }

const TABLE: readonly [name: string, when: When, then: ReturnType<typeof outcome>][] = [
  ['no replicas', { limits: [3, 5], replicas: 0 }, ['', 'SucceededGetScale, not ScalingDisabled', '']],
  ['too few', { limits: [3, 5], replicas: 2 }, ['3', 'SucceededRescale', 'SuccessfulRescale']],
  ['too many', { limits: [3, 5], replicas: 10 }, ['5', 'SucceededRescale', 'SuccessfulRescale']],
  [
    'the most',
    { limits: [2, 5], replicas: 3, uses: [8000, 9500, 1000], requests: [900, 1000, 1100], percent: 90 },
    ['5', 'SucceededRescale, ValidMetricFound, TooManyReplicas', 'SuccessfulRescale'],
  ],
  [
    'metrics of no Pod',
    { limits: [2, 6], replicas: 4 },
    ['', 'SucceededGetScale, not FailedGetResourceMetric', `FailedGetResourceMetric ${FAILED}`],
  ],
  [
    'a Pod without a request',
    { limits: [1, 5], replicas: 1, uses: [200], requests: [undefined] },
    ['', 'SucceededGetScale, not FailedGetResourceMetric', `FailedGetResourceMetric ${FAILED}`],
  ],
  [
    'Pods without metrics are taken to use what they ask for: not below what is known',
    { limits: [2, 6], replicas: 4, uses: [400, 95, undefined, undefined], requests: [1000, 1000, 1000, 1000] },
    // The first sight of a target counts as a wish for what it has.
    ['', 'ScaleDownStabilized, ValidMetricFound, not DesiredWithinRange', ''],
  ],
  [
    'as it is',
    { limits: [1, 5], replicas: 2, uses: [200, 200], requests: [400, 400], percent: 50 },
    ['', 'ReadyForNewScale, ValidMetricFound, not DesiredWithinRange', ''],
  ],
  [
    'faster than the rules let it',
    { limits: [1, 100], replicas: 3, ...LEVELS, behavior: up(700) },
    ['24', 'SucceededRescale, ValidMetricFound, ScaleUpLimit', 'SuccessfulRescale'],
  ],
  [
    'the rules let it go beyond the most',
    { limits: [1, 20], replicas: 3, ...LEVELS, behavior: up(700) },
    ['20', 'SucceededRescale, ValidMetricFound, TooManyReplicas', 'SuccessfulRescale'],
  ],
  [
    'no selector',
    { replicas: 3, ...LEVELS, selector: '' },
    ['', 'SucceededGetScale, not InvalidSelector', `SelectorRequired ${FAILED}`],
  ],
  [
    'a selector that is none',
    { replicas: 3, ...LEVELS, selector: 'cheddar cheese' },
    ['', 'SucceededGetScale, not InvalidSelector', `InvalidSelector ${FAILED}`],
  ],
  [
    'another autoscaler, of other Pods',
    { limits: [2, 6], replicas: 3, uses: [300, 500, 700], percent: 30, rival: 'cheddar=gouda' },
    ['5', 'SucceededRescale, ValidMetricFound, not DesiredWithinRange', 'SuccessfulRescale'],
  ],
  [
    'another autoscaler, of the same Pods',
    { limits: [2, 6], replicas: 3, uses: [300, 500, 700], percent: 30, rival: 'cheddar=cheese' },
    ['', 'SucceededGetScale, not AmbiguousSelector', `AmbiguousSelector ${FAILED}`],
  ],
  [
    'a metric of a sort that nobody knows',
    { limits: [2, 6], replicas: 3, metrics: [{ type: 'CheddarCheese' }] },
    ['', 'SucceededGetScale, not InvalidMetricSourceType', `InvalidMetricSourceType ${FAILED}`],
  ],
  [
    'no scale to be had',
    { replicas: 3, ...LEVELS, refuse: 'scale ReplicationController rc' },
    ['', 'not FailedGetScale', 'FailedGetScale'],
  ],
  [
    'no scale to be set',
    {
      limits: [1, 5],
      replicas: 3,
      uses: [150, 150, 150],
      requests: [100, 100, 100],
      refuse: 'scale ReplicationController rc 5',
    },
    ['', 'not FailedUpdateScale, ValidMetricFound, not DesiredWithinRange', 'FailedRescale'],
  ],
]

for (const [name, when, then] of TABLE) test(name, () => assert.deepEqual(outcome(when), then))

const qps = { name: 'qps' }
for (const [reason, spec] of [
  [
    'FailedGetPodsMetric',
    { type: 'Pods', pods: { metric: qps, target: { type: 'AverageValue', averageValue: '15' } } },
  ],
  [
    'FailedGetObjectMetric',
    {
      type: 'Object',
      object: {
        metric: qps,
        describedObject: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
        target: { type: 'Value', value: '15' },
      },
    },
  ],
  [
    'FailedGetExternalMetric',
    { type: 'External', external: { metric: qps, target: { type: 'Value', value: '300m' } } },
  ],
] as const)
  test(`${reason}: one metric that fails does not keep others from growing, but from shrinking`, () => {
    const both = (percent: number): When => ({
      limits: [1, 5],
      replicas: 2,
      uses: [500, 500],
      metrics: [spec, cpu(percent)],
    })
    assert.deepEqual(outcome({ replicas: 2, uses: [1, 1], metrics: [spec] }), [
      '',
      `SucceededGetScale, not ${reason}`,
      `${reason} ${FAILED}`,
    ])
    assert.deepEqual(outcome(both(20)), [
      '4',
      'SucceededRescale, ValidMetricFound, ScaleUpLimit',
      `${reason} SuccessfulRescale`,
    ])
    assert.deepEqual(outcome(both(100)), ['', `SucceededGetScale, not ${reason}`, `${reason} ${FAILED}`])
  })

test('what the status keeps, and what it forgets', () => {
  const before: When['status'] = {
    currentReplicas: 7,
    desiredReplicas: 7,
    lastScaleTime: EARLIER,
    observedGeneration: 3,
    currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 1 } } }],
  }
  const cpuStatus = (averageUtilization: number, averageValue: string): k.V2MetricStatus => ({
    type: 'Resource',
    resource: { name: 'cpu', current: { averageUtilization, averageValue } },
  })
  const after = (when: When) => {
    const { conditions: _, ...rest } = sync({ status: before, ...when }).status ?? {}
    return rest
  }
  const kept = { desiredReplicas: 7, lastScaleTime: EARLIER }
  assert.deepEqual(after({ replicas: 2, uses: [1000, 1000] }), {
    ...kept,
    currentReplicas: 2,
    desiredReplicas: 2,
    currentMetrics: [cpuStatus(100, '1')],
  })
  assert.deepEqual(after({ replicas: 2, uses: [2000, 2000] }), {
    currentReplicas: 2,
    desiredReplicas: 4,
    lastScaleTime: timeText(NOW),
    currentMetrics: [cpuStatus(200, '2')],
  })
  // No metric is looked at outside of the limits.
  assert.deepEqual(after({ limits: [3, 5], replicas: 2, uses: [1000, 1000] }), {
    currentReplicas: 2,
    desiredReplicas: 3,
    lastScaleTime: timeText(NOW),
  })
  assert.deepEqual(after({ replicas: 2 }), { ...kept, currentReplicas: 2, currentMetrics: [{ type: '' }] })
  // Nothing but the conditions is written.
  assert.deepEqual(after({ replicas: 2, refuse: 'scale ReplicationController rc' }), before)
})
