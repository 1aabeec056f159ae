// Where Pods go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultProfile } from './profiles'
import { FakeCluster, MASTER_TAINT, node, pod, threeNodes } from './testing/fake-cluster'
import { clusterOf, place, type Wishes } from './testing/place'

const expression = (key: string, operator: string, ...values: string[]) => ({
  key,
  operator,
  ...(values.length > 0 ? { values } : {}),
})
const requiredNode = (...matchExpressions: ReturnType<typeof expression>[]): Wishes => ({
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  },
})

const operators: [name: string, wishes: Wishes, where: string][] = [
  ['In', requiredNode(expression('disk', 'In', 'ssd', 'nvme')), 'b'],
  ['NotIn, also for nodes without the label', requiredNode(expression('disk', 'NotIn', 'ssd')), 'a'],
  ['Exists', requiredNode(expression('disk', 'Exists')), 'b'],
  ['DoesNotExist', requiredNode(expression('disk', 'DoesNotExist')), 'a'],
  ['Gt', requiredNode(expression('cores', 'Gt', '4')), 'b'],
  ['Gt is strict', requiredNode(expression('cores', 'Gt', '8')), ''],
  ['Lt', requiredNode(expression('cores', 'Lt', '8')), 'a'],
  ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, 'b'],
  ['nodeSelector with another value', { nodeSelector: { disk: 'hdd' } }, ''],
  ['all expressions of a term', requiredNode(expression('disk', 'Exists'), expression('cores', 'Lt', '8')), ''],
  [
    'matchFields',
    {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [expression('metadata.name', 'In', 'b')] }],
          },
        },
      },
    },
    'b',
  ],
]
for (const [name, wishes, where] of operators) {
  test(`node affinity: ${name}`, () => {
    const cluster = clusterOf([
      node('a', { labels: { cores: '4' } }),
      node('b', { labels: { disk: 'ssd', cores: '8' } }),
    ])
    assert.deepEqual(place(cluster, { p: wishes }), { p: where })
  })
}

test('preferred node affinity wins over an emptier node, and gives way when there is no room', () => {
  const cluster = clusterOf([node('a'), node('b', { labels: { disk: 'ssd' } })])
  const wishes: Wishes = {
    requests: { cpu: '400m' },
    affinity: {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, preference: { matchExpressions: [expression('disk', 'In', 'ssd')] } },
        ],
      },
    },
  }
  assert.deepEqual(place(cluster, { p: wishes, q: wishes, r: wishes }), { p: 'b', q: 'b', r: 'a' })
})

const tolerations: [name: string, wishes: Wishes, where: string][] = [
  ['none', {}, ''],
  ['Equal', { tolerations: [{ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }] }, 'a'],
  ['Equal with another value', { tolerations: [{ key: 'gpu', value: 'no', effect: 'NoSchedule' }] }, ''],
  ['Exists', { tolerations: [{ key: 'gpu', operator: 'Exists' }] }, 'a'],
  ['another effect', { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute' }] }, ''],
  ['everything', { tolerations: [{ operator: 'Exists' }] }, 'a'],
]
for (const [name, wishes, where] of tolerations) {
  test(`taints: toleration ${name}`, () => {
    const cluster = clusterOf([node('a', { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] })])
    assert.deepEqual(place(cluster, { p: wishes }), { p: where })
  })
}

test('NoExecute keeps new Pods away, too', () => {
  const cluster = clusterOf([node('a', { taints: [{ key: 'broken', effect: 'NoExecute' }] })])
  assert.deepEqual(
    place(cluster, { p: {}, q: { tolerations: [{ key: 'broken', operator: 'Exists', effect: 'NoExecute' }] } }),
    { p: '', q: 'a' },
  )
})

test('PreferNoSchedule: avoided while there is another node', () => {
  const cluster = clusterOf([node('a', { taints: [{ key: 'slow', effect: 'PreferNoSchedule' }] }), node('b')])
  assert.deepEqual(place(cluster, { p: { requests: { cpu: '600m' } }, q: { requests: { cpu: '600m' } } }), {
    p: 'b',
    q: 'a',
  })
})

test('master toleration: only Pods with it run on the master', () => {
  const cluster = new FakeCluster()
  threeNodes(cluster)
  cluster.scheduler()
  const daemon = (nodeName: string, more: Wishes = {}): Wishes => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [expression('metadata.name', 'In', nodeName)] }],
        },
      },
    },
    ...more,
  })
  assert.deepEqual(
    place(cluster, {
      plain: daemon('k8s-master01'),
      tolerant: daemon('k8s-master01', { tolerations: [{ ...MASTER_TAINT, operator: 'Exists' }] }),
    }),
    { plain: '', tolerant: 'k8s-master01' },
  )
})

test('images that are there already attract', () => {
  const cluster = clusterOf([node('a'), node('b', { images: [{ names: ['big:latest'], sizeBytes: 2_000_000_000 }] })])
  assert.deepEqual(place(cluster, { p: { containers: [{ name: 'c', image: 'big' }] } }), { p: 'b' })
})

test('ties: the fewest Pods, then the longest not chosen, then the order of nodes', () => {
  const cluster = clusterOf([node('a'), node('b'), node('c')])
  const placed = place(cluster, Object.fromEntries(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((name) => [name, {}])))
  assert.deepEqual(Object.values(placed), ['a', 'b', 'c', 'a', 'b', 'c'])
})

test('ties with a seed: by the dice, the same for the same seed', () => {
  const run = (seed: number): string =>
    Object.values(
      place(
        clusterOf([node('a'), node('b'), node('c')], seed),
        Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, {}])),
      ),
    ).join('')
  assert.equal(run(7), run(7))
  assert.ok(new Set([1, 2, 3, 4, 5].map(run)).size > 1)
})

test('priority goes first, whatever came first', () => {
  const cluster = clusterOf([])
  for (const [name, priority] of [
    ['low', 0],
    ['high', 10],
  ] as const)
    cluster.put(pod(name, { priority, requests: { cpu: '800m' } }))
  cluster.put(node('only'))
  cluster.pass(2000)
  assert.deepEqual(cluster.placements(), { high: 'only' })
})

test('schedulerName: others are left alone until a scheduler of that name comes', () => {
  const cluster = new FakeCluster()
  cluster.put(node('a'))
  const scheduler = cluster.scheduler()
  assert.deepEqual(place(cluster, { p: { schedulerName: 'mine' } }), { p: '' })
  assert.deepEqual([cluster.events, cluster.pod('p').status], [[], { phase: 'Pending' }])
  scheduler.addProfile(defaultProfile('mine'))
  cluster.settle()
  assert.deepEqual(cluster.placements(), { p: 'a' })
  assert.deepEqual(
    cluster.events.map(({ reportingComponent, reportingInstance }) => [reportingComponent, reportingInstance]),
    [['mine', 'mine-vm']],
  )
})

test('scheduling gates hold a Pod back without a word', () => {
  const cluster = clusterOf([node('a')])
  assert.deepEqual(place(cluster, { p: { schedulingGates: [{ name: 'wait' }] } }), { p: '' })
  assert.deepEqual(cluster.events, [])
  const { schedulingGates: _, ...spec } = cluster.pod('p').spec
  cluster.put({ ...cluster.pod('p'), spec })
  cluster.settle()
  assert.deepEqual(cluster.placements(), { p: 'a' })
})
