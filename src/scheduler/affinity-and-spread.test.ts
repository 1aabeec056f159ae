import assert from 'node:assert/strict'
import { test } from 'node:test'
import { node } from './testing/fake-cluster'
import { clusterOf, place, type Wishes } from './testing/place'

const term = (app: string, topologyKey = 'kubernetes.io/hostname') => ({
  topologyKey,
  labelSelector: { matchLabels: { app } },
})
const near = (app: string, key?: string): Wishes => ({
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term(app, key)] } },
})
const apart = (app: string, key?: string): Wishes => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term(app, key)] } },
})
const zoned = () => [
  node('a1', { labels: { zone: 'a' } }),
  node('a2', { labels: { zone: 'a' } }),
  node('b1', { labels: { zone: 'b' } }),
]

test('Pod affinity: near to others by topology, the first of a group may go anywhere', () => {
  const cluster = clusterOf(zoned())
  const placed = place(cluster, {
    db: { labels: { app: 'db' }, nodeSelector: { zone: 'b' } },
    web: near('db', 'zone'),
    group: { labels: { app: 'group' }, ...near('group') },
    alone: near('nobody'),
  })
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
  assert.match(
    cluster.told('other')[0] ?? '',
    /0\/3 nodes are available: 3 node\(s\) didn't satisfy existing pods anti-affinity rules\./,
  )
})

test('Pod anti-affinity looks at the namespaces that it names', () => {
  const cluster = clusterOf([node('a'), node('b')])
  cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', labels: { team: 'x' } } })
  const inOther = {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { ...term('web'), namespaceSelector: { matchLabels: { team: 'x' } } },
      ],
    },
  }
  const placed = place(cluster, {
    there: { namespace: 'other', labels: { app: 'web' }, nodeSelector: { 'kubernetes.io/hostname': 'b' } },
    blind: { ...apart('web'), nodeSelector: { 'kubernetes.io/hostname': 'b' } },
    seeing: { affinity: inOther, nodeSelector: { 'kubernetes.io/hostname': 'b' } },
  })
  assert.deepEqual(placed, { there: 'b', blind: 'b', seeing: '' })
})

test('preferred Pod affinity and anti-affinity, the running ones included', () => {
  const cluster = clusterOf(zoned())
  const prefers = (kind: 'podAffinity' | 'podAntiAffinity', app: string): Wishes => ({
    affinity: {
      [kind]: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term(app, 'zone') }],
      },
    },
  })
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
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
      ...more,
    },
  ],
})

test('topology spread: no domain gets ahead by more than maxSkew', () => {
  const cluster = clusterOf(zoned())
  const placed = place(cluster, {
    p1: spread(),
    p2: spread(),
    p3: spread(),
    p4: spread(),
    p5: { ...spread(), nodeSelector: { zone: 'b' } },
    p6: { ...spread({ nodeAffinityPolicy: 'Ignore' }), nodeSelector: { zone: 'b' } },
  })
  const zones = ['p1', 'p2', 'p3', 'p4'].map((name) => placed[name]?.[0])
  assert.deepEqual(zones.slice(0, 2).sort(), ['a', 'b'])
  assert.deepEqual(zones.slice(2).sort(), ['a', 'b'])
  assert.equal(placed['p5'], 'b1', 'other zones do not count when the Pod cannot go there')
  assert.equal(placed['p6'], '', 'unless they are to count')
  assert.match(
    cluster.told('p6')[0] ?? '',
    /1 node\(s\) didn't match pod topology spread constraints, 2 node\(s\) didn't match Pod's node affinity\/selector/,
  )
})

test('topology spread: minDomains imagines an empty domain', () => {
  const cluster = clusterOf(zoned())
  assert.deepEqual(
    Object.values(
      place(cluster, { p1: spread({ minDomains: 3 }), p2: spread({ minDomains: 3 }), p3: spread({ minDomains: 3 }) }),
    ).filter(Boolean).length,
    2,
  )
})

test('topology spread: ScheduleAnyway prefers the emptier zone', () => {
  const cluster = clusterOf(zoned())
  const soft = spread({ whenUnsatisfiable: 'ScheduleAnyway' })
  const placed = place(cluster, {
    p1: { ...soft, nodeSelector: { zone: 'a' } },
    p2: { ...soft, nodeSelector: { zone: 'a' } },
    p3: soft,
  })
  assert.equal(placed['p3'], 'b1')
})

test('Pods of one owner spread over zones and hosts by themselves', () => {
  const cluster = clusterOf([
    node('a1', { labels: { 'topology.kubernetes.io/zone': 'a' } }),
    node('a2', { labels: { 'topology.kubernetes.io/zone': 'a' } }),
    node('b1', { labels: { 'topology.kubernetes.io/zone': 'b' }, allocatable: { cpu: '16', memory: '64Gi' } }),
  ])
  cluster.put({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } } },
  })
  const wishes: Wishes = {
    labels: { app: 'web' },
    owner: { kind: 'ReplicaSet', name: 'web' },
    requests: { cpu: '100m', memory: '100Mi' },
  }
  assert.deepEqual(Object.values(place(cluster, { p1: wishes, p2: wishes, p3: wishes })).sort(), ['a1', 'a2', 'b1'])
})
