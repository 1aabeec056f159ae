import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScenarioRecord } from '../../objects/run-record'
import { happenedUntil } from './happenings'

test('what happened up to an instant, the newest first, without mere changes', () => {
  const objects = [{ kind: 'Pod', namespace: 'default', name: 'web' }]
  const writes = [{ at: 0, type: 'ADDED', object: 0, actor: 'kubectl' }, { at: 1000, type: 'MODIFIED', object: 0, actor: 'kubelet' }, { at: 3000, type: 'DELETED', object: 0, actor: 'kubelet' }]
  const events = [{ at: 2000, about: 0, type: 'Warning', reason: 'Unhealthy', message: 'no answer' }]
  const told = (at: number) => happenedUntil({ objects, writes, events } as unknown as ScenarioRecord, at).map((each) => `${each.at} ${each.type} ${each.about} ${each.reason}${each.isWarning ? '!' : ''}`)
  assert.deepEqual(told(1500), ['0 created Pod web '])
  assert.deepEqual(told(3000), ['3000 deleted Pod web ', '2000 event Pod web Unhealthy!', '0 created Pod web '])
})
