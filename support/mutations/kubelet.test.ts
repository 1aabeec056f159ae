import assert from 'node:assert/strict'
import fs from 'node:fs'
import { test } from 'node:test'
import { kubeletMutations } from './kubelet'

test('each fault of the kubelet has its place, exactly once', () => {
  for (const { file, find, behaviour } of kubeletMutations)
    assert.equal(fs.readFileSync(file, 'utf8').split(find).length - 1, 1, `${behaviour} ${file}: ${find}`)
})
