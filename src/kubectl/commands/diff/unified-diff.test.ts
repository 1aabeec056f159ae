import assert from 'node:assert/strict'
import test from 'node:test'
import { unifiedDiff } from './unified-diff'

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

test('equal texts have no hunks', () => {
  assert.equal(unifiedDiff('a\nb\n', 'a\nb\n'), '')
})

test('a changed line stands between three lines of what is around it', () => {
  const before = lines('1', '2', '3', '4', '5', '6', '7', '8', '9')
  assert.equal(
    unifiedDiff(before, before.replace('5', 'five')),
    lines('@@ -2,7 +2,7 @@', ' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'),
  )
})

test('changes far from each other have hunks of their own', () => {
  const before = Array.from({ length: 20 }, (_, i) => String(i))
  const after = before.map((line) => (line === '1' || line === '18' ? `${line}!` : line))
  assert.deepEqual(unifiedDiff(lines(...before), lines(...after)).match(/@@.*@@/g), [
    '@@ -1,5 +1,5 @@',
    '@@ -16,5 +16,5 @@',
  ])
})

test('of an empty text, and of a single line', () => {
  assert.equal(unifiedDiff('', 'a\nb\n'), lines('@@ -0,0 +1,2 @@', '+a', '+b'))
  assert.equal(unifiedDiff('a\n', 'b\n'), lines('@@ -1 +1 @@', '-a', '+b'))
})

test('a run of changes slides down as far as it goes, as diff(1) lets it', () => {
  assert.equal(
    unifiedDiff(lines('a', '-', 'b', '-', 'c'), lines('a', '-', 'b', '-', 'b', '-', 'c')),
    lines('@@ -2,4 +2,6 @@', ' -', ' b', ' -', '+b', '+-', ' c'),
  )
})
