// How long the site takes, and how much memory, for 500 and for 5,000 scenarios made from copies of recorded ones.
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { SCENARIO_RECORD_TYPE } from '../src/objects/run-record'
import { builtCommand } from './built'
import type { Row } from './rows'

interface SiteMeasure {
  readonly scenarios: number
  readonly ms: number
  readonly megabytesMax: number
}

const COUNTS = [500, 5000]
const REPORT = 'reports/messages.ndjson'
const ROOT = resolve(__dirname, '..')

/** @throws when no run was recorded yet */
export function measure(): Row[] {
  const report = join(ROOT, REPORT)
  if (!existsSync(report)) throw new Error(`${report} does not exist: run the features first`)
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-bench-'))
  try {
    return COUNTS.map((count) => measureOne(copies(report, count, folder), folder)).flatMap(
      ({ scenarios, ms, megabytesMax }) => [
        { what: `site of ${scenarios} scenarios`, value: ms / 1000, unit: 's' },
        { what: `memory for ${scenarios} scenarios, at most`, value: megabytesMax, unit: 'MB' },
      ],
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The report so often that it has about this many scenarios; each copy's features have names of their own. */
function copies(report: string, count: number, folder: string): { file: string; scenarios: number } {
  const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean)
  const own = lines.filter((line) => line.includes(`"mediaType":"${SCENARIO_RECORD_TYPE}"`)).length
  const times = Math.max(1, Math.round(count / own))
  const file = join(folder, `messages-${count}.ndjson`)
  const out = openSync(file, 'w')
  for (let i = 0; i < times; i++) for (const line of lines) writeSync(out, `${i === 0 ? line : renamed(line, i)}\n`)
  closeSync(out)
  return { file, scenarios: own * times }
}

/** Ids and features of a copy differ from the original's in a few letters. */
const renamed = (line: string, copy: number): string =>
  line
    .replace(
      /"([0-9a-f]{8})-([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/g,
      (_all, first: string, rest: string) => `"${first}${copy}-${rest}"`,
    )
    .replaceAll('"features/', `"features/copy${copy}/`)

function measureOne({ file, scenarios }: { file: string; scenarios: number }, folder: string): SiteMeasure {
  const cli = dirname(builtCommand())
  const program = `require('${cli}/short-life'); const { ms } = require('${cli}/docs').docs({ reports: [${JSON.stringify(file)}], out: ${JSON.stringify(join(folder, 'site'))} }); console.log('measured', ms, Math.round(process.resourceUsage().maxRSS / 1024))`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' })
  const found = /measured (\d+) (\d+)/.exec(stdout)
  if (!found) throw new Error(`the site was not built: ${stderr}`)
  return { scenarios, ms: Number(found[1]), megabytesMax: Number(found[2]) }
}
