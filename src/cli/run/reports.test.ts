import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType, TestStepResultStatus, type Envelope, type Pickle } from '@cucumber/messages'
import { Progress } from './progress'
import { Reports } from './reports'

const FEATURE = `Feature: three
  Scenario: first
    Given a
  Scenario: second
    Given a
    Given b
  Scenario: third
    Given c
`
const timestamp = { seconds: 1, nanos: 0 }
const duration = { seconds: 0, nanos: 0 }

/** What cucumber says before the first scenario begins; test cases are named after their scenarios. */
function assembled(): { messages: Envelope[]; pickles: Pickle[] } {
  const parsed = generateMessages(FEATURE, 'a.feature', SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
    newId: IdGenerator.incrementing(),
    includeGherkinDocument: true,
    includePickles: true,
    includeSource: true,
  })
  const pickles = parsed.flatMap(({ pickle }) => (pickle ? [pickle] : []))
  const cases = pickles.map(({ id, name, steps }): Envelope => ({
    testCase: {
      id: name,
      pickleId: id,
      testSteps: steps.map((step, i) => ({ id: `${name}-${i}`, pickleStepId: step.id })),
    },
  }))
  return { messages: [...parsed, { testRunStarted: { id: 'run', timestamp } }, ...cases], pickles }
}

const begin = (name: string): Envelope => ({
  testCaseStarted: { id: `run of ${name}`, testCaseId: name, attempt: 0, timestamp },
})
const step = (name: string, i: number, status = TestStepResultStatus.PASSED): Envelope => ({
  testStepFinished: {
    testCaseStartedId: `run of ${name}`,
    testStepId: `${name}-${i}`,
    timestamp,
    testStepResult: { status, duration, message: 'why' },
  },
})
const end = (name: string): Envelope => ({
  testCaseFinished: { testCaseStartedId: `run of ${name}`, timestamp, willBeRetried: false },
})

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-reports-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('an interrupted run leaves complete reports: what has not run is skipped and says so', (context) => {
  const folder = folderFor(context)
  const reports = new Reports(folder)
  for (const message of [
    ...assembled().messages,
    begin('first'),
    step('first', 0),
    end('first'),
    begin('second'),
    step('second', 0),
  ])
    reports.take(message)
  reports.interrupt()
  const messages = readFileSync(join(folder, 'messages.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Envelope)
  const results = messages.flatMap(({ testStepFinished }) =>
    testStepFinished
      ? [[testStepFinished.testStepId, testStepFinished.testStepResult.status, testStepFinished.testStepResult.message]]
      : [],
  )
  assert.deepEqual(results, [
    ['first-0', 'PASSED', 'why'],
    ['second-0', 'PASSED', 'why'],
    ['second-1', 'SKIPPED', 'interrupted'],
    ['third-0', 'SKIPPED', 'interrupted'],
  ])
  assert.equal(messages.filter(({ testCaseFinished }) => testCaseFinished).length, 3)
  const { success, message } = messages.at(-1)?.testRunFinished ?? {}
  assert.deepEqual({ success, message }, { success: false, message: 'interrupted' })
  const junit = readFileSync(join(folder, 'junit.xml'), 'utf8')
  assert.match(junit, /tests="3" skipped="2" failures="0"/)
  assert.equal(junit.split('<![CDATA[interrupted]]>').length - 1, 2)
})

test('a run in several processes is told in the order of its features', () => {
  let told = ''
  const progress = new Progress({ seed: 0, write: (text) => (told += text) })
  const take = (...messages: Envelope[]): void => messages.forEach((message) => progress.take(message))
  take(
    ...assembled().messages,
    begin('second'),
    begin('first'),
    step('second', 0, TestStepResultStatus.FAILED),
    end('second'),
  )
  assert.equal(told, '')
  take(step('first', 0), end('first'))
  assert.match(told, /first[^]*second/)
  assert.doesNotMatch(told, /third/)
})
