// The same lines to a real kubectl and to ours, each before a cluster of its own in the same state: the same answers, the same state after it.
import assert from 'node:assert/strict'
import test from 'node:test'
import { kubectlAt } from './installed'
import { knownDifferences, open, worlds } from './world'

const kubectl = kubectlAt()
const runOf = (line: string | { readonly run: string }): string => (typeof line === 'string' ? line : line.run)

test('every known difference is of a line that is given, and has a reason', () => {
  const given = new Set(worlds().flatMap(({ name, lines }) => lines.map((line) => `${name}: ${runOf(line)}`)))
  assert.deepEqual(
    knownDifferences.filter(({ world, line, because }) => !given.has(`${world}: ${line}`) || because === ''),
    [],
  )
})

for (const world of worlds()) {
  const known = new Set(knownDifferences.filter((each) => each.world === world.name).map(({ line }) => line))
  test(
    `${world.name}: ${world.lines.length} lines`,
    { skip: kubectl.path === undefined && kubectl.because },
    async (t) => {
      const sides = await open(world, kubectl.path as string)
      t.after(() => sides.close())
      const alike = new Set<string>()
      for (const line of world.lines) {
        await t.test(runOf(line), async () => {
          const { real, ours, state, isRefused } = await sides.compare(line)
          if (known.has(runOf(line)))
            return void (JSON.stringify([ours, state]) === JSON.stringify([real, []]) && alike.add(runOf(line)))
          if (isRefused) assert.fail(`is refused, and not listed: ${ours.stderr.trim()}`)
          assert.deepEqual(ours, real)
          assert.deepEqual(state, [])
        })
      }
      assert.deepEqual([...alike], [], 'listed as different, but answered alike')
    },
  )
}
