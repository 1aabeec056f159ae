import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { ROOT, sourceFiles } from '../tidy/source-files'
import { mutations } from './index'

const ids = sourceFiles(['features'], ['behaviours.yaml']).flatMap(({ text }) => Object.keys(parse(text) as object))

test('every behaviour of the catalogue is broken on purpose at least once', () => {
  assert.ok(ids.length > 0)
  assert.deepEqual(
    ids.filter((id) => !mutations.some(({ behaviour }) => behaviour === id)),
    [],
  )
})

test('the place of every fault is there exactly once', () => {
  const faults = mutations.flatMap(({ behaviour, file, find }) => {
    const times = readFileSync(join(ROOT, file), 'utf8').split(find).length - 1
    return times === 1 ? [] : [`${behaviour}: ${JSON.stringify(find)} stands ${times} times in ${file}`]
  })
  assert.deepEqual(faults, [])
})
