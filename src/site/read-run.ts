// From the messages of one or more runs (shards) to what the pages show. Records of scenarios are large, so they stay where they are
// until a page asks for them.
import type { Attachment, Envelope, Feature, GherkinDocument, Pickle, Scenario, StepDefinition, TestCase, TestCaseFinished, TestCaseStarted, TestRunFinished, TestStepFinished } from '@cucumber/messages'
import { SCENARIO_RECORD_TYPE, type ScenarioRecord } from '../objects/run-record'
import { readPhrases } from './read-phrases'
import { INTERRUPTED, readSteps } from './read-steps'
import { worst, type FeatureRun, type Run, type ScenarioRun } from './run'
import { featurePlace, languageOf, sharedFolder, uniqueSlugs } from './slugs'

export interface MessageFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** An input that is no report: which file, which line, why. */
export class UnreadableReport extends Error {}

/** What was said about one attempt at a scenario. */
export interface Attempt {
  readonly started: TestCaseStarted
  readonly results: Map<string, TestStepFinished>
  readonly attachments: Attachment[]
  record?: () => ScenarioRecord | undefined
  finished?: TestCaseFinished
}

/** The messages by kind. Files of shards repeat features and phrases: the last word counts. */
export class Messages {
  readonly documents = new Map<string, GherkinDocument>()
  readonly pickles = new Map<string, Pickle>()
  readonly testCases = new Map<string, TestCase>()
  readonly attempts = new Map<string, Attempt>()
  readonly definitions = new Map<string, StepDefinition>()
  startedAt = Infinity
  finishedAt = -Infinity
  interrupted = false

  take(message: Envelope): void {
    const { gherkinDocument, pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished, attachment, stepDefinition, testRunStarted, testRunFinished } = message
    if (gherkinDocument) this.documents.set(gherkinDocument.uri ?? '', gherkinDocument)
    else if (pickle) this.pickles.set(pickle.id, pickle)
    else if (testCase) this.testCases.set(testCase.id, testCase)
    else if (testCaseStarted) this.attempts.set(testCaseStarted.id, { started: testCaseStarted, results: new Map(), attachments: [] })
    else if (testStepFinished) this.attempts.get(testStepFinished.testCaseStartedId)?.results.set(testStepFinished.testStepId, testStepFinished)
    else if (testCaseFinished) this.finish(testCaseFinished)
    else if (attachment) this.attempts.get(attachment.testCaseStartedId ?? '')?.attachments.push(attachment)
    else if (stepDefinition) this.definitions.set(stepDefinition.id, stepDefinition)
    else if (testRunStarted) this.startedAt = Math.min(this.startedAt, milliseconds(testRunStarted.timestamp))
    else if (testRunFinished) this.end(testRunFinished)
  }

  private end({ timestamp, message }: TestRunFinished): void {
    this.finishedAt = Math.max(this.finishedAt, milliseconds(timestamp))
    this.interrupted ||= message === INTERRUPTED
  }

  private finish(finished: TestCaseFinished): void {
    const attempt = this.attempts.get(finished.testCaseStartedId)
    if (attempt) attempt.finished = finished
  }
}

export const milliseconds = ({ seconds, nanos }: { seconds: number; nanos: number }): number => Number(seconds) * 1000 + nanos / 1e6

export function readRun(files: readonly MessageFile[]): Run {
  const messages = new Messages()
  for (const file of files) readFile(file, messages)
  const scenarios = scenariosByUri(messages)
  const uris = [...scenarios.keys()].sort()
  const shared = sharedFolder(uris)
  const features = pairSlugs(uris.flatMap((uri) => readFeature(uri, shared, messages, scenarios.get(uri) ?? [])))
  const record = features.flatMap((feature) => feature.scenarios).map((scenario) => scenario.record()).find((each) => each !== undefined)
  return {
    features, phrases: readPhrases(messages, features),
    startedAt: messages.startedAt, durationMs: Math.max(0, messages.finishedAt - messages.startedAt), seed: record?.seed ?? 0, kubernetes: record?.kubernetes ?? '', interrupted: messages.interrupted,
  }
}

const NEWLINE = 10
/** cucumber writes an attachment's kind and owner behind its body: enough of a line's end to find both. */
const TAIL_BYTES = 600

function readFile({ name, bytes }: MessageFile, messages: Messages): void {
  const decoder = new TextDecoder()
  let line = 0
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from)
    const to = end < 0 ? bytes.length : end
    line++
    if (to > from && !noteRecord(bytes.subarray(from, to), decoder, messages)) messages.take(parseLine(decoder.decode(bytes.subarray(from, to)), name, line))
    from = to + 1
  }
}

function parseLine(text: string, name: string, line: number): Envelope {
  try {
    return JSON.parse(text) as Envelope
  } catch {
    throw new UnreadableReport(`${name}:${line} is not a line of cucumber messages; was the run interrupted?`)
  }
}

/** A scenario's record is not parsed before a page wants it. */
function noteRecord(bytes: Uint8Array, decoder: TextDecoder, messages: Messages): boolean {
  if (bytes.length < TAIL_BYTES || bytes[2] !== 0x61 /* a of attachment */ || bytes[3] !== 0x74) return false
  const tail = decoder.decode(bytes.subarray(bytes.length - TAIL_BYTES))
  if (!tail.includes(`"mediaType":"${SCENARIO_RECORD_TYPE}"`)) return false
  const id = /"testCaseStartedId":"([^"]*)"/.exec(tail)?.[1]
  const attempt = messages.attempts.get(id ?? '')
  if (!attempt) return false
  attempt.record = () => JSON.parse((JSON.parse(decoder.decode(bytes)) as { attachment: Attachment }).attachment.body) as ScenarioRecord
  return true
}

interface Ran {
  readonly pickle: Pickle
  readonly testCase: TestCase
  readonly attempt: Attempt
}

/** The last attempt at each scenario; of the same scenario in two reports, the later one. */
function scenariosByUri(messages: Messages): Map<string, Ran[]> {
  const latest = new Map<string, Ran>()
  for (const attempt of messages.attempts.values()) {
    const testCase = messages.testCases.get(attempt.started.testCaseId)
    const pickle = testCase && messages.pickles.get(testCase.pickleId)
    if (pickle) latest.set(`${pickle.uri} ${pickle.location?.line ?? 0} ${pickle.name} ${pickle.astNodeIds.length}`, { pickle, testCase, attempt })
  }
  const byUri = new Map<string, Ran[]>()
  for (const ran of latest.values()) byUri.set(ran.pickle.uri, [...(byUri.get(ran.pickle.uri) ?? []), ran])
  return byUri
}

function readFeature(uri: string, shared: string, { documents }: Messages, ran: Ran[]): FeatureRun[] {
  const feature = documents.get(uri)?.feature
  if (!feature) return []
  const sorted = [...ran].sort((a, b) => (a.pickle.location?.line ?? 0) - (b.pickle.location?.line ?? 0))
  const slugs = uniqueSlugs(sorted.map(({ pickle }) => pickle.name))
  return [{
    uri, language: languageOf(feature.language), ...featurePlace(uri, shared), name: feature.name, description: feature.description, tags: feature.tags.map(({ name }) => name),
    scenarios: sorted.map((each, i) => readScenario(each, slugs[i] ?? '', feature)),
  }]
}

function readScenario({ pickle, testCase, attempt }: Ran, slug: string, feature: Feature): ScenarioRun {
  const node = scenarioNodes(feature).find(({ id, examples }) => pickle.astNodeIds.includes(id) || examples.some((each) => pickle.astNodeIds.includes(each.id)))
  const steps = readSteps({ pickle, testCase, attempt, feature })
  const { finished, started } = attempt
  return {
    slug, name: pickle.name, description: node?.description ?? '', keyword: node?.keyword ?? '', tags: pickle.tags.map(({ name }) => name), line: pickle.location?.line ?? node?.location.line ?? 0,
    status: worst(steps.map(({ status }) => status)), durationMs: finished ? milliseconds(finished.timestamp) - milliseconds(started.timestamp) : 0,
    steps, record: attempt.record ?? (() => undefined),
  }
}

export const scenarioNodes = (feature: Feature): Scenario[] =>
  feature.children.flatMap(({ scenario, rule }) => [...(scenario ? [scenario] : []), ...(rule?.children.flatMap((child) => (child.scenario ? [child.scenario] : [])) ?? [])])

/** Scenarios of a pair have one address in both languages, the English one, so that the switch stays where the reader is. */
function pairSlugs(features: readonly FeatureRun[]): FeatureRun[] {
  const english = new Map(features.filter(({ language }) => language === 'en').map((feature) => [feature.path, feature]))
  return features.map((feature) => {
    const pair = english.get(feature.path)
    if (feature.language === 'en' || pair?.scenarios.length !== feature.scenarios.length) return feature
    return { ...feature, scenarios: feature.scenarios.map((scenario, i) => ({ ...scenario, slug: pair.scenarios[i]?.slug ?? scenario.slug })) }
  })
}
