import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffStringsUnified } from 'jest-diff'
import { compare, type Comparison } from './compare'
import { play } from './play'
import { recordings } from './recording'

/** What a failing comparison shows: each command with what was wanted and what was got, and the Events that differ. */
function report({ differences, missing, extra }: Comparison): string {
  const commands = differences.map(({ command, want, got }) => `--- ${command}\n${diffStringsUnified(want, got, { contextLines: 1, expand: false, aAnnotation: 'Kubernetes', bAnnotation: 'the model' })}`)
  return [...commands, ...missing.map((text) => `missing event: ${text}`), ...extra.map((text) => `extra event: ${text}`)].join('\n')
}

for (const recording of recordings()) {
  test(`${recording.name}: ${recording.about}`, async () => {
    const comparison = compare(recording, await play(recording))
    assert.equal(report(comparison), '')
  })
}
