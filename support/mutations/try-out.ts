// One deliberate fault, tried out: the model is loaded anew with one text of its source replaced, and the scenarios of the
// behaviour are run until one fails.
import fs from 'node:fs'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Envelope } from '@cucumber/messages'
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import { projectCode } from '../project-code'
import type { Mutation } from './mutation'

const ROOT = resolve(__dirname, '..', '..')

export interface Outcome {
  readonly scenarios: number
  /** name of the first scenario that noticed */
  readonly noticedBy: string | undefined
}

export async function tryOut(mutation: Mutation): Promise<Outcome> {
  forgetModel()
  const restore = withFault(mutation)
  const notes = new Notes()
  try {
    const code = projectCode([], ROOT)
    const { runConfiguration } = await loadConfiguration(
      { file: false, provided: { paths: ['features/**/!(*.zh-CN).feature'], require: code.files, tags: `@${mutation.behaviour}`, worldParameters: { seed: 0, record: false }, failFast: true } },
      { cwd: ROOT },
    )
    await runCucumber(runConfiguration, { cwd: ROOT, stdout: new PassThrough().resume(), stderr: process.stderr }, (message) => notes.take(message))
  } catch (error) {
    // A model that does not even load or that stops in the middle was noticed, too.
    return { scenarios: notes.scenarios, noticedBy: notes.failed ?? String(error) }
  } finally {
    restore()
  }
  return { scenarios: notes.scenarios, noticedBy: notes.failed }
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
