// Breaks each rule of the specification on purpose, once, and sees whether a scenario notices. The model is loaded anew
// for each fault, with one text of its source replaced.
// usage: node -r ts-node/register support/mutations/run.ts [--part 1/2] [behaviour ...]
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Envelope } from '@cucumber/messages'
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import { projectCode } from '../project-code'
import { mutations } from './index'
import type { Mutation } from './mutation'

const ROOT = resolve(__dirname, '..', '..')
const PROCESSES = 2

interface Outcome {
  readonly mutation: Mutation
  readonly scenarios: number
  /** name of the first scenario that noticed */
  readonly noticedBy: string | undefined
}

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const part = args[0] === '--part' ? args.splice(0, 2)[1] : undefined
  const wanted = mutations.filter(({ behaviour }) => args.length === 0 || args.includes(behaviour))
  if (part === undefined && wanted.length > PROCESSES) return inParts(args)
  const [index = 1, count = 1] = part ? part.split('/').map(Number) : []
  const unnoticed: string[] = []
  for (const mutation of wanted.filter((_, i) => i % count === index - 1)) {
    const outcome = await tryOut(mutation)
    const { behaviour, why } = mutation
    if (outcome.noticedBy) process.stdout.write(`✔ ${behaviour} ${why}\n`)
    else unnoticed.push(`✘ ${behaviour} ${why} (${mutation.file}): ${outcome.scenarios === 0 ? 'no scenario has this tag' : `none of ${outcome.scenarios} scenarios noticed`}`)
  }
  process.stdout.write(unnoticed.map((line) => `${line}\n`).join(''))
  process.exitCode = unnoticed.length > 0 ? 1 : 0
}

/** Two halves in two processes. */
async function inParts(args: string[]): Promise<void> {
  const codes = await Promise.all(Array.from({ length: PROCESSES }, (_, i) => new Promise<number>((done) => {
    spawn(process.execPath, ['-r', 'ts-node/register', __filename, '--part', `${i + 1}/${PROCESSES}`, ...args], { cwd: ROOT, stdio: 'inherit' }).on('exit', (code) => done(code ?? 1))
  })))
  process.exitCode = codes.some((code) => code !== 0) ? 1 : 0
}

async function tryOut(mutation: Mutation): Promise<Outcome> {
  forgetModel()
  const restore = withFault(mutation)
  const notes = new Notes()
  try {
    const code = projectCode([], ROOT)
    const { runConfiguration } = await loadConfiguration(
      { file: false, provided: { paths: ['features'], require: code.files, tags: `@${mutation.behaviour}`, format: ['summary:/dev/null'], worldParameters: { seed: 0, record: false }, failFast: true } },
      { cwd: ROOT },
    )
    await runCucumber(runConfiguration, { cwd: ROOT, stdout: new PassThrough().resume(), stderr: process.stderr }, (message) => notes.take(message))
  } catch (error) {
    // A model that does not even load or that stops in the middle was noticed, too.
    return { mutation, scenarios: notes.scenarios, noticedBy: notes.failed ?? String(error) }
  } finally {
    restore()
  }
  return { mutation, scenarios: notes.scenarios, noticedBy: notes.failed }
}

/** Modules of this project, but not of this folder, are loaded anew. */
function forgetModel(): void {
  for (const file of Object.keys(require.cache))
    if (file.startsWith(ROOT) && !file.includes('node_modules') && !file.startsWith(__dirname)) delete require.cache[file]
}

/** The source of one file is read with its fault. */
function withFault({ file, find, replace, behaviour }: Mutation): () => void {
  const path = join(ROOT, file)
  const original = fs.readFileSync
  const text = original(path, 'utf8')
  if (text.split(find).length !== 2) throw new Error(`${behaviour}: ${JSON.stringify(find)} occurs ${text.split(find).length - 1} times in ${file}, not once`)
  const faulty = text.replace(find, () => replace)
  fs.readFileSync = ((...args: Parameters<typeof original>) => (args[0] === path ? faulty : original(...args))) as typeof original
  return () => {
    fs.readFileSync = original
  }
}

class Notes {
  scenarios = 0
  failed: string | undefined
  private readonly names = new Map<string, string>()
  private readonly cases = new Map<string, string>()
  private readonly started = new Map<string, string>()

  take({ pickle, testCase, testCaseStarted, testStepFinished }: Envelope): void {
    if (pickle) this.names.set(pickle.id, pickle.name)
    if (testCase) this.cases.set(testCase.id, testCase.pickleId)
    if (testCaseStarted) {
      this.scenarios++
      this.started.set(testCaseStarted.id, testCaseStarted.testCaseId)
    }
    if (testStepFinished?.testStepResult.status === 'FAILED') this.failed ??= this.names.get(this.cases.get(this.started.get(testStepFinished.testCaseStartedId) ?? '') ?? '') ?? 'a scenario'
  }
}

void main()
