import type { PodState } from '../../objects/run-record'
import type { Language, Status } from '../run'
import { en } from './en'
import { chinese } from './zh-CN'

/** Every text of the site in one language; a missing translation does not compile. */
export interface Words {
  readonly htmlLang: string
  readonly otherName: string
  readonly skipToContent: string
  readonly nav: { readonly home: string; readonly features: string; readonly behaviours: string; readonly steps: string; readonly run: string; readonly begin: string; readonly playground: string; readonly menu: string }
  readonly search: { readonly open: string; readonly placeholder: string; readonly nothing: string; readonly close: string; readonly hint: string; readonly kinds: Readonly<Record<'feature' | 'scenario' | 'phrase', string>> }
  readonly theme: string
  footer(date: string, kubernetes: string, seed: number): string
  readonly home: {
    readonly title: string; readonly tagline: string; readonly lead: string; readonly start: string; readonly browse: string; readonly exampleCaption: string; readonly more: string
    readonly replay: string; readonly pause: string
    readonly points: readonly (readonly [string, string])[]
    readonly areasTitle: string
    readonly proofs: Readonly<Record<'behaviours' | 'scenarios' | 'kubernetes' | 'time', string>>
    counts(features: number, scenarios: number): string
  }
  readonly status: Readonly<Record<Status, string>>
  readonly podState: Readonly<Record<PodState, string>>
  readonly feature: { readonly onThisPage: string; readonly noOther: string; scenarios(count: number): string; readonly chapters: string; readonly before: string; readonly after: string; readonly source: string }
  readonly scenario: {
    readonly copy: string; readonly copied: string; readonly permalink: string; readonly terminal: string; readonly picture: string; readonly noPicture: string; readonly pictureOnDemand: string
    readonly why: string; readonly holdsAnyway: string; readonly legend: string
    readonly comma: string; readonly virtualTime: string
    more(count: number): string
    readonly created: string; readonly deleted: string; readonly modified: string; readonly by: string; readonly nothing: string
    exit(code: number): string
    lasted(text: string): string
    readonly runAgain: string; readonly tryIt: string
  }
  readonly timeline: {
    readonly title: string; readonly revision: string; readonly steps: string; readonly events: string; readonly ownPods: string; readonly broken: string
    readonly scrubber: string; readonly previous: string; readonly next: string; readonly play: string; readonly pause: string; readonly workloads: string; readonly services: string; readonly unscheduled: string
    readonly noPods: string; readonly noEndpoints: string; readonly failed: string; readonly happened: string; readonly link: string; readonly pointHint: string; readonly notThere: string
    readonly desired: string; readonly current: string; readonly updated: string; readonly ready: string; readonly available: string
    restarted(count: number): string
    summary(pods: number, time: string): string
    readyPods(count: number): string
    moreLanes(count: number): string
  }
  readonly behaviours: { readonly title: string; readonly lead: string; readonly notShown: string; readonly none: string; summary(shown: number, all: number, passing: number): string }
  readonly catalogue: {
    readonly title: string; readonly lead: string; readonly filter: string; readonly placeholder: string; readonly unused: string; readonly more: string; readonly values: string
    readonly parameters: readonly (readonly [string, string])[]
    uses(count: number): string
    count(count: number): string
    readonly types: Readonly<Record<'Context' | 'Action' | 'Outcome' | 'Unknown', string>>
  }
  readonly run: {
    readonly title: string; readonly lead: string; readonly passed: string; readonly failed: string; readonly skipped: string; readonly duration: string; readonly seed: string; readonly kubernetes: string; readonly started: string
    readonly failures: string; readonly slowest: string; readonly allPassed: string; readonly history: string; readonly chapters: string; readonly chapter: string; readonly scenarios: string; readonly result: string
    /** of a run that was stopped: how many scenarios did not run to their end */
    interrupted(missing: number): string
    readonly interruptedHere: string; readonly noneFailed: string
    changedAt(date: string, before: string, now: string): string
    sameSince(date: string): string
  }
  readonly playground: {
    readonly title: string; readonly lead: string; readonly start: string; readonly loading: string; readonly noScript: string; readonly again: string; readonly type: string; readonly examples: string; readonly manifestHint: string; readonly manifest: string; readonly filesToo: string
    readonly lines: readonly string[]
    size(megabytes: string): string
  }
  readonly begin: { readonly title: string; readonly lead: string; readonly blocks: readonly { readonly title: string; readonly text: string; readonly code?: string; readonly kind: 'typed' | 'gherkin'; readonly link?: readonly [string, string] }[] }
  readonly areas: Readonly<Record<string, string>>
}

export const WORDS: Readonly<Record<Language, Words>> = { en, 'zh-CN': chinese }

/** An area's title: known ones by table, others from the folder's name. */
export function areaTitle(area: string, words: Words): string {
  const known = words.areas[area]
  if (known) return known
  const name = area.split('/').at(-1)?.replace(/[-_]+/g, ' ') ?? ''
  return name ? name[0]?.toUpperCase() + name.slice(1) : words.nav.features
}
