import { expect } from 'chai'
import { describe, it } from 'node:test'
import type { PodTemplateSpec } from '../kinds'
import { revisions, templates } from './template-hash.cases.json'
import { revisionHash, templateHash } from './template-hash'

// What is called `recorded` was read off a real cluster; the others were reckoned by upstream's own code from the same template, after it
// had been written to protocol buffers and read again as on its way to the controller.
describe('the hash of a template is that of a real cluster', () => {
  for (const { what, template, collisionCount, hash } of templates as readonly Case[])
    it(`${what}: ${hash}`, () => {
      expect(templateHash(template, collisionCount)).to.equal(hash)
    })
})

describe('the hash of a StatefulSet’s revision is that of a real cluster', () => {
  for (const { data, hash } of revisions)
    it(hash, () => {
      expect(revisionHash(data, 0)).to.equal(hash)
    })
})

interface Case {
  readonly what: string
  readonly template: PodTemplateSpec
  readonly collisionCount?: number
  readonly hash: string
}
