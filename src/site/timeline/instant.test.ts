import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PodSpan, PodState, ScenarioRecord } from '../../objects/run-record'
import { clusterAt, instantsOf } from './instant'
import { laneGroups } from './lanes'

const span = (from: number, state: PodState, node?: string): PodSpan => ({ from, state, status: state, ready: state === 'ready' ? '1/1' : '0/1', restarts: 0, ...(node ? { node } : {}) })

const record: ScenarioRecord = {
  version: 1, seed: 0, start: 0, end: 9000, kubernetes: 'v1.36.2', steps: [{ from: 0, to: 5000, commands: [] }, { from: 5000, to: 9000, commands: [] }],
  objects: [
    { kind: 'Node', namespace: '', name: 'n1' }, { kind: 'Deployment', namespace: 'default', name: 'web' }, { kind: 'ReplicaSet', namespace: 'default', name: 'web-1', owner: 1, revision: '1' },
    { kind: 'Pod', namespace: 'default', name: 'web-1-a', owner: 2 }, { kind: 'Pod', namespace: 'default', name: 'web-1-b', owner: 2 }, { kind: 'Service', namespace: 'default', name: 'web' }, { kind: 'Pod', namespace: 'default', name: 'alone' },
  ],
  writes: [{ at: 8000, step: 1, actor: 'kubectl', type: 'DELETED', object: 5 }],
  pods: [
    { object: 3, spans: [span(0, 'pending'), span(0, 'creating', 'n1'), span(2000, 'ready', 'n1')] },
    { object: 4, spans: [span(0, 'pending'), span(1000, 'creating', 'n1'), span(3000, 'ready', 'n1'), span(6000, 'terminating', 'n1')], gone: 7000 },
    { object: 6, spans: [span(4000, 'pending')] },
  ],
  workloads: [{ object: 1, points: [{ from: 0, desired: 2, current: 0, updated: 0, ready: 0, available: 0 }, { from: 3000, desired: 2, current: 2, updated: 2, ready: 2, available: 2 }] }],
  nodes: [{ object: 0, points: [{ from: 0, status: 'Ready' }] }],
  services: [{ object: 5, points: [{ from: 2000, pods: [3] }, { from: 3000, pods: [3, 4] }] }],
  events: [],
}

test('the cluster at an instant: ready Pods, those on no node, endpoints, figures', () => {
  const told = (at: number): unknown => {
    const { readyPods, nodes, unscheduled, services, workloads } = clusterAt(record, at)
    return [readyPods, nodes.map(({ pods }) => pods.map(({ name, state }) => `${name} ${state}`)), unscheduled.map(({ name }) => name), services.map(({ pods }) => pods), workloads.map(({ ready }) => ready)]
  }
  assert.deepEqual(told(0), [0, [['web-1-a creating']], ['web-1-b'], [], [0]])
  assert.deepEqual(told(2000), [1, [['web-1-a ready', 'web-1-b creating']], [], [['web-1-a']], [0]])
  assert.deepEqual(told(5999), [2, [['web-1-a ready', 'web-1-b ready']], ['alone'], [['web-1-a', 'web-1-b']], [2]])
  assert.deepEqual(told(6000), [1, [['web-1-a ready', 'web-1-b terminating']], ['alone'], [['web-1-a', 'web-1-b']], [2]])
  assert.deepEqual(told(8000), [1, [['web-1-a ready']], ['alone'], [], [2]])
})

test('the instants at which anything happened', () => {
  assert.deepEqual(instantsOf(record), [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000])
})

test('lanes by owner; states of no length are not drawn', () => {
  assert.deepEqual(laneGroups(record).map(({ root, owner, lanes }) => [[root?.name, owner?.name], lanes.map(({ label, spans }) => [label, spans.map(({ state, from, to }) => `${state} ${from}-${to}`)])]), [
    [[undefined, undefined], [['alone', ['pending 4000-9000']]]],
    [['web', 'web-1'], [
      ['web-1-a', ['creating 0-2000', 'ready 2000-9000']],
      ['web-1-b', ['pending 0-1000', 'creating 1000-3000', 'ready 3000-6000', 'terminating 6000-7000']],
    ]],
  ])
})
