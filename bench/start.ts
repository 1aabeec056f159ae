// How long a person waits: from the start of a process to the first line, or to its end. From the built package.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtCommand } from './built'
import type { Row } from './rows'

const TIMES = 5
const FEATURE = 'features/deployment/replica-sets.feature'

export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-bench-'))
  try {
    return [
      { what: 'kubecuke --help', value: await best('end', ['--help']), unit: 'ms' },
      {
        what: 'kubecuke serve is ready',
        value: await best('first line', ['serve', '--kubeconfig', join(folder, 'config')]),
        unit: 'ms',
        reference: 'goal: 300 ms',
      },
      {
        what: `kubecuke run ${FEATURE}`,
        value: await best('end', ['run', FEATURE, '--reports', folder]),
        unit: 'ms',
        reference: 'goal: 600 ms',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function best(until: 'end' | 'first line', args: string[]): Promise<number> {
  let least = Infinity
  for (let i = 0; i < TIMES; i++) least = Math.min(least, await once(until, args))
  return least
}

function once(until: 'end' | 'first line', args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(process.execPath, [builtCommand(), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let line: number | undefined
    child.stdout.on('data', () => {
      if (until === 'end' || line !== undefined) return
      line = performance.now() - begun
      child.kill()
    })
    child.on('exit', (code) => {
      if (until === 'end' && code !== 0) reject(new Error(`kubecuke ${args.join(' ')}: exit code ${code}`))
      else resolve(line ?? performance.now() - begun)
    })
  })
}
