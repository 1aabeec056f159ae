import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { it } from 'node:test'

/** What the doors of cucumber export, as a process sees them that has loaded this first. */
function exported(first: string): unknown {
  const program = `${first}; const doors = ['@cucumber/cucumber', '@cucumber/cucumber/lib/formatter/helpers/index'].map((name) => require(name))
    console.log(JSON.stringify(doors.map((door) => Object.keys(door).sort().map((name) => [name, typeof door[name]]))))`
  return JSON.parse(execFileSync(process.execPath, ['-r', 'ts-node/register', '-e', program], { encoding: 'utf8' }))
}

it('gives everything that cucumber exports', () => {
  const theirs = exported('')
  assert.deepEqual(exported("require('./src/cli/run/lean-cucumber.ts')"), theirs)
})
