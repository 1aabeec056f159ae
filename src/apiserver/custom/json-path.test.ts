import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePath } from './json-path'

const object = {
  metadata: { labels: { 'app.kubernetes.io/name': 'x' } },
  status: {
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'Other', status: 'False' },
    ],
  },
}

const CASES: readonly [path: string, value: unknown][] = [
  ['.status.conditions[0].type', 'Ready'],
  ['.status.conditions[?(@.type=="Other")].status', 'False'],
  [".status.conditions[?(@.type=='None')].status", undefined],
  ['.status.conditions[*].status', 'True'],
  ['.metadata.labels.app\\.kubernetes\\.io/name', undefined],
  ["['metadata'].labels['app.kubernetes.io/name']", 'x'],
  ['.nowhere.at.all', undefined],
]
for (const [path, value] of CASES)
  test(path, () => {
    assert.equal(parsePath(path)?.(object), value)
  })

test('what is no simple path has no reader', () => {
  assert.equal(parsePath('.a[(1)]'), undefined)
})
