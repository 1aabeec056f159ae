// What V8 made of the package's own files is kept beside them for the next call: compiling them again takes longer than all else
// that `kubecuke serve` does until it is ready. Node does so by itself from version 22 on (`module.enableCompileCache`); for
// Node 20 this file does it, in the same way: what was compiled is written when the process ends, and a folder that cannot be written
// costs time, no more. Only the built package (dist/) is kept so.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import nodeModule, { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { Script } from 'node:vm'

interface Compiling {
  _compile(this: NodeJS.Module, text: string, filename: string, ...rest: unknown[]): unknown
}

type Wrapped = (...args: [unknown, NodeJS.Require, NodeJS.Module, string, string]) => unknown

const DIST = join(__dirname, '..', '..')
const FOLDER = join(DIST, '.compiled')
/** Smaller files are compiled as soon as read. */
const WORTH_KEEPING_MIN = 2_000

const built = __filename.endsWith('.js')
const { enableCompileCache } = nodeModule as { enableCompileCache?: () => void }
if (enableCompileCache) enableCompileCache()
else if (built) keepCompiledCode()

function keepCompiledCode(): void {
  const prototype = nodeModule.prototype as unknown as Compiling
  const compile = prototype._compile
  const fresh = new Map<string, Script>()
  prototype._compile = function (text, filename, ...rest) {
    if (!filename.startsWith(DIST) || !canBeKept(text)) return compile.call(this, text, filename, ...rest)
    const kept = placeOf(filename)
    const cachedData = read(kept)
    const script = new Script(nodeModule.wrap(text.replace(/^#!.*/, '')), {
      filename,
      ...(cachedData && { cachedData }),
    })
    if (!cachedData || script.cachedDataRejected) fresh.set(kept, script)
    const run = script.runInThisContext() as Wrapped
    return run.call(this.exports, this.exports, createRequire(filename), this, filename, dirname(filename))
  }
  process.on('exit', () => write(fresh))
}

/** A kept script of Node 20 has lost what `import()` needs. */
const canBeKept = (text: string): boolean => text.length >= WORTH_KEEPING_MIN && !text.includes('import(')

/** The name changes with the file, with V8 and with its flags, which `short-life` sets. */
function placeOf(filename: string): string {
  const { size, mtimeMs } = statSync(filename)
  const name = relative(DIST, filename).replaceAll(/[\\/]/g, '-')
  return join(FOLDER, `${name}-${cachedDataVersionTag()}-${size}-${Math.trunc(mtimeMs)}`)
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Written beside its place and moved there, so that another process never reads half of it. */
function write(fresh: ReadonlyMap<string, Script>): void {
  try {
    mkdirSync(FOLDER, { recursive: true })
    for (const [file, script] of fresh) {
      const unfinished = `${file}.${process.pid}`
      writeFileSync(unfinished, script.createCachedData())
      renameSync(unfinished, file)
    }
  } catch {}
}
