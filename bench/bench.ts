/* eslint-disable @typescript-eslint/no-require-imports -- each is loaded when it is asked for */
// usage: npm run bench [-- name ...]; prints a table and writes reports/bench.json. What each measures: bench/README.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Row } from './rows'

interface Measure {
  measure(): Row[] | Promise<Row[]>
}

/** Each is loaded when its turn comes. */
const MEASURES: Readonly<Record<string, () => Measure>> = {
  small: () => require('./small') as typeof import('./small.js'),
  rollout: () => require('./rollout') as typeof import('./rollout.js'),
  orders: () => require('./orders') as typeof import('./orders.js'),
  scheduler: () => require('./scheduler') as typeof import('./scheduler.js'),
  pods: () => require('./pods') as typeof import('./pods.js'),
  shell: () => require('./shell') as typeof import('./shell.js'),
  scale: () => require('./scale') as typeof import('./scale.js'),
  peers: () => require('./peers') as typeof import('./peers.js'),
  start: () => require('./start') as typeof import('./start.js'),
  features: () => require('./features') as typeof import('./features.js'),
  api: () => require('./api') as typeof import('./api.js'),
  site: () => require('./site') as typeof import('./site.js'),
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))

/** What cannot be measured here says why, and the others go on. */
async function rowsOf(name: string, load: () => Measure): Promise<Row[]> {
  try {
    return await load().measure()
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`)
    process.exitCode = 1
    return []
  }
}

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
    const rows = await rowsOf(name, load)
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

void main()
