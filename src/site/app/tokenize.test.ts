import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeIndex } from './search'
import { tokenize } from './tokenize'

test('Chinese is cut into words', () => {
  assert.deepEqual(tokenize('StatefulSet 从编号最大的 Pod 开始滚动更新'), ['statefulset', '从', '编号', '最大', '的', 'pod', '开始', '滚动', '更新'])
})

test('words in the middle of a sentence are found, tags as they stand', () => {
  const entries = [
    { t: '用存活探针重启容器', w: 'Pod', u: 'a', b: '@POD-01', k: 'scenario' }, { t: '暂停之后再恢复', w: 'Deployment', u: 'b', b: '@DEP-15', k: 'scenario' }, { t: 'A rolling update', w: 'StatefulSet', u: 'c', b: '@STS-07 StatefulSet 滚动更新', k: 'feature' },
  ] as const
  const search = makeIndex(entries)
  const table: [string, string[]][] = [['探针', ['a']], ['暂停', ['b']], ['滚动更新', ['c']], ['roll', ['c']], ['@STS-07', ['c']], ['@STS-0', []], ['nothing', []]]
  for (const [query, found] of table) assert.deepEqual(search(query).map(({ u }) => u), found, query)
})
