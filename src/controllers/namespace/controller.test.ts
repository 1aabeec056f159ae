// After upstream's namespaced_resources_deleter_test.go: what a look at a namespace that goes does, says and waits for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namespaceController } from './controller'
import type { KindName, Namespace } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { OneSync, fakeError, type OneSyncOptions } from '../testing/one-sync'

const T0 = Date.UTC(2026, 0, 1, 8)
const namespace: Namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'demo',
    uid: 'demo',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T07:00:00Z',
    deletionTimestamp: '2026-01-01T08:00:00Z',
  },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
}
const object = (kind: KindName, apiVersion: string, more: object = {}, finalizers: string[] = []): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'demo', uid: kind, resourceVersion: '1', creationTimestamp: '', finalizers },
  ...more,
})
const pod = (seconds: number): KubeObject =>
  object('Pod', 'v1', { spec: { terminationGracePeriodSeconds: seconds }, status: { phase: 'Running' } })

/** After so many seconds: what was written, what the conditions say that are not well, and what the controller waits for. */
function look(second: number, objects: readonly KubeObject[], refuse?: OneSyncOptions['refuse']) {
  const world = new OneSync([namespace, ...objects], { now: T0 + second * 1000, refuse })
  const again = world.run(namespaceController(), namespace)
  const { conditions = [] } = world.get('Namespace', '', 'demo')?.status ?? {}
  const ill = conditions.filter(({ status }) => status === 'True').map(({ type, message }) => `${type}: ${message}`)
  const writes = world.writes.filter((write) => !write.startsWith('status'))
  return { writes, ill, again: again instanceof Error ? 'retry' : again?.afterMs }
}
const pods = 'Some resources are remaining: pods. has 1 resource instances'

test('nothing is left: the namespace may go', () => {
  assert.deepEqual(look(5, [object('ConfigMap', 'v1')]), {
    writes: ['delete ConfigMap x', 'finalize Namespace demo'],
    ill: [],
    again: undefined,
  })
})

test('Pods go first, and get half of their grace before the next look', () => {
  assert.deepEqual(look(5, [pod(30), object('ConfigMap', 'v1')]), {
    writes: ['delete Pod x'],
    ill: [`NamespaceContentRemaining: ${pods}`],
    again: 16_000,
  })
})

test('Pods that should be gone by now are a failure, and looked at again soon', () => {
  assert.deepEqual(look(30, [pod(30)]), {
    writes: ['delete Pod x'],
    ill: [
      'NamespaceDeletionContentFailure: Failed to delete all resource types, 1 remaining: unexpected items still remain in namespace: demo for gvr: /v1, Resource=pods',
      `NamespaceContentRemaining: ${pods}`,
    ],
    again: 'retry',
  })
})

test('what finalizers hold is waited for, fifteen seconds and half of them at a time', () => {
  const held = object('Job', 'batch/v1', {}, ['example.com/hold'])
  assert.deepEqual(look(5, [held]), {
    writes: ['delete Job x'],
    ill: [
      'NamespaceContentRemaining: Some resources are remaining: jobs.batch has 1 resource instances',
      'NamespaceFinalizersRemaining: Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    ],
    again: 8000,
  })
})

test('a refusal is told of, and does not keep the rest from going', () => {
  const found = look(5, [object('ConfigMap', 'v1'), object('Secret', 'v1')], (call) =>
    call.startsWith('delete ConfigMap') ? fakeError() : undefined,
  )
  assert.deepEqual(found, {
    writes: ['delete Secret x'],
    ill: ['NamespaceDeletionContentFailure: Failed to delete all resource types, 1 remaining: fake error'],
    again: 'retry',
  })
})
