// A line a recording: how many of its commands, Events, lives of Pods and figures of workloads the model reproduces.
// usage: node -r ts-node/register support/conformance/score.ts [--verbose] [name ...]
import { diffStringsUnified } from 'jest-diff'
import { compare } from './compare'
import { differentFigures } from './figures'
import { play } from './play'
import { differentLives, lifeDifference, recordedLives } from './pod-statuses'
import { recordings } from './recording'

const plain = (text: string): string => text

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const verbose = args.includes('--verbose')
  const names = args.filter((arg) => !arg.startsWith('--'))
  for (const recording of recordings().filter(({ name }) => names.length === 0 || names.includes(name))) {
    try {
      const played = await play(recording)
      const { commands, differences, events, missing, extra } = compare(recording, played)
      const lives = recordedLives(recording)
      const different = differentLives(lives, played.lives)
      const { length: workloads } = recording.figures ?? []
      const figures = differentFigures(recording, played.figures)
      process.stdout.write(
        `${recording.name.padEnd(34)} commands ${commands - differences.length}/${commands}  events ${events - missing.length}/${events}${extra.length ? ` (+${extra.length})` : ''}${lives.length ? `  lives of Pods ${lives.length - different.length}/${lives.length}` : ''}${workloads ? `  figures of workloads ${workloads - figures.length}/${workloads}` : ''}\n`,
      )
      if (!verbose) continue
      for (const { command, want, got } of differences)
        process.stdout.write(
          `--- ${command}\n${diffStringsUnified(want, got, { contextLines: 1, expand: false, aColor: plain, bColor: plain, commonColor: plain, changeColor: plain, patchColor: plain, aAnnotation: 'Kubernetes', bAnnotation: 'the model' })}\n`,
        )
      for (const { name, want, got } of different)
        process.stdout.write(`--- life of ${name}: ${lifeDifference(want, got)}\n`)
      for (const { which, hunks } of figures)
        for (const { before, want, got, after } of hunks)
          process.stdout.write(
            `--- figures of ${which}\n  ${[before, ...want.map((state) => `- ${state}`), ...got.map((state) => `+ ${state}`), after].join('\n  ')}\n`,
          )
      for (const text of missing) process.stdout.write(`missing event: ${text}\n`)
      for (const text of extra) process.stdout.write(`extra event: ${text}\n`)
    } catch (error) {
      process.stdout.write(
        `${recording.name.padEnd(34)} failed: ${(error as Error).stack
          ?.split('\n')
          .slice(0, verbose ? 12 : 1)
          .join('\n')}\n`,
      )
    }
  }
}

void main()
