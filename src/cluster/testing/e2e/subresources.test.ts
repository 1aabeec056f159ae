// What test/e2e/apps, v1.36, asks of scale and status of each kind.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment } from '../../../objects/kinds'
import { APPS, Client, workload } from './client'

for (const [resource, kind] of [
  ['deployments', 'Deployment'],
  ['replicasets', 'ReplicaSet'],
  ['statefulsets', 'StatefulSet'],
] as const)
  test(`${kind}: the scale subresource`, async () => {
    const client = new Client()
    const path = `${APPS}/${resource}/test-scale`
    await client.create(
      `${APPS}/${resource}`,
      workload(kind, 'test-scale', { replicas: 1, ...(kind === 'StatefulSet' ? { serviceName: 'test' } : {}) }),
    )
    await client.cluster.pass(2000)
    interface Scale {
      metadata: { resourceVersion?: string }
      spec: { replicas: number }
    }
    const scale = await client.get<Scale>(`${path}/scale`)
    assert.equal(scale.spec.replicas, 1)
    const { resourceVersion: _, ...metadata } = scale.metadata
    assert.equal(
      (await client.ask<Scale>('PUT', `${path}/scale`, { ...scale, metadata, spec: { replicas: 2 } })).spec.replicas,
      2,
    )
    assert.equal((await client.get<Deployment>(path)).spec.replicas, 2)
    await client.patch(`${path}/scale`, { spec: { replicas: 4 } }, 'merge')
    assert.equal((await client.get<Deployment>(path)).spec.replicas, 4)
  })

for (const [resource, kind] of [
  ['deployments', 'Deployment'],
  ['replicasets', 'ReplicaSet'],
  ['statefulsets', 'StatefulSet'],
  ['daemonsets', 'DaemonSet'],
] as const)
  test(`${kind}: the status endpoint takes conditions, by update and by patch`, async () => {
    const client = new Client()
    const path = `${APPS}/${resource}/test-status`
    await client.create(
      `${APPS}/${resource}`,
      workload(kind, 'test-status', {
        ...(kind === 'DaemonSet' ? {} : { replicas: 1 }),
        ...(kind === 'StatefulSet' ? { serviceName: 'test' } : {}),
      }),
    )
    await client.cluster.pass(3000)
    const condition = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set from e2e test' }
    const now = await client.get<Deployment>(`${path}/status`)
    const updated = await client.ask<Deployment>('PUT', `${path}/status`, {
      ...now,
      status: { ...now.status, conditions: [...(now.status.conditions ?? []), condition] },
    })
    assert.ok(updated.status.conditions?.some(({ type }) => type === 'StatusUpdate'))
    await client.cluster.pass(3000)
    assert.ok((await client.get<Deployment>(path)).status.conditions?.some(({ type }) => type === 'StatusUpdate'))
    await client.patch(
      `${path}/status`,
      { status: { conditions: [{ type: 'StatusPatched', status: 'True' }] } },
      'merge',
    )
    await client.cluster.pass(3000)
    assert.ok((await client.get<Deployment>(path)).status.conditions?.some(({ type }) => type === 'StatusPatched'))
  })
