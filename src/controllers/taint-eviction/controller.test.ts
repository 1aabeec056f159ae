// After upstream's taint_eviction_test.go: what is planned, called off and done.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { taintEvictionController } from './controller'
import type { Node, Pod } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'

const T0 = Date.UTC(2026, 0, 1, 8)
const meta = (name: string, uid: string) => ({ name, uid, resourceVersion: '1', creationTimestamp: '' })
const node = (...taints: string[]): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: meta('n', 'n'),
  spec: { taints: taints.map((key) => ({ key, effect: 'NoExecute' })) },
  status: {},
})
const pod = (seconds: number | undefined, uid = 'p'): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...meta('p', uid), namespace: 'default' },
  spec: {
    containers: [],
    nodeName: 'n',
    tolerations: [{ key: 'a', operator: 'Exists', ...(seconds === undefined ? {} : { tolerationSeconds: seconds }) }],
  },
  status: {},
})

const MARKING = 'Normal TaintManagerEviction: Marking for deletion Pod default/p'
const CANCELLING = 'Normal TaintManagerEviction: Cancelling deletion of Pod default/p'

/** What one controller says and wants, sync after sync, each in a world of its own at its second. */
function story(...syncs: [second: number, objects: readonly (Node | Pod)[]][]): unknown[] {
  const controller = taintEvictionController()
  return syncs.map(([second, objects]) => {
    const world = new OneSync(objects, { now: T0 + second * 1000 })
    const again = world.run(controller, pod(0))
    for (const subject of world.subjects)
      assert.deepEqual(subject, { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'default', name: 'p' } })
    return again ?? world.events
  })
}
const after = (seconds: number) => ({ afterMs: seconds * 1000 })

test('evictions are planned, done, or called off', () => {
  const tainted = node('a')
  assert.deepEqual(story([0, [tainted, pod(undefined)]]), [[]])
  assert.deepEqual(story([0, [node('b'), pod(100)]]), [[MARKING]])
  assert.deepEqual(story([0, [tainted, pod(100)]], [100, [tainted, pod(100)]]), [after(100), [MARKING]])
  assert.deepEqual(story([0, [tainted, pod(100)]], [50, [node(), pod(100)]]), [after(100), [CANCELLING]])
  assert.deepEqual(story([0, [tainted, pod(100)]], [50, [tainted, pod(undefined)]]), [after(100), [CANCELLING]])
  assert.deepEqual(story([0, [tainted, pod(100)]], [50, [node('a', 'b'), pod(100)]]), [
    after(100),
    [CANCELLING, MARKING],
  ])
})

test('a Pod that goes by itself is told of as well; the next of its name begins anew', () => {
  const tainted = node('a')
  assert.deepEqual(story([0, [tainted, pod(100)]], [50, [tainted]], [60, [tainted, pod(100, 'next')]]), [
    after(100),
    [CANCELLING],
    after(100),
  ])
})
