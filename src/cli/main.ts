#!/usr/bin/env node
/* eslint-disable @typescript-eslint/no-require-imports -- loaded when called, also from TypeScript sources */
import './compiled-code'
import { Command } from 'commander'
import { version } from '../../package.json'
import type { DocsOptions } from './docs'
import type { RunOptions } from './run/run'
import type { ServeOptions } from './serve'
import { WrongInput } from './wrong-input'

const PORT_MAX = 65_535

/** Each command is loaded only when it is called: `kubecuke serve` must be ready in an instant. */
function program(): Command {
  const kubecuke = new Command('kubecuke')
    .description('An executable specification of how Kubernetes workloads behave')
    .version(version)
  kubecuke.exitOverride().enablePositionalOptions()
  addRun(kubecuke)
  addDocs(kubecuke)
  addWriting(kubecuke)
  addServe(kubecuke)
  addTerminals(kubecuke)
  return kubecuke
}

function addRun(kubecuke: Command): void {
  kubecuke
    .command('run')
    .argument('[path...]', 'features or folders, also as file:line')
    .description('run features on the built-in cluster')
    .option('--tags <expression>', 'only scenarios with these tags: "@STS-07 and not @slow"')
    .option('--seed <number>', 'seed of names and of the order of turns; 0 is the registered order', wholeNumber, 0)
    .option(
      '--orders <number>',
      'run each scenario under this many orders of turns (the seeds after --seed) and name the smallest seed that breaks one',
      wholeNumber,
    )
    .option(
      '--parallel <number>',
      'how many processes; as many as there are cores when there is much to run',
      wholeNumber,
    )
    .option('--shard <part>', 'only this part of the scenarios: 1/3', part)
    .option('--reports <folder>', 'where messages.ndjson and junit.xml go', 'reports')
    .option('--watch', 'run again what a saved file touches')
    .option('--require <path...>', 'own steps in TypeScript or JavaScript, besides those in steps/')
    .action(async (paths: string[], options: RunOptions) => {
      if (!options.orders) require('./short-life')
      require('./run/lean-cucumber')
      await (require('./run/run') as typeof import('./run/run.js')).run(paths, options)
    })
}

function addDocs(kubecuke: Command): void {
  kubecuke
    .command('docs')
    .description('build the living documentation from the reports of a run')
    .option('--reports <file...>', 'messages of one or more runs (the shards of one run are merged)', [
      'reports/messages.ndjson',
    ])
    .option('--out <folder>', 'where the site goes', 'site/dist')
    .option('--history <file>', 'keeps the results of earlier runs')
    .action((options: DocsOptions) => {
      require('./short-life')
      ;(require('./docs') as typeof import('./docs.js')).docs(options)
    })
}

/** What one who writes features asks for. */
function addWriting(kubecuke: Command): void {
  kubecuke
    .command('steps')
    .argument('[words...]')
    .description('list the phrases in either language')
    .option('--lang <language>', 'en or zh-CN', 'en')
    .action(async (words: string[], options: { lang: string }) =>
      (require('./steps') as typeof import('./steps.js')).steps(words, options),
    )
  kubecuke
    .command('init')
    .argument('[folder]', 'where', '.')
    .description('start a new project of features')
    .option('--lang <language>', 'en or zh-CN', 'en')
    .action(async (folder: string, options: { lang: string }) =>
      (require('./init/init') as typeof import('./init/init.js')).init(folder, options),
    )
}

function addServe(kubecuke: Command): void {
  kubecuke
    .command('serve')
    .description('serve a Kubernetes API for kubectl and other clients')
    .option('--port <number>', '0 takes a free one', port, 0)
    .option('--host <address>', 'loopback unless told otherwise', '127.0.0.1')
    .option('--kubeconfig <file>', 'write a kubeconfig for it')
    .option('--nodes <number or file>', 'how many nodes, or a file of Node manifests')
    .option('--speed <factor>', 'how fast the clock runs; 0 stands still until told (see below)', Number, 1)
    .option('--seed <number>', 'seed', wholeNumber, 0)
    .option('--tls', 'serve https with a self-signed certificate authority')
    .option('--instant', 'containers start at once')
    .option('--slow-pulls', 'an image takes the time that a registry far away needs; otherwise it is there at once')
    .option('--metrics', 'serve metrics.k8s.io, as an installed metrics server does')
    .addHelpText(
      'after',
      '\nPOST /kubecuke/time?ms=60000 lets a minute pass at once; with --speed 0 time passes in no other way.',
    )
    .action(async (options: ServeOptions) => (require('./serve') as typeof import('./serve.js')).serve(options))
}

function addTerminals(kubecuke: Command): void {
  kubecuke
    .command('shell')
    .argument('[file]', 'a script; without it a terminal')
    .description('a terminal with kubectl on a fresh cluster')
    .option('--nodes <number or file>', 'how many nodes, or a file of Node manifests')
    .option('--seed <number>', 'seed', wholeNumber, 0)
    .action(async (file: string | undefined, options: { nodes?: string; seed: number }) =>
      (require('./shell') as typeof import('./shell.js')).shell(file, options),
    )
  kubecuke
    .command('kubectl')
    .description('kubectl, against whatever cluster the kubeconfig names')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[args...]')
    .passThroughOptions()
    .action(async () => (require('./kubectl') as typeof import('./kubectl.js')).kubectl(process.argv.slice(3)))
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new WrongInput(`a whole number is wanted, not ${JSON.stringify(text)}`)
  return Number(text)
}

function port(text: string): number {
  const number = wholeNumber(text)
  if (number > PORT_MAX) throw new WrongInput(`--port ${text}: ports go up to ${PORT_MAX}; 0 takes a free one`)
  return number
}

function part(text: string): string {
  const [, number, of] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  if (Number(number) < 1 || !(Number(number) <= Number(of)))
    throw new WrongInput(`--shard ${text}: the first of three parts is 1/3, the last one 3/3`)
  return text
}

/** Own steps that do not compile: ts-node's words without its stack. */
function uncompiled(error: unknown): string | undefined {
  const { name, diagnosticText } = error as { name?: string; diagnosticText?: string }
  return name === 'TSError' && diagnosticText !== undefined ? `steps do not compile:\n${diagnosticText}` : undefined
}

/** 0 all passed, 1 something failed, 2 the call or the input is wrong. */
async function main(): Promise<void> {
  try {
    await program().parseAsync()
  } catch (error) {
    const { code, exitCode } = error as { code?: string; exitCode?: number }
    if (typeof code === 'string' && code.startsWith('commander.')) {
      process.exitCode = exitCode === 0 ? 0 : 2
      return
    }
    const wrong = error instanceof WrongInput ? error.message : uncompiled(error)
    if (wrong !== undefined) {
      process.stderr.write(`kubecuke: ${wrong}\n`)
      process.exitCode = 2
      return
    }
    throw error
  }
}

void main()
