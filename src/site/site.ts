// What the pages are made from: a run, the titles of behaviours, the history of results.
import type { Behaviour } from './behaviours'
import type { ResultChange } from './history'
import type { FeatureRun, Language, Run } from './run'

export interface Site {
  readonly run: Run
  readonly behaviours: readonly Behaviour[]
  readonly changes: ReadonlyMap<string, ResultChange>
}

/** A language's features. A project that writes in one language only shows it in both. */
export function featuresOf({ run: { features } }: Pick<Site, 'run'>, language: Language): readonly FeatureRun[] {
  const own = features.filter((feature) => feature.language === language)
  return own.length > 0 ? own : features
}

/** The same feature in a language, if it is written in it. */
export const twinOf = (site: Site, path: string, language: Language): FeatureRun | undefined => featuresOf(site, language).find((feature) => feature.path === path)

/** Where a language's pages lie below the site's root. */
export const rootOf = (language: Language): string => (language === 'en' ? '' : `${language}/`)

export const featurePage = (path: string): string => `features/${path}.html`

/** From a page to the site's root, to be put in front of every link: works on any host and from a disk. */
export const upFrom = (page: string): string => '../'.repeat(page.split('/').length - 1) || './'

export function byArea(features: readonly FeatureRun[]): Map<string, FeatureRun[]> {
  const areas = new Map<string, FeatureRun[]>()
  for (const feature of features) areas.set(feature.area, [...(areas.get(feature.area) ?? []), feature])
  return areas
}
