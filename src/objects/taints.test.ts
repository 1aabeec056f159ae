import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Taint, Toleration } from './kinds'
import { tolerates, untoleratedTaint } from './taints'

const taint: Taint = { key: 'k', value: 'v', effect: 'NoSchedule' }

test('which tolerations tolerate k=v:NoSchedule', () => {
  const table: [toleration: Toleration, then: boolean][] = [
    [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoSchedule' }, true],
    [{ key: 'k', value: 'v' }, true],
    [{ key: 'k', value: 'w' }, false],
    [{ key: 'k', operator: 'Exists' }, true],
    [{ key: 'k', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ operator: 'Exists' }, true],
    [{ key: 'other', operator: 'Exists' }, false],
  ]
  for (const [toleration, then] of table) assert.equal(tolerates(toleration, taint), then, JSON.stringify(toleration))
})

test('only the effects that are asked for count', () => {
  assert.equal(untoleratedTaint([taint], [], ['NoExecute']), undefined)
  assert.equal(untoleratedTaint([taint], [], ['NoSchedule']), taint)
  assert.equal(untoleratedTaint(undefined, undefined, ['NoSchedule']), undefined)
})
