import test from 'node:test'
import assert from 'node:assert/strict'
import type { KubeObject } from './kube-object'
import type { ResourceQuota } from './kinds'
import { isInScope, quotaUsage, quotaUsed } from './quota-usage'

const NOW = Date.parse('2026-01-01T00:01:00Z')
const object = (kind: string, fields: object, metadata: object = {}) =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'x', ...metadata }, ...fields }) as unknown as KubeObject
const pod = (spec: object = {}, status: object = { phase: 'Running' }, metadata: object = {}) =>
  object(
    'Pod',
    {
      spec: {
        containers: [
          { name: 'c', resources: { requests: { cpu: '100m', 'x.io/gpu': '1' }, limits: { memory: '1Gi' } } },
        ],
        ...spec,
      },
      status,
    },
    metadata,
  )

const COUNTED = {
  'count/pods': '1',
  pods: '1',
  cpu: '100m',
  'requests.cpu': '100m',
  'requests.x.io/gpu': '1',
  'limits.memory': '1Gi',
}

test('what objects use', () => {
  const gone = { deletionTimestamp: '2026-01-01T00:00:00Z', deletionGracePeriodSeconds: 30 }
  const cases: [KubeObject, Record<string, string>][] = [
    [pod(), COUNTED],
    [pod({}, { phase: 'Succeeded' }), { 'count/pods': '1' }],
    [pod({}, { phase: 'Running' }, gone), { 'count/pods': '1' }],
    [pod({}, { phase: 'Running' }, { ...gone, deletionGracePeriodSeconds: 90 }), COUNTED],
    [object('ConfigMap', {}), { 'count/configmaps': '1', configmaps: '1' }],
    [object('Deployment', {}), { 'count/deployments.apps': '1' }],
    [
      object('Service', { spec: { type: 'NodePort', ports: [{ port: 1 }, { port: 2 }] } }),
      { 'count/services': '1', services: '1', 'services.loadbalancers': '0', 'services.nodeports': '2' },
    ],
    [
      object('PersistentVolumeClaim', {
        spec: { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } },
      }),
      {
        'count/persistentvolumeclaims': '1',
        persistentvolumeclaims: '1',
        'requests.storage': '1Gi',
        'fast.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
        'fast.storageclass.storage.k8s.io/requests.storage': '1Gi',
      },
    ],
    [object('Node', {}), {}],
  ]
  for (const [each, usage] of cases) assert.deepEqual(quotaUsage(each, NOW), usage)
})

const quota = (spec: object) => ({ metadata: { name: 'q' }, spec, status: {} }) as unknown as ResourceQuota

test('scopes', () => {
  const cases: [object, KubeObject, boolean][] = [
    [{ scopes: ['NotBestEffort'] }, pod(), true],
    [{ scopes: ['BestEffort'] }, pod(), false],
    [{ scopes: ['Terminating'] }, pod({ activeDeadlineSeconds: 5 }), true],
    [{ scopes: ['NotTerminating'] }, pod(), true],
    [{ scopes: ['NotBestEffort'] }, object('ConfigMap', {}), false],
    [
      { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } },
      pod({ priorityClassName: 'high' }),
      true,
    ],
    [{ scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] } }, pod(), false],
  ]
  for (const [spec, each, fits] of cases) assert.equal(isInScope(quota(spec), each), fits, JSON.stringify(spec))
})

test('the usage of a quota is the sum of what it limits', () => {
  assert.deepEqual(
    quotaUsed(
      quota({ hard: { pods: '5', 'requests.cpu': '1', configmaps: '2' } }),
      [pod(), pod(), pod({}, { phase: 'Failed' })],
      NOW,
    ),
    {
      pods: '2',
      'requests.cpu': '200m',
      configmaps: '0',
    },
  )
})
