import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kinds } from '../../objects/kinds'
import { SmallCluster, withImage, workload } from './small-cluster'

const running = (spec: object = {}): SmallCluster => {
  const cluster = new SmallCluster()
  cluster.create(workload('DaemonSet', spec))
  cluster.quiet()
  return cluster
}

const nodesWithPod = (cluster: SmallCluster): string[] =>
  cluster
    .list('Pod')
    .map(({ spec }) => spec.nodeName ?? '')
    .sort()

test('a Pod on every node; a node that joins gets its own', () => {
  const cluster = running()
  assert.deepEqual(nodesWithPod(cluster), ['node-a', 'node-b', 'node-c'])
  cluster.addNode('node-d')
  cluster.quiet()
  assert.deepEqual(nodesWithPod(cluster), ['node-a', 'node-b', 'node-c', 'node-d'])
  assert.equal(cluster.get('DaemonSet', 'web').status.desiredNumberScheduled, 4)
})

test('labels of nodes decide, and Pods come and go with them', () => {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { nodeSelector: { ds: 'true' }, containers: [{ name: 'app', image: 'app:1' }] },
  }
  const cluster = running({ template })
  assert.deepEqual(nodesWithPod(cluster), [])
  cluster.patch('Node', 'node-b', { metadata: { labels: { ds: 'true' } } })
  cluster.quiet()
  assert.deepEqual(nodesWithPod(cluster), ['node-b'])
  cluster.patch('Node', 'node-b', { metadata: { labels: { ds: null } } })
  cluster.quiet()
  assert.deepEqual(nodesWithPod(cluster), [])
})

test('an update deletes first, one node at a time; with a surge the new Pod comes first', () => {
  const cluster = running()
  const order = (): string[] =>
    cluster.changes.flatMap(({ kind, type, object, previous }) => {
      if (kind !== 'Pod') return []
      if (type === 'ADDED') return ['create']
      return object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp ? ['delete'] : []
    })
  cluster.changes.length = 0
  cluster.patch('DaemonSet', 'web', withImage('app:2'))
  cluster.quiet()
  assert.deepEqual(order(), ['delete', 'create', 'delete', 'create', 'delete', 'create'])
  cluster.changes.length = 0
  cluster.patch('DaemonSet', 'web', { spec: { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } })
  cluster.patch('DaemonSet', 'web', withImage('app:3'))
  cluster.quiet()
  assert.deepEqual(order(), ['create', 'delete', 'create', 'delete', 'create', 'delete'])
})

test('OnDelete: a Pod is updated when it is deleted', () => {
  const cluster = running({ updateStrategy: { type: 'OnDelete' } })
  cluster.patch('DaemonSet', 'web', withImage('app:2'))
  cluster.quiet()
  assert.deepEqual(
    cluster.list('Pod').map(({ spec }) => spec.containers[0]?.image),
    ['app:1', 'app:1', 'app:1'],
  )
  cluster.api.delete('Pod', 'default', cluster.names('Pod')[0] ?? '')
  cluster.quiet()
  assert.deepEqual(
    cluster
      .list('Pod')
      .map(({ spec }) => spec.containers[0]?.image)
      .sort(),
    ['app:1', 'app:1', 'app:2'],
  )
})

test('a failed Pod is replaced, again and again, ever more slowly', () => {
  const cluster = running()
  cluster.failing.add('app:failing')
  const [name = ''] = cluster.names('Pod')
  cluster.setStatus(cluster.get('Pod', name), 'Failed', false)
  cluster.quiet()
  assert.equal(cluster.list('Pod').filter(({ status }) => status.phase === 'Running').length, 3)
  const found = cluster.events('DaemonSet', 'web').find((text) => text.startsWith('FailedDaemonPod'))
  assert.match(
    found ?? '',
    new RegExp(`^FailedDaemonPod: Found failed daemon pod default/${name} on node node-., will try to kill it$`),
  )
  cluster.patch('DaemonSet', 'web', { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } })
  cluster.patch('DaemonSet', 'web', withImage('app:failing'))
  cluster.api.delete('Pod', 'default', cluster.names('Pod')[0] ?? '')
  cluster.changes.length = 0
  cluster.pass(60_000)
  const at = cluster.changes.filter(({ kind, type }) => kind === 'Pod' && type === 'ADDED').map((change) => change.at)
  const pauses = at.slice(1).map((instant, place) => instant - (at[place] ?? 0))
  assert.ok(
    pauses.length >= 4 && pauses.slice(2).every((pause, place) => pause > (pauses[place + 1] ?? 0) * 1.5),
    String(pauses),
  )
})

test('versions: a template that comes back takes its revision along under the next number', () => {
  const cluster = running()
  cluster.patch('DaemonSet', 'web', withImage('app:2'))
  cluster.quiet()
  cluster.patch('DaemonSet', 'web', withImage('app:1'))
  cluster.quiet()
  const history = cluster
    .list('ControllerRevision')
    .map(({ revision, data }) => [
      revision,
      (data as { spec: { template: { $patch: string; spec: { containers: { image: string }[] } } } }).spec.template,
    ])
  // recordings/daemonset-rollback.json: revision 1 becomes 3
  assert.deepEqual(
    history
      .map(([revision, template]) => [
        revision,
        (template as { $patch: string }).$patch,
        (template as { spec: { containers: { image: string }[] } }).spec.containers[0]?.image,
      ])
      .sort(),
    [
      [2, 'replace', 'app:2'],
      [3, 'replace', 'app:1'],
    ],
  )
})

test('the counts of the status: nodes that are meant, Pods that are there, ready, of the present version', () => {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { nodeSelector: { ds: 'true' }, containers: [{ name: 'app', image: 'app:1' }] },
  }
  const cluster = new SmallCluster({ nodes: ['plain'] })
  for (const name of ['a', 'b']) cluster.addNode(name, { ds: 'true' })
  cluster.create(workload('DaemonSet', { template }))
  cluster.quiet()
  const counts = {
    currentNumberScheduled: 2,
    numberMisscheduled: 0,
    desiredNumberScheduled: 2,
    numberReady: 2,
    numberAvailable: 2,
  }
  assert.deepEqual(cluster.get('DaemonSet', 'web').status, {
    ...counts,
    observedGeneration: 1,
    updatedNumberScheduled: 2,
  })
  cluster.patch('DaemonSet', 'web', withImage('app:2'))
  cluster.loop.settle()
  assert.deepEqual(cluster.get('DaemonSet', 'web').status, { ...counts, observedGeneration: 2 })
})

test('the status of an update, write by write', () => {
  const cluster = new SmallCluster({ nodes: ['a', 'b'] })
  cluster.create(workload('DaemonSet'))
  cluster.quiet()
  cluster.changes.length = 0
  cluster.patch('DaemonSet', 'web', withImage('app:2'))
  cluster.quiet()
  const states = cluster.changes.flatMap(({ kind, object, actor }) =>
    kind === 'DaemonSet' && actor !== 'user' ? [(object as Kinds['DaemonSet']).status] : [],
  )
  const line = (status: Kinds['DaemonSet']['status']): string =>
    [
      status.currentNumberScheduled,
      status.updatedNumberScheduled ?? 0,
      status.numberReady,
      status.numberUnavailable ?? 0,
    ].join(' ')
  // recordings/daemonset-rolling-update.json, by node: scheduled, updated, ready, unavailable
  assert.deepEqual(states.map(line), ['2 0 2 0', '1 0 1 1', '2 1 1 1', '2 1 2 0', '1 1 1 1', '2 2 1 1', '2 2 2 0'])
})

test('a node that takes no new Pods keeps its own, and only the next sync tells of it', () => {
  const cluster = running()
  const counts = (): number[] => {
    const { desiredNumberScheduled, numberMisscheduled } = cluster.get('DaemonSet', 'web').status
    return [desiredNumberScheduled, numberMisscheduled]
  }
  const taint = (taints: object[]): void => {
    cluster.patch('Node', 'node-b', { spec: { taints } })
    cluster.quiet()
  }
  taint([{ key: 'full', effect: 'NoSchedule' }])
  assert.deepEqual([counts(), nodesWithPod(cluster).length], [[3, 0], 3])
  cluster.patch('DaemonSet', 'web', { metadata: { labels: { touched: 'true' } } })
  cluster.quiet()
  assert.deepEqual(counts(), [2, 1])
  taint([])
  assert.deepEqual(counts(), [3, 0])
  taint([{ key: 'full', effect: 'NoExecute' }])
  assert.deepEqual([counts(), nodesWithPod(cluster).length], [[2, 0], 2])
})

test('a node that goes wakes nobody: its Pods do when they are cleared away', () => {
  const cluster = running()
  cluster.server.delete('Node', '', 'node-c', {}, { actor: 'user' })
  cluster.quiet()
  assert.equal(cluster.get('DaemonSet', 'web').status.desiredNumberScheduled, 3)
  const pod = cluster.list('Pod').find(({ spec }) => spec.nodeName === 'node-c')
  cluster.api.delete('Pod', 'default', pod?.metadata.name ?? '', { gracePeriodSeconds: 0 })
  cluster.quiet()
  assert.equal(cluster.get('DaemonSet', 'web').status.desiredNumberScheduled, 2)
})

test('two revisions of one template: the later one stays, and all Pods take its hash', () => {
  const cluster = running()
  const [revision] = cluster.list('ControllerRevision')
  if (!revision) throw new Error('no revision')
  const { uid: _, resourceVersion: __, ...metadata } = revision.metadata
  const labels = { ...metadata.labels, 'controller-revision-hash': 'twin' }
  cluster.create({ ...revision, revision: 5, metadata: { ...metadata, name: 'web-twin', labels } })
  cluster.patch('DaemonSet', 'web', { metadata: { labels: { touched: 'true' } } })
  cluster.quiet()
  assert.deepEqual(cluster.names('ControllerRevision'), ['web-twin'])
  const hashes = cluster.list('Pod').map((pod) => pod.metadata.labels?.['controller-revision-hash'])
  assert.deepEqual(hashes, ['twin', 'twin', 'twin'])
})

test('surge: an old Pod that does not serve, on a node that would get none any more, goes at once', () => {
  const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 }
  const cluster = running({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } })
  cluster.patch('Node', 'node-b', { spec: { taints: [{ key: 'full', effect: 'NoSchedule' }] } })
  cluster.broken.add('app:2')
  const pod = cluster.list('Pod').find(({ spec }) => spec.nodeName === 'node-b')
  if (!pod) throw new Error('no Pod')
  cluster.setStatus(pod, 'Running', false)
  cluster.patch('DaemonSet', 'web', withImage('app:2'))
  cluster.quiet()
  assert.ok(!nodesWithPod(cluster).includes('node-b'))
})

test('the status of a start: of the first batches of Pods the controller has heard', () => {
  const cluster = running()
  const states = cluster.changes.flatMap(({ kind, object }) => {
    if (kind !== 'DaemonSet') return []
    const { status } = object as Kinds['DaemonSet']
    return [[status.currentNumberScheduled, status.numberReady]]
  })
  // recordings/daemonset-rollback.json, daemonset-rolling-update.json: the first of three, then all
  assert.deepEqual(states.slice(0, 6), [
    [0, 0],
    [1, 0],
    [3, 0],
    [3, 1],
    [3, 2],
    [3, 3],
  ])
})
