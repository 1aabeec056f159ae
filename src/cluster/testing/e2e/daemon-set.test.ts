// Follows test/e2e/apps/daemon_set.go and controller_revision.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ControllerRevision, DaemonSet, Pod } from '../../../objects/kinds'
import { APPS, Client, CORE, workload } from './client'

test('the versions of a DaemonSet are its own to keep: made, patched and deleted by others', async () => {
  const client = new Client()
  const label = { 'daemonset-name': 'e2e' }
  const path = `${APPS}/controllerrevisions`
  const labelled = (selector = 'daemonset-name=e2e'): Promise<ControllerRevision[]> =>
    client.list<ControllerRevision>(path, selector)
  await client.create(`${APPS}/daemonsets`, workload('DaemonSet', 'e2e', {}, label))
  await client.until(
    'available',
    async () => ((await client.get<DaemonSet>(`${APPS}/daemonsets/e2e`)).status.numberAvailable ?? 0) > 0,
  )
  const [first] = await labelled()
  if (!first) throw new Error('no revision')
  await client.patch(`${path}/${first.metadata.name}`, { metadata: { labels: { [first.metadata.name]: 'patched' } } })
  await client.cluster.pass(500)
  const { labels, ownerReferences } = first.metadata
  const second = await client.create<ControllerRevision>(path, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: { name: 'e2e-second', labels, ownerReferences },
    data: first.data,
    revision: first.revision + 1,
  })
  await client.cluster.pass(5000)
  assert.equal((await labelled()).length, 2)
  await client.ask('DELETE', `${path}/${first.metadata.name}`)
  await client.until('one', async () => (await labelled()).length === 1)
  await client.patch(`${path}/${second.metadata.name}`, { metadata: { labels: { [second.metadata.name]: 'updated' } } })
  await client.patch(`${APPS}/daemonsets/e2e`, { spec: { template: { spec: { terminationGracePeriodSeconds: 1 } } } })
  await client.until('two', async () => (await labelled()).length === 2)
  await client.ask('DELETE', `${path}?labelSelector=${second.metadata.name}%3Dupdated`)
  await client.until('one again', async () => (await labelled()).length === 1)
  const [left] = await labelled()
  assert.equal(left?.revision, 3)
})

test('a failed Pod of a DaemonSet is made anew; the whole set is deleted as one of a collection', async () => {
  const client = new Client()
  await client.create(`${APPS}/daemonsets`, workload('DaemonSet', 'daemon-set', {}, { 'daemonset-name': 'daemon-set' }))
  const ready = async (): Promise<boolean> => {
    const { numberReady, desiredNumberScheduled } = (await client.get<DaemonSet>(`${APPS}/daemonsets/daemon-set`))
      .status
    return desiredNumberScheduled > 0 && numberReady === desiredNumberScheduled
  }
  await client.until('ready', ready)
  const [pod] = await client.list<Pod>(`${CORE}/pods`)
  await client.patch(`${CORE}/pods/${pod?.metadata.name}/status`, { status: { phase: 'Failed' } }, 'merge')
  await client.until(
    'made anew',
    async () =>
      (await client.list<Pod>(`${CORE}/pods`)).every(({ metadata }) => metadata.name !== pod?.metadata.name) &&
      (await ready()),
  )
  await client.ask('DELETE', `${APPS}/daemonsets?labelSelector=daemonset-name%3Ddaemon-set`)
  await client.until('gone', async () => (await client.list(`${CORE}/pods`)).length === 0)
})
