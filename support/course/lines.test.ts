// Every line of the course that calls kubectl runs as it stands; those that cannot any more say what kubectl 1.36 says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { createCluster } from '../../src/cluster/create-cluster'
import { createClusterTerminal } from '../../src/cluster/terminal'
import { missingLines, TODAY } from './shown'
import { FeatureFiles } from '../feature-files'
import { SITUATIONS, type Situation } from './situations'

interface Line {
  readonly document: string
  readonly line: number
  readonly in: string
  readonly text: string
  /** what it answers when it cannot succeed */
  readonly says?: string
  readonly because?: string
  /** what the course shows under it */
  readonly shows?: string
  /** why it is answered otherwise today */
  readonly today?: keyof typeof TODAY
}

const lines = parse(readFileSync(join(__dirname, 'lines.yaml'), 'utf8')) as Line[]
const FEATURES = join(__dirname, '..', '..', 'features')

/** What kubectl says when it does not know a word, and what this project says when it does not model something. */
const UNKNOWN =
  /unknown (command|flag|shorthand)|doesn't have a resource type|not modelled|NotModelled|command not found/

/** A line that watches goes on until somebody stops it. */
const WATCHES = /\s-w\b/

function stage({ folder, edit }: Situation) {
  const cluster = createCluster()
  const terminal = createClusterTerminal(cluster, { files: new FeatureFiles(join(FEATURES, folder)) })
  if (edit) terminal.onEdit((text) => text.replaceAll(...(edit as [string, string])))
  return { cluster, terminal }
}

describe('lines of the course', () => {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = `${line.document} ${line.in}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  for (const [key, group] of groups) {
    it(key, async () => {
      const situation = SITUATIONS[(group[0] as Line).in]
      assert.ok(situation, `nobody describes the situation of ${key}`)
      const { cluster, terminal } = stage(situation)
      if (situation.before) {
        const { exitCode, stderr } = await terminal.run(situation.before)
        assert.equal(exitCode, 0, `before: ${stderr}`)
      }
      const wrong: string[] = []
      for (const line of group) {
        await cluster.pass((situation.seconds ?? 1) * 1000)
        const said = (answer: string, exitCode: number): void => {
          const { says, shows = '', today } = line
          const right =
            says === undefined ? exitCode === 0 && !UNKNOWN.test(answer) : exitCode !== 0 && answer.includes(says)
          const missing = missingLines(shows, answer)
          if (says === undefined && (today === undefined ? missing.length > 0 : missing.length === 0))
            wrong.push(
              `${line.document}:${line.line} ${line.text}\n  ${today === undefined ? 'is shown' : `is said to differ (${TODAY[today]})`}: ${missing.join('\n    ')}\n  answered: ${answer}`,
            )
          if (!right) wrong.push(`${line.document}:${line.line} ${line.text}\n  [${exitCode}] ${answer}`)
        }
        if (WATCHES.test(line.text.split('#')[0] as string)) {
          const background = await terminal.runInBackground(line.text)
          await cluster.pass(5_000)
          said(background.output(), background.output() === '' ? 1 : 0)
          await background.stop()
        } else {
          const { stdout, stderr, exitCode } = await terminal.run(line.text)
          said(stderr + stdout, exitCode)
        }
      }
      assert.deepEqual(wrong, [])
    })
  }

  it('finds the lines that cannot succeed with a reason each', () => {
    for (const { says, because, line } of lines) assert.equal(says === undefined, because === undefined, `line ${line}`)
  })
})
