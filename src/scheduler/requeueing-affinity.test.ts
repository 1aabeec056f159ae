// Which change brings back Pods that want to be near to others, away from them or spread: as requeueing.test.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { podTopologySpread } from './plugins/pod-topology-spread'
import { FakeCluster, node, pod } from './testing/fake-cluster'
import type { Wishes } from './testing/place'
import { requeued, type Requeueing } from './testing/requeued'

type Case = readonly [name: string, stage: Requeueing, then: readonly string[]]

const put = (object: Parameters<FakeCluster['put']>[0]) => (cluster: FakeCluster) => void cluster.put(object)
const gone = (name: string) => (cluster: FakeCluster) => cluster.remove('Pod', 'default', name)
const tainted = (key: string) => ({ taints: [{ key, effect: 'NoSchedule' }] })
const tolerates = (key: string): Wishes => ({ tolerations: [{ key, operator: 'Exists', effect: 'NoSchedule' }] })
const term = (label: string, topologyKey: string) => ({
  requiredDuringSchedulingIgnoredDuringExecution: [
    { topologyKey, labelSelector: { matchExpressions: [{ key: label, operator: 'Exists' }] } },
  ],
})
const near = (label: string, key: string): Wishes => ({ affinity: { podAffinity: term(label, key) } })
const away = (label: string, key: string): Wishes => ({ affinity: { podAntiAffinity: term(label, key) } })
const spread = (label: string, topologyKey: string, minDomains = 3, more = {}): Wishes => ({
  labels: { [label]: 'val' },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchExpressions: [{ key: label, operator: 'Exists' }] },
      minDomains,
      ...more,
    },
  ],
})
const placed = (name: string, nodeName: string, wishes: Wishes = {}) => pod(name, { ...wishes, nodeName })
const labelled = (...labels: string[]): Wishes => ({
  labels: Object.fromEntries(labels.map((label) => [label, label])),
})

const HOST = 'kubernetes.io/hostname'
const affinity: Case[] = [
  [
    'a node, where the others are kept away from',
    {
      objects: [node('n'), placed('x', 'n', { ...labelled('anti'), ...away('anti', HOST) })],
      pods: { p1: { ...labelled('anti'), ...away('anti', HOST) } },
      change: put(node('n2')),
    },
    ['p1'],
  ],
  [
    'a label of the other is gone',
    {
      objects: [node('n'), placed('x', 'n', labelled('a1', 'a2'))],
      pods: { p1: away('a1', HOST), p2: away('a2', HOST) },
      change: put(placed('x', 'n', labelled('a2'))),
    },
    ['p1'],
  ],
  [
    'the other is gone',
    {
      objects: [node('n'), placed('x', 'n', labelled('a1')), placed('y', 'n', labelled('a2'))],
      pods: { p1: away('a1', HOST), p2: away('a2', HOST) },
      change: gone('x'),
    },
    ['p1'],
  ],
  [
    'the other that keeps it away is gone',
    {
      objects: [node('n'), placed('x', 'n', away('a1', HOST)), placed('y', 'n', away('a2', HOST))],
      pods: { p1: labelled('a1'), p2: labelled('a2') },
      change: gone('x'),
    },
    ['p1'],
  ],
  [
    'the other has the label now',
    {
      objects: [node('n'), placed('x', 'n')],
      pods: { p1: near('aaa', HOST), p2: near('bbb', HOST) },
      change: put(placed('x', 'n', labelled('aaa'))),
    },
    ['p1'],
  ],
  [
    'a node with the key of affinity',
    {
      objects: [node('n')],
      pods: { p1: near('bbb', 'zone'), p2: near('ccc', 'region') },
      change: put(node('n2', { labels: { zone: 'z1' } })),
    },
    ['p1'],
  ],
  [
    'a node gets the key of affinity, or another value',
    {
      objects: [
        node('n', { labels: { region: 'r1' } }),
        node('n2', { labels: { region: 'r2', group: 'b' } }),
        placed('x', 'n', labelled('a')),
      ],
      pods: {
        p2: { ...labelled('a'), ...near('a', 'node') },
        p3: { ...labelled('a'), ...near('a', 'other') },
        p4: { ...near('a', 'region'), nodeSelector: { group: 'b' } },
      },
      change: put(node('n', { labels: { region: 'r2', node: 'n' } })),
    },
    ['p2', 'p4'],
  ],
  [
    'a node loses the key of anti-affinity, or has another value',
    {
      objects: [node('n', { labels: { node: 'n', service: 'a', other: 'n' } }), placed('x', 'n', labelled('a'))],
      pods: { p2: away('a', 'node'), p3: away('a', 'service'), p4: away('a', 'other') },
      change: put(node('n', { labels: { service: 'b', region: 'n', other: 'n' } })),
    },
    ['p2', 'p3'],
  ],
  [
    'any node, for anti-affinity',
    {
      objects: [node('n', { labels: { zone: 'n', node: 'n' } }), placed('x', 'n', labelled('a'))],
      pods: { p2: away('a', 'zone'), p3: away('a', 'node') },
      change: put(node('n2', { labels: { zone: 'n' } })),
    },
    ['p2', 'p3'],
  ],
]

const TWO = [
  node('n', { labels: { node: 'n' } }),
  placed('x', 'n', labelled('k1')),
  placed('y', 'n', labelled('k2')),
] as const
const TWO_SPREAD = { p1: spread('k1', 'node'), p2: spread('k2', 'node') }
const ZONED = [
  node('n1', { labels: { node: 'n' } }),
  node('n2', { labels: { zone: 'z' } }),
  placed('x', 'n1', labelled('k1')),
  placed('y', 'n2', labelled('k1')),
] as const

const spreading: Case[] = [
  [
    'a Pod that counts has come',
    { objects: TWO, pods: TWO_SPREAD, change: put(placed('z', 'n', labelled('k1'))) },
    ['p1'],
  ],
  [
    'a Pod does not count any more',
    { objects: TWO, pods: TWO_SPREAD, change: put(placed('x', 'n', labelled('k3'))) },
    ['p1'],
  ],
  ['a Pod that counted is gone', { objects: TWO, pods: TWO_SPREAD, change: gone('x') }, ['p1']],
  [
    'a node with the key',
    {
      objects: ZONED,
      pods: { p1: spread('k1', 'node', 2), p2: spread('k1', 'zone', 2) },
      change: put(node('n3', { labels: { node: 'n' } })),
    },
    ['p1'],
  ],
  [
    'a node has lost a key, has got one, has another value',
    {
      objects: [
        ...['n1', 'n2'].map((name) => node(name, { labels: { node: 'n', region: 'r', service: 'a' } })),
        placed('x', 'n1', labelled('k1')),
        ...['a', 'b', 'c'].map((name) => placed(name, 'n2', labelled('k1'))),
      ],
      pods: Object.fromEntries(['node', 'zone', 'region', 'other', 'service'].map((key) => [key, spread('k1', key)])),
      change: put(node('n2', { labels: { zone: 'z', region: 'r', service: 'b' } })),
    },
    ['node', 'service', 'zone'],
  ],
  [
    'a node with the key is gone',
    {
      objects: ZONED,
      pods: { p1: spread('k1', 'node'), p2: spread('k1', 'zone') },
      change: (cluster) => cluster.remove('Node', '', 'n2'),
    },
    ['p2'],
  ],
  [
    'a node with the key has another taint',
    {
      plugins: [podTopologySpread],
      objects: [...ZONED, node('n3', { labels: { zone: 'z' }, ...tainted('bad') })],
      pods: { p1: spread('k1', 'node'), p2: { ...spread('k1', 'zone'), ...tolerates('aaa') } },
      change: put(node('n3', { labels: { zone: 'z' }, ...tainted('aaa') })),
    },
    ['p2'],
  ],
  [
    'a label of its own that counts',
    {
      objects: TWO,
      pods: { p1: spread('k1', 'node') },
      change: put(pod('p1', { ...spread('k1', 'node'), labels: {} })),
    },
    ['p1'],
  ],
  [
    'a label of its own that does not count',
    {
      objects: TWO,
      pods: { p1: spread('k1', 'node') },
      change: put(pod('p1', { ...spread('k1', 'node'), labels: { k1: 'val', other: 'x' } })),
    },
    [],
  ],
  [
    'a toleration of its own, where taints count',
    {
      plugins: [podTopologySpread],
      objects: TWO,
      pods: { p1: spread('k1', 'node', 3, { nodeTaintsPolicy: 'Honor' }), p2: spread('k1', 'node') },
      change: (cluster) => {
        cluster.put(pod('p1', { ...spread('k1', 'node', 3, { nodeTaintsPolicy: 'Honor' }), ...tolerates('x') }))
        cluster.put(pod('p2', { ...spread('k1', 'node'), ...tolerates('x') }))
      },
    },
    ['p1'],
  ],
]

for (const [area, cases] of Object.entries({ affinity, spreading }))
  for (const [name, stage, then] of cases)
    test(`what brings Pods back, ${area}: ${name}`, () => assert.deepEqual(requeued(stage), then))
