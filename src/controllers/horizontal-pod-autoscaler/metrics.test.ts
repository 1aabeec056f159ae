import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidMetric, proposeByMetric, type MetricQuestion } from './metrics'
import type { MetricsReader } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import type { Pod } from '../../objects/kinds'

const NOW = Date.UTC(2026, 0, 1, 8, 0, 0)
const MI = 1024 * 1024

const pod = (name: string, requests: Record<string, string> = { cpu: '100m', memory: '100Mi' }): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' },
  spec: {
    containers: [
      { name: 'app', resources: { requests } },
      { name: 'log', resources: { requests } },
    ],
  },
  status: {
    phase: 'Running',
    startTime: '2026-01-01T07:00:00Z',
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T07:00:05Z' }],
  },
})
/** Each container of each Pod uses 50m and 150Mi; `app` of it twice as much cpu. */
const METRICS: MetricsReader = {
  podMetrics: () => ({
    timestamp: NOW - 15_000,
    windowMs: 15_000,
    containers: { app: { cpu: 100, memory: 150 * MI }, log: { cpu: 50, memory: 150 * MI } },
  }),
  nodeMetrics: () => undefined,
  objectMetric: (kind, _namespace, name, metric) =>
    metric === 'unknown' ? undefined : kind === 'Pod' ? (name === 'a' ? 3 : 5) : 12,
  externalMetric: (_namespace, metric) => (metric === 'unknown' ? undefined : [10, 20]),
}
const question = (more: Partial<MetricQuestion> = {}): MetricQuestion => ({
  pods: [pod('a'), pod('b')],
  namespace: 'default',
  currentReplicas: 2,
  statusReplicas: 2,
  tolerances: { up: 0.1, down: 0.1 },
  metrics: METRICS,
  now: NOW,
  ...more,
})
const utilization = (averageUtilization: number) => ({ type: 'Utilization', averageUtilization })
const average = (averageValue: string) => ({ type: 'AverageValue', averageValue })
const value = (text: string) => ({ type: 'Value', value: text })
const ingress = { kind: 'Ingress', name: 'main', apiVersion: 'networking.k8s.io/v1' }

test('what each sort of metric proposes, calls itself and says in the status', () => {
  const cases: { spec: k.V2MetricSpec; then: [number, string, k.V2MetricValueStatus | undefined] }[] = [
    {
      spec: { type: 'Resource', resource: { name: 'cpu', target: utilization(50) } },
      then: [3, 'cpu resource utilization (percentage of request)', { averageUtilization: 75, averageValue: '150m' }],
    },
    {
      spec: { type: 'Resource', resource: { name: 'memory', target: utilization(50) } },
      then: [
        6,
        'memory resource utilization (percentage of request)',
        { averageUtilization: 150, averageValue: '314572800' },
      ],
    },
    {
      spec: { type: 'Resource', resource: { name: 'memory', target: average('100Mi') } },
      then: [6, 'memory resource', { averageValue: '314572800' }],
    },
    {
      spec: {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'log', target: utilization(25) },
      },
      then: [
        4,
        'cpu container resource utilization (percentage of request)',
        { averageUtilization: 50, averageValue: '50m' },
      ],
    },
    {
      spec: { type: 'Pods', pods: { metric: { name: 'requests' }, target: average('2') } },
      then: [4, 'pods metric requests', { averageValue: '4' }],
    },
    {
      spec: { type: 'Object', object: { metric: { name: 'hits' }, describedObject: ingress, target: value('4') } },
      then: [6, 'Ingress metric hits', { value: '12' }],
    },
    {
      spec: { type: 'Object', object: { metric: { name: 'hits' }, describedObject: ingress, target: average('4') } },
      then: [3, 'external metric hits(nil)', { averageValue: '6' }],
    },
    {
      spec: { type: 'External', external: { metric: { name: 'queue' }, target: value('10') } },
      then: [6, 'external metric queue(nil)', { value: '30' }],
    },
    {
      spec: {
        type: 'External',
        external: { metric: { name: 'queue', selector: { matchLabels: { queue: 'jobs' } } }, target: average('5') },
      },
      then: [
        6,
        'external metric queue(&LabelSelector{MatchLabels:map[string]string{queue: jobs,},MatchExpressions:[]LabelSelectorRequirement{},})',
        { averageValue: '15' },
      ],
    },
  ]
  for (const { spec, then } of cases) {
    const { replicas, name, status } = proposeByMetric(spec, question())
    const current = (status.resource ?? status.containerResource ?? status.pods ?? status.object ?? status.external)
      ?.current
    assert.deepEqual([replicas, name, current], then)
  }
})

test('what is said when a metric cannot be had', () => {
  const failing = (spec: k.V2MetricSpec, more: Partial<MetricQuestion> = {}): string[] => {
    try {
      proposeByMetric(spec, question(more))
    } catch (error) {
      if (error instanceof InvalidMetric) return [error.reason, error.inner, error.message.replace(error.inner, '...')]
      throw error
    }
    return []
  }
  const cpu: k.V2MetricSpec = { type: 'Resource', resource: { name: 'cpu', target: utilization(50) } }
  assert.deepEqual(failing(cpu, { metrics: { ...METRICS, podMetrics: () => undefined } }), [
    'FailedGetResourceMetric',
    'failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    'failed to get cpu resource metric value: ...',
  ])
  assert.deepEqual(failing(cpu, { pods: [pod('a', { memory: '1Mi' })] }).slice(0, 2), [
    'FailedGetResourceMetric',
    'failed to get cpu utilization: missing request for cpu in container app of Pod a',
  ])
  const whole = { ...pod('a', {}), spec: { ...pod('a', {}).spec, resources: { requests: { memory: '1Mi' } } } }
  assert.deepEqual(failing(cpu, { pods: [whole] }).slice(0, 2), [
    'FailedGetResourceMetric',
    'failed to get cpu utilization: missing pod-level request for cpu in Pod a',
  ])
  assert.deepEqual(
    failing({
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'nope', target: utilization(50) },
    }),
    [
      'FailedGetContainerResourceMetric',
      'failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
      'failed to get nope container metric value: ...',
    ],
  )
  assert.equal(
    failing({ type: 'Pods', pods: { metric: { name: 'unknown' }, target: average('2') } })[0],
    'FailedGetPodsMetric',
  )
  const object = { metric: { name: 'unknown' }, describedObject: ingress }
  // The order of the words is upstream's: see pkg/controller/podautoscaler/replica_calculator.go.
  const noObject =
    'unable to get metric unknown: Ingress on default main/unable to fetch metrics from custom metrics API: no known available metric versions found'
  assert.deepEqual(failing({ type: 'Object', object: { ...object, target: value('4') } }), [
    'FailedGetObjectMetric',
    noObject,
    'failed to get object metric value: ...',
  ])
  assert.deepEqual(failing({ type: 'Object', object: { ...object, target: average('4') } }), [
    'FailedGetObjectMetric',
    noObject,
    'failed to get object metric value: failed to get unknown object metric: ...',
  ])
})

// What users of real clusters quote: kubernetes-sigs/prometheus-adapter#642.
test('what is said when an external metric cannot be had', () => {
  const failing = (target: k.V2MetricTarget, selector?: k.V1LabelSelector, pods = [pod('a'), pod('b')]): string[] => {
    const name = pods.length === 0 ? 'queue' : 'unknown'
    try {
      proposeByMetric({ type: 'External', external: { metric: { name, selector }, target } }, question({ pods }))
    } catch (error) {
      if (error instanceof InvalidMetric) return [error.inner, error.message.replace(error.inner, '...')]
      throw error
    }
    return []
  }
  const why =
    'unable to fetch metrics from external metrics API: the server could not find the requested resource (get unknown.external.metrics.k8s.io)'
  assert.deepEqual(failing(average('4')), [
    `unable to get external metric default/unknown/nil: ${why}`,
    'failed to get unknown external metric value: failed to get unknown external metric: ...',
  ])
  assert.deepEqual(failing(value('4'), { matchLabels: { a: 'b' } }), [
    `unable to get external metric default/unknown/&LabelSelector{MatchLabels:map[string]string{a: b,},MatchExpressions:[]LabelSelectorRequirement{},}: ${why}`,
    'failed to get unknown external metric value: failed to get external metric unknown: ...',
  ])
  assert.deepEqual(failing(value('4'), undefined, []), [
    'unable to calculate ready pods: no pods returned by selector while calculating replica count',
    'failed to get queue external metric value: failed to get external metric queue: ...',
  ])
})
