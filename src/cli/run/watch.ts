// Runs again what a saved file touches: a feature alone, the features beside or above a manifest, everything when a step changed.
import { dirname, extname, join, relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { loadSupport } from '@cucumber/cucumber/lib/api/load_support'
import type { IRunConfiguration, ISupportCodeLibrary } from '@cucumber/cucumber/api'
import colours from 'picocolors'
import { Progress } from './progress'
import { Reports } from './reports'
import { runOnce, type RunOptions } from './run'

const TOGETHER_MS = 20

export async function watchRun(options: RunOptions, configuration: IRunConfiguration): Promise<void> {
  const paths = configuration.sources.paths
  const folders = paths.map((path) => path.replace(/(:\d+)+$/, ''))
  const load = (): Promise<ISupportCodeLibrary> => loadSupport(configuration, { cwd: process.cwd() })
  let support = await load()
  const reports = new Reports(options.reports)
  await runSome({ ...configuration, support }, options, (message) => reports.take(message))
  process.stdout.write(colours.dim(`watching ${folders.join(', ')}; Ctrl-C ends\n`))
  const files = configuration.support.requirePaths ?? []
  const ownSteps = files.filter((file) => !file.includes(`node_modules${sep}`))
  const rerun = async (changed: string[]): Promise<void> => {
    const isCode = changed.some((file) => ['.ts', '.js', '.cjs', '.mjs'].includes(extname(file)))
    if (isCode) {
      // Phrases register themselves as they are loaded: all of them are loaded anew, and what own steps stand on.
      for (const file of [
        ...files.map((each) => require.resolve(each)),
        ...Object.keys(require.cache).filter(isOwnCode),
      ])
        delete require.cache[file]
      support = await load()
    }
    const touched = isCode ? paths : [...new Set(changed.flatMap((file) => touchedBy(file, folders)))]
    await runSome({ ...configuration, support, sources: { ...configuration.sources, paths: touched } }, options)
  }
  let saved = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let last = Promise.resolve()
  watch([...folders, ...ownSteps], { ignoreInitial: true }).on('all', (_event, path) => {
    saved.add(relative(process.cwd(), path))
    clearTimeout(timer)
    timer = setTimeout(() => {
      const changed = [...saved]
      saved = new Set()
      last = last
        .then(() => rerun(changed))
        .catch((error: Error) => void process.stdout.write(`${colours.red(error.message)}\n`))
    }, TOGETHER_MS)
  })
}

const isOwnCode = (file: string): boolean => file.startsWith(join(process.cwd(), 'steps') + sep)

/** A scenario sees the files of its feature's folder and below. */
function touchedBy(file: string, folders: readonly string[]): string[] {
  if (extname(file) === '.feature') return [file]
  const above: string[] = []
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    above.push(`${folder}/*.feature`)
    if (folders.includes(folder) || folder === dirname(folder)) return above
  }
}

let round = 0

async function runSome(
  configuration: Parameters<typeof runOnce>[0],
  { seed }: RunOptions,
  take: Parameters<typeof runOnce>[1] = () => {},
): Promise<void> {
  const progress = new Progress({ seed })
  const { runtime } = configuration
  const worldParameters = { ...runtime.worldParameters, round: ++round }
  await runOnce({ ...configuration, runtime: { ...runtime, worldParameters } }, (message) => {
    progress.take(message)
    take(message)
  })
  process.stdout.write(progress.summary())
}
