import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { unifiedDiff } from './unified-diff'

/** Answers of Python's difflib, which upstream's library follows. */
const known: readonly [before: string, after: string, diff: string][] = [
  ['a', 'a', ''],
  [
    'l4\nl1\nl2\nl1\nl1\nl0\nl0\nl1\nl1\nl0\nl1\nl1\nl0\nl1\nl3\nl0\nl2\nl3\nl4\nl4\nl3\nl3\nl4',
    'l4\nl1\nl2\nl1\nl1\nl1\nl0\nl0\nl1\nl1\nl0\nl1\nl1\nl0\nl1\nl0\nl2\nl3\nl4\nl4\nl3\nl3\nl4\nx',
    '@@ -1,6 +1,7 @@\n l4\n l1\n l2\n+l1\n l1\n l1\n l0\n@@ -12,7 +13,6 @@\n l1\n l0\n l1\n-l3\n l0\n l2\n l3\n@@ -21,3 +21,4 @@\n l3\n l3\n l4\n+x\n',
  ],
  [
    'l1\nl2\nl0\nl0\nl2\nl4\nl3\nl3\nl3\nl0\nl2\nl2\nl2\nl0\nl2\nl2\nl2\nl2\nl2',
    'l1\nl2\nl4\nl0\nl0\nl4\nl3\nl3\nl3\nl0\nl2\nl2\nl1\nl2\nl0\nl2\nl2\nl2\nl2\nl2\nl3',
    '@@ -1,8 +1,8 @@\n l1\n l2\n+l4\n l0\n l0\n-l2\n l4\n l3\n l3\n@@ -10,6 +10,7 @@\n l0\n l2\n l2\n+l1\n l2\n l0\n l2\n@@ -17,3 +18,4 @@\n l2\n l2\n l2\n+l3\n',
  ],
  [
    'l1\nl1\nl0\nl1\nl0\nl0\nl0\nl0\nl0\nl0\nl1\nl1\nl0\nl0\nl1\nl0\nl1\nl1\nl0',
    'l0\nl1\nl1\nl0\nl1\nl0\nl0\nl0\nl0\nl0\nl1\nl0\nl0\nl1\nl0\nl1\nl1\nx',
    '@@ -1,3 +1,4 @@\n+l0\n l1\n l1\n l0\n@@ -7,8 +8,6 @@\n l0\n l0\n l0\n-l0\n-l1\n l1\n l0\n l0\n@@ -16,4 +15,4 @@\n l0\n l1\n l1\n-l0\n+x\n',
  ],
  [
    'l4\nl4\nl2\nl0\nl3\nl3\nl2\nl3\nl3\nl4\nl4\nl2\nl3\nl0\nl3\nl0\nl3\nl2\nl2\nl0',
    'x\nl4\nl2\nl0\nl3\nl3\nl2\nl3\nx\nl4\nl4\nl2\nl3\nl0\nl3\nl0\nl3\nl2\nl2\nx',
    '@@ -1,4 +1,4 @@\n-l4\n+x\n l4\n l2\n l0\n@@ -6,7 +6,7 @@\n l3\n l2\n l3\n-l3\n+x\n l4\n l4\n l2\n@@ -17,4 +17,4 @@\n l3\n l2\n l2\n-l0\n+x\n',
  ],
  ['l4\nl16\nl7\nl31\nl28\nl30\nl24', 'l4\nl7\nl31\nl28\nl30\nl24', '@@ -1,5 +1,4 @@\n l4\n-l16\n l7\n l31\n l28\n'],
  ['l3\nl2', 'l3\nx', '@@ -1,2 +1,2 @@\n l3\n-l2\n+x\n'],
  ['l0', 'x', '@@ -1 +1 @@\n-l0\n+x\n'],
]

for (const [index, [before, after, diff]] of known.entries())
  test(`a diff as difflib makes it, ${index}`, () => assert.equal(unifiedDiff(before, after), diff))

/** The new lines, made of the old ones and the hunks. */
function patched(before: string, diff: string): string {
  const old = before.split('\n')
  const next: string[] = []
  let at = 0
  for (const line of diff.split('\n').slice(0, -1)) {
    const head = /^@@ -(\d+)(?:,(\d+))? /.exec(line)
    if (head) {
      const start = Number(head[1]) - (head[2] === '0' ? 0 : 1)
      next.push(...old.slice(at, start))
      at = start
    } else {
      if (!line.startsWith('-')) next.push(line.slice(1))
      if (!line.startsWith('+')) at++
    }
  }
  return [...next, ...old.slice(at)].join('\n')
}

test('hunks turn the old lines into the new ones', () => {
  const lines = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 })
    .map((items) => items.join('\n'))
  fc.assert(
    fc.property(lines, lines, (before, after) => assert.equal(patched(before, unifiedDiff(before, after)), after)),
  )
})
