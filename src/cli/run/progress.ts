// What a person sees of a run: a line a feature, each failure with its place and the line to run it again, and figures.
import type { Envelope, Pickle, PickleStep, TestCase, TestStepFinished } from '@cucumber/messages'
import colours from 'picocolors'
import { JUDGED_TYPE, type Judged } from '../../../support/judge-the-rest'
import { nearestPhrases } from './nearest-phrases'

interface Failure {
  readonly pickle: Pickle
  readonly step: PickleStep | undefined
  readonly message: string
  readonly status: string
  rest: readonly Judged[]
}

const MARKS: Readonly<Record<string, string>> = {
  PASSED: colours.green('✔'),
  FAILED: colours.red('✘'),
  UNDEFINED: colours.yellow('?'),
  AMBIGUOUS: colours.red('≠'),
  PENDING: colours.yellow('…'),
  SKIPPED: colours.dim('-'),
}

export class Progress {
  private readonly pickles = new Map<string, Pickle>()
  private readonly cases = new Map<string, TestCase>()
  private readonly started = new Map<string, string>()
  /** of steps */
  private readonly lines = new Map<string, number>()
  private readonly languages = new Map<string, string>()
  private readonly worst = new Map<string, string>()
  private readonly patterns: string[] = []
  private readonly failures: Failure[] = []
  private readonly rests = new Map<string, Judged[]>()
  private readonly features = new Map<string, string>()
  /** ids of test cases in the order of the features: several processes finish them in another one */
  private readonly order: string[] = []
  private readonly results = new Map<string, string>()
  private printed = 0
  private passed = 0
  private finished = 0
  private scenarioMs = 0
  private readonly begun = performance.now()
  private feature = ''

  constructor(private readonly options: { seed: number; write?: (text: string) => void }) {}

  take(message: Envelope): void {
    if (message.gherkinDocument) this.noteDocument(message)
    if (message.pickle) this.pickles.set(message.pickle.id, message.pickle)
    if (message.stepDefinition) this.patterns.push(message.stepDefinition.pattern.source)
    if (message.testCase) {
      this.cases.set(message.testCase.id, message.testCase)
      this.order.push(message.testCase.id)
    }
    if (message.testCaseStarted) this.started.set(message.testCaseStarted.id, message.testCaseStarted.testCaseId)
    if (message.attachment?.mediaType === JUDGED_TYPE)
      this.rests.set(message.attachment.testCaseStartedId ?? '', JSON.parse(message.attachment.body) as Judged[])
    if (message.testStepFinished) this.noteStep(message.testStepFinished)
    if (message.testCaseFinished) this.noteCase(message.testCaseFinished.testCaseStartedId)
  }

  private noteDocument({ gherkinDocument }: Envelope): void {
    const { feature, uri = '' } = gherkinDocument ?? {}
    if (!feature) return
    this.languages.set(uri, feature.language)
    this.features.set(uri, feature.name)
    for (const { scenario, background, rule } of feature.children) {
      const parts = [
        scenario,
        background,
        ...(rule?.children ?? []).flatMap((child) => [child.scenario, child.background]),
      ]
      for (const step of parts.flatMap((part) => part?.steps ?? [])) this.lines.set(step.id, step.location.line)
    }
  }

  private noteStep({ testCaseStartedId, testStepId, testStepResult }: TestStepFinished): void {
    const { status, message = '', duration } = testStepResult
    this.scenarioMs += duration.seconds * 1000 + duration.nanos / 1e6
    if (status === 'PASSED' || status === 'SKIPPED') return
    if (!this.worst.has(testCaseStartedId)) this.worst.set(testCaseStartedId, status)
    const testCase = this.cases.get(this.started.get(testCaseStartedId) ?? '')
    const pickle = this.pickles.get(testCase?.pickleId ?? '')
    if (!pickle) return
    const stepId = testCase?.testSteps.find(({ id }) => id === testStepId)?.pickleStepId
    this.failures.push({ pickle, step: pickle.steps.find(({ id }) => id === stepId), message, status, rest: [] })
  }

  private noteCase(startedId: string): void {
    const testCase = this.cases.get(this.started.get(startedId) ?? '')
    const pickle = this.pickles.get(testCase?.pickleId ?? '')
    const status = this.worst.get(startedId) ?? 'PASSED'
    this.finished++
    if (status === 'PASSED') this.passed++
    const rest = this.rests.get(startedId)
    const failure = this.failures.find((each) => each.pickle === pickle)
    if (rest && failure) failure.rest = rest
    this.results.set(testCase?.id ?? '', status)
    for (; this.results.has(this.order[this.printed] ?? ''); this.printed++) this.print(this.order[this.printed] ?? '')
  }

  private print(id: string): void {
    const pickle = this.pickles.get(this.cases.get(id)?.pickleId ?? '')
    const status = this.results.get(id)
    if (!pickle || status === undefined) return
    const write = this.options.write ?? ((text: string) => void process.stdout.write(text))
    if (pickle.uri !== this.feature) {
      this.feature = pickle.uri
      write(`\n${colours.bold(this.features.get(pickle.uri) ?? '')} ${colours.dim(pickle.uri)}\n`)
    }
    write(`  ${MARKS[status] ?? status} ${pickle.name}\n`)
  }

  /** Failures first, then the figures. */
  summary(interrupted?: 'interrupted'): string {
    for (const id of this.order.slice(this.printed)) this.print(id)
    this.printed = this.order.length
    const failed = this.finished - this.passed
    const ms = performance.now() - this.begun
    const figures = `${this.passed} passed, ${failed} failed${interrupted ? `, ${interrupted}` : ''}`
    return [
      ...this.failures.sort((a, b) => this.place(a) - this.place(b)).map((failure) => this.failureText(failure)),
      '',
      `${interrupted ? colours.yellow(figures) : failed ? colours.red(figures) : colours.green(figures)}`,
      colours.dim(
        `${this.finished} scenarios in ${(ms / 1000).toFixed(2)} s (the scenarios themselves ${this.scenarioMs.toFixed(0)} ms), seed ${this.options.seed}`,
      ),
      '',
    ].join('\n')
  }

  private readonly place = ({ pickle }: Failure): number =>
    this.order.findIndex((id) => this.cases.get(id)?.pickleId === pickle.id)

  private failureText({ pickle, step, message, status, rest }: Failure): string {
    const line = pickle.location?.line ?? 0
    const stepLine = this.lines.get(step?.astNodeIds[0] ?? '') ?? line
    const also = rest
      .filter(({ holds }) => !holds)
      .map(({ text, message: why = '' }) => `    also: ${text}\n${indented(why, 10)}`)
    return [
      '',
      `${MARKS[status] ?? status} ${colours.bold(pickle.name)}`,
      `    ${step?.text ?? '(hook)'} ${colours.dim(`${pickle.uri}:${stepLine}`)}`,
      indented(status === 'UNDEFINED' ? this.unknownPhrase(pickle, step) : withoutStack(message), 6),
      ...also,
      ...(rest.length
        ? [
            `    the other statements were judged too: ${rest.filter(({ holds }) => holds).length} of ${rest.length} hold`,
          ]
        : []),
      `    run it again: ${colours.cyan(`kubecuke run ${pickle.uri}:${line} --seed ${this.options.seed}`)}`,
    ].join('\n')
  }

  private unknownPhrase(pickle: Pickle, step: PickleStep | undefined): string {
    const language = this.languages.get(pickle.uri) ?? 'en'
    const nearest = nearestPhrases(step?.text ?? '', this.patterns, language)
    const words = language.startsWith('zh') ? '没有这样的句子。最接近的是：' : 'no such phrase. The nearest are:'
    return `${words}\n${nearest.map((phrase) => `  ${phrase}`).join('\n')}`
  }
}

const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n')

/** The statement's own words; where in the code it was thrown tells a writer of scenarios nothing. */
const withoutStack = (message: string): string => {
  const own = /^(DoesNotHold|AssertionError|WrongSentence): /.test(message)
  const text = message.replace(/^\w+: /, '')
  return own ? (text.split(/\n {4}at /)[0] ?? text) : message
}
