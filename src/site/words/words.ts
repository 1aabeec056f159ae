import type { PodState } from '../../objects/run-record'
import type { Language, Status } from '../run'
import { en } from './en'
import { chinese } from './zh-CN'

/** Every text of the site in one language; a missing translation does not compile. */
export interface Words {
  readonly htmlLang: string
  readonly otherName: string
  readonly skipToContent: string
  readonly nav: { readonly home: string; readonly features: string; readonly behaviours: string; readonly steps: string; readonly run: string; readonly begin: string; readonly menu: string; readonly more: string }
  readonly search: { readonly open: string; readonly placeholder: string; readonly nothing: string; readonly close: string; readonly hint: string }
  readonly theme: string
  readonly footer: string
  readonly home: {
    readonly title: string; readonly tagline: string; readonly lead: string; readonly start: string; readonly browse: string; readonly exampleCaption: string
    readonly points: readonly (readonly [string, string])[]
    readonly areasTitle: string
    counts(features: number, scenarios: number): string
  }
  readonly status: Readonly<Record<Status, string>>
  readonly podState: Readonly<Record<PodState, string>>
  readonly feature: { readonly onThisPage: string; readonly noOther: string; readonly tags: string; scenarios(count: number): string; readonly allFeatures: string }
  readonly scenario: {
    readonly copy: string; readonly copied: string; readonly permalink: string; readonly terminal: string; readonly picture: string; readonly noPicture: string; readonly pictureOnDemand: string
    readonly why: string; readonly holdsAnyway: string; readonly legend: string; readonly sinceChange: string
    changed(created: number, changed: number, deleted: number): string
    more(count: number): string
    readonly created: string; readonly deleted: string; readonly modified: string; readonly by: string; readonly nothing: string; readonly fromShort: string
    exit(code: number): string
    lasted(text: string): string
    runAgain: string
  }
  readonly timeline: {
    readonly title: string; readonly revision: string; readonly steps: string; readonly events: string; readonly ownPods: string; readonly quiet: string; readonly broken: string; readonly warning: string
    readonly scrubber: string; readonly previous: string; readonly next: string; readonly play: string; readonly pause: string; readonly nodes: string; readonly workloads: string; readonly services: string; readonly unscheduled: string
    readonly noPods: string; readonly noEndpoints: string; readonly loading: string; readonly failed: string; readonly happened: string; readonly link: string; readonly restarts: string
    readonly desired: string; readonly current: string; readonly updated: string; readonly ready: string; readonly available: string; readonly kind: string; readonly name: string
    summary(pods: number, time: string): string
    readyPods(count: number): string
    moreLanes(count: number): string
  }
  readonly behaviours: { readonly title: string; readonly lead: string; readonly notShown: string; readonly shown: string; readonly passing: string; readonly behaviour: string; readonly scenarios: string; readonly none: string; summary(shown: number, all: number, passing: number): string }
  readonly catalogue: { readonly title: string; readonly lead: string; readonly filter: string; readonly unused: string; readonly examples: string; uses(count: number): string; count(count: number): string; readonly types: Readonly<Record<'Context' | 'Action' | 'Outcome' | 'Unknown', string>> }
  readonly run: { readonly title: string; readonly lead: string; readonly passed: string; readonly failed: string; readonly skipped: string; readonly duration: string; readonly seed: string; readonly kubernetes: string; readonly started: string; readonly failures: string; readonly slowest: string; readonly allPassed: string; readonly history: string; readonly changes: string; readonly scenario: string; readonly time: string; changedAt(date: string, before: string, now: string): string; sameSince(date: string): string }
  readonly begin: { readonly title: string; readonly lead: string; readonly blocks: readonly { readonly title: string; readonly text: string; readonly code?: string }[] }
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
