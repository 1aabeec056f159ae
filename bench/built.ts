/* eslint-disable @typescript-eslint/no-require-imports -- what builds the package is plain JavaScript */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const ROOT = resolve(__dirname, '..')
const { command, isFresh } = require('../support/build/fresh.js') as { command: string; isFresh(): boolean }

/** The built command. It is built first when a source is newer: what is measured is what stands here. */
export function builtCommand(): string {
  if (isFresh()) return command
  process.stdout.write('building the package first\n')
  const { status } = spawnSync(process.execPath, ['support/build.js'], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error('the package does not build')
  return command
}
