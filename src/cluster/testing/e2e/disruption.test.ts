// Follows test/e2e/apps/disruption.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod, PodDisruptionBudget } from '../../../objects/kinds'
import { APPS, Client, CORE } from './client'

const BUDGETS = '/apis/policy/v1/namespaces/default/poddisruptionbudgets'
const FOO = `${BUDGETS}/foo`
const LABELS = { foo: 'bar' }

const containers = (more: object = {}): object => ({
  terminationGracePeriodSeconds: 0,
  containers: [{ name: 'donothing', image: 'nginx:1.25', ...more }],
})
/** Never ready. */
const UNREADY = { readinessProbe: { exec: { command: ['false'] } } }

class BudgetClient extends Client {
  constructor() {
    super('realistic')
  }

  async budget(spec: object): Promise<void> {
    const body = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'foo', labels: LABELS } }
    await this.create(BUDGETS, { ...body, spec: { selector: { matchLabels: LABELS }, ...spec } })
    await this.until('seen', async () => {
      const { metadata, status } = await this.get<PodDisruptionBudget>(FOO)
      return status.observedGeneration === metadata.generation
    })
  }

  async bare(count: number, more: object = {}): Promise<void> {
    for (let index = 0; index < count; index++)
      await this.create(`${CORE}/pods`, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `pod-${index}`, labels: LABELS },
        spec: containers(more),
      })
  }

  async replicaSet(replicas: number, more: object = {}): Promise<void> {
    await this.create(`${APPS}/replicasets`, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'rs' },
      spec: {
        replicas,
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: containers(more) },
      },
    })
  }

  async running(): Promise<Pod[]> {
    const pods = await this.list<Pod>(`${CORE}/pods`, 'foo=bar')
    return pods.filter(({ status }) => status.phase === 'Running')
  }

  async runs(count: number): Promise<void> {
    await this.until(`${count} run`, async () => (await this.running()).length >= count)
    await this.cluster.pass(2000)
  }

  async allowed(): Promise<number | undefined> {
    return (await this.get<PodDisruptionBudget>(FOO)).status.disruptionsAllowed
  }

  async evict(name: string): Promise<void> {
    await this.create(`${CORE}/pods/${name}/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace: 'default' },
    })
  }

  async evictOne(): Promise<void> {
    const [pod] = await this.running()
    assert.ok(pod)
    await this.evict(pod.metadata.name)
  }

  async refusesToEvict(): Promise<void> {
    await assert.rejects(
      this.evictOne(),
      /"message":"Cannot evict pod as it would violate the pod's disruption budget\."[^}]*"reason":"TooManyRequests","details":\{"causes":\[\{"reason":"DisruptionBudget",/,
    )
  }
}

interface Case {
  readonly budget?: object
  readonly bare?: number
  readonly replicas?: number
  /** each replica wants the same port of its node */
  readonly exclusive?: boolean
  readonly denied?: boolean
}
const CASES: Record<string, Case> = {
  'no budget': { bare: 1 },
  'too few Pods, absolute': { budget: { minAvailable: 2 }, bare: 2, denied: true },
  'enough Pods, absolute': { budget: { minAvailable: 2 }, bare: 3 },
  'enough Pods of a ReplicaSet, percentage': { budget: { minAvailable: '90%' }, replicas: 10 },
  'too few Pods of a ReplicaSet, percentage': {
    budget: { minAvailable: '90%' },
    replicas: 10,
    exclusive: true,
    denied: true,
  },
  'one may be missing, percentage': { budget: { maxUnavailable: '10%' }, replicas: 10 },
  'one may be missing, absolute, and more are': {
    budget: { maxUnavailable: 1 },
    replicas: 10,
    exclusive: true,
    denied: true,
  },
}
for (const [what, { budget, bare = 0, replicas = 0, exclusive, denied }] of Object.entries(CASES))
  test(`evictions: ${what}`, async () => {
    const client = new BudgetClient()
    await client.bare(bare)
    if (replicas)
      await client.replicaSet(replicas, exclusive ? { ports: [{ hostPort: 5555, containerPort: 5555 }] } : {})
    if (budget) await client.budget(budget)
    if (denied) {
      await client.cluster.pass(60_000)
      await client.refusesToEvict()
      return
    }
    await client.runs(bare + replicas)
    await client.evictOne()
  })

test('an eviction waits until the budget allows it', async () => {
  const client = new BudgetClient()
  await client.budget({ minAvailable: 3 })
  await client.bare(3)
  await client.runs(3)
  await client.refusesToEvict()

  await client.patch(FOO, { spec: { minAvailable: 2 } })
  await client.until('allowed', async () => (await client.allowed()) === 1)
  await client.evictOne()
  await client.until('one is gone', async () => (await client.running()).length === 2)

  await client.patch(FOO, { spec: { minAvailable: 3 } }, 'merge')
  await client.bare(1)
  await client.runs(3)
  await client.refusesToEvict()

  await client.ask('DELETE', FOO)
  await client.evictOne()
})

test('what a budget tells, and what its status takes', async () => {
  const client = new BudgetClient()
  await client.budget({ minAvailable: 1 })
  assert.equal(await client.allowed(), 0)
  await client.bare(3)
  await client.runs(3)
  const { status } = await client.get<PodDisruptionBudget>(FOO)
  assert.deepEqual(
    { ...status, conditions: status.conditions?.map(({ lastTransitionTime: _, ...condition }) => condition) },
    {
      observedGeneration: 1,
      disruptionsAllowed: 2,
      currentHealthy: 3,
      desiredHealthy: 1,
      expectedPods: 3,
      conditions: [
        { type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods', message: '', observedGeneration: 1 },
      ],
    },
  )

  const old = await client.get<PodDisruptionBudget>(FOO)
  const disruptedPods = { 'pod-0': '2026-01-01T00:00:00Z' }
  const updated = await client.ask<PodDisruptionBudget>('PUT', `${FOO}/status`, {
    ...old,
    status: { ...old.status, disruptedPods },
  })
  assert.deepEqual(updated.status.disruptedPods, disruptedPods)
  const patched = await client.patch<PodDisruptionBudget>(
    `${FOO}/status`,
    { metadata: { annotations: { patched: 'true' } }, status: { disruptedPods: { 'pod-0': null } } },
    'merge',
  )
  assert.equal(patched.status.disruptedPods?.['pod-0'], undefined)
  assert.equal(patched.metadata.annotations?.['patched'], 'true')
  assert.equal((await client.list('/apis/policy/v1/poddisruptionbudgets', 'foo=bar')).length, 1)
  await client.ask('DELETE', `${BUDGETS}?labelSelector=foo%3Dbar`)
  assert.deepEqual(await client.list(BUDGETS), [])
})

// A Pod that runs and is not ready goes when the policy says so, or when the others suffice.
for (const [policy, enoughOthers, evicted] of [
  [undefined, true, true],
  [undefined, false, false],
  ['IfHealthyBudget', true, true],
  ['IfHealthyBudget', false, false],
  ['AlwaysAllow', true, true],
  ['AlwaysAllow', false, true],
] as const)
  test(`a Pod that is not ready, policy ${policy}, others ${enoughOthers ? 'suffice' : 'do not suffice'}`, async () => {
    const client = new BudgetClient()
    await client.replicaSet(3)
    await client.runs(3)
    await client.budget({
      minAvailable: enoughOthers ? 3 : 4,
      ...(policy ? { unhealthyPodEvictionPolicy: policy } : {}),
    })
    await client.create(`${CORE}/pods`, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'unready', labels: LABELS },
      spec: containers(UNREADY),
    })
    // The ReplicaSet would take the Pod for its own and remove one: it is told to want four.
    await client.patch(`${APPS}/replicasets/rs`, { spec: { replicas: 4 } })
    await client.runs(4)
    if (evicted) await client.evict('unready')
    else await assert.rejects(client.evict('unready'), /Cannot evict pod/)
  })
