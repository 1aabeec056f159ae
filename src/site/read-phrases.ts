import type { Messages } from './read-run'
import type { FeatureRun, Language, Phrase, PhraseUse } from './run'

/** Sentences shown beneath a phrase as examples; the count goes on. */
const EXAMPLES_MAX = 6

interface Collected {
  readonly pattern: string
  readonly source: string
  type: Phrase['type']
  count: number
  readonly uses: PhraseUse[]
  readonly texts: Set<string>
}

/** The catalogue of phrases with their uses. */
export function readPhrases(messages: Messages, features: readonly FeatureRun[]): Phrase[] {
  const phrases = new Map<string, Collected>()
  const byId = new Map<string, Collected>()
  for (const { id, pattern, sourceReference } of messages.definitions.values()) {
    const source = `${sourceReference.uri ?? ''}:${sourceReference.location?.line ?? 0}`
    const phrase = phrases.get(pattern.source) ?? { pattern: pattern.source, source, type: undefined, count: 0, uses: [], texts: new Set<string>() }
    phrases.set(pattern.source, phrase)
    byId.set(id, phrase)
  }
  const featuresByUri = new Map(features.map((feature) => [feature.uri, feature]))
  for (const testCase of messages.testCases.values()) {
    const pickle = messages.pickles.get(testCase.pickleId)
    const feature = pickle && featuresByUri.get(pickle.uri)
    if (!feature) continue
    const scenario = feature.scenarios.find(({ line, name }) => line === (pickle.location?.line ?? line) && name === pickle.name)
    for (const { stepDefinitionIds, pickleStepId } of testCase.testSteps) {
      const phrase = byId.get(stepDefinitionIds?.[0] ?? '')
      const step = phrase && pickle.steps.find(({ id }) => id === pickleStepId)
      if (!step) continue
      if (isType(step.type)) phrase.type ??= step.type
      note(phrase, { text: step.text, path: feature.path, scenario: scenario?.slug ?? '', language: feature.language })
    }
  }
  return [...phrases.values()].map(({ pattern, source, type, uses, count }) => ({ pattern, source, type, uses, usesCount: count, language: phraseLanguage(pattern) }))
}

function note(phrase: Collected, use: PhraseUse): void {
  phrase.count++
  if (phrase.uses.length >= EXAMPLES_MAX || phrase.texts.has(use.text)) return
  phrase.texts.add(use.text)
  phrase.uses.push(use)
}

const phraseLanguage = (pattern: string): Language => (/\p{Script=Han}/u.test(pattern) ? 'zh-CN' : 'en')

/** Given, When, Then; a `*` in front of a step says none of them. */
const isType = (type: string | undefined): type is NonNullable<Phrase['type']> => type === 'Context' || type === 'Action' || type === 'Outcome'
