// The same lines to a real kubectl and to ours, each before a cluster of its own in the same state: the same answers, the same state after it.
import assert from 'node:assert/strict'
import test from 'node:test'
import { kubectlAt } from './installed'
import { open, worlds } from './world'

const kubectl = kubectlAt()

for (const world of worlds()) {
  test(
    `${world.name}: ${world.lines.length} lines`,
    { skip: kubectl.path === undefined && kubectl.because },
    async (t) => {
      const sides = await open(world, kubectl.path as string)
      t.after(() => sides.close())
      for (const line of world.lines) {
        await t.test(typeof line === 'string' ? line : line.run, async (each) => {
          const { real, ours, state, isRefused } = await sides.compare(line)
          if (isRefused) return each.skip(ours.stderr.trim())
          assert.deepEqual(ours, real)
          assert.deepEqual(state, [])
        })
      }
    },
  )
}
