import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evictPod } from './eviction'
import type { Pod, PodDisruptionBudget } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import type { ApiServer } from '../api-server'
import { isApiError } from '../client'

const NOW = '2026-01-01T08:00:00Z'
const USER = { actor: 'user' }

const pod = (ready: boolean, phase = 'Running'): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'p',
    namespace: 'default',
    uid: 'u',
    resourceVersion: '1',
    creationTimestamp: NOW,
    labels: { app: 'web' },
  },
  spec: { containers: [] },
  status: { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
})
const budget = (status: Partial<PodDisruptionBudget['status']>, spec: object = {}): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: {
    name: 'foo',
    namespace: 'default',
    uid: 'b',
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: NOW,
  },
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  status: {
    observedGeneration: 1,
    disruptionsAllowed: 0,
    currentHealthy: 0,
    desiredHealthy: 0,
    expectedPods: 3,
    ...status,
  },
})

/** What is written and deleted, or why not. */
function evicted(victim: Pod, budgets: readonly PodDisruptionBudget[]): { done: string[]; budget?: KubeObject } {
  const done: string[] = []
  const written: KubeObject[] = []
  const server = {
    loop: { now: () => Date.parse(NOW) },
    read: { get: () => victim, list: () => budgets },
    update: (kind: string, object: KubeObject) => void (done.push(`update ${kind}`), written.push(object)),
    delete: (kind: string) => void done.push(`delete ${kind}`),
  } as unknown as ApiServer
  try {
    evictPod(server, { namespace: 'default', name: 'p' }, {}, USER)
  } catch (error) {
    if (!isApiError(error)) throw error
    return { done: [`${error.status.code} ${error.status.details?.causes?.[0]?.message ?? error.message}`] }
  }
  return { done, budget: written.find(({ kind }) => kind === 'PodDisruptionBudget') }
}

const saysNo = (reason: string, message: string) => [
  { type: 'DisruptionAllowed', status: 'False', reason, message, lastTransitionTime: NOW },
]
const FREE = ['update Pod', 'delete Pod']

// The cases of upstream's eviction_test.go that differ in what is asked of the budget.
test('who may be evicted, and what is said when not', () => {
  const always = { unhealthyPodEvictionPolicy: 'AlwaysAllow' }
  for (const { name, victim = pod(true), budgets, then } of [
    { name: 'no budget', budgets: [], then: FREE },
    { name: 'allowed', budgets: [budget({ disruptionsAllowed: 1 })], then: ['update PodDisruptionBudget', ...FREE] },
    {
      name: 'too few',
      budgets: [budget({ currentHealthy: 3, desiredHealthy: 3 })],
      then: ['429 The disruption budget foo needs 3 healthy pods and has 3 currently'],
    },
    {
      name: 'not looked at yet',
      budgets: [budget({ observedGeneration: 0 })],
      then: ['429 The disruption budget foo is still being processed by the server.'],
    },
    {
      name: 'the sync failed',
      budgets: [budget({ conditions: saysNo('SyncFailed', 'why') })],
      then: ['429 The disruption budget foo does not allow evicting pods currently because it failed sync: why'],
    },
    {
      name: 'somebody else said no',
      budgets: [budget({ currentHealthy: 4, desiredHealthy: 3, conditions: saysNo('Because', 'why') })],
      then: ['429 The disruption budget foo does not allow evicting pods currently (Because): why'],
    },
    {
      name: 'nobody says why',
      budgets: [budget({ currentHealthy: 4, desiredHealthy: 3 })],
      then: ['429 The disruption budget foo does not allow evicting pods currently'],
    },
    {
      name: 'a number that cannot be',
      budgets: [budget({ disruptionsAllowed: -1 })],
      then: ['403 poddisruptionbudget.policy "foo" is forbidden: pdb disruptions allowed is negative'],
    },
    {
      name: 'two budgets',
      budgets: [budget({ disruptionsAllowed: 1 }), budget({ disruptionsAllowed: 1 })],
      then: [
        '500 Internal error occurred: This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
      ],
    },
    { name: 'a Pod that has ended', victim: pod(false, 'Succeeded'), budgets: [budget({})], then: FREE },
    { name: 'a Pod that is pending', victim: pod(false, 'Pending'), budgets: [budget({})], then: FREE },
    {
      name: 'unhealthy while the budget is met',
      victim: pod(false),
      budgets: [budget({ currentHealthy: 3, desiredHealthy: 3 })],
      then: FREE,
    },
    {
      name: 'unhealthy while it is not',
      victim: pod(false),
      budgets: [budget({ currentHealthy: 2, desiredHealthy: 3 })],
      then: ['429 The disruption budget foo needs 3 healthy pods and has 2 currently'],
    },
    {
      name: 'unhealthy, always allowed',
      victim: pod(false),
      budgets: [budget({ currentHealthy: 2, desiredHealthy: 3 }, always)],
      then: FREE,
    },
    {
      name: 'healthy, whatever the policy for unhealthy ones',
      budgets: [budget({ currentHealthy: 3, desiredHealthy: 3 }, always)],
      then: ['429 The disruption budget foo needs 3 healthy pods and has 3 currently'],
    },
  ])
    assert.deepEqual({ name, done: evicted(victim, budgets).done }, { name, done: then })
})

test('the last eviction that is allowed says so in the condition', () => {
  const { budget: written } = evicted(pod(true), [
    budget({
      disruptionsAllowed: 1,
      conditions: [
        {
          type: 'DisruptionAllowed',
          status: 'True',
          reason: 'SufficientPods',
          message: '',
          lastTransitionTime: '2026-01-01T07:00:00Z',
          observedGeneration: 1,
        },
      ],
    }),
  ])
  const { disruptionsAllowed, disruptedPods, conditions } = (written as PodDisruptionBudget).status
  assert.deepEqual(
    { disruptionsAllowed, disruptedPods, conditions },
    {
      disruptionsAllowed: 0,
      disruptedPods: { p: NOW },
      conditions: [
        {
          type: 'DisruptionAllowed',
          status: 'False',
          observedGeneration: 1,
          lastTransitionTime: NOW,
          reason: 'InsufficientPods',
          message: '',
        },
      ],
    },
  )
})
