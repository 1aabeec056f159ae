// Texts as recorded from Kubernetes v1.36.2, or as its source says them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeCluster, MASTER_TAINT, node, pod, threeNodes } from './testing/fake-cluster'

const NOT_HELPFUL =
  'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'

type Wishes = Parameters<typeof pod>[1]
const nodeSelectorTerms = (key: string, operator: string, values?: string[]): Wishes => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator, ...(values ? { values } : {}) }] }],
      },
    },
  },
})

const refusals: { name: string; wishes: Wishes; message: string }[] = [
  {
    name: 'no node has the labels',
    wishes: nodeSelectorTerms('disk', 'In', ['ssd']),
    message: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL}`,
  },
  {
    name: 'a nodeSelector that nobody has, with the taint tolerated',
    wishes: { nodeSelector: { disk: 'ssd' }, tolerations: [{ operator: 'Exists' }] },
    message: `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL}`,
  },
  {
    name: 'larger than any node',
    wishes: { requests: { cpu: '2' } },
    message: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. ${NOT_HELPFUL}`,
  },
  {
    name: 'all reasons of one node are counted',
    wishes: { requests: { cpu: '2', memory: '8Gi', 'ephemeral-storage': '1Gi', 'example.com/gpu': '1' } },
    message: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu, 2 Insufficient ephemeral-storage, 2 Insufficient example.com/gpu, 2 Insufficient memory. ${NOT_HELPFUL}`,
  },
  {
    name: 'init containers count where they ask for more',
    wishes: { initContainers: [{ name: 'i', resources: { requests: { cpu: '2' } } }] },
    message: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. ${NOT_HELPFUL}`,
  },
  {
    name: 'a node that is named and does not fit, as DaemonSets name it',
    wishes: {
      requests: { cpu: '2' },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['k8s-node01'] }] }],
          },
        },
      },
    },
    message: `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. ${NOT_HELPFUL}`,
  },
  {
    name: 'node names that contradict each other',
    wishes: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchFields: [
                  { key: 'metadata.name', operator: 'In', values: ['k8s-node01'] },
                  { key: 'metadata.name', operator: 'In', values: ['k8s-node02'] },
                ],
              },
            ],
          },
        },
      },
    },
    message: '0/3 nodes are available: pod affinity terms conflict. not found',
  },
  {
    name: 'a claim that is not there',
    wishes: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] },
    message: '0/3 nodes are available: persistentvolumeclaim "data" not found. not found',
  },
  {
    name: 'Pod affinity without anybody to be near to',
    wishes: {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'db' } } },
          ],
        },
      },
    },
    message: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match pod affinity rules. ${NOT_HELPFUL}`,
  },
  {
    name: 'spreading over a label that no node has',
    wishes: {
      labels: { app: 'web' },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { app: 'web' } },
        },
      ],
    },
    message: `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match pod topology spread constraints (missing required label). ${NOT_HELPFUL}`,
  },
]

for (const { name, wishes, message } of refusals) {
  test(`FailedScheduling: ${name}`, () => {
    const cluster = new FakeCluster()
    threeNodes(cluster)
    cluster.scheduler()
    cluster.put(pod('p', wishes))
    cluster.settle()
    assert.deepEqual(cluster.told('p'), [`FailedScheduling ${message}`])
    assert.deepEqual(cluster.pod('p').status.conditions, [
      {
        type: 'PodScheduled',
        observedGeneration: 1,
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: '2026-01-01T08:00:00Z',
        reason: 'Unschedulable',
        message,
      },
    ])
  })
}

test('the form of an Event: events.k8s.io, seen through the core API', () => {
  const cluster = new FakeCluster()
  threeNodes(cluster)
  cluster.scheduler()
  cluster.put(pod('p'))
  cluster.settle()
  const [{ metadata, ...event }] = cluster.events as [(typeof cluster.events)[number]]
  assert.match(metadata.name ?? '', /^p\.[0-9a-f]{16}$/)
  assert.deepEqual(event, {
    kind: 'Event',
    apiVersion: 'v1',
    involvedObject: {
      kind: 'Pod',
      namespace: 'default',
      name: 'p',
      uid: 'uid-of-p',
      apiVersion: 'v1',
      resourceVersion: '5',
    },
    reason: 'Scheduled',
    message: 'Successfully assigned default/p to k8s-node01',
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type: 'Normal',
    eventTime: '2026-01-01T08:00:00.000000Z',
    action: 'Binding',
    reportingComponent: 'default-scheduler',
    reportingInstance: 'default-scheduler-vm',
  })
})

test('cordoned nodes, taken ports, full nodes', () => {
  const cluster = new FakeCluster()
  cluster.put(node('a', { unschedulable: true }))
  cluster.put(node('b', { allocatable: { pods: '0' } }))
  cluster.put(node('c', { taints: [MASTER_TAINT] }))
  cluster.put(node('d'))
  cluster.scheduler()
  const ports = [{ name: 'c', ports: [{ containerPort: 80, hostPort: 8080 }] }]
  cluster.put(pod('first', { containers: ports }))
  cluster.put(pod('second', { containers: ports }))
  cluster.settle()
  assert.deepEqual(cluster.placements(), { first: 'd' })
  assert.deepEqual(cluster.told('second'), [
    "FailedScheduling 0/4 nodes are available: 1 Too many pods, 1 node(s) didn't have free ports for the requested pod ports, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. " +
      'no new claims to deallocate, preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
  ])
})

test('no nodes at all: tried again with back-off, one series of Events', () => {
  const cluster = new FakeCluster()
  cluster.scheduler()
  cluster.put(pod('p'))
  cluster.pass(100)
  assert.deepEqual(cluster.told('p'), ['FailedScheduling no nodes available to schedule pods'])
  cluster.put(node('late'))
  cluster.pass(500)
  assert.deepEqual(cluster.placements(), {}, 'an error is waited out')
  cluster.pass(1400)
  assert.deepEqual(cluster.placements(), { p: 'late' })
})

test('a refused binding is an error: told, and tried again after its back-off', () => {
  const cluster = new FakeCluster()
  threeNodes(cluster)
  cluster.scheduler()
  cluster.refuseBinding = 'no'
  cluster.put(pod('p'))
  cluster.settle()
  assert.deepEqual(cluster.told('p'), ['FailedScheduling running Bind plugin "DefaultBinder": no'])
  assert.equal(cluster.pod('p').status.conditions?.[0]?.reason, 'SchedulerError')
  cluster.refuseBinding = undefined
  cluster.pass(1999)
  assert.deepEqual(cluster.placements(), {})
  cluster.pass(1)
  assert.deepEqual(cluster.placements(), { p: 'k8s-node02' })
})
