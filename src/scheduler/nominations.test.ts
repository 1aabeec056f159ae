// After the tests of NominatedNodeNameForExpectation (on since v1.35) in upstream's schedule_one_test.go and test/integration/scheduler.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeCluster, node, pod } from './testing/fake-cluster'

const seen = (cluster: FakeCluster) => [cluster.pod('p').status.nominatedNodeName, cluster.placements()]

test('a Pod keeps the node it was nominated for while there is none, and goes there when it comes', () => {
  const cluster = new FakeCluster()
  cluster.scheduler()
  cluster.put(pod('p', { status: { nominatedNodeName: 'z' } }))
  cluster.settle()
  assert.deepEqual(seen(cluster), ['z', {}])
  cluster.put(node('a'))
  cluster.put(node('z'))
  cluster.pass(60_000)
  assert.deepEqual(seen(cluster), [undefined, { p: 'z' }])
})

test('a binding that is refused does not take the nomination away', () => {
  const cluster = new FakeCluster()
  cluster.put(node('a'))
  cluster.put(node('z'))
  cluster.scheduler()
  cluster.refuseBinding = 'not now'
  cluster.put(pod('p', { status: { nominatedNodeName: 'z' } }))
  cluster.settle()
  assert.deepEqual(seen(cluster), ['z', {}])
  cluster.refuseBinding = undefined
  cluster.pass(60_000)
  assert.deepEqual(seen(cluster), [undefined, { p: 'z' }])
})

test('when no node fits and nobody can make room the nomination goes', () => {
  const cluster = new FakeCluster()
  cluster.put(node('a', { unschedulable: true }))
  cluster.scheduler()
  cluster.put(pod('p', { status: { nominatedNodeName: 'a' } }))
  cluster.settle()
  assert.deepEqual(seen(cluster), [undefined, {}])
})

test('room that was kept for a Pod is free: those come back that had to leave it, and the Pod itself', () => {
  const cases: [name: string, change: (cluster: FakeCluster) => void, then: Record<string, string>, node?: string][] = [
    ['gone', (cluster) => cluster.remove('Pod', 'default', 'p'), { there: 'a', lower: 'a' }],
    [
      'nominated for another node: it makes room for itself anew',
      (cluster) => void cluster.put({ ...cluster.pod('p'), status: { nominatedNodeName: 'elsewhere' } }),
      { there: 'a' },
      'a',
    ],
  ]
  for (const [name, change, then, nominated] of cases) {
    const cluster = new FakeCluster()
    cluster.put(node('a'))
    cluster.put(pod('there', { nodeName: 'a', requests: { cpu: '300m' } }))
    cluster.scheduler()
    for (const [pending, priority, cpu] of [
      ['p', 5, '800m'],
      ['lower', 5, '300m'],
      ['higher', 6, '2'],
    ] as const) {
      cluster.put(pod(pending, { priority, requests: { cpu } }))
      cluster.settle()
    }
    assert.deepEqual(seen(cluster), ['a', { there: 'a' }], 'the victim takes its time')
    const ofHigher = (): object => cluster.events.filter(({ involvedObject }) => involvedObject.name === 'higher')
    const before = ofHigher()
    change(cluster)
    cluster.settle()
    const p = cluster.read.get('Pod', 'default', 'p')
    assert.deepEqual([p?.status.nominatedNodeName, cluster.placements(), ofHigher()], [nominated, then, before], name)
  }
})
