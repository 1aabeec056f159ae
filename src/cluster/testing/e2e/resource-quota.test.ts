// Follows test/e2e/apimachinery/resource_quota.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '../../../objects/kube-object'
import type { ResourceQuota } from '../../../objects/kinds'
import { Client, CORE, template, workload, APPS } from './client'

const QUOTAS = `${CORE}/resourcequotas`
type Amounts = Record<string, string>

const HARD: Amounts = {
  pods: '5',
  services: '10',
  'services.nodeports': '1',
  'services.loadbalancers': '1',
  replicationcontrollers: '10',
  resourcequotas: '10',
  configmaps: '10',
  secrets: '10',
  persistentvolumeclaims: '10',
  'requests.storage': '10Gi',
  cpu: '1',
  memory: '500Mi',
  'requests.ephemeral-storage': '50Gi',
  'count/replicasets.apps': '5',
  'requests.example.com/dongle': '3',
  'gold.storageclass.storage.k8s.io/persistentvolumeclaims': '10',
  'gold.storageclass.storage.k8s.io/requests.storage': '10Gi',
}

class QuotaClient extends Client {
  async quota(name: string, spec: object): Promise<void> {
    await this.create(QUOTAS, { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec })
    await this.until(
      'counted',
      async () => (await this.get<ResourceQuota>(`${QUOTAS}/${name}`)).status.used !== undefined,
    )
  }

  async uses(name: string, wanted: Amounts): Promise<void> {
    const used = async (): Promise<Amounts> => {
      const { status } = await this.get<ResourceQuota>(`${QUOTAS}/${name}`)
      return Object.fromEntries(Object.keys(wanted).map((key) => [key, status.used?.[key] ?? '']))
    }
    await this.until(
      `${name} uses ${JSON.stringify(wanted)}`,
      async () => {
        const now = await used()
        return JSON.stringify(now) === JSON.stringify(wanted)
      },
      20_000,
    ).catch(async (error: unknown) => {
      assert.deepEqual(await used(), wanted)
      throw error
    })
  }

  async refuses(path: string, body: object, why: RegExp): Promise<void> {
    await assert.rejects(this.create(path, body), why)
  }

  async drop(path: string): Promise<void> {
    await this.ask('DELETE', path)
  }
}

const pod = (name: string, requests: Amounts, limits: Amounts = {}, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    containers: [{ name: 'pause', image: 'nginx:1.25', resources: { requests, limits } }],
    terminationGracePeriodSeconds: 0,
    ...more,
  },
})
const service = (name: string, type: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { type, ports: [{ port: 80, targetPort: 80 }], ...more },
})
const claim = (name: string, storageClassName?: string): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    ...(storageClassName ? { storageClassName } : {}),
  },
})
const named = (kind: string, name: string): object => ({ apiVersion: 'v1', kind, metadata: { name } })

test('a quota counts Services by their type, and refuses one too many', async () => {
  const client = new QuotaClient()
  await client.quota('test', { hard: HARD })
  // The Service `kubernetes` of the namespace counts as well.
  await client.uses('test', { services: '1', 'services.nodeports': '0', 'services.loadbalancers': '0' })
  await client.create(`${CORE}/services`, service('cluster', 'ClusterIP'))
  await client.create(`${CORE}/services`, service('node', 'NodePort'))
  await client.uses('test', { services: '3', 'services.nodeports': '1', 'services.loadbalancers': '0' })
  await client.refuses(
    `${CORE}/services`,
    service('balanced', 'LoadBalancer'),
    /exceeded quota: test, requested: services.nodeports=1, used: services.nodeports=1, limited: services.nodeports=1/,
  )
  await client.create(`${CORE}/services`, service('bare', 'LoadBalancer', { allocateLoadBalancerNodePorts: false }))
  await client.uses('test', { services: '4', 'services.nodeports': '1', 'services.loadbalancers': '1' })
  for (const name of ['cluster', 'node', 'bare']) await client.drop(`${CORE}/services/${name}`)
  await client.uses('test', { services: '1', 'services.nodeports': '0', 'services.loadbalancers': '0' })
})

test('a quota counts what Pods ask for, and lets go of it', async () => {
  const client = new QuotaClient()
  await client.quota('test', { hard: HARD })
  const dongle = { 'requests.example.com/dongle': '2' }
  const asked = { cpu: '500m', memory: '252Mi', 'ephemeral-storage': '30Gi', 'example.com/dongle': '2' }
  await client.create(`${CORE}/pods`, pod('test-pod', asked, { 'example.com/dongle': '2' }))
  await client.uses('test', {
    pods: '1',
    cpu: '500m',
    memory: '252Mi',
    'requests.ephemeral-storage': '30Gi',
    ...dongle,
  })
  await client.refuses(
    `${CORE}/pods`,
    pod('fail', { cpu: '600m', memory: '100Mi', 'ephemeral-storage': '1Gi' }),
    /exceeded quota: test, requested: cpu=600m, used: cpu=500m, limited: cpu=1/,
  )
  await client.refuses(
    `${CORE}/pods`,
    pod(
      'fail',
      { cpu: '100m', memory: '10Mi', 'ephemeral-storage': '1Gi', 'example.com/dongle': '2' },
      { 'example.com/dongle': '2' },
    ),
    /exceeded quota: test, requested: requests.example.com\/dongle=2, used: requests.example.com\/dongle=2, limited: requests.example.com\/dongle=3/,
  )
  await client.refuses(
    `${CORE}/pods`,
    pod('none', {}),
    /failed quota: test: must specify cpu for: pause; memory for: pause/,
  )
  await client.drop(`${CORE}/pods/test-pod`)
  await client.uses('test', {
    pods: '0',
    cpu: '0',
    memory: '0',
    'requests.ephemeral-storage': '0',
    'requests.example.com/dongle': '0',
  })
})

test('a quota counts ConfigMaps, Secrets, ReplicationControllers, ReplicaSets and claims, those of a class by themselves', async () => {
  const client = new QuotaClient()
  await client.create('/apis/storage.k8s.io/v1/storageclasses', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'gold' },
    provisioner: 'kubernetes.io/no-provisioner',
  })
  await client.quota('test', { hard: HARD })
  await client.uses('test', { configmaps: '1', secrets: '0' })
  const before = {
    replicationcontrollers: '0',
    'count/replicasets.apps': '0',
    persistentvolumeclaims: '0',
    'requests.storage': '0',
  }
  await client.uses('test', before)
  const made: [string, object][] = [
    [`${CORE}/configmaps`, named('ConfigMap', 'one')],
    [`${CORE}/secrets`, named('Secret', 'one')],
    [
      `${CORE}/replicationcontrollers`,
      {
        apiVersion: 'v1',
        kind: 'ReplicationController',
        metadata: { name: 'one' },
        spec: { replicas: 0, selector: { a: 'b' }, template: template({ a: 'b' }) },
      },
    ],
    [`${APPS}/replicasets`, workload('ReplicaSet', 'one', { replicas: 0 })],
    [`${CORE}/persistentvolumeclaims`, claim('one')],
    [`${CORE}/persistentvolumeclaims`, claim('two', 'gold')],
  ]
  for (const [path, body] of made) await client.create(path, body)
  await client.uses('test', { configmaps: '2', secrets: '1' })
  await client.uses('test', {
    replicationcontrollers: '1',
    'count/replicasets.apps': '1',
    persistentvolumeclaims: '2',
    'requests.storage': '2Gi',
  })
  await client.uses('test', {
    'gold.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
    'gold.storageclass.storage.k8s.io/requests.storage': '1Gi',
  })
  for (const [path, body] of made) await client.drop(`${path}/${(body as KubeObject).metadata.name}`)
  await client.uses('test', { configmaps: '1', secrets: '0', ...before })
})

test('scopes: whether Pods end by themselves, and whether they ask for anything', async () => {
  const client = new QuotaClient()
  const some = { hard: { pods: '5', cpu: '1', memory: '500Mi' } }
  await client.quota('terminating', { ...some, scopes: ['Terminating'] })
  await client.quota('not-terminating', { ...some, scopes: ['NotTerminating'] })
  await client.quota('best-effort', { hard: { pods: '5' }, scopes: ['BestEffort'] })
  await client.quota('not-best-effort', { hard: { pods: '5' }, scopes: ['NotBestEffort'] })
  const counts = async (...wanted: [string, string, string, string]) => {
    const names = ['terminating', 'not-terminating', 'best-effort', 'not-best-effort']
    for (const [place, name] of names.entries()) await client.uses(name, { pods: wanted[place] ?? '' })
  }
  await client.create(`${CORE}/pods`, pod('long', { cpu: '500m', memory: '200Mi' }))
  await counts('0', '1', '0', '1')
  await client.uses('not-terminating', { pods: '1', cpu: '500m', memory: '200Mi' })
  await client.create(
    `${CORE}/pods`,
    pod('short', { cpu: '500m', memory: '200Mi' }, {}, { activeDeadlineSeconds: 3600 }),
  )
  await counts('1', '1', '0', '2')
  for (const name of ['long', 'short']) await client.drop(`${CORE}/pods/${name}`)
  await counts('0', '0', '0', '0')
  await client.drop(`${QUOTAS}/terminating`)
  await client.drop(`${QUOTAS}/not-terminating`)
  await client.create(`${CORE}/pods`, pod('any', {}))
  await client.uses('best-effort', { pods: '1' })
  await client.uses('not-best-effort', { pods: '0' })
})

test('scopes by priority: In, NotIn, Exists', async () => {
  const client = new QuotaClient()
  await client.create('/apis/scheduling.k8s.io/v1/priorityclasses', {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'pclass1' },
    value: 1000,
  })
  const scoped = (operator: string, values?: string[]) => ({
    hard: { pods: '1' },
    scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, ...(values ? { values } : {}) }] },
  })
  await client.quota('in', scoped('In', ['pclass1']))
  await client.quota('not-in', scoped('NotIn', ['pclass9']))
  await client.quota('exists', scoped('Exists'))
  await client.create(`${CORE}/pods`, pod('one', {}, {}, { priorityClassName: 'pclass1' }))
  for (const name of ['in', 'not-in', 'exists']) await client.uses(name, { pods: '1' })
  await client.refuses(
    `${CORE}/pods`,
    pod('two', {}, {}, { priorityClassName: 'pclass1' }),
    /exceeded quota: exists, requested: pods=1, used: pods=1, limited: pods=1/,
  )
  await client.drop(`${CORE}/pods/one`)
  for (const name of ['in', 'not-in', 'exists']) await client.uses(name, { pods: '0' })
})

test('the life of a quota: changed, patched, its status patched and replaced, deleted as one of a collection', async () => {
  const client = new QuotaClient()
  await client.quota('life', { hard: { cpu: '1', memory: '500Mi' } })
  const path = `${QUOTAS}/life`
  const quota = await client.get<ResourceQuota>(path)
  await client.ask('PUT', path, { ...quota, spec: { hard: { cpu: '2', memory: '1Gi' } } })
  await client.patch(path, { metadata: { labels: { a: 'b' } }, spec: { hard: { memory: '750Mi' } } })
  await client.until(
    'taken in',
    async () => (await client.get<ResourceQuota>(path)).status.hard?.['memory'] === '750Mi',
  )
  const patched = await client.patch<ResourceQuota>(`${path}/status`, { status: { hard: { cpu: '4', memory: '2Gi' } } })
  assert.deepEqual(patched.status.hard, { cpu: '4', memory: '2Gi' })
  await client.until(
    'the controller knows better',
    async () => (await client.get<ResourceQuota>(path)).status.hard?.['cpu'] === '2',
    400_000,
  )
  await client.drop(`${QUOTAS}?labelSelector=a%3Db`)
  assert.deepEqual(await client.list(QUOTAS), [])
})

test('what someone writes into the status of a quota stays until everything is counted anew', async () => {
  const client = new QuotaClient()
  await client.quota('test', { hard: { pods: '5', configmaps: '10' } })
  await client.patch(`${QUOTAS}/test/status`, { status: { used: { pods: '5' }, hard: { pods: '9' } } }, 'merge')
  await client.create(`${CORE}/configmaps`, named('ConfigMap', 'first'))
  // One is there from the beginning.
  await client.uses('test', { pods: '5', configmaps: '2' })
  await client.cluster.pass(300_000)
  await client.uses('test', { pods: '0', configmaps: '2' })
  assert.deepEqual((await client.get<ResourceQuota>(`${QUOTAS}/test`)).status.hard, { pods: '5', configmaps: '10' })

  await client.patch(`${QUOTAS}/test/status`, { status: { used: { pods: '4' } } }, 'merge')
  await client.patch(`${QUOTAS}/test`, { spec: { hard: { pods: '6' } } }, 'merge')
  await client.uses('test', { pods: '0', configmaps: '2' })
})
