import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeCluster, node, pod, threeNodes } from '../testing/fake-cluster'

const cpu = (amount: string) => ({ requests: { cpu: amount } })
const NAMES = ['k8s-node01', 'k8s-node02'] as const

/** Each worker holds a Pod of priority 1 that leaves too little for another one. */
function fullCluster(): FakeCluster {
  const cluster = new FakeCluster()
  threeNodes(cluster)
  cluster.scheduler()
  for (const name of ['low-a', 'low-b']) cluster.put(pod(name, { ...cpu('600m'), priority: 1 }))
  cluster.settle()
  return cluster
}

test('the recorded preemption: message without a tail, nomination, condition, Event, and the room is taken when the victim ends', () => {
  const cluster = fullCluster()
  assert.deepEqual(cluster.placements(), { 'low-a': 'k8s-node01', 'low-b': 'k8s-node02' })
  cluster.put(pod('high', { ...cpu('600m'), priority: 1000 }))
  cluster.settle()
  assert.deepEqual(cluster.told('high'), [
    'FailedScheduling 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.',
  ])
  assert.equal(cluster.pod('high').status.nominatedNodeName, 'k8s-node01')
  const victim = cluster.pod('low-a')
  assert.ok(victim.metadata.deletionTimestamp)
  assert.deepEqual(victim.status.conditions, [
    {
      type: 'DisruptionTarget',
      observedGeneration: 1,
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: '2026-01-01T08:00:00Z',
      reason: 'PreemptionByScheduler',
      message: 'default-scheduler: preempting to accommodate a higher priority pod',
    },
  ])
  assert.deepEqual(cluster.told('low-a').slice(1), ['Preempted Preempted by pod uid-of-high on node k8s-node01'])
  const { involvedObject, action, type } = cluster.events.find(
    ({ reason }) => reason === 'Preempted',
  ) as (typeof cluster.events)[number]
  assert.deepEqual({ name: involvedObject.name, action, type }, { name: 'low-a', action: 'Preempting', type: 'Normal' })

  cluster.put({ ...victim, status: { ...victim.status, phase: 'Succeeded' } })
  cluster.settle()
  assert.equal(cluster.placements()['high'], 'k8s-node01')
})

test('a nominated Pod keeps its room against less important ones, not against more important ones', () => {
  const cluster = fullCluster()
  cluster.put(pod('high', { ...cpu('600m'), priority: 1000 }))
  cluster.settle()
  cluster.put(pod('middle', { ...cpu('300m'), priority: 500 }))
  cluster.put(pod('small', { ...cpu('300m'), priority: 1 }))
  cluster.settle()
  assert.equal(cluster.placements()['middle'], 'k8s-node02')
  assert.equal(cluster.placements()['small'], undefined)
})

test('while its victim is on the way out it does not look for another one', () => {
  const cluster = fullCluster()
  cluster.put(pod('high', { ...cpu('600m'), priority: 1000 }))
  cluster.pass(6 * 60_000)
  assert.deepEqual(cluster.told('high').slice(1), [
    'FailedScheduling 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, ' +
      'preemption: not eligible due to a terminating pod on the nominated node.',
  ])
  const deleted = cluster.read
    .list('Pod')
    .filter(({ metadata }) => metadata.deletionTimestamp)
    .map(({ metadata }) => metadata.name)
  assert.deepEqual(deleted, ['low-a'])
})

test('preemptionPolicy Never waits instead', () => {
  const cluster = fullCluster()
  cluster.put(pod('patient', { ...cpu('600m'), priority: 1000, preemptionPolicy: 'Never' }))
  cluster.settle()
  assert.deepEqual(cluster.told('patient'), [
    'FailedScheduling 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
  ])
  assert.equal(cluster.pod('low-a').metadata.deletionTimestamp, undefined)
})

test('Pods of the same priority are no victims', () => {
  const cluster = fullCluster()
  cluster.put(pod('equal', { ...cpu('600m'), priority: 1 }))
  cluster.settle()
  assert.deepEqual(cluster.told('equal'), [
    'FailedScheduling 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, ' +
      'preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
  ])
})

const running = (name: string, nodeName: string, wishes: Parameters<typeof pod>[1] & { since?: string }) =>
  pod(name, {
    nodeName,
    status: { phase: 'Running', startTime: wishes?.since ?? '2026-01-01T07:00:00Z' },
    ...cpu('500m'),
    ...wishes,
  })

const choices: {
  name: string
  pods: Record<string, Parameters<typeof running>[2]>
  budget?: boolean
  victims: string[]
}[] = [
  {
    name: 'the node whose victims a budget allows',
    budget: true,
    pods: { 'a/keep': { priority: 1, labels: { app: 'kept' } }, 'b/go': { priority: 5 } },
    victims: ['go'],
  },
  {
    name: 'the less important victim',
    pods: { 'a/more': { priority: 5 }, 'b/less': { priority: 1 } },
    victims: ['less'],
  },
  {
    name: 'the fewer victims',
    pods: {
      'a/x': { priority: 1, ...cpu('300m') },
      'a/y': { priority: 1, ...cpu('300m') },
      'b/z': { priority: 1, ...cpu('600m') },
    },
    victims: ['z'],
  },
  {
    name: 'the victim that started last',
    pods: { 'a/old': { priority: 1 }, 'b/young': { priority: 1, since: '2026-01-01T07:30:00Z' } },
    victims: ['young'],
  },
  {
    name: 'as few as needed, the least important of a node',
    pods: {
      'a/x': { priority: 3 },
      'a/y': { priority: 2, ...cpu('400m') },
      'b/z': { priority: 9 },
      'b/w': { priority: 9 },
    },
    victims: ['x', 'y'],
  },
]

for (const { name, pods, budget, victims } of choices) {
  test(`preemption chooses ${name}`, () => {
    const cluster = new FakeCluster()
    for (const each of NAMES) cluster.put(node(each))
    cluster.scheduler()
    for (const [key, wishes] of Object.entries(pods)) {
      const [place, podName] = key.split('/') as [string, string]
      cluster.put(running(podName, place === 'a' ? NAMES[0] : NAMES[1], wishes))
    }
    if (budget) {
      cluster.put({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'keep', namespace: 'default' },
        spec: { selector: { matchLabels: { app: 'kept' } } },
        status: { disruptionsAllowed: 0 },
      })
    }
    cluster.put(pod('vip', { ...cpu('800m'), priority: 100 }))
    cluster.settle()
    const deleted = cluster.read
      .list('Pod')
      .filter(({ metadata }) => metadata.deletionTimestamp)
      .map(({ metadata }) => metadata.name)
    assert.deepEqual(deleted.sort(), victims)
  })
}
