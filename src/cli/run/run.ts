// A run as a table of contents: resolve, load, run, report.
/* eslint-disable @typescript-eslint/no-require-imports -- loaded when asked for, also from TypeScript sources */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { PassThrough } from 'node:stream'
import type { IRunConfiguration, IRunOptions } from '@cucumber/cucumber/api'
import { loadSources } from '@cucumber/cucumber/lib/api/load_sources'
import { runCucumber } from '@cucumber/cucumber/lib/api/run_cucumber'
import type { Envelope } from '@cucumber/messages'
import { WrongInput } from '../wrong-input'
import { projectCode, type ProjectCode } from '../../../support/project-code'
import { Progress } from './progress'
import { explainInterruption } from './interruption'
import { Reports } from './reports'

export interface RunOptions {
  tags?: string
  seed: number
  orders?: number
  parallel?: number
  shard?: string
  reports: string
  watch?: boolean
  require?: string[]
}

/** Below so many scenarios a second process costs more than it saves. */
const SCENARIOS_A_PROCESS = 30

/** Runs features and sets the exit code: 0 all passed, 1 something failed, 2 the call or a feature is wrong. */
export async function run(paths: string[], options: RunOptions): Promise<void> {
  const code = projectCode(options.require ?? [])
  refuseMissing(paths)
  const configuration = configure(paths.length ? paths : ['features'], options, code)
  const scenarios = await refuseUnreadable(configuration)
  if (options.watch) return (require('./watch') as typeof import('./watch.js')).watchRun(options, configuration)
  if (options.orders)
    return (require('./orders') as typeof import('./orders.js')).runOrders(configuration, {
      orders: options.orders,
      seed: options.seed,
    })
  useProcesses(
    configuration,
    options.parallel ?? Math.min(availableParallelism(), Math.floor(scenarios / SCENARIOS_A_PROCESS)),
  )
  const progress = new Progress({ seed: options.seed })
  const reports = new Reports(options.reports)
  const stopListening = explainInterruption(progress, reports)
  const { success } = await runOnce(configuration, (message) => {
    progress.take(message)
    reports.take(message)
  })
  stopListening()
  process.stdout.write(progress.summary())
  process.exitCode = success ? 0 : 1
}

/** A scenario leaves much behind that is of no more use: with room for it there is less to sort out from what stays. */
const YOUNG_GENERATION_MIB = 64

/** cucumber starts its processes with the flags of this one. */
function useProcesses({ runtime }: IRunConfiguration, count: number): void {
  if (count < 2) return
  runtime.parallel = count
  process.execArgv.push(
    `--max-semi-space-size=${YOUNG_GENERATION_MIB}`,
    `--min-semi-space-size=${YOUNG_GENERATION_MIB}`,
    '-r',
    require.resolve('./parallel-worker'),
  )
}

export async function runOnce(
  configuration: IRunOptions,
  take: (message: Envelope) => void,
): Promise<{ success: boolean }> {
  // cucumber's own progress goes nowhere: Progress says what there is to say.
  return runCucumber(
    configuration,
    { cwd: process.cwd(), stdout: new PassThrough().resume(), stderr: process.stderr },
    take,
  )
}

/** As cucumber's own loadConfiguration makes it, which reads command lines and files of settings: there are none. */
function configure(paths: string[], { tags = '', shard = '', seed }: RunOptions, code: ProjectCode): IRunConfiguration {
  return {
    sources: { paths, defaultDialect: 'en', names: [], tagExpression: tags, order: 'defined', shard },
    support: { requireModules: code.requireModules, requirePaths: code.files, importPaths: [], loaders: [] },
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      parallel: 0,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: { seed },
    },
    formats: { stdout: 'progress', files: {}, publish: false, options: {} },
    plugins: { specifiers: [], options: {} },
  }
}

/** A path that leads nowhere would be passed over in silence beside others. */
function refuseMissing(paths: string[]): void {
  const missing = paths.filter((path) => !/[*?{}[\]!]/.test(path) && !existsSync(path.replace(/(:\d+)+$/, '')))
  if (missing.length > 0) throw new WrongInput(`${missing.join(', ')}: there is no such file or folder`)
}

/** A feature that does not parse ends the run before anything has run: file, line, column, exit code 2. Returns how many scenarios there are. */
async function refuseUnreadable({ sources }: IRunConfiguration): Promise<number> {
  const { plan, errors } = await loadSources(sources, { cwd: process.cwd() })
  if (errors.length > 0) {
    const texts = errors.map(
      ({ uri, location, message }) =>
        `${uri}:${location.line}:${location.column ?? 1} ${message.replace(/^\(\d+:\d+\): /, '')}`,
    )
    throw new WrongInput(`a feature cannot be read:\n${texts.join('\n')}`)
  }
  if (plan.length === 0)
    throw new WrongInput(
      `no scenario found in ${sources.paths.join(', ')}: give a .feature file, a folder of them, or file:line`,
    )
  return plan.length
}
