// A run as a table of contents: resolve, load, run, report.
/* eslint-disable @typescript-eslint/no-require-imports -- loaded when asked for, also from TypeScript sources */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { loadConfiguration, loadSources, runCucumber, type IRunConfiguration, type IRunOptions } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { WrongInput } from '../wrong-input'
import { projectCode, type ProjectCode } from '../../../support/project-code'
import { Progress } from './progress'
import { explainInterruption } from './interruption'

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

/** Runs features and sets the exit code: 0 all passed, 1 something failed, 2 the call or a feature is wrong. */
export async function run(paths: string[], options: RunOptions): Promise<void> {
  const code = projectCode(options.require ?? [])
  mkdirSync(options.reports, { recursive: true })
  const { configuration, sources } = await configure(paths, options, code)
  await refuseUnreadable(configuration, sources)
  if (options.watch) return (require('./watch') as typeof import('./watch.js')).watchRun(paths, options, configuration)
  if (options.orders) return (require('./orders') as typeof import('./orders.js')).runOrders(configuration, options.orders)
  const progress = new Progress({ seed: options.seed })
  const stopListening = explainInterruption(progress)
  const { success } = await runOnce(configuration, (message) => progress.take(message))
  stopListening()
  process.stdout.write(progress.summary())
  process.exitCode = success ? 0 : 1
}

export async function runOnce(configuration: IRunOptions, take: (message: Envelope) => void): Promise<{ success: boolean }> {
  // cucumber's own progress goes nowhere: Progress says what there is to say.
  return runCucumber(configuration, { cwd: process.cwd(), stdout: new PassThrough().resume(), stderr: process.stderr }, take)
}

async function configure(paths: string[], options: RunOptions, code: ProjectCode): Promise<{ configuration: IRunConfiguration; sources: string[] }> {
  const wanted = paths.length ? paths : ['features']
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: wanted, requireModule: code.requireModules, require: code.files, strict: true,
        format: [`message:${join(options.reports, 'messages.ndjson')}`, `junit:${join(options.reports, 'junit.xml')}`],
        worldParameters: { seed: options.seed },
        ...(options.tags ? { tags: options.tags } : {}), ...(options.parallel ? { parallel: options.parallel } : {}), ...(options.shard ? { shard: options.shard } : {}),
      },
    },
    { cwd: process.cwd() },
  )
  return { configuration: runConfiguration, sources: wanted }
}

/** A feature that does not parse ends the run before anything has run: file, line, column, exit code 2. */
async function refuseUnreadable({ sources }: IRunConfiguration, paths: string[]): Promise<void> {
  const { plan, errors } = await loadSources(sources, { cwd: process.cwd() })
  if (errors.length > 0) {
    const texts = errors.map(({ uri, location, message }) => `${uri}:${location.line}:${location.column ?? 1} ${message.replace(/^\(\d+:\d+\): /, '')}`)
    throw new WrongInput(`a feature cannot be read:\n${texts.join('\n')}`)
  }
  if (plan.length === 0) throw new WrongInput(`no scenario found in ${paths.join(', ')}: give a .feature file, a folder of them, or file:line`)
}

