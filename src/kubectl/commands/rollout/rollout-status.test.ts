// The cases of kubectl/pkg/polymorphichelpers/rollout_status_test.go, v1.36.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { AnyObject } from '../../objects'
import { rolloutStatus } from './rollout-status'

interface Case {
  readonly name: string
  readonly generation: number
  readonly spec: object
  readonly status: object
  readonly text: string
  readonly isDone: boolean
}

const wait = 'Waiting for'
const rolling = { type: 'RollingUpdate' }
const partitioned = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } }

const deployments: readonly Case[] = [
  {
    name: 'none updated',
    generation: 0,
    spec: { replicas: 1 },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 0, availableReplicas: 1 },
    text: `${wait} deployment "foo" rollout to finish: 0 out of 1 new replicas have been updated...\n`,
    isDone: false,
  },
  {
    name: 'an old one left',
    generation: 1,
    spec: { replicas: 1 },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 1, availableReplicas: 2 },
    text: `${wait} deployment "foo" rollout to finish: 1 old replicas are pending termination...\n`,
    isDone: false,
  },
  {
    name: 'one not available',
    generation: 1,
    spec: { replicas: 2 },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 1, unavailableReplicas: 1 },
    text: `${wait} deployment "foo" rollout to finish: 1 of 2 updated replicas are available...\n`,
    isDone: false,
  },
  {
    name: 'complete',
    generation: 1,
    spec: { replicas: 2 },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
    text: 'deployment "foo" successfully rolled out\n',
    isDone: true,
  },
  {
    name: 'not observed',
    generation: 2,
    spec: { replicas: 2 },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
    text: `${wait} deployment spec update to be observed...\n`,
    isDone: false,
  },
]

const daemonSets: readonly Case[] = [
  {
    name: 'none updated',
    generation: 0,
    spec: { updateStrategy: rolling },
    status: { observedGeneration: 1, updatedNumberScheduled: 0, desiredNumberScheduled: 1, numberAvailable: 0 },
    text: `${wait} daemon set "foo" rollout to finish: 0 out of 1 new pods have been updated...\n`,
    isDone: false,
  },
  {
    name: 'one not available',
    generation: 1,
    spec: { updateStrategy: rolling },
    status: { observedGeneration: 1, updatedNumberScheduled: 2, desiredNumberScheduled: 2, numberAvailable: 1 },
    text: `${wait} daemon set "foo" rollout to finish: 1 of 2 updated pods are available...\n`,
    isDone: false,
  },
  {
    name: 'complete',
    generation: 1,
    spec: { updateStrategy: rolling },
    status: { observedGeneration: 1, updatedNumberScheduled: 2, desiredNumberScheduled: 2, numberAvailable: 2 },
    text: 'daemon set "foo" successfully rolled out\n',
    isDone: true,
  },
  {
    name: 'not observed',
    generation: 2,
    spec: { updateStrategy: rolling },
    status: { observedGeneration: 1, updatedNumberScheduled: 2, desiredNumberScheduled: 2, numberAvailable: 2 },
    text: `${wait} daemon set spec update to be observed...\n`,
    isDone: false,
  },
]

const statefulSets: readonly Case[] = [
  {
    name: 'not observed',
    generation: 2,
    spec: { replicas: 3, updateStrategy: rolling },
    status: { observedGeneration: 1, replicas: 3, readyReplicas: 3, currentReplicas: 3, updatedReplicas: 0 },
    text: `${wait} statefulset spec update to be observed...\n`,
    isDone: false,
  },
  {
    name: 'not all ready',
    generation: 1,
    spec: { replicas: 3, updateStrategy: rolling },
    status: { observedGeneration: 2, replicas: 3, readyReplicas: 2, currentReplicas: 3, updatedReplicas: 0 },
    text: `${wait} 1 pods to be ready...\n`,
    isDone: false,
  },
  {
    name: 'all above the partition updated',
    generation: 1,
    spec: { replicas: 3, updateStrategy: partitioned },
    status: { observedGeneration: 2, replicas: 3, readyReplicas: 3, currentReplicas: 2, updatedReplicas: 1 },
    text: 'partitioned roll out complete: 1 new pods have been updated...\n',
    isDone: true,
  },
  {
    name: 'not all above the partition updated',
    generation: 1,
    spec: { replicas: 3, updateStrategy: partitioned },
    status: { observedGeneration: 2, replicas: 3, readyReplicas: 3, currentReplicas: 3, updatedReplicas: 0 },
    text: `${wait} partitioned roll out to finish: 0 out of 1 new pods have been updated...\n`,
    isDone: false,
  },
  {
    name: 'complete',
    generation: 1,
    spec: { replicas: 3, updateStrategy: rolling },
    status: {
      observedGeneration: 2,
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      currentRevision: 'foo',
      updateRevision: 'foo',
    },
    text: 'statefulset rolling update complete 3 pods at revision foo...\n',
    isDone: true,
  },
]

const objectOf = (
  kind: string,
  { generation, spec, status }: Pick<Case, 'generation' | 'spec' | 'status'>,
): AnyObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'foo', namespace: 'bar', generation },
  spec,
  status,
})

for (const [kind, cases] of [
  ['Deployment', deployments],
  ['DaemonSet', daemonSets],
  ['StatefulSet', statefulSets],
] as const)
  for (const { name, text, isDone, ...given } of cases)
    test(`${kind}: ${name}`, () => assert.deepEqual(rolloutStatus(objectOf(kind, given), 0), { text, isDone }))

for (const kind of ['DaemonSet', 'StatefulSet'])
  test(`${kind} that is updated on deletion has no rollout`, () => {
    const given = { generation: 1, spec: { updateStrategy: { type: 'OnDelete' } }, status: { observedGeneration: 1 } }
    assert.throws(() => rolloutStatus(objectOf(kind, given), 0), {
      message: 'rollout status is only available for RollingUpdate strategy type',
    })
  })
