// Where Pods go, and what wakes those that fit nowhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultProfile } from './profiles'
import { FakeCluster, MASTER_TAINT, node, pod, threeNodes } from './testing/fake-cluster'

type Wishes = Parameters<typeof pod>[1]

function clusterOf(nodes: ReturnType<typeof node>[], seed = 0): FakeCluster {
  const cluster = new FakeCluster()
  for (const each of nodes) cluster.put(each)
  cluster.scheduler({ seed })
  return cluster
}

/** Creates the Pods one after the other and says where each went; '' for nowhere. */
function place(cluster: FakeCluster, pods: Record<string, Wishes>): Record<string, string> {
  for (const [name, wishes] of Object.entries(pods)) {
    cluster.put(pod(name, wishes))
    cluster.settle()
  }
  const placed = cluster.placements()
  return Object.fromEntries(Object.keys(pods).map((name) => [name, placed[name] ?? '']))
}

const expression = (key: string, operator: string, ...values: string[]) => ({ key, operator, ...(values.length > 0 ? { values } : {}) })
const requiredNode = (...matchExpressions: ReturnType<typeof expression>[]): Wishes => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } },
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
  ['matchFields', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [expression('metadata.name', 'In', 'b')] }] } } } }, 'b'],
]
for (const [name, wishes, where] of operators) {
  test(`node affinity: ${name}`, () => {
    const cluster = clusterOf([node('a', { labels: { cores: '4' } }), node('b', { labels: { disk: 'ssd', cores: '8' } })])
    assert.deepEqual(place(cluster, { p: wishes }), { p: where })
  })
}

test('preferred node affinity wins over an emptier node, and gives way when there is no room', () => {
  const cluster = clusterOf([node('a'), node('b', { labels: { disk: 'ssd' } })])
  const wishes: Wishes = {
    requests: { cpu: '400m' },
    affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchExpressions: [expression('disk', 'In', 'ssd')] } }] } },
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
  assert.deepEqual(place(cluster, { p: {}, q: { tolerations: [{ key: 'broken', operator: 'Exists', effect: 'NoExecute' }] } }), { p: '', q: 'a' })
})

test('PreferNoSchedule: avoided while there is another node', () => {
  const cluster = clusterOf([node('a', { taints: [{ key: 'slow', effect: 'PreferNoSchedule' }] }), node('b')])
  assert.deepEqual(place(cluster, { p: { requests: { cpu: '600m' } }, q: { requests: { cpu: '600m' } } }), { p: 'b', q: 'a' })
})

test('master toleration: only Pods with it run on the master', () => {
  const cluster = new FakeCluster()
  threeNodes(cluster)
  cluster.scheduler()
  const daemon = (nodeName: string, more: Wishes = {}): Wishes => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [expression('metadata.name', 'In', nodeName)] }] } } }, ...more,
  })
  assert.deepEqual(place(cluster, { plain: daemon('k8s-master01'), tolerant: daemon('k8s-master01', { tolerations: [{ ...MASTER_TAINT, operator: 'Exists' }] }) }), { plain: '', tolerant: 'k8s-master01' })
})

const term = (app: string, topologyKey = 'kubernetes.io/hostname') => ({ topologyKey, labelSelector: { matchLabels: { app } } })
const near = (app: string, key?: string): Wishes => ({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term(app, key)] } } })
const apart = (app: string, key?: string): Wishes => ({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term(app, key)] } } })
const zoned = () => [
  node('a1', { labels: { zone: 'a' } }), node('a2', { labels: { zone: 'a' } }), node('b1', { labels: { zone: 'b' } }),
]

test('Pod affinity: near to others by topology, the first of a group may go anywhere', () => {
  const cluster = clusterOf(zoned())
  const placed = place(cluster, { db: { labels: { app: 'db' }, nodeSelector: { zone: 'b' } }, web: near('db', 'zone'), group: { labels: { app: 'group' }, ...near('group') }, alone: near('nobody') })
  assert.equal(placed['web'], 'b1')
  assert.notEqual(placed['group'], '')
  assert.equal(placed['alone'], '')
})

test('Pod anti-affinity: one in each zone, and others keep away from those who said so', () => {
  const cluster = clusterOf(zoned())
  const single: Wishes = { labels: { app: 'web' }, ...apart('web', 'zone') }
  const placed = place(cluster, { one: single, two: single, three: single, other: { labels: { app: 'web' } } })
  assert.deepEqual([placed['one']?.[0], placed['two']?.[0]].sort(), ['a', 'b'])
  assert.equal(placed['three'], '')
  assert.match(cluster.told('three')[0] ?? '', /3 node\(s\) didn't match pod anti-affinity rules/)
  assert.match(cluster.told('other')[0] ?? '', /0\/3 nodes are available: 3 node\(s\) didn't satisfy existing pods anti-affinity rules\./)
})

test('Pod anti-affinity looks at the namespaces that it names', () => {
  const cluster = clusterOf([node('a'), node('b')])
  cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', labels: { team: 'x' } } })
  const inOther = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term('web'), namespaceSelector: { matchLabels: { team: 'x' } } }] } }
  const placed = place(cluster, {
    there: { namespace: 'other', labels: { app: 'web' }, nodeSelector: { 'kubernetes.io/hostname': 'b' } },
    blind: { ...apart('web'), nodeSelector: { 'kubernetes.io/hostname': 'b' } },
    seeing: { affinity: inOther, nodeSelector: { 'kubernetes.io/hostname': 'b' } },
  })
  assert.deepEqual(placed, { there: 'b', blind: 'b', seeing: '' })
})

test('preferred Pod affinity and anti-affinity, the running ones included', () => {
  const cluster = clusterOf(zoned())
  const prefers = (kind: 'podAffinity' | 'podAntiAffinity', app: string): Wishes => ({ affinity: { [kind]: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term(app, 'zone') }] } } })
  const placed = place(cluster, {
    db: { labels: { app: 'db' }, nodeSelector: { zone: 'b' } },
    likes: prefers('podAffinity', 'db'),
    dislikes: { labels: { app: 'shy' }, ...prefers('podAntiAffinity', 'db') },
    hermit: { ...prefers('podAntiAffinity', 'loud'), nodeSelector: { 'kubernetes.io/hostname': 'a2' } },
    loud: { labels: { app: 'loud' } },
  })
  assert.equal(placed['likes'], 'b1')
  assert.equal(placed['dislikes']?.[0], 'a')
  assert.equal(placed['loud'], 'b1', 'a running Pod would rather not have it in its zone')
})

const spread = (more: object = {}): Wishes => ({
  labels: { app: 'web' },
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } }, ...more }],
})

test('topology spread: no domain gets ahead by more than maxSkew', () => {
  const cluster = clusterOf(zoned())
  const placed = place(cluster, { p1: spread(), p2: spread(), p3: spread(), p4: spread(), p5: { ...spread(), nodeSelector: { zone: 'b' } }, p6: { ...spread({ nodeAffinityPolicy: 'Ignore' }), nodeSelector: { zone: 'b' } } })
  const zones = ['p1', 'p2', 'p3', 'p4'].map((name) => placed[name]?.[0])
  assert.deepEqual(zones.slice(0, 2).sort(), ['a', 'b'])
  assert.deepEqual(zones.slice(2).sort(), ['a', 'b'])
  assert.equal(placed['p5'], 'b1', 'other zones do not count when the Pod cannot go there')
  assert.equal(placed['p6'], '', 'unless they are to count')
  assert.match(cluster.told('p6')[0] ?? '', /1 node\(s\) didn't match pod topology spread constraints, 2 node\(s\) didn't match Pod's node affinity\/selector/)
})

test('topology spread: minDomains imagines an empty domain', () => {
  const cluster = clusterOf(zoned())
  assert.deepEqual(Object.values(place(cluster, { p1: spread({ minDomains: 3 }), p2: spread({ minDomains: 3 }), p3: spread({ minDomains: 3 }) })).filter(Boolean).length, 2)
})

test('topology spread: ScheduleAnyway prefers the emptier zone', () => {
  const cluster = clusterOf(zoned())
  const soft = spread({ whenUnsatisfiable: 'ScheduleAnyway' })
  const placed = place(cluster, { p1: { ...soft, nodeSelector: { zone: 'a' } }, p2: { ...soft, nodeSelector: { zone: 'a' } }, p3: soft })
  assert.equal(placed['p3'], 'b1')
})

test('Pods of one owner spread over zones and hosts by themselves', () => {
  const cluster = clusterOf([
    node('a1', { labels: { 'topology.kubernetes.io/zone': 'a' } }), node('a2', { labels: { 'topology.kubernetes.io/zone': 'a' } }),
    node('b1', { labels: { 'topology.kubernetes.io/zone': 'b' }, allocatable: { cpu: '16', memory: '64Gi' } }),
  ])
  cluster.put({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'default' }, spec: { selector: { matchLabels: { app: 'web' } } } })
  const wishes: Wishes = { labels: { app: 'web' }, owner: { kind: 'ReplicaSet', name: 'web' }, requests: { cpu: '100m', memory: '100Mi' } }
  assert.deepEqual(Object.values(place(cluster, { p1: wishes, p2: wishes, p3: wishes })).sort(), ['a1', 'a2', 'b1'])
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
  const run = (seed: number): string => Object.values(place(clusterOf([node('a'), node('b'), node('c')], seed), Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, {}])))).join('')
  assert.equal(run(7), run(7))
  assert.ok(new Set([1, 2, 3, 4, 5].map(run)).size > 1)
})

test('priority goes first, whatever came first', () => {
  const cluster = clusterOf([])
  for (const [name, priority] of [['low', 0], ['high', 10]] as const) cluster.put(pod(name, { priority, requests: { cpu: '800m' } }))
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
  assert.deepEqual(cluster.events.map(({ reportingComponent, reportingInstance }) => [reportingComponent, reportingInstance]), [['mine', 'mine-vm']])
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

const update = (cluster: FakeCluster, name: string, wishes: Parameters<typeof node>[1]): void => void cluster.put(node(name, wishes))
const helpful: [name: string, wishes: Wishes, change: (cluster: FakeCluster) => void, useless: (cluster: FakeCluster) => void][] = [
  ['a label', { nodeSelector: { disk: 'ssd' } }, (c) => update(c, 'a', { labels: { disk: 'ssd' } }), (c) => update(c, 'a', { labels: { disk: 'hdd' } })],
  ['a new node', { nodeSelector: { disk: 'ssd' } }, (c) => update(c, 'new', { labels: { disk: 'ssd' } }), (c) => update(c, 'new', {})],
  ['a larger node', { requests: { cpu: '2' } }, (c) => update(c, 'a', { allocatable: { cpu: '3' } }), (c) => update(c, 'a', { allocatable: { memory: '8Gi' } })],
  ['a Pod that ends', { requests: { cpu: '800m' } }, (c) => c.remove('Pod', 'default', 'running'), (c) => update(c, 'a', { labels: { x: 'y' } })],
  ['a Pod to be near to', near('db'), (c) => void c.put(pod('db', { labels: { app: 'db' } })), (c) => void c.put(pod('db', { labels: { app: 'x' } }))],
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
  assert.deepEqual(cluster.events.map(({ series }) => series?.count), [undefined, 2])
})
