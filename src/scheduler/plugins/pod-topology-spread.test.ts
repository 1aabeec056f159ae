// The situations of upstream's podtopologyspread/{filtering,scoring}_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { podTopologySpread } from './pod-topology-spread'
import { bareNode, onNode, pointsOf, verdictsOf, type Labels, type Stage, type Wishes } from '../testing/ask'
import type { Node, Pod } from '../../objects/kinds'

type Constraint = NonNullable<Pod['spec']['topologySpreadConstraints']>[number]

const HOST = 'kubernetes.io/hostname'

/** `foo+bar` bears both labels, `foo!` is about to go, `ns1/foo` is in another namespace. */
function podOf(node: string, word: string): Pod {
  const [, namespace, labels = '', leaving] = /^(?:(\w+)\/)?([\w+]+)(!?)$/.exec(word) ?? []
  return onNode(node, {
    labels: Object.fromEntries(labels.split('+').map((label) => [label, ''])),
    terminating: leaving === '!',
    ...(namespace ? { namespace } : {}),
  })
}
/** `a foo foo; b foo+bar`: the Pods on each node. */
const podsOf = (text: string): Pod[] =>
  text.split('; ').flatMap((each) =>
    each
      .split(' ')
      .slice(1)
      .map((word) => podOf(each.split(' ')[0] ?? '', word)),
  )

const exists = (key: string) => ({ matchExpressions: [{ key, operator: 'Exists' }] })
const spread = (topologyKey: string, label: string, more: Partial<Constraint> = {}): Constraint => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: exists(label),
  ...more,
})
const wishing = (labels: string, constraints: Constraint[], more: Wishes = {}): Wishes => ({
  labels: Object.fromEntries(labels.split('+').map((label) => [label, ''])),
  topologySpreadConstraints: constraints,
  ...more,
})

/** node-a and node-b in zone1, node-x and node-y in zone2. */
const four = (change: Record<string, Labels> = {}): Node[] =>
  ['a', 'b', 'x', 'y'].map((name) =>
    bareNode(name, change[name] ?? { zone: name < 'c' ? 'zone1' : 'zone2', node: name, [HOST]: name }),
  )

test('where a constraint lets a Pod go', () => {
  const zone = spread('zone', 'foo')
  const node = spread('node', 'foo')
  const cases: [name: string, wishes: Wishes, pods: string, then: string, nodes?: Node[]][] = [
    ['no Pods', wishing('foo', [zone]), '', 'fits fits fits fits'],
    ['it does not match itself', wishing('foo', [spread('zone', 'bar')]), '', 'fits fits fits fits'],
    ['other namespaces do not count', wishing('foo', [zone]), 'a ns1/foo ns2/foo; x foo; y foo', 'fits fits no no'],
    ['3/3', wishing('foo', [zone]), 'a foo foo; b foo; y foo foo foo', 'fits fits fits fits'],
    [
      'a node without the label',
      wishing('foo', [zone]),
      'a foo; b foo; x foo; y foo',
      'fits never no no',
      four({ b: { zon: 'zone1', node: 'b' } }),
    ],
    ['no node has the label', wishing('foo', [spread('rack', 'foo')]), '', 'never never never never'],
    ['2/1/0/3', wishing('foo', [node]), 'a foo foo; b foo; y foo foo foo', 'no no fits no'],
    [
      '2/1/0/3 with maxSkew 2',
      wishing('foo', [spread('node', 'foo', { maxSkew: 2 })]),
      'a foo foo; b foo; y foo foo foo',
      'no fits fits no',
    ],
    ['2/1/0/3, it does not match itself', wishing('bar', [node]), 'a foo foo; b foo; y foo foo foo', 'no fits fits no'],
    [
      'only nodes of its affinity count',
      wishing('foo', [node], {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'node', operator: 'In', values: ['a', 'y'] }] }],
            },
          },
        },
      }),
      'a foo foo; b foo; y foo foo foo',
      'fits fits fits no',
    ],
    [
      'what is about to go does not count',
      wishing('foo', [node]),
      'a foo!; b foo',
      'fits no',
      [bareNode('a', { node: 'a' }), bareNode('b', { node: 'b' })],
    ],
  ]
  for (const [name, wishes, pods, then, nodes = four()] of cases)
    assert.equal(verdictsOf(podTopologySpread, wishes, { nodes, pods: podsOf(pods) }).join(' '), then, name)
})

test('where two constraints let a Pod go', () => {
  const same = wishing('foo', [spread('zone', 'foo'), spread('node', 'foo')])
  const different = wishing('foo+bar', [spread('zone', 'foo'), spread('node', 'bar')])
  const cases: [wishes: Wishes, pods: string, then: string, nodes?: Node[]][] = [
    [same, 'a foo foo; b foo; y foo foo foo', 'no no fits no'],
    [same, 'a foo foo; b foo; y foo foo foo foo', 'no no no no'],
    [different, 'a foo; y bar', 'no no fits no'],
    [different, 'a foo; x bar; y bar', 'no no no no'],
    [different, 'a foo foo+bar; y foo foo+bar foo', 'no fits no no'],
    [{ ...different, labels: { bar: '' } }, 'a foo; x bar; y bar', 'fits fits no no'],
    [same, 'a foo; y foo', 'no fits never no', four({ x: { zone: 'zone2' } })],
  ]
  for (const [wishes, pods, then, nodes = four()] of cases)
    assert.equal(verdictsOf(podTopologySpread, wishes, { nodes, pods: podsOf(pods) }).join(' '), then, pods)
})

interface Scored {
  readonly wishes: Wishes
  readonly pods: string
  readonly nodes: readonly Node[]
  readonly refused?: readonly string[]
  readonly objects?: Stage['objects']
  readonly then: readonly number[]
}

const soft = (topologyKey: string, label: string, more: Partial<Constraint> = {}): Constraint =>
  spread(topologyKey, label, { whenUnsatisfiable: 'ScheduleAnyway', ...more })
const hosts = (names: string): Node[] => names.split(' ').map((name) => bareNode(name, { [HOST]: name }))

function checkScores(cases: Record<string, Scored>): void {
  for (const [name, { wishes, pods, nodes, refused, objects, then }] of Object.entries(cases)) {
    const found = pointsOf(podTopologySpread, wishes, { nodes, pods: podsOf(pods), refused, objects })
    // With nothing to say all nodes are alike.
    assert.deepEqual(found ?? then.map(() => then[0]), then, name)
  }
}

test('points for spreading over nodes', () => {
  const one = wishing('foo', [soft(HOST, 'foo')])
  const all = 'a foo foo; b foo; d foo foo foo'
  const falling = 'a foo foo foo foo; b foo foo foo; c foo foo; d foo'
  const services = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's', namespace: 'default' },
      spec: { selector: { foo: '' } },
    },
  ]
  checkScores({
    'no Pods': { wishes: one, pods: '', nodes: hosts('a b'), then: [100, 100] },
    'one node in question': { wishes: one, pods: 'a foo foo; b foo', nodes: hosts('a b'), refused: ['b'], then: [100] },
    'as many on each': { wishes: one, pods: 'a foo; b foo', nodes: hosts('a b'), then: [100, 100] },
    '2/1/0/3': { wishes: one, pods: all, nodes: hosts('a b c d'), then: [20, 60, 100, 0] },
    'no selector': {
      wishes: wishing('foo', [soft(HOST, 'foo', { labelSelector: undefined })]),
      pods: all,
      nodes: hosts('a b c d'),
      then: [100, 100, 100, 100],
    },
    'maxSkew 2': {
      wishes: wishing('foo', [soft(HOST, 'foo', { maxSkew: 2 })]),
      pods: all,
      nodes: hosts('a b c d'),
      then: [33, 66, 100, 16],
    },
    'maxSkew 3, 4/3/2/1': {
      wishes: wishing('foo', [soft(HOST, 'foo', { maxSkew: 3 })]),
      pods: falling,
      nodes: hosts('a b c d'),
      then: [44, 66, 77, 100],
    },
    'the default constraints, nodes without zones, Pods of a Service': {
      wishes: { labels: { foo: '' } },
      pods: falling,
      nodes: hosts('a b c d'),
      objects: services,
      then: [44, 66, 77, 100],
    },
    '4/2/1, and one not in question': {
      wishes: one,
      pods: 'a foo foo foo foo; b foo foo; x foo; y foo foo foo',
      nodes: hosts('a b x y'),
      refused: ['y'],
      then: [33, 83, 100],
    },
    'a node without the label gets nothing': {
      wishes: one,
      pods: 'a foo foo foo foo; b foo foo; x foo; y foo foo foo',
      nodes: [bareNode('a', { [HOST]: 'a' }), bareNode('b', { n: 'b' }), ...hosts('x y')],
      refused: ['y'],
      then: [16, 0, 100],
    },
    'other namespaces do not count': {
      wishes: one,
      pods: 'a ns1/foo foo; b foo foo',
      nodes: hosts('a b'),
      then: [100, 33],
    },
    'what is about to go does not count': { wishes: one, pods: 'a foo!; b foo', nodes: hosts('a b'), then: [100, 0] },
  })
})

test('points for spreading over zones, and over both', () => {
  const both = wishing('foo', [soft('zone', 'foo'), soft(HOST, 'foo')])
  const different = wishing('foo+bar', [soft('zone', 'foo'), soft(HOST, 'bar')])
  checkScores({
    'zones, 3 of 4 in question': {
      wishes: wishing('foo', [soft('zone', 'foo')]),
      pods: 'a foo foo foo foo; b foo foo; x foo; y foo foo foo',
      nodes: four(),
      refused: ['y'],
      then: [75, 75, 100],
    },
    'both, 2 of 4 in question': {
      wishes: both,
      pods: 'a foo foo; b foo; x foo foo; y foo foo foo foo',
      nodes: four(),
      refused: ['b', 'y'],
      then: [100, 63],
    },
    'both with different selectors': {
      wishes: different,
      pods: 'a foo; b foo+bar; y foo bar',
      nodes: four(),
      then: [60, 20, 100, 60],
    },
    'both with different selectors, a zone without Pods': {
      wishes: different,
      pods: 'b bar; x foo; y foo+bar',
      nodes: four(),
      then: [100, 60, 40, 0],
    },
    'both with different selectors, 3 of 4 in question': {
      wishes: different,
      pods: 'a foo; b foo+bar; y foo bar',
      nodes: four(),
      refused: ['y'],
      then: [50, 25, 100],
    },
  })
})

test('points where policies leave nodes out', () => {
  const labelled = [
    bareNode('a', { node: 'a', foo: '' }),
    bareNode('b', { node: 'b', foo: '' }),
    bareNode('c', { node: 'c' }),
  ]
  const taints = [{ key: 'k', value: 'v', effect: 'NoSchedule' }]
  const tainted = [bareNode('a', { node: 'a' }), bareNode('b', { node: 'b' }), bareNode('c', { node: 'c' }, { taints })]
  const selecting = (more: Partial<Constraint>): Wishes =>
    wishing('foo', [soft('node', 'foo', more)], { nodeSelector: { foo: '' } })
  const pods = 'a foo foo; b foo; c foo'
  checkScores({
    'affinity honoured': { wishes: selecting({}), pods, nodes: labelled, then: [0, 33, 100] },
    'affinity ignored': {
      wishes: selecting({ nodeAffinityPolicy: 'Ignore' }),
      pods,
      nodes: labelled,
      then: [66, 100, 100],
    },
    'taints honoured': {
      wishes: wishing('foo', [soft('node', 'foo', { nodeTaintsPolicy: 'Honor' })]),
      pods,
      nodes: tainted,
      then: [0, 33, 100],
    },
    'taints ignored': { wishes: wishing('foo', [soft('node', 'foo')]), pods, nodes: tainted, then: [66, 100, 100] },
  })
})
