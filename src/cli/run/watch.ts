// Runs again what a saved file touches: a feature alone, everything when a manifest or a step changed.
import { extname, relative } from 'node:path'
import { watch } from 'chokidar'
import { loadSupport, type IRunConfiguration, type ISupportCodeLibrary } from '@cucumber/cucumber/api'
import colours from 'picocolors'
import { Progress } from './progress'
import { runOnce, type RunOptions } from './run'

const TOGETHER_MS = 20

export async function watchRun(paths: string[], options: RunOptions, configuration: IRunConfiguration): Promise<void> {
  const support = await loadSupport(configuration, { cwd: process.cwd() })
  const folders = paths.length ? paths.map((path) => path.replace(/(:\d+)+$/, '')) : ['features']
  await runSome(configuration, support, options, configuration.sources.paths)
  process.stdout.write(colours.dim(`watching ${folders.join(', ')}; Ctrl-C ends\n`))
  let touched = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  watch(folders, { ignoreInitial: true }).on('all', (_event, path) => {
    touched.add(relative(process.cwd(), path))
    clearTimeout(timer)
    timer = setTimeout(() => {
      const files = [...touched]
      touched = new Set()
      const features = files.filter((file) => extname(file) === '.feature')
      void runSome(configuration, support, options, features.length === files.length ? features : configuration.sources.paths)
    }, TOGETHER_MS)
  })
}

async function runSome(configuration: IRunConfiguration, support: ISupportCodeLibrary, { seed }: RunOptions, paths: string[]): Promise<void> {
  const progress = new Progress({ seed })
  await runOnce({ ...configuration, support, sources: { ...configuration.sources, paths } }, (message) => progress.take(message))
  process.stdout.write(progress.summary())
}
