// What wakes Pods that fit nowhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeCluster, node, pod } from './testing/fake-cluster'
import { clusterOf, place, type Wishes } from './testing/place'

const near = (app: string): Wishes => ({
  affinity: {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } } },
      ],
    },
  },
})

const update = (cluster: FakeCluster, name: string, wishes: Parameters<typeof node>[1]): void =>
  void cluster.put(node(name, wishes))
const helpful: [
  name: string,
  wishes: Wishes,
  change: (cluster: FakeCluster) => void,
  useless: (cluster: FakeCluster) => void,
][] = [
  [
    'a label',
    { nodeSelector: { disk: 'ssd' } },
    (c) => update(c, 'a', { labels: { disk: 'ssd' } }),
    (c) => update(c, 'a', { labels: { disk: 'hdd' } }),
  ],
  [
    'a new node',
    { nodeSelector: { disk: 'ssd' } },
    (c) => update(c, 'new', { labels: { disk: 'ssd' } }),
    (c) => update(c, 'new', {}),
  ],
  [
    'a larger node',
    { requests: { cpu: '2' } },
    (c) => update(c, 'a', { allocatable: { cpu: '3' } }),
    (c) => update(c, 'a', { allocatable: { memory: '8Gi' } }),
  ],
  [
    'a Pod that ends',
    { requests: { cpu: '800m' } },
    (c) => c.remove('Pod', 'default', 'running'),
    (c) => update(c, 'a', { labels: { x: 'y' } }),
  ],
  [
    'a Pod to be near to',
    near('db'),
    (c) => void c.put(pod('db', { labels: { app: 'db' } })),
    (c) => void c.put(pod('db', { labels: { app: 'x' } })),
  ],
]
for (const [name, wishes, change, useless] of helpful) {
  test(`what helps a Pod that fits nowhere: ${name}`, () => {
    const cluster = clusterOf([node('a')])
    assert.deepEqual(place(cluster, { running: { requests: { cpu: '300m' } }, p: wishes }), { running: 'a', p: '' })
    useless(cluster)
    cluster.settle()
    assert.equal(cluster.told('p').length, 1, 'it was not even tried')
    change(cluster)
    cluster.settle()
    assert.notEqual(cluster.placements()['p'], undefined)
  })
}

test('after five minutes it is tried again anyway: the same Event becomes a series', () => {
  const cluster = clusterOf([node('a')])
  place(cluster, { p: { nodeSelector: { disk: 'ssd' } } })
  cluster.pass(5 * 60_000)
  assert.equal(cluster.events.length, 1)
  cluster.pass(30_000)
  // Its condition has changed its version since: for the recorder it is another Event.
  assert.equal(cluster.events.length, 2)
  cluster.pass(5 * 60_000 + 30_000)
  assert.deepEqual(
    cluster.events.map(({ series }) => series?.count),
    [undefined, 2],
  )
})
