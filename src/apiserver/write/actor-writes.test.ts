// Who manages what the cluster's own programs wrote. Expected are the entries of a real cluster.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from '../handle/handle'
import { Query } from '../handle/request'

interface Entry {
  manager: string
  operation: string
  subresource?: string
  time: string
  fieldsV1: Record<string, Record<string, object>>
}
interface Answered {
  status: number
  body: {
    message?: string
    metadata?: { name: string; resourceVersion: string; managedFields?: Entry[] }
    items?: { metadata: { managedFields?: Entry[] } }[]
  }
}

async function running() {
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  const send = (method: string, path: string, body?: object, type = 'application/json', query = {}): Answered =>
    handle(cluster.server, {
      method,
      path,
      query: new Query(query),
      headers: { 'user-agent': 'me/1', 'content-type': type },
      body: body ? JSON.stringify(body) : '',
    }) as Answered
  send('POST', DEPLOYMENTS, DEPLOYMENT)
  await cluster.until(() => readyOf(cluster.history.get('Deployment', 'default', 'web')) === 1, 60_000)
  return { cluster, send }
}

const readyOf = (object: object | undefined) => (object as { status: { readyReplicas?: number } }).status.readyReplicas
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'
const WEB = `${DEPLOYMENTS}/web`
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } },
  },
}
const condition = { '.': {}, 'f:lastTransitionTime': {}, 'f:message': {}, 'f:reason': {}, 'f:status': {}, 'f:type': {} }
const of = (entries: Entry[] | undefined, manager: string, subresource?: string): Entry['fieldsV1'] | undefined =>
  entries?.find((each) => each.manager === manager && each.subresource === subresource)?.fieldsV1
const who = (entries: Entry[] | undefined): string[] =>
  (entries ?? []).map(({ manager, operation, subresource = '' }) => `${manager} ${operation} ${subresource}`.trim())

test('a Deployment: its maker, and the controller that keeps its status', async () => {
  const { send } = await running()
  const entries = send('GET', WEB).body.metadata?.managedFields
  assert.deepEqual(who(entries), ['kube-controller-manager Update status', 'me Update'])
  assert.deepEqual(of(entries, 'kube-controller-manager', 'status'), {
    'f:metadata': { 'f:annotations': { '.': {}, 'f:deployment.kubernetes.io/revision': {} } },
    'f:status': {
      'f:availableReplicas': {},
      'f:conditions': {
        '.': {},
        'k:{"type":"Available"}': { ...condition, 'f:lastUpdateTime': {} },
        'k:{"type":"Progressing"}': { ...condition, 'f:lastUpdateTime': {} },
      },
      'f:observedGeneration': {},
      'f:readyReplicas': {},
      'f:replicas': {},
      'f:terminatingReplicas': {},
      'f:updatedReplicas': {},
    },
  })
})

test('a Pod: what its controller said and admission did not add, and the status but for what the scheduler bound', async () => {
  const { send } = await running()
  const [pod] = send('GET', '/api/v1/namespaces/default/pods').body.items ?? []
  const entries = pod?.metadata.managedFields
  assert.deepEqual(who(entries), ['kube-controller-manager Update', 'kubelet Update status'])
  assert.deepEqual(of(entries, 'kube-controller-manager')?.['f:spec'], {
    'f:containers': {
      'k:{"name":"c"}': {
        '.': {},
        'f:image': {},
        'f:imagePullPolicy': {},
        'f:name': {},
        'f:resources': {},
        'f:terminationMessagePath': {},
        'f:terminationMessagePolicy': {},
      },
    },
    'f:dnsPolicy': {},
    'f:enableServiceLinks': {},
    'f:restartPolicy': {},
    'f:schedulerName': {},
    'f:securityContext': {},
    'f:terminationGracePeriodSeconds': {},
  })
  const status = of(entries, 'kubelet', 'status')?.['f:status'] as Record<string, Record<string, object>>
  assert.deepEqual(status['f:conditions']?.['k:{"type":"PodScheduled"}'], { 'f:observedGeneration': {} })
  assert.ok(!Object.hasOwn(status, 'f:qosClass'))
})

test('a client that changes what a program wrote takes it, and the rest stays', async () => {
  const { send } = await running()
  const revision = (value: string) => ({ metadata: { annotations: { 'deployment.kubernetes.io/revision': value } } })
  const { metadata } = send('PATCH', WEB, revision('7'), 'application/merge-patch+json').body
  const annotations = (fields: Entry['fieldsV1'] | undefined) => fields?.['f:metadata']?.['f:annotations']
  assert.deepEqual(annotations(of(metadata?.managedFields, 'me')), {
    'f:deployment.kubernetes.io/revision': {},
  })
  assert.deepEqual(annotations(of(metadata?.managedFields, 'kube-controller-manager', 'status')), {})
})

test('what changes nothing is no write, though the entries were not in the object', async () => {
  const { send } = await running()
  const before = send('GET', WEB).body.metadata?.resourceVersion
  const after = send('PATCH', WEB, { spec: { replicas: 1 } }, 'application/merge-patch+json').body.metadata
  assert.equal(after?.resourceVersion, before)
})

test('an apply meets what a program wrote as a conflict', async () => {
  const { cluster, send } = await running()
  cluster.apiFor('horizontal-pod-autoscaler').setScale('Deployment', 'default', 'web', 3)
  const apply = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2 } }
  assert.equal(
    send('PATCH', WEB, apply, 'application/apply-patch+yaml', { fieldManager: 'you' }).body.message,
    'Apply failed with 1 conflict: conflict with "kube-controller-manager" with subresource "scale" using apps/v1: .spec.replicas',
  )
})

test('a patch may name the entries of the programs, to forget them', async () => {
  const { send } = await running()
  const patch = [{ op: 'replace', path: '/metadata/managedFields', value: [{}] }]
  const { status, body } = send('PATCH', WEB, patch, 'application/json-patch+json')
  assert.deepEqual([status, body.metadata?.managedFields], [200, undefined])
})

test('programs that take turns for long: each still has what it wrote last', async () => {
  const { cluster, send } = await running()
  for (let turn = 0; turn < 50; turn++)
    for (const actor of ['kubelet', 'replicaset-controller'])
      cluster.apiFor(actor).patch('ConfigMap', 'default', 'kube-root-ca.crt', {
        type: 'merge',
        body: { data: { [actor]: String(turn) } },
      })
  const entries = send('GET', '/api/v1/namespaces/default/configmaps/kube-root-ca.crt').body.metadata?.managedFields
  assert.deepEqual(
    entries?.map(({ manager, fieldsV1 }) => [manager, Object.keys(fieldsV1['f:data'] ?? {})]),
    [
      ['kube-controller-manager', ['.', 'f:ca.crt', 'f:replicaset-controller']],
      ['kubelet', ['f:kubelet']],
    ],
  )
})

test('the last state of what is gone has its managers', async () => {
  const { cluster, send } = await running()
  const [{ metadata }] = cluster.history.list('Pod', 'default') as unknown as [{ metadata: { name: string } }]
  const path = `/api/v1/namespaces/default/pods/${metadata.name}`
  const { body } = send('DELETE', path, undefined, undefined, { gracePeriodSeconds: '0' })
  assert.deepEqual(who(body.metadata?.managedFields), ['kube-controller-manager Update', 'kubelet Update status'])
})
