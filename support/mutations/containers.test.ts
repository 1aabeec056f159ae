import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { containerMutations } from './containers'

test('each fault of containers and network has its place, exactly once, and changes it', () => {
  const wrong = containerMutations.filter(
    ({ file, find, replace }) => readFileSync(file, 'utf8').split(find).length !== 2 || find === replace,
  )
  assert.deepEqual(
    wrong.map(({ behaviour, file, find }) => `${behaviour} ${file}: ${find}`),
    [],
  )
})
