import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubeObject } from '../../objects/kube-object'
import answers from './answers.json'
import { answerTo } from './recorded-client'

const objects = answers.objects as unknown as Readonly<Record<string, KubeObject>>

for (const { recording, command, now, objects: keys, stdout, stderr, exitCode } of answers.cases) {
  test(`${recording}: ${command}`, async () => {
    const world = { now: Date.parse(now), objects: keys.map((key) => objects[key] as KubeObject) }
    assert.deepEqual(await answerTo(command, world), { stdout, stderr, exitCode })
  })
}
