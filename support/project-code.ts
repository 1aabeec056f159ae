import { existsSync, readdirSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'

/** What a run loads: the world and the phrases of this package, and the steps of the project that calls it. */
export interface ProjectCode {
  readonly files: string[]
  readonly requireModules: string[]
}

/** This package's root: `dist` when it is built, the project itself when it runs from source. */
const PACKAGE = resolve(__dirname, '..')
const ENDING = extname(__filename)

export function projectCode(further: readonly string[], cwd = process.cwd()): ProjectCode {
  const own = ['parameters', 'world', 'hooks'].map((name) => join(PACKAGE, 'support', `${name}${ENDING}`))
  const phrases = stepFiles(join(PACKAGE, 'steps'))
  const theirs = further.length ? further : resolve(cwd) === sourceRoot() ? [] : stepFiles(join(cwd, 'steps'))
  const needsTypeScript = [...phrases, ...theirs].some((file) => file.endsWith('.ts'))
  return { files: [...own, ...phrases, ...theirs], requireModules: needsTypeScript ? ['ts-node/register'] : [] }
}

const sourceRoot = (): string => (ENDING === '.ts' ? PACKAGE : resolve(PACKAGE, '..'))

function stepFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.steps\.(ts|js)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}
