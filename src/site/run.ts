// What a run says, as pages want it. Built by read-run.ts from cucumber's messages and from nothing else.
import type { ScenarioRecord } from '../objects/run-record'

export type Language = 'en' | 'zh-CN'
export const LANGUAGES: readonly Language[] = ['en', 'zh-CN']

export type Status = 'passed' | 'failed' | 'skipped'

export interface StepRun {
  /** as the feature writes it: `When `, `当` */
  readonly keyword: string
  readonly text: string
  readonly docString?: string
  readonly table?: readonly (readonly string[])[]
  readonly status: Status
  /** why it failed; also of a statement that was judged after another had failed */
  readonly message?: string
  /** after a failure, whether this statement holds all the same */
  readonly judged?: boolean
  /** the run was stopped before this step had ended */
  readonly interrupted?: boolean
}

export interface ScenarioRun {
  /** the same in both languages of a pair; unique within its feature */
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly keyword: string
  readonly tags: readonly string[]
  readonly line: number
  readonly status: Status
  readonly durationMs: number
  readonly steps: readonly StepRun[]
  /** reads the record of what happened; undefined when the run kept none */
  readonly record: () => ScenarioRecord | undefined
}

export interface FeatureRun {
  readonly uri: string
  readonly language: Language
  readonly area: string
  /** path of its page below the site's language, without ending: `deployment/scaling`; the same for both languages of a pair */
  readonly path: string
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly scenarios: readonly ScenarioRun[]
}

export interface PhraseUse {
  readonly text: string
  readonly path: string
  readonly scenario: string
  readonly language: Language
}

export interface Phrase {
  readonly pattern: string
  readonly language: Language
  readonly type: 'Context' | 'Action' | 'Outcome' | undefined
  readonly source: string
  readonly uses: readonly PhraseUse[]
  readonly usesCount: number
}

export interface RunSummary {
  /** ms since the epoch */
  readonly startedAt: number
  readonly durationMs: number
  readonly seed: number
  readonly kubernetes: string
  /** somebody stopped the run before it was over */
  readonly interrupted: boolean
}

export interface Run extends RunSummary {
  readonly features: readonly FeatureRun[]
  readonly phrases: readonly Phrase[]
}

export function worst(statuses: readonly Status[]): Status {
  if (statuses.includes('failed')) return 'failed'
  return statuses.length === 0 || statuses.includes('skipped') ? 'skipped' : 'passed'
}

export const featureStatus = (feature: FeatureRun): Status => worst(feature.scenarios.map(({ status }) => status))
