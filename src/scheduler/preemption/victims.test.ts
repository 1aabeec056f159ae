// The situations of upstream's default_preemption_test.go: who has to go from each node, and which node is chosen. What
// limits the number of candidates is left out: there are never more than a hundred nodes here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pickCandidate } from './preempt'
import { selectVictims, type DisruptionBudget, type Victims } from './victims'
import type { Node, Pod } from '../../objects/kinds'
import { PodFilters } from '../cycle'
import type { Plugin } from '../framework'
import { ClusterNodes } from '../nodes'
import { Nominations } from '../nominations'
import { PodInfo } from '../pod-info'
import { interPodAffinity } from '../plugins/inter-pod-affinity'
import { nodeResourcesFit } from '../plugins/node-resources-fit'
import { podTopologySpread } from '../plugins/pod-topology-spread'
import { FakeCluster, node, pod } from '../testing/fake-cluster'

const PRIORITIES = { neg: -100, low: 0, mid: 100, high: 1000, veryHigh: 10_000 }
const SIZES = { none: 0, small: 100, medium: 200, large: 300, veryLarge: 500 }

/** `node1/p1.1 mid small 4`: where, of what priority and size, and on which day of January it started. */
function podOf(text: string, more: Parameters<typeof pod>[1] = {}): Pod {
  const [place = '', priority, size, day] = text.split(' ') as [
    string,
    keyof typeof PRIORITIES,
    keyof typeof SIZES,
    string?,
  ]
  const [nodeName, name = ''] = place.includes('/') ? place.split('/') : [undefined, place]
  const amount = SIZES[size]
  const made = pod(name, {
    ...(nodeName ? { nodeName } : {}),
    priority: PRIORITIES[priority],
    ...(amount ? { requests: { cpu: `${amount}m`, memory: String(amount) } } : {}),
    ...(day ? { status: { startTime: `2006-01-0${day}T00:00:00Z` } } : {}),
    ...more,
  }) as unknown as Pod
  return { ...made, metadata: { ...made.metadata, uid: name } }
}

interface Stage {
  readonly pods: readonly Pod[]
  readonly nodes?: readonly Node[]
  readonly plugins?: readonly Plugin[]
  readonly budgets?: readonly DisruptionBudget[]
}

const SMALL_NODE = { cpu: '500m', memory: '500', pods: '32' }
const nodeOf = (name: string, labels = {}): Node =>
  ({ ...node(name, { labels, allocatable: SMALL_NODE }) }) as unknown as Node

/** What a dry run on each node comes to. */
function dryRun(subject: Pod, { pods, nodes, plugins = [nodeResourcesFit], budgets = [] }: Stage): Victims[] {
  const names = new Set(pods.map(({ spec }) => spec.nodeName ?? ''))
  const all = new ClusterNodes()
  for (const each of nodes ?? [...names].map((name) => nodeOf(name))) all.setNode(each)
  for (const each of pods) all.place(new PodInfo(each), each.spec.nodeName ?? '')
  const info = new PodInfo(subject)
  const filters = plugins.flatMap((plugin) => {
    const asked = plugin.preFilter?.(info, { nodes: all, read: new FakeCluster().read })
    return asked && 'filter' in asked ? [asked] : []
  })
  const podFilters = new PodFilters(info, filters, new Nominations())
  return all.list().flatMap((each) => {
    const found = selectVictims(podFilters, each, budgets)
    return 'pods' in found ? [found] : []
  })
}

/** Node -> victims, and how many of them a budget would keep. */
const inWords = (candidates: readonly Victims[]): Record<string, string> =>
  Object.fromEntries(
    candidates.map(({ node: { name }, pods, violations }) => {
      const names = pods.map(({ name: each }) => each).sort()
      return [name, `${names.join(' ')}${violations ? ` against a budget: ${violations}` : ''}`]
    }),
  )

test('the fewest and least important Pods go', () => {
  for (const { subject = 'p high large', pods, then } of [
    { pods: ['node1/p1 mid large', 'node2/p2 mid large'], then: { node1: 'p1', node2: 'p2' } },
    { subject: 'p low large', pods: ['node1/p1 mid large', 'node2/p2 mid large'], then: {} },
    {
      pods: ['node1/p1.1 low small', 'node1/p1.2 mid large', 'node2/p2 mid large'],
      then: { node1: 'p1.2', node2: 'p2' },
    },
    {
      pods: [
        'node1/p1.1 mid small',
        'node1/p1.2 low small',
        'node1/p1.3 mid medium',
        'node1/p1.4 high small',
        'node2/p2 high large',
      ],
      then: { node1: 'p1.2 p1.3' },
    },
    {
      pods: [
        'node1/p1.1 low small 6',
        'node1/p1.2 low small 5',
        'node1/p1.3 mid medium 4',
        'node1/p1.4 high small 3',
        'node2/p2 high large 2',
      ],
      then: { node1: 'p1.1 p1.3' },
    },
  ] as { subject?: string; pods: string[]; then: Record<string, string> }[]) {
    const stage = { pods: pods.map((each) => podOf(each)) }
    assert.deepEqual(inWords(dryRun(podOf(subject), stage)), then, JSON.stringify(pods))
  }
})

const FOO = { labels: { foo: '' } }
const hasFoo = { matchExpressions: [{ key: 'foo', operator: 'Exists' }] }

test('who keeps the Pod away has to go', () => {
  const apart = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'hostname', labelSelector: hasFoo }] }
  const pods = [
    podOf('node1/p1.1 low small', { ...FOO, affinity: { podAntiAffinity: apart } }),
    podOf('node1/p1.2 mid small'),
    podOf('node1/p1.3 high small'),
    podOf('node2/p2 high small'),
  ]
  const nodes = ['node1', 'node2'].map((name) => nodeOf(name, { hostname: name }))
  const plugins = [nodeResourcesFit, interPodAffinity]
  assert.deepEqual(inWords(dryRun(podOf('p high small', FOO), { pods, nodes, plugins })), { node1: 'p1.1' })
})

test('who makes the skew too great has to go', () => {
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: hasFoo,
  })
  const subject = podOf('p high none', { ...FOO, topologySpreadConstraints: [spread('zone'), spread('hostname')] })
  const pods = [
    'node-a/pod-a1 mid none',
    'node-a/pod-a2 low none',
    'node-b/pod-b1 low none',
    'node-x/pod-x1 high none',
    'node-x/pod-x2 high none',
  ].map((each) => podOf(each, FOO))
  const nodes = Object.entries({ 'node-a': 'zone1', 'node-b': 'zone1', 'node-x': 'zone2' }).map(([hostname, zone]) =>
    nodeOf(hostname, { hostname, zone }),
  )
  const plugins = [podTopologySpread]
  assert.deepEqual(inWords(dryRun(subject, { pods, nodes, plugins })), { 'node-a': 'pod-a2', 'node-b': 'pod-b1' })
})

test('whom a budget would keep is counted, but for those that it has let go', () => {
  const budget = (disruptionsAllowed: number, ...gone: string[]) =>
    ({
      metadata: { name: 'keep', namespace: 'default' },
      spec: { selector: { matchLabels: { app: 'foo' } } },
      status: { disruptionsAllowed, disruptedPods: Object.fromEntries(gone.map((name) => [name, 'now'])) },
    }) as unknown as DisruptionBudget
  const app = { labels: { app: 'foo' } }
  const of = (count: number) =>
    ['1', '2', '3']
      .slice(0, count)
      .map((each) => podOf(`node1/p1.${each} mid ${count === 2 ? 'medium' : 'small'}`, app))
  for (const { pods, budgets, then } of [
    { pods: of(2), budgets: [budget(1)], then: 'p1.1 p1.2 against a budget: 1' },
    { pods: of(2), budgets: [budget(1, 'p2')], then: 'p1.1 p1.2 against a budget: 1' },
    { pods: of(2), budgets: [budget(1, 'p1.2')], then: 'p1.1 p1.2' },
    { pods: of(3), budgets: [budget(1, 'p1.3')], then: 'p1.1 p1.2 p1.3 against a budget: 1' },
  ])
    assert.deepEqual(inWords(dryRun(podOf('p high veryLarge'), { pods, budgets })), { node1: then })
  const kept = [podOf('node1/p1 mid large', app), podOf('node2/p2 mid large', app), podOf('node3/p3 mid large')]
  const candidates = dryRun(podOf('p high large'), { pods: kept, budgets: [budget(0)] })
  assert.deepEqual(inWords(candidates), {
    node1: 'p1 against a budget: 1',
    node2: 'p2 against a budget: 1',
    node3: 'p3',
  })
  assert.equal(pickCandidate(candidates)?.node.name, 'node3')
})

test('which node is chosen', () => {
  for (const { name, subject = 'p high veryLarge', pods, then } of [
    {
      name: 'the least of the highest priorities',
      pods: {
        node1: ['mid medium', 'mid large'],
        node2: ['mid medium', 'low medium'],
        node3: ['low medium', 'low medium'],
      },
      then: 'node3',
    },
    {
      name: 'then the least sum of priorities',
      pods: {
        node1: ['mid medium', 'mid large'],
        node2: ['mid large', 'low medium'],
        node3: ['mid medium', 'mid medium'],
      },
      then: 'node2',
    },
    {
      name: 'then the fewest victims',
      pods: {
        node1: ['mid small', 'neg small', 'mid small', 'neg small'],
        node2: ['mid large', 'neg medium'],
        node3: ['mid medium', 'neg small', 'low small'],
      },
      then: 'node2',
    },
    {
      name: 'a sum does not become less by victims of negative priority',
      pods: {
        node1: ['mid small', 'neg small', 'neg small'],
        node2: ['mid large', 'neg medium'],
        node3: ['mid medium', 'neg small', 'low small'],
      },
      then: 'node2',
    },
    {
      name: 'one measure after the other',
      subject: 'p veryHigh veryLarge',
      pods: {
        node1: ['mid small', 'low small', 'low small'],
        node2: ['high large'],
        node3: ['mid medium', 'low small', 'low small', 'low medium'],
        node4: ['mid medium', 'mid small', 'mid small', 'neg small'],
      },
      then: 'node1',
    },
    {
      name: 'then who started last',
      pods: {
        node1: ['mid medium 3', 'mid medium 3'],
        node2: ['mid medium 4', 'mid medium 4'],
        node3: ['mid medium 2', 'mid medium 2'],
      },
      then: 'node2',
    },
    {
      name: 'of each node the one that runs longest',
      pods: {
        node1: ['mid medium 5', 'mid medium 3'],
        node2: ['mid medium 6', 'mid medium 2'],
        node3: ['mid medium 4', 'mid medium 7'],
      },
      then: 'node3',
    },
    {
      name: 'of those of the highest priority',
      pods: {
        node1: ['low medium 5', 'mid medium 3'],
        node2: ['mid medium 7', 'low medium 2'],
        node3: ['low medium 4', 'mid medium 6'],
      },
      then: 'node2',
    },
  ] as { name: string; subject?: string; pods: Record<string, string[]>; then: string }[]) {
    const all = Object.entries(pods).flatMap(([place, each]) =>
      each.map((text, i) => podOf(`${place}/${place}.${i} ${text}${/\d$/.test(text) ? '' : ' 1'}`)),
    )
    assert.equal(pickCandidate(dryRun(podOf(subject), { pods: all }))?.node.name, then, name)
  }
})
