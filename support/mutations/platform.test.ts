import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { platformMutations } from './platform'

test('every fault finds its place exactly once and changes it', () => {
  const wrong = platformMutations.filter(
    ({ file, find, replace }) => readFileSync(resolve(file), 'utf8').split(find).length !== 2 || find === replace,
  )
  assert.deepEqual(
    wrong.map(({ behaviour, file, find }) => `${behaviour} ${file}: ${find}`),
    [],
  )
})
