import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DaemonSet, Node, Pod, Taint } from '../../objects/kinds'
import { daemonPods, targetNode } from './daemon-pod'
import { nodeShouldRunDaemonPod } from './node-should-run'
import { planManage, podsByNodeOf, type DaemonFacts } from './plan'
import { planRollingUpdate } from './rolling-update'

const NOW = Date.UTC(2026, 0, 1, 12)

const set = (spec: object = {}, podSpec: object = {}): DaemonSet =>
  ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'fluentd', namespace: 'default', uid: 'u' },
    spec: {
      template: { metadata: { labels: { app: 'fluentd' } }, spec: { containers: [], ...podSpec } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      ...spec,
    },
    status: {},
  }) as unknown as DaemonSet

const node = (name: string, taints: Taint[] = [], labels: Record<string, string> = {}): Node =>
  ({ metadata: { name, labels }, spec: { taints } }) as unknown as Node

/** `a new ready`: the Pod of node a; `a2` is a second one there */
function pod(text: string): Pod {
  const [name = '', version, ...state] = text.split(' ')
  const is = (word: string): boolean => state.includes(word)
  return {
    metadata: {
      name,
      namespace: 'default',
      creationTimestamp: `2026-01-01T00:00:0${name[1] ?? 0}Z`,
      labels: { 'controller-revision-hash': version },
      ...(is('leaving') ? { deletionTimestamp: 'soon' } : {}),
    },
    spec: { containers: [], nodeName: name[0] },
    status: {
      phase: is('failed') ? 'Failed' : 'Running',
      conditions: is('ready') ? [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T11:00:00Z' }] : [],
    },
  } as unknown as Pod
}

const facts = (
  pods: readonly string[],
  spec: object = {},
  nodes = ['a', 'b', 'c'].map((name) => node(name)),
): DaemonFacts => ({
  set: set(spec),
  nodes,
  podsByNode: podsByNodeOf(pods.map(pod)),
  hash: 'new',
  now: NOW,
})

const manage = (given: DaemonFacts): object => {
  const { create, remove, ended } = planManage(given)
  return {
    create,
    remove: remove.map(({ metadata }) => metadata.name),
    ...(ended.length ? { ended: ended.map(({ pod: { metadata } }) => metadata.name) } : {}),
  }
}
const rolling = (given: DaemonFacts): object => {
  const { create, remove } = planRollingUpdate(given)
  return { create, remove: remove.map(({ metadata }) => metadata.name) }
}

const surge = (maxSurge: number): object => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge } },
})
const upTo = (maxUnavailable: number | string): object => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge: 0 } },
})

test('exactly one Pod on every node that is meant', () => {
  assert.deepEqual(manage(facts([])), { create: ['a', 'b', 'c'], remove: [] })
  assert.deepEqual(manage(facts(['a new ready', 'b new ready', 'c new ready'])), { create: [], remove: [] })
  assert.deepEqual(manage(facts(['a new ready', 'a2 new ready', 'b new ready', 'c new'])), {
    create: [],
    remove: ['a2'],
  })
  assert.deepEqual(manage(facts(['a new ready leaving', 'b new ready', 'c new ready'])), { create: [], remove: [] })
  assert.deepEqual(manage(facts(['a new failed', 'b new ready', 'c new ready'])), {
    create: [],
    remove: [],
    ended: ['a'],
  })
  assert.deepEqual(manage(facts(['a new failed leaving', 'b new ready', 'c new ready'])), { create: ['a'], remove: [] })
})

test('a node that is not meant any more loses its Pod; a Pod that waits for a node that is gone goes', () => {
  const labelled = [node('a', [], { ds: 'true' }), node('b')]
  const given = {
    ...facts(['a new ready', 'b new ready'], {}, labelled),
    set: set({}, { nodeSelector: { ds: 'true' } }),
  }
  assert.deepEqual(manage(given), { create: [], remove: ['b'] })
  const waiting = {
    ...daemonPods(set(), 'new')('z'),
    metadata: { name: 'z', namespace: 'default' },
    status: { phase: 'Pending' },
  } as unknown as Pod
  assert.deepEqual(manage({ ...facts([]), nodes: [], podsByNode: podsByNodeOf([waiting, pod('y new ready')]) }), {
    create: [],
    remove: ['z'],
  })
})

test('taints: what a daemon always tolerates, and what it does not', () => {
  const table: [taint: Taint, podSpec: object, shouldRun: boolean, mayStay: boolean][] = [
    [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }, {}, true, true],
    [{ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }, {}, true, true],
    [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }, {}, false, true],
    [{ key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' }, {}, false, true],
    [{ key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' }, { hostNetwork: true }, true, true],
    [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }, {}, false, true],
    [
      { key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' },
      { tolerations: [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }] },
      true,
      true,
    ],
    [{ key: 'mine', effect: 'NoExecute' }, {}, false, false],
    [{ key: 'mine', effect: 'PreferNoSchedule' }, {}, true, true],
  ]
  for (const [taint, podSpec, shouldRun, shouldContinueRunning] of table)
    assert.deepEqual(
      nodeShouldRunDaemonPod(node('a', [taint]), set({}, podSpec)),
      { shouldRun, shouldContinueRunning },
      JSON.stringify([taint, podSpec]),
    )
})

test("the Pod of a node: affinity by name in the place of the template's, tolerations behind the template's", () => {
  const affinity = {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'ds', operator: 'Exists' }] }],
      },
    },
  }
  const made = daemonPods(
    set({}, { affinity, tolerations: [{ key: 'mine', operator: 'Exists' }] }),
    'b779cd9',
  )('k8s-node02')
  // recordings/daemonset-create.json
  assert.deepEqual(made.spec.affinity, {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['k8s-node02'] }] }],
      },
    },
  })
  assert.deepEqual(
    made.spec.tolerations?.map(({ key, effect }) => `${key} ${effect}`),
    [
      'mine undefined',
      'node.kubernetes.io/not-ready NoExecute',
      'node.kubernetes.io/unreachable NoExecute',
      'node.kubernetes.io/disk-pressure NoSchedule',
      'node.kubernetes.io/memory-pressure NoSchedule',
      'node.kubernetes.io/pid-pressure NoSchedule',
      'node.kubernetes.io/unschedulable NoSchedule',
    ],
  )
  assert.equal(targetNode(made as unknown as Pod), 'k8s-node02')
})

const update: readonly [name: string, given: DaemonFacts, then: object][] = [
  [
    'one at a time, by name of node',
    facts(['a old ready', 'b old ready', 'c old ready']),
    { create: [], remove: ['a'] },
  ],
  ['waits for the new one', facts(['a new', 'b old ready', 'c old ready']), { create: [], remove: [] }],
  ['waits while a node has none', facts(['b old ready', 'c old ready']), { create: [], remove: [] }],
  ['the next', facts(['a new ready', 'b old ready', 'c old ready']), { create: [], remove: ['b'] }],
  [
    'old Pods that do not serve go at once',
    facts(['a old', 'b old', 'c old ready']),
    { create: [], remove: ['a', 'b'] },
  ],
  [
    'a percentage rounds up',
    facts(['a old ready', 'b old ready', 'c old ready'], upTo('50%')),
    { create: [], remove: ['a', 'b'] },
  ],
  [
    'surge: a second Pod first',
    facts(['a old ready', 'b old ready', 'c old ready'], surge(1)),
    { create: ['a'], remove: [] },
  ],
  [
    'surge: waits for the second Pod',
    facts(['a old ready', 'a2 new', 'b old ready', 'c old ready'], surge(1)),
    { create: [], remove: [] },
  ],
  [
    'surge: the old one goes when the new one serves',
    facts(['a old ready', 'a2 new ready', 'b old ready', 'c old ready'], surge(1)),
    { create: ['b'], remove: ['a'] },
  ],
  [
    'surge: an old Pod that does not serve has its successor beyond the limit',
    facts(['a old', 'b old ready', 'c old ready'], surge(1)),
    { create: ['a', 'b'], remove: [] },
  ],
  ['all new', facts(['a new ready', 'b new ready', 'c new ready']), { create: [], remove: [] }],
]
for (const [name, given, then] of update) test(`rolling update: ${name}`, () => assert.deepEqual(rolling(given), then))

// The situations of upstream's TestSurge... in daemon_controller_test.go: a second Pod may stay only while it is not
// available and the old one still serves.
test('surge: which of several Pods of a node stay', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => node(name))
  const minReady = (minReadySeconds: number): object => ({ ...surge(1), minReadySeconds })
  for (const { pods, spec = surge(1), then } of [
    {
      pods: ['b new', 'c new', 'c2 new', 'd new', 'd2 new', 'd3 new', 'd4 new', 'd5 new'],
      then: { create: ['a', 'e'], remove: ['c2', 'd2', 'd3', 'd4', 'd5'] },
    },
    { pods: ['b3 new', 'b1 old ready', 'b2 old ready', 'c new'], then: { create: ['a', 'd', 'e'], remove: ['b2'] } },
    { pods: ['b3 new', 'b1 old', 'b2 old ready', 'c new'], then: { create: ['a', 'd', 'e'], remove: ['b2', 'b1'] } },
    {
      pods: ['b3 new ready', 'b1 old ready', 'b2 old ready', 'c new'],
      spec: minReady(2 * 3600),
      then: { create: ['a', 'd', 'e'], remove: ['b2'] },
    },
    {
      pods: ['b3 new ready', 'b1 old ready', 'b2 old ready', 'c new'],
      spec: minReady(1800),
      then: { create: ['a', 'd', 'e'], remove: ['b2', 'b1'] },
    },
    // The old Pod of the last node is about to go: it gets another one, whatever the limit.
    {
      pods: ['a2 new', 'a1 old ready', 'b old ready', 'c old ready', 'd old ready', 'e old ready leaving'],
      then: { create: ['e'], remove: [] },
    },
  ])
    assert.deepEqual(manage(facts(pods, spec, five)), then, pods.join())
})
