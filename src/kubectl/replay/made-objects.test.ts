import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubeObject } from '../../objects/kube-object'
import { answerTo, serverOf } from './recorded-client'
import made from './made-objects.json'

// The commands were given one after the other, so that ages differ by what they took.
const withoutAges = (text: string): string =>
  text.replace(/\b(\d+d)?(\d+h)?(\d+m)?\d+s\b|\b\d+[smhd](\d+[smh])?\b/g, '<age>').replace(/ +/g, ' ')

const world = { now: made.now, objects: made.objects as unknown as readonly KubeObject[] }
const client = serverOf(world)

for (const { command, stdout, stderr, exitCode } of made.answers) {
  test(command, async () => {
    const answer = await answerTo(command, world, client)
    assert.deepEqual(
      { stdout: withoutAges(answer.stdout).split('\n'), stderr: withoutAges(answer.stderr), exitCode: answer.exitCode },
      { stdout: withoutAges(stdout).split('\n'), stderr: withoutAges(stderr), exitCode },
    )
  })
}
