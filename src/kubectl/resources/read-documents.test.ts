import assert from 'node:assert/strict'
import test from 'node:test'
import { readDocuments } from './read-documents'
import cases from './yaml-problem.cases.json'

const firstProblem = (text: string): string | null => {
  for (const document of readDocuments(text)) if ('problem' in document) return document.problem
  return null
}

for (const [text, problem] of cases as [string, string | null][]) {
  // The directive is the one thing that the reader takes and go-yaml does not.
  if (text.startsWith('%YAML')) continue
  test(`${JSON.stringify(text)}: ${problem ?? 'is read'}`, () => assert.equal(firstProblem(text), problem))
}

test("Go's dialect", () => {
  const text =
    'mode: 0644\non: yes\ny: n\nbig: 1_000\ntime: 12:30:45\nday: 2020-01-01\nbase: &b {a: 1}\nmerged: {<<: *b, c: 2}\n'
  assert.deepEqual(readDocuments(text), [
    {
      value: {
        mode: 420,
        true: false,
        big: 1000,
        time: '12:30:45',
        day: '2020-01-01',
        base: { a: 1 },
        merged: { a: 1, c: 2 },
      },
    },
  ])
})

test('documents are split at ---, JSON values follow each other', () => {
  assert.deepEqual(readDocuments('---\na: 1\n---\n# nothing\n--- # again\nb: 2'), [
    { value: { a: 1 } },
    { value: { b: 2 } },
  ])
  assert.deepEqual(readDocuments('{"a": 1}\n{"b": "}"}'), [{ value: { a: 1 } }, { value: { b: '}' } }])
  assert.deepEqual(readDocuments('{a: 1}'), [{ value: { a: 1 } }])
})
