import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Node } from '../../../objects/kinds'
import { ControlPlane } from './control-plane'
import { deployment } from './deployment'

const nodeState = ({ status: { conditions = [] }, spec: { taints = [] } }: Node): string =>
  [
    conditions.find(({ type }) => type === 'Ready')?.status,
    ...taints.map(({ key, effect }) => `${key.split('/')[1]}:${effect}`),
  ].join(' ')

const onNode = (cluster: ControlPlane, node: string): string[] =>
  cluster
    .list('Pod')
    .filter(({ spec }) => spec.nodeName === node)
    .map(({ metadata }) => metadata.name)

test('a node that falls silent is not ready after its time of grace, and loses its Pods after five minutes', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(3))
  cluster.seconds(12)
  cluster.silent.add('node-a')
  const [lost = ''] = onNode(cluster, 'node-a')
  cluster.seconds(54)
  assert.equal(nodeState(cluster.get('Node', 'node-a')), 'Unknown unreachable:NoSchedule')
  assert.equal(cluster.get('Pod', lost).status.conditions?.find(({ type }) => type === 'Ready')?.status, 'False')
  cluster.seconds(5)
  assert.equal(nodeState(cluster.get('Node', 'node-a')), 'Unknown unreachable:NoSchedule unreachable:NoExecute')
  cluster.seconds(290)
  assert.equal(cluster.get('Pod', lost).metadata.deletionTimestamp, undefined)
  cluster.seconds(15)
  assert.ok(cluster.get('Pod', lost).metadata.deletionTimestamp)
  assert.equal(cluster.list('Pod').filter(({ metadata }) => !metadata.deletionTimestamp).length, 3)
  assert.deepEqual(cluster.events('Node', 'node-a'), ['NodeNotReady: Node node-a status is now: NodeNotReady'])
  assert.deepEqual(cluster.events('Pod', lost), [
    'NodeNotReady: Node is not ready',
    `TaintManagerEviction: Marking for deletion Pod default/${lost}`,
  ])
  const target = cluster.get('Pod', lost).status.conditions?.find(({ type }) => type === 'DisruptionTarget')
  assert.deepEqual(
    [target?.reason, target?.message],
    ['DeletionByTaintManager', 'Taint manager: deleting due to NoExecute taint'],
  )
})

test('a node that speaks again keeps its Pods', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(3))
  cluster.seconds(12)
  const [kept = ''] = onNode(cluster, 'node-a')
  cluster.silent.add('node-a')
  cluster.seconds(100)
  cluster.silent.delete('node-a')
  cluster.postNode('node-a')
  cluster.seconds(400)
  assert.equal(nodeState(cluster.get('Node', 'node-a')), 'True')
  assert.deepEqual(onNode(cluster, 'node-a'), [kept])
  assert.equal(cluster.events('Pod', kept).at(-1), `TaintManagerEviction: Cancelling deletion of Pod default/${kept}`)
})

test('a node that joins is registered, one that leaves is removed', () => {
  const cluster = new ControlPlane({ nodes: ['node-a'] })
  cluster.addNode('node-b')
  cluster.seconds(6)
  cluster.api.delete('Node', '', 'node-b')
  cluster.seconds(6)
  assert.deepEqual(cluster.events('Node', 'node-a'), [])
  assert.deepEqual(cluster.events('Node', 'node-b'), [
    'RegisteredNode: Node node-b event: Registered Node node-b in Controller',
    'RemovingNode: Node node-b event: Removing Node node-b from Controller',
  ])
})

test('Pods of a node that is gone are collected', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(3))
  cluster.seconds(12)
  cluster.api.delete('Node', '', 'node-a')
  cluster.seconds(85)
  assert.deepEqual(onNode(cluster, 'node-a'), [])
  assert.equal(cluster.list('Pod').length, 3)
  const failed = cluster.changes.find(({ object, actor }) => actor === 'pod-garbage-collector' && object.kind === 'Pod')
    ?.object as { status?: { phase?: string } }
  assert.equal(failed.status?.phase, 'Failed')
})

test('nothing is evicted when all nodes are silent', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(3))
  cluster.seconds(12)
  for (const name of ['node-a', 'node-b', 'node-c']) cluster.silent.add(name)
  cluster.seconds(600)
  assert.equal(cluster.list('Pod').filter(({ metadata }) => metadata.deletionTimestamp).length, 0)
  assert.ok(cluster.list('Node').every((node) => nodeState(node) === 'Unknown unreachable:NoSchedule'))
})

test('a NoExecute taint without toleration evicts at once, with tolerationSeconds later', () => {
  const cluster = new ControlPlane({ nodes: ['node-a'] })
  const pod = (name: string, tolerations: object[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { tolerations, containers: [{ name: 'c', image: 'runs' }] },
  })
  const maintenance = (tolerationSeconds?: number) => [
    {
      key: 'maintenance',
      operator: 'Exists',
      effect: 'NoExecute',
      ...(tolerationSeconds ? { tolerationSeconds } : {}),
    },
  ]
  cluster.create(pod('plain', []))
  cluster.create(pod('later', maintenance(60)))
  cluster.create(pod('stays', maintenance()))
  cluster.seconds(5)
  cluster.patch('Node', 'node-a', { spec: { taints: [{ key: 'maintenance', effect: 'NoExecute' }] } })
  cluster.seconds(5)
  assert.deepEqual(
    cluster.list('Pod').map(({ metadata }) => metadata.name),
    ['later', 'stays'],
  )
  cluster.seconds(60)
  assert.deepEqual(
    cluster.list('Pod').map(({ metadata }) => metadata.name),
    ['stays'],
  )
})
