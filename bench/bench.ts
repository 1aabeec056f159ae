/* eslint-disable @typescript-eslint/no-require-imports -- each is loaded when it is asked for */
// usage: npm run bench [-- name ...]; prints a table and writes reports/bench.json. What each measures: bench/README.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Row } from './rows'

const MEASURES: Readonly<Record<string, () => Promise<{ measure(): Row[] | Promise<Row[]> }>>> = {
  small: () => Promise.resolve(require('./small') as typeof import('./small.js')),
  rollout: () => Promise.resolve(require('./rollout') as typeof import('./rollout.js')),
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))

async function main(): Promise<void> {
  const names = process.argv.slice(2)
  const unknown = names.filter((name) => !(name in MEASURES))
  if (unknown.length > 0) {
    process.stderr.write(`bench: unknown ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}\n`)
    process.exitCode = 2
    return
  }
  const all: Record<string, Row[]> = {}
  for (const [name, load] of Object.entries(MEASURES).filter(([each]) => names.length === 0 || names.includes(each))) {
    const rows = await (await load()).measure()
    all[name] = rows
    for (const { what, value, unit, reference = '' } of rows) process.stdout.write(`${name.padEnd(10)} ${what.padEnd(44)} ${shown(value).padStart(12)} ${unit.padEnd(8)} ${reference}\n`)
  }
  mkdirSync('reports', { recursive: true })
  writeFileSync('reports/bench.json', `${JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, measures: all }, null, 2)}\n`)
}

void main()
