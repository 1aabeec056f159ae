import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feasibleNodesToFind } from './cycle'
import { diagnosisText } from './diagnosis'
import { ClusterNodes } from './nodes'
import { FakeCluster, node, pod } from './testing/fake-cluster'
import { WaitingLine, type Rank } from './waiting-line'
import type { Node } from '../objects/kinds'

test('how many feasible nodes are looked for: all of a few, a falling part of many', () => {
  const cases = [
    [50, 50],
    [99, 99],
    [100, 100],
    [250, 120],
    [1000, 420],
    [5000, 500],
    [6000, 300],
    [20_000, 1000],
  ] as const
  assert.deepEqual(
    cases.map(([nodes]) => feasibleNodesToFind(nodes, 0)),
    cases.map(([, wanted]) => wanted),
  )
  assert.equal(feasibleNodesToFind(5000, 30), 1500)
})

test('nodes are tried one zone after the other', () => {
  const nodes = new ClusterNodes()
  const zoned = (name: string, zone: string) =>
    node(name, { labels: { 'topology.kubernetes.io/zone': zone } }) as unknown as Node
  for (const [name, zone] of [
    ['a1', 'a'],
    ['a2', 'a'],
    ['a3', 'a'],
    ['b1', 'b'],
    ['c1', 'c'],
    ['c2', 'c'],
  ] as const)
    nodes.setNode(zoned(name, zone))
  assert.deepEqual(
    nodes.list().map(({ name }) => name),
    ['a1', 'b1', 'c1', 'a2', 'c2', 'a3'],
  )
  nodes.removeNode(zoned('b1', 'b'))
  nodes.setNode(zoned('a2', 'c'))
  assert.deepEqual(
    nodes.list().map(({ name }) => name),
    ['a1', 'c1', 'a3', 'c2', 'a2'],
  )
})

test('on a large cluster the next search goes on where the last one ended', () => {
  const cluster = new FakeCluster()
  for (let i = 0; i < 300; i++) cluster.put(node(`n${i}`))
  cluster.scheduler()
  for (let i = 0; i < 4; i++) {
    cluster.put(pod(`p${i}`))
    cluster.settle()
  }
  // 48 per cent of 300 nodes are 144: the second Pod is placed on one of the next 144.
  assert.deepEqual(Object.values(cluster.placements()), ['n0', 'n144', 'n288', 'n132'])
})

test('reasons are sorted as text, by count and all', () => {
  const verdicts = new Map(
    Array.from({ length: 12 }, (_, i) => [
      `n${i}`,
      { plugin: 'x', unresolvable: false, reasons: [i < 10 ? 'b' : 'a'] },
    ]),
  )
  assert.equal(
    diagnosisText({ nodesCount: 15, rejected: undefined, verdicts, absent: 'other', rejectedBy: new Set() }),
    '0/15 nodes are available: 10 b, 2 a, 3 other.',
  )
})

test('a waiting line keeps its order when members leave, change and come back', () => {
  const line = new WaitingLine<{ rank: Rank; name: string }>(({ rank }) => rank)
  const members = ['c', 'a', 'b', 'a2'].map((name) => ({ name, rank: [name.charCodeAt(0), 0, 0] as Rank }))
  for (const member of members) line.add(member)
  const [c, a] = members as [(typeof members)[number], (typeof members)[number]]
  line.delete(c)
  c.rank = [0, 0, 0]
  line.delete(a)
  line.add(c)
  line.add(a)
  const order: string[] = []
  for (let member = line.take(); member; member = line.take()) order.push(member.name)
  assert.deepEqual(order, ['c', 'a2', 'a', 'b'])
})

test('counts follow Pods that come, change and go, and nodes that change their labels', () => {
  const cluster = new FakeCluster()
  const spread = {
    labels: { app: 'web' },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'web' } },
      },
    ],
  }
  cluster.put(node('a', { labels: { zone: 'a' } }))
  cluster.put(node('b', { labels: { zone: 'b' } }))
  cluster.scheduler()
  const place = (name: string): string | undefined => {
    cluster.put(pod(name, spread))
    cluster.settle()
    return cluster.placements()[name]
  }
  assert.deepEqual([place('p1'), place('p2')], ['a', 'b'])
  cluster.put({ ...cluster.pod('p2'), metadata: { ...cluster.pod('p2').metadata, labels: { app: 'other' } } })
  assert.equal(place('p3'), 'b', 'p2 does not count any more')
  cluster.remove('Pod', 'default', 'p1')
  assert.equal(place('p4'), 'a')
  cluster.put(node('b', { labels: { zone: 'a' } }))
  cluster.put(node('c', { labels: { zone: 'c' } }))
  assert.equal(place('p5'), 'c', 'a and b are one zone now')
})
