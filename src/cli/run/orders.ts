// Each scenario under many orders of turns: what holds only in one of them is a race.
import type { Envelope } from '@cucumber/messages'
import { loadSupport, type IRunConfiguration } from '@cucumber/cucumber/api'
import colours from 'picocolors'
import { runOnce } from './run'

/** Runs everything with the seeds 1 ... orders; names, for each scenario that fails under one, the smallest such seed. */
export async function runOrders(configuration: IRunConfiguration, orders: number): Promise<void> {
  const support = await loadSupport(configuration, { cwd: process.cwd() })
  const broken = new Map<string, { seed: number; message: string }>()
  let scenarios = 0
  for (let seed = 1; seed <= orders; seed++) {
    const failures = new Failures()
    await runOnce({ ...configuration, formats: { ...configuration.formats, files: {} }, support, runtime: { ...configuration.runtime, worldParameters: { seed, record: false } } }, (message) => failures.take(message))
    scenarios += failures.scenarios
    for (const [place, message] of failures.found) if (!broken.has(place)) broken.set(place, { seed, message })
  }
  for (const [place, { seed, message }] of broken)
    process.stdout.write(`${colours.red('✘')} ${place} under seed ${seed}\n${message.split('\n').slice(0, 6).map((line) => `      ${line}`).join('\n')}\n    run it again: ${colours.cyan(`kubecuke run ${place} --seed ${seed}`)}\n`)
  process.stdout.write(`\n${scenarios} runs of scenarios under ${orders} orders: ${broken.size === 0 ? colours.green('all hold') : colours.red(`${broken.size} scenarios do not hold under every order`)}\n`)
  process.exitCode = broken.size === 0 ? 0 : 1
}

/** Which scenarios of one run failed, by file and line. */
class Failures {
  readonly found = new Map<string, string>()
  scenarios = 0
  private readonly lines = new Map<string, number>()
  private readonly pickles = new Map<string, { uri: string; node: string }>()
  private readonly cases = new Map<string, string>()
  private readonly started = new Map<string, string>()

  take(message: Envelope): void {
    for (const { scenario } of message.gherkinDocument?.feature?.children ?? []) {
      if (!scenario) continue
      this.lines.set(scenario.id, scenario.location.line)
      for (const { tableBody } of scenario.examples) for (const row of tableBody) this.lines.set(row.id, row.location.line)
    }
    if (message.pickle) this.pickles.set(message.pickle.id, { uri: message.pickle.uri, node: message.pickle.astNodeIds.at(-1) ?? '' })
    if (message.testCase) this.cases.set(message.testCase.id, message.testCase.pickleId)
    if (message.testCaseStarted) {
      this.scenarios++
      this.started.set(message.testCaseStarted.id, message.testCaseStarted.testCaseId)
    }
    const finished = message.testStepFinished
    if (!finished || finished.testStepResult.status === 'PASSED' || finished.testStepResult.status === 'SKIPPED') return
    const pickle = this.pickles.get(this.cases.get(this.started.get(finished.testCaseStartedId) ?? '') ?? '')
    if (pickle) this.found.set(`${pickle.uri}:${this.lines.get(pickle.node) ?? 1}`, finished.testStepResult.message ?? finished.testStepResult.status)
  }
}
