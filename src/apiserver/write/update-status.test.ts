// Metadata in a write of the status. Follows PrepareForUpdate of the status strategies in pkg/registry and
// ResetObjectMetaForStatus of apimachinery, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import type { KubeObject } from '../../objects/kube-object'
import { isApiError } from '../status'

const ME = { actor: 'me', userAgent: 'me/1' }
const SAID = {
  labels: { tier: 'b' },
  annotations: { note: 'b' },
  finalizers: ['example.com/b'],
  ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'b', uid: 'b' }],
}
const NAMES = Object.keys(SAID) as (keyof typeof SAID)[]
const TEMPLATE = { metadata: { labels: { tier: 'a' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } }

const made = (kind: string, apiVersion: string, rest: object): KubeObject =>
  ({ apiVersion, kind, metadata: { name: 'a', labels: { tier: 'a' } }, ...rest }) as unknown as KubeObject

test('all that clients say of an object goes with its status, but for what a kind keeps', () => {
  const spec = { selector: { matchLabels: { tier: 'a' } }, template: TEMPLATE }
  const source = { attacher: 'a', nodeName: 'a', source: { persistentVolumeName: 'a' } }
  for (const [object, kept] of [
    [made('Pod', 'v1', { spec: TEMPLATE.spec }), ['ownerReferences']],
    [made('Deployment', 'apps/v1', { spec }), ['labels']],
    [made('ReplicaSet', 'apps/v1', { spec }), []],
    [made('Node', 'v1', {}), []],
    [made('VolumeAttachment', 'storage.k8s.io/v1', { spec: source }), NAMES],
  ] as const) {
    const { server } = createCluster({ runtime: 'instant', timeline: false })
    const namespace = server.definition(object.kind).namespaced ? 'default' : ''
    const created = server.create(object.kind, namespace, object, ME)
    const { metadata } = server.update(
      object.kind,
      { ...created, metadata: { ...created.metadata, ...SAID } },
      ME,
      'status',
    )
    const expected = NAMES.map((name) =>
      (kept as readonly string[]).includes(name) ? created.metadata[name] : SAID[name],
    )
    assert.deepEqual(
      NAMES.map((name) => metadata[name]),
      expected,
      object.kind,
    )
  }
})

test('it is judged as in any other write, and the last finalizer may go with it', () => {
  const { server } = createCluster({ runtime: 'instant', timeline: false })
  const created = server.create(
    'ReplicationController',
    'default',
    made('ReplicationController', 'v1', { spec: { selector: { tier: 'a' }, template: TEMPLATE } }),
    ME,
  )
  const withMetadata = (object: KubeObject, metadata: object): KubeObject => ({
    ...object,
    metadata: { ...object.metadata, ...metadata },
  })
  assert.throws(
    () => server.update(created.kind, withMetadata(created, { labels: { '-': 'b' } }), ME, 'status'),
    (error) => isApiError(error) && error.status.details?.causes?.[0]?.field === 'metadata.labels',
  )
  const held = server.update(created.kind, withMetadata(created, { finalizers: ['example.com/b'] }), ME, 'status')
  server.delete(held.kind, 'default', 'a', {}, ME)
  server.update(held.kind, withMetadata(server.get(held.kind, 'default', 'a'), { finalizers: [] }), ME, 'status')
  assert.equal(server.store.get(held.kind, 'default', 'a'), undefined)
})
