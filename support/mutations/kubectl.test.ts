import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { kubectlMutations } from './kubectl'

test('every fault finds its place exactly once and changes it', () => {
  const wrong = kubectlMutations.filter(
    ({ file, find, replace }) => readFileSync(resolve(file), 'utf8').split(find).length !== 2 || find === replace,
  )
  assert.deepEqual(
    wrong.map(({ behaviour, find }) => `${behaviour}: ${find}`),
    [],
  )
})
