// usage: npm run bench [-- name ...]; prints a table and writes reports/bench.json. What each measures: bench/README.md.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Row } from './rows'

/** Each is a file of this folder. */
const MEASURES = [
  'small',
  'rollout',
  'orders',
  'scheduler',
  'pods',
  'shell',
  'scale',
  'peers',
  'start',
  'features',
  'api',
  'site',
] as const

/** Enough for 150,000 Pods with their history; what is used is measured, not what is allowed. */
const HEAP_MB = 6_000

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))

/** What cannot be measured here says why, and the others go on. */
function rowsOf(name: string): Row[] {
  const { status, stdout } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, '-r', 'ts-node/register', join(__dirname, 'measure-one.ts'), name],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1e9 },
  )
  if (status === 0) return JSON.parse(stdout.trimEnd().split('\n').at(-1) as string) as Row[]
  process.stderr.write(`${name}: could not be measured\n`)
  process.exitCode = 1
  return []
}

function main(): void {
  const names = process.argv.slice(2)
  const unknown = names.filter((name) => !(MEASURES as readonly string[]).includes(name))
  if (unknown.length > 0) {
    process.stderr.write(`bench: unknown ${unknown.join(', ')}; there are ${MEASURES.join(', ')}\n`)
    process.exitCode = 2
    return
  }
  const all: Record<string, Row[]> = {}
  for (const name of MEASURES.filter((each) => names.length === 0 || names.includes(each))) {
    const rows = rowsOf(name)
    all[name] = rows
    for (const { what, value, unit, reference = '' } of rows)
      process.stdout.write(
        `${name.padEnd(10)} ${what.padEnd(44)} ${shown(value).padStart(12)} ${unit.padEnd(8)} ${reference}\n`,
      )
  }
  mkdirSync('reports', { recursive: true })
  writeFileSync(
    'reports/bench.json',
    `${JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, measures: all }, null, 2)}\n`,
  )
}

main()
