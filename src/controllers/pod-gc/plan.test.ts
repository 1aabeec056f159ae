import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  TERMINATED_PODS_MAX,
  excessTerminated,
  failedPod,
  onOutOfService,
  orphaned,
  unscheduledTerminating,
  type Collected,
} from './plan'
import type { Node, Pod } from '../../objects/kinds'

const pod = (
  name: string,
  { phase = 'Running', node = 'n', deleting = false, created = 'a', reason = '' } = {},
): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    resourceVersion: '1',
    generation: 2,
    creationTimestamp: created,
    ...(deleting ? { deletionTimestamp: 'x' } : {}),
  },
  spec: { containers: [], nodeName: node },
  status: { phase, reason },
})
const names = (collected: readonly Collected[]) => collected.map(({ pod: { metadata } }) => metadata.name)

test('who is collected', () => {
  const pods = [
    pod('runs'),
    pod('lost', { node: 'gone' }),
    pod('never', { node: '', deleting: true }),
    pod('stuck', { node: 'off', deleting: true }),
    pod('ended', { node: 'off', deleting: true, phase: 'Failed' }),
    pod('kept', { node: 'off' }),
  ]
  const off = {
    spec: { taints: [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }] },
    status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
  } as unknown as Node
  assert.deepEqual(names(orphaned(pods, new Set(['gone']))), ['lost'])
  assert.deepEqual(names(unscheduledTerminating(pods)), ['never'])
  assert.deepEqual(names(onOutOfService(pods, (name) => (name === 'off' ? off : undefined))), ['stuck', 'ended'])
})

test('of too many ended Pods the evicted and the oldest go', () => {
  const many = Array.from({ length: TERMINATED_PODS_MAX }, (_, i) => pod(`p${i}`, { phase: 'Succeeded', created: 'm' }))
  assert.deepEqual(names(excessTerminated(many)), [])
  const more = [
    ...many,
    pod('old', { phase: 'Failed', created: 'b' }),
    pod('evicted', { phase: 'Failed', created: 'z', reason: 'Evicted' }),
    pod('runs'),
  ]
  assert.deepEqual(names(excessTerminated(more)), ['evicted', 'old'])
})

test('a Pod that nobody can speak for has failed', () => {
  assert.deepEqual(failedPod(pod('a'), 'PodGC: node no longer exists', 'now')?.status, {
    phase: 'Failed',
    reason: '',
    conditions: [
      {
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'DeletionByPodGC',
        message: 'PodGC: node no longer exists',
        lastTransitionTime: 'now',
        observedGeneration: 2,
      },
    ],
  })
  assert.equal(failedPod(pod('a', { phase: 'Succeeded' }), undefined, 'now'), undefined)
})
