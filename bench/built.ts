import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(__dirname, '..')
const COMMAND = join(ROOT, 'dist', 'src', 'cli', 'main.js')
const SOURCES = ['src', 'steps', 'support', 'package.json']

/** The built command. It is built first when a source is newer: what is measured is what stands here. */
export function builtCommand(): string {
  if (!isFresh()) {
    process.stdout.write('building the package first\n')
    const { status } = spawnSync(process.execPath, ['support/build.js'], { cwd: ROOT, stdio: 'inherit' })
    if (status !== 0) throw new Error('the package does not build')
  }
  return COMMAND
}

function isFresh(): boolean {
  if (!existsSync(COMMAND)) return false
  const builtAt = statSync(COMMAND).mtimeMs
  return SOURCES.every((name) => newest(join(ROOT, name)) <= builtAt)
}

function newest(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
