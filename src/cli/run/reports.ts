// The reports of a run: cucumber's messages as they come, and JUnit's figures at the end. They are written here and not by cucumber's
// own formatters, so that a run that is interrupted can still complete them.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { TestStepResultStatus, TimeConversion, type Envelope, type TestCase } from '@cucumber/messages'

/** Lines are written when so much has come together. */
const TOGETHER_BYTES = 1 << 20

interface Case {
  readonly testCase: TestCase
  startedId?: string
  isFinished?: boolean
  readonly finishedSteps: Set<string>
}

interface JUnitPrinter {
  update(message: Envelope): void
}

export class Reports {
  private readonly file: number
  private lines: string[] = []
  private size = 0
  private readonly cases = new Map<string, Case>()
  private readonly started = new Map<string, Case>()
  private runId = ''
  /** what JUnit's report is made of: all but the attachments */
  private readonly told: Envelope[] = []

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true })
    this.file = openSync(join(folder, 'messages.ndjson'), 'w')
  }

  take(message: Envelope): void {
    const line = `${JSON.stringify(message)}\n`
    this.lines.push(line)
    this.size += line.length
    if (this.size > TOGETHER_BYTES) this.write()
    if (!message.attachment) this.told.push(message)
    this.note(message)
    if (message.testRunFinished) this.close()
  }

  private note({ testRunStarted, testCase, testCaseStarted, testStepFinished, testCaseFinished }: Envelope): void {
    if (testRunStarted) this.runId = testRunStarted.id ?? ''
    if (testCase) this.cases.set(testCase.id, { testCase, finishedSteps: new Set() })
    if (testCaseStarted) {
      const started = this.cases.get(testCaseStarted.testCaseId)
      if (!started) return
      started.startedId = testCaseStarted.id
      this.started.set(testCaseStarted.id, started)
    }
    if (testStepFinished)
      this.started.get(testStepFinished.testCaseStartedId)?.finishedSteps.add(testStepFinished.testStepId)
    const finished = testCaseFinished && this.started.get(testCaseFinished.testCaseStartedId)
    if (finished) finished.isFinished = true
  }

  /** Completes the reports: what has not run, or not to its end, is skipped, and says why. */
  interrupt(): void {
    const timestamp = TimeConversion.millisecondsSinceEpochToTimestamp(Date.now())
    for (const { testCase, startedId, isFinished, finishedSteps } of this.cases.values()) {
      if (isFinished) continue
      const id = startedId ?? `${testCase.id}-interrupted`
      if (startedId === undefined)
        this.take({ testCaseStarted: { id, testCaseId: testCase.id, attempt: 0, timestamp } })
      for (const step of testCase.testSteps.filter((each) => !finishedSteps.has(each.id)))
        this.take({
          testStepFinished: {
            testCaseStartedId: id,
            testStepId: step.id,
            timestamp,
            testStepResult: {
              status: TestStepResultStatus.SKIPPED,
              message: 'interrupted',
              duration: { seconds: 0, nanos: 0 },
            },
          },
        })
      this.take({ testCaseFinished: { testCaseStartedId: id, timestamp, willBeRetried: false } })
    }
    this.take({ testRunFinished: { testRunStartedId: this.runId, timestamp, success: false, message: 'interrupted' } })
  }

  private write(): void {
    writeSync(this.file, this.lines.join(''))
    this.lines = []
    this.size = 0
  }

  private close(): void {
    this.write()
    closeSync(this.file)
    // cucumber brings the writer of JUnit's form along.
    const { JUnitXmlPrinter } = createRequire(require.resolve('@cucumber/cucumber'))(
      '@cucumber/junit-xml-formatter',
    ) as { JUnitXmlPrinter: new (options: object, write: (text: string) => void) => JUnitPrinter }
    const printer = new JUnitXmlPrinter({}, (text) => writeFileSync(join(this.folder, 'junit.xml'), text))
    for (const message of this.told) printer.update(message)
  }
}
