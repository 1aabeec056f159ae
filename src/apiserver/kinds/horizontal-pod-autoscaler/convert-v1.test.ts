import assert from 'node:assert/strict'
import { test } from 'node:test'
import { horizontalPodAutoscalerFromV1, horizontalPodAutoscalerToV1 } from './convert-v1'
import { defaultHorizontalPodAutoscaler } from './defaults'
import type { HorizontalPodAutoscaler } from '../../../objects/kinds'

// Follows the tags of HorizontalPodAutoscalerStatus in staging/src/k8s.io/api/autoscaling/{v1,v2}/types.go: v1 tells both
// numbers always, v2 leaves out a currentReplicas of 0 and tells of no metrics as null.
test('a status of nothing: what v1 tells and v2 does not', () => {
  const autoscaler = {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3 },
  }
  const statusOf = (status?: object): object => {
    const stored = horizontalPodAutoscalerFromV1({ ...autoscaler, ...(status ? { status } : {}) })
    return defaultHorizontalPodAutoscaler(stored as HorizontalPodAutoscaler).status
  }
  assert.deepEqual(statusOf(), { desiredReplicas: 0, currentMetrics: null })
  assert.deepEqual(statusOf({ currentReplicas: 0, desiredReplicas: 2 }), { desiredReplicas: 2, currentMetrics: null })
  assert.deepEqual(statusOf({ currentReplicas: 1, desiredReplicas: 2 }), {
    currentReplicas: 1,
    desiredReplicas: 2,
    currentMetrics: null,
  })
  const stored = defaultHorizontalPodAutoscaler(horizontalPodAutoscalerFromV1(autoscaler) as HorizontalPodAutoscaler)
  const { status } = horizontalPodAutoscalerToV1(stored) as HorizontalPodAutoscaler
  assert.deepEqual(status, { currentReplicas: 0, desiredReplicas: 0 })
})
