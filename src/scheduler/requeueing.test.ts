// Which change brings which Pods back: the cases of test/integration/scheduler/queueing/queue.go (CoreResourceEnqueueTestCases),
// v1.36, that the default feature gates let happen. Affinity and volumes have files of their own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Taint } from '../objects/kinds'
import { nodeAffinity } from './plugins/node-affinity'
import { nodeResourcesFit } from './plugins/node-resources-fit'
import { FakeCluster, node, pod } from './testing/fake-cluster'
import type { Wishes } from './testing/place'
import { requeued, type Requeueing } from './testing/requeued'

type Case = readonly [name: string, stage: Requeueing, then: readonly string[]]

const put = (object: Parameters<FakeCluster['put']>[0]) => (cluster: FakeCluster) => void cluster.put(object)
const gone = (name: string) => (cluster: FakeCluster) => cluster.remove('Pod', 'default', name)

const cpu = (wanted: string): Wishes => ({ requests: { cpu: wanted } })
const holds = (size: string, more = {}) => ({ allocatable: { cpu: size, ...more } })
const noSchedule = (key: string): Taint => ({ key, effect: 'NoSchedule' })
const tainted = (...keys: string[]) => ({ taints: keys.map(noSchedule) })
const tolerates = (...keys: string[]): Wishes => ({
  tolerations: keys.map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' })),
})
const wants = (key: string, ...values: string[]): Wishes => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values }] }],
      },
    },
  },
})
const port = (hostPort: number): Wishes => ({
  containers: [{ name: 'c', image: 'x', ports: [{ containerPort: 8080, hostPort }] }],
})
const placed = (name: string, nodeName: string, wishes: Wishes = {}) => pod(name, { ...wishes, nodeName })

const FULL = [node('n1', holds('4')), node('n2', { ...holds('2'), labels: { group: 'b' } })]
const BIG_IN_B = { p1: { ...wants('group', 'b'), ...cpu('4') } }
const FIT = [nodeAffinity, nodeResourcesFit]

const nodes: Case[] = [
  [
    'room, but still a taint',
    {
      objects: [node('n', { ...holds('2'), ...tainted('bad') })],
      pods: { p1: cpu('4'), p2: { ...tolerates('bad'), ...cpu('4') } },
      change: put(node('n', { ...holds('4'), ...tainted('bad') })),
    },
    ['p2'],
  ],
  [
    'a label',
    {
      objects: [node('n', { labels: { group: 'a' } })],
      pods: { p1: wants('group', 'b'), p2: wants('group', 'c') },
      change: put(node('n', { labels: { group: 'b' } })),
    },
    ['p1'],
  ],
  [
    'a label of a node that was right before, and too small',
    {
      plugins: FIT,
      objects: [node('n1', { ...holds('2'), labels: { group: 'a' } }), node('n2', { labels: { group: 'b' } })],
      pods: { p1: { ...wants('group', 'a'), ...cpu('4') } },
      change: put(node('n1', { ...holds('2'), labels: { group: 'a', more: 'x' } })),
    },
    [],
  ],
  [
    'a node with the label',
    {
      objects: [node('n', { labels: { group: 'a' } })],
      pods: { p1: wants('group', 'b'), p2: wants('group', 'c') },
      change: put(node('n2', { labels: { group: 'b' } })),
    },
    ['p1'],
  ],
  [
    'another taint',
    {
      objects: [node('n', tainted('bad'))],
      pods: { p1: tolerates('k'), p2: tolerates('k2'), p3: {} },
      change: put(node('n', tainted('k'))),
    },
    ['p1'],
  ],
  [
    'a node with a taint that one tolerates',
    {
      objects: [node('n', tainted('bad'))],
      pods: { p1: tolerates('k'), p2: tolerates('k2') },
      change: put(node('n2', tainted('k'))),
    },
    ['p1'],
  ],
  [
    'a node that is large enough for one',
    { objects: [node('n', holds('2'))], pods: { p1: cpu('4'), p2: cpu('5') }, change: put(node('n2', holds('4'))) },
    ['p1'],
  ],
  [
    'a node that becomes large enough for one',
    { objects: [node('n', holds('2'))], pods: { p1: cpu('4'), p2: cpu('5') }, change: put(node('n', holds('4'))) },
    ['p1'],
  ],
  [
    'more of what nobody asked for',
    { plugins: FIT, objects: FULL, pods: BIG_IN_B, change: put(node('n1', holds('4', { memory: '8Gi' }))) },
    [],
  ],
  [
    'more of what is asked for, be it on the wrong node',
    { plugins: FIT, objects: FULL, pods: BIG_IN_B, change: put(node('n1', holds('5'))) },
    ['p1'],
  ],
  [
    'more Pods are allowed, be it on the wrong node',
    {
      plugins: FIT,
      objects: [
        node('n1', { allocatable: { pods: '2' } }),
        node('n2', { allocatable: { pods: '1' }, labels: { group: 'b' } }),
        placed('there', 'n2'),
      ],
      pods: { p1: wants('group', 'b') },
      change: put(node('n1', { allocatable: { pods: '3' } })),
    },
    ['p1'],
  ],
  [
    'no cordon any more',
    { objects: [node('n', { unschedulable: true })], pods: { p1: {} }, change: put(node('n')) },
    ['p1'],
  ],
  [
    'a node without a cordon',
    { objects: [node('n', { unschedulable: true })], pods: { p1: {} }, change: put(node('n2')) },
    ['p1'],
  ],
  [
    'a cordoned node',
    {
      objects: [node('n', { unschedulable: true })],
      pods: { p1: {} },
      change: put(node('n2', { unschedulable: true })),
    },
    [],
  ],
]

const others: Case[] = [
  [
    'a toleration of its own',
    {
      objects: [node('n', tainted('k'))],
      pods: { p1: {}, p2: {} },
      change: put(pod('p1', tolerates('k'))),
    },
    ['p1'],
  ],
  [
    'a label of its own, where a taint was in the way',
    { objects: [node('n', tainted('k'))], pods: { p1: {} }, change: put(pod('p1', { labels: { a: 'b' } })) },
    [],
  ],
  [
    'it asks for less',
    { objects: [node('n', holds('2'))], pods: { p1: cpu('4') }, change: put(pod('p1', cpu('2'))) },
    ['p1'],
  ],
  [
    'a Pod goes',
    { objects: [node('n', holds('2')), placed('x', 'n', cpu('2'))], pods: { p1: cpu('2') }, change: gone('x') },
    ['p1'],
  ],
  [
    'a port is free',
    {
      objects: [node('n'), placed('x', 'n', port(8080)), placed('y', 'n', port(8081))],
      pods: { p1: port(8080), p2: port(8081) },
      change: gone('x'),
    },
    ['p1'],
  ],
  [
    'a node with free ports',
    { objects: [node('n'), placed('x', 'n', port(8080))], pods: { p1: port(8080) }, change: put(node('n2')) },
    ['p1'],
  ],
]

for (const [area, cases] of Object.entries({ nodes, others }))
  for (const [name, stage, then] of cases)
    test(`what brings Pods back, ${area}: ${name}`, () => assert.deepEqual(requeued(stage), then))
