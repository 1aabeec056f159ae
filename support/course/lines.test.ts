// Every line of the course that calls kubectl runs as it stands; those that cannot any more say what kubectl 1.36 says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { createCluster } from '../../src/cluster/create-cluster'
import { createClusterTerminal } from '../../src/cluster/terminal'
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
          const { says } = line
          const right =
            says === undefined ? exitCode === 0 && !UNKNOWN.test(answer) : exitCode !== 0 && answer.includes(says)
          if (!right) wrong.push(`${line.document}:${line.line} ${line.text}\n  [${exitCode}] ${answer}`)
        }
        if (WATCHES.test(line.text.split('#')[0] as string)) {
          const background = await terminal.runInBackground(line.text)
          await cluster.pass(5_000)
          said(background.output(), background.output() === '' ? 1 : 0)
          await background.stop()
        } else {
          const { stdout, stderr, exitCode } = await terminal.run(line.text)
          said(stdout + stderr, exitCode)
        }
      }
      assert.deepEqual(wrong, [])
    })
  }

  it('finds the lines that cannot succeed with a reason each', () => {
    for (const { says, because, line } of lines) assert.equal(says === undefined, because === undefined, `line ${line}`)
  })
})
