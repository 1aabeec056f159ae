// One deliberate fault, tried out: what stands on the file with the fault is loaded anew, the rest of the model stays as it is, and
// the scenarios of the behaviour are run until one fails.
import fs from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Envelope } from '@cucumber/messages'
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import { projectCode } from '../project-code'
import { sourceFiles } from '../tidy/source-files'
import type { Mutation } from './mutation'

const ROOT = resolve(__dirname, '..', '..')

export interface Outcome {
  readonly scenarios: number
  /** name of the first scenario that noticed */
  readonly noticedBy: string | undefined
}

// Both languages run the same code with the same figures (support/tidy sees to it): one is enough.
const features = sourceFiles(['features'], ['.feature']).filter(({ path }) => !path.endsWith('.zh-CN.feature'))

export async function tryOut(mutation: Mutation): Promise<Outcome> {
  const tag = `@${mutation.behaviour}`
  const paths = features.filter(({ text }) => text.split(/\s+/).includes(tag)).map(({ path }) => path)
  if (paths.length === 0) return { scenarios: 0, noticedBy: undefined }
  const path = join(ROOT, mutation.file)
  forgetAbove(path)
  const restore = withFault(path, mutation)
  const notes = new Notes()
  try {
    const { runConfiguration } = await loadConfiguration(
      {
        file: false,
        provided: {
          paths,
          require: projectCode([], ROOT).files,
          tags: tag,
          worldParameters: { seed: 0, record: false },
          failFast: true,
        },
      },
      { cwd: ROOT },
    )
    await runCucumber(
      runConfiguration,
      { cwd: ROOT, stdout: new PassThrough().resume(), stderr: process.stderr },
      (message) => notes.take(message),
    )
  } catch (error) {
    // A model that does not even load or that stops in the middle was noticed, too.
    return { scenarios: notes.scenarios, noticedBy: notes.failed ?? String(error) }
  } finally {
    restore()
    forgetAbove(path)
  }
  return { scenarios: notes.scenarios, noticedBy: notes.failed }
}

/** Steps and the world register themselves as they are loaded: every run loads them anew. */
const REGISTERING = ['support', 'steps'].map((room) => join(ROOT, room) + sep)

/** A file and all that stands on it, directly or not, will be loaded anew. What was compiled and optimized below it stays. */
function forgetAbove(path: string): void {
  const own = Object.values(require.cache).flatMap((module) =>
    module?.filename.startsWith(ROOT) && !module.filename.includes('node_modules') ? [module] : [],
  )
  const parents = new Map<string, string[]>(own.map(({ filename }) => [filename, []]))
  for (const { filename, children } of own) for (const child of children) parents.get(child.filename)?.push(filename)
  const above = new Set(
    [path, ...parents.keys()].filter((file) => file === path || REGISTERING.some((room) => file.startsWith(room))),
  )
  for (const file of above) for (const parent of parents.get(file) ?? []) above.add(parent)
  for (const file of above) if (!file.startsWith(__dirname)) delete require.cache[file]
}

/** The source of one file is read with its fault. */
function withFault(path: string, { file, find, replace, behaviour }: Mutation): () => void {
  const original = fs.readFileSync
  const text = original(path, 'utf8')
  if (text.split(find).length !== 2)
    throw new Error(
      `${behaviour}: ${JSON.stringify(find)} occurs ${text.split(find).length - 1} times in ${file}, not once`,
    )
  const faulty = text.replace(find, () => replace)
  fs.readFileSync = ((...args: Parameters<typeof original>) =>
    args[0] === path ? faulty : original(...args)) as typeof original
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
    if (testStepFinished?.testStepResult.status === 'FAILED')
      this.failed ??=
        this.names.get(this.cases.get(this.started.get(testStepFinished.testCaseStartedId) ?? '') ?? '') ?? 'a scenario'
  }
}
