import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffStringsUnified } from 'jest-diff'
import { compare, type Comparison } from './compare'
import { differentFigures, type DifferentFigures } from './figures'
import { knownDifferences } from './known-differences'
import { differentLives, lifeDifference, recordedLives, type DifferentLife } from './pod-statuses'
import { play } from './play'
import { recordings } from './recording'

/** What a failing comparison shows: each command with what was wanted and what was got, and the Events that differ. */
function report({ differences, missing, extra }: Comparison): string {
  const commands = differences.map(
    ({ command, want, got }) =>
      `--- ${command}\n${diffStringsUnified(want, got, { contextLines: 1, expand: false, aAnnotation: 'Kubernetes', bAnnotation: 'the model' })}`,
  )
  return [
    ...commands,
    ...missing.map((text) => `missing event: ${text}`),
    ...extra.map((text) => `extra event: ${text}`),
  ].join('\n')
}

/** The comparison without what is known to differ; what no longer differs is told, so that the list stays true. */
function withoutKnown(
  name: string,
  comparison: Comparison,
  figures: readonly DifferentFigures[],
): { comparison: Comparison; figures: DifferentFigures[]; mended: string[] } {
  const known = knownDifferences.filter(({ recording }) => recording === name)
  const isKnown = (text: string): boolean => known.some(({ what }) => text.startsWith(what))
  const all = [
    ...comparison.differences.map(({ command }) => command.trim()),
    ...comparison.missing,
    ...figures.map(figuresText),
  ]
  return {
    figures: figures.filter((each) => !known.some(({ what }) => what === figuresText(each))),
    comparison: {
      ...comparison,
      differences: comparison.differences.filter(({ command }) => !isKnown(command.trim())),
      missing: comparison.missing.filter((text) => !isKnown(text)),
    },
    mended: known.filter(({ what }) => !all.some((text) => text.startsWith(what))).map(({ what }) => what),
  }
}

const figuresText = ({ which }: DifferentFigures): string => `figures of ${which}`

/** Where the statuses of Pods part ways. */
const lifeTexts = (lives: readonly DifferentLife[]): string[] =>
  lives.map(({ name, want, got }) => `${name}\n${lifeDifference(want, got)}`)

for (const recording of recordings()) {
  test(`${recording.name}: ${recording.about}`, async () => {
    const played = await play(recording)
    const { comparison, figures, mended } = withoutKnown(
      recording.name,
      compare(recording, played),
      differentFigures(recording, played.figures),
    )
    assert.equal(report(comparison), '')
    assert.deepEqual(figures, [], 'what a watcher sees of workloads on the way')
    assert.deepEqual(lifeTexts(differentLives(recordedLives(recording), played.lives)), [])
    assert.deepEqual(mended, [], 'these do not differ any more: take them off the list of known differences')
  })
}
