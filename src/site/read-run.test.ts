import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRun, UnreadableReport } from './read-run'

const at = (seconds: number) => ({ seconds, nanos: 0 })

/** The messages of one scenario that was run once, as cucumber writes them. */
function shard(id: string, uri: string, language: string, statuses: string[]): object[] {
  const steps = statuses.map((_status, i) => ({ id: `${id}-node${i}`, keyword: language === 'en' ? 'Then ' : '那么', text: `step ${i}`, location: { line: 4 + i } }))
  const name = language === 'en' ? 'A scenario' : '一个场景'
  return [
    { testRunStarted: { timestamp: at(100) } },
    { gherkinDocument: { uri, feature: { language, name: `feature ${id}`, description: '', tags: [], keyword: 'Feature', location: { line: 1 }, children: [{ scenario: { id: `${id}-s`, name, keyword: 'Scenario', description: '', tags: [], examples: [], location: { line: 3 }, steps } }] } } },
    { pickle: { id: `${id}-p`, uri, name, language, tags: [{ name: '@X-01' }], astNodeIds: [`${id}-s`], location: { line: 3 }, steps: steps.map((step, i) => ({ id: `${id}-ps${i}`, text: step.text, type: 'Outcome', astNodeIds: [step.id] })) } },
    { stepDefinition: { id: `${id}-d`, pattern: { source: 'step {int}', type: 'CUCUMBER_EXPRESSION' }, sourceReference: { uri: 'steps/a.ts', location: { line: 7 } } } },
    { testCase: { id: `${id}-c`, pickleId: `${id}-p`, testSteps: statuses.map((_status, i) => ({ id: `${id}-t${i}`, pickleStepId: `${id}-ps${i}`, stepDefinitionIds: [`${id}-d`] })) } },
    { testCaseStarted: { id: `${id}-a`, testCaseId: `${id}-c`, timestamp: at(101), attempt: 0 } },
    ...statuses.map((status, i) => ({ testStepFinished: { testCaseStartedId: `${id}-a`, testStepId: `${id}-t${i}`, testStepResult: { status, duration: at(0), ...(status === 'FAILED' ? { message: 'DoesNotHold: expected: x\n  found: y\n    at Object.<anonymous> (a.ts:1:1)' } : {}) }, timestamp: at(102) } })),
    ...(statuses.includes('SKIPPED') ? [{ attachment: { testCaseStartedId: `${id}-a`, mediaType: 'application/vnd.kubecuke.judged+json', contentEncoding: 'IDENTITY', body: JSON.stringify([{ pickleStepId: `${id}-ps2`, text: '', holds: true }]) } }] : []),
    { testCaseFinished: { testCaseStartedId: `${id}-a`, timestamp: at(103), willBeRetried: false } },
    { testRunFinished: { timestamp: at(104), success: true } },
  ]
}

const file = (name: string, messages: object[]) => ({ name, bytes: new TextEncoder().encode(messages.map((message) => JSON.stringify(message)).join('\n')) })

test('shards are merged; a pair has one address; a failure is told in words', () => {
  const run = readRun([
    file('1', shard('a', 'features/x/one.feature', 'en', ['PASSED', 'FAILED', 'SKIPPED'])), file('2', shard('b', 'features/x/one.zh-CN.feature', 'zh-CN', ['PASSED'])), file('3', shard('c', 'features/y/two.feature', 'en', ['UNDEFINED'])),
  ])
  assert.deepEqual(run.features.map(({ path, area, language, scenarios }) => [path, area, language, scenarios.map(({ slug, status }) => `${slug} ${status}`)]), [
    ['x/one', 'x', 'en', ['a-scenario failed']], ['x/one', 'x', 'zh-CN', ['a-scenario passed']], ['y/two', 'y', 'en', ['a-scenario failed']],
  ])
  assert.deepEqual(run.features[0]?.scenarios[0]?.steps.map(({ status, message, judged }) => [status, message, judged]), [['passed', undefined, undefined], ['failed', 'expected: x\n  found: y', undefined], ['skipped', undefined, true]])
  assert.deepEqual(run.phrases.map(({ pattern, usesCount, type }) => [pattern, usesCount, type]), [['step {int}', 5, 'Outcome']])
  assert.deepEqual([run.startedAt, run.durationMs], [100_000, 4000])
})

test('of the same scenario in two reports the later one counts', () => {
  const run = readRun([file('1', shard('a', 'features/x/one.feature', 'en', ['FAILED'])), file('2', shard('b', 'features/x/one.feature', 'en', ['PASSED']))])
  assert.deepEqual(run.features.map(({ scenarios }) => scenarios.map(({ status }) => status)), [['passed']])
})

test('a report that breaks off is named with its line', () => {
  assert.throws(() => readRun([{ name: 'r.ndjson', bytes: new TextEncoder().encode('{"meta":{}}\n{"pickle":{"id"') }]), new UnreadableReport('r.ndjson:2 is not a line of cucumber messages; was the run interrupted?'))
})

test('a run that somebody stopped says so, and which scenarios it left', () => {
  const [id, uri] = ['a', 'features/x/one.feature']
  const messages = shard(id, uri, 'en', ['PASSED', 'SKIPPED']).filter((message) => !('attachment' in message)).map((message) => {
    if ('testRunFinished' in message) return { testRunFinished: { timestamp: at(104), success: false, message: 'interrupted' } }
    const { testStepFinished } = message as { testStepFinished?: { testStepResult: { status: string; message?: string } } }
    if (testStepFinished?.testStepResult.status === 'SKIPPED') testStepFinished.testStepResult.message = 'interrupted'
    return message
  })
  const stopped = readRun([file('1', messages)])
  assert.equal(stopped.interrupted, true)
  assert.deepEqual(stopped.features[0]?.scenarios.map(({ status, steps }) => [status, steps.map(({ message, interrupted }) => [message, interrupted])]), [['skipped', [[undefined, undefined], [undefined, true]]]])
  assert.equal(readRun([file('2', shard(id, uri, 'en', ['PASSED']))]).interrupted, false)
})
