// What the pages are made from: a run, the titles of behaviours, the history of results.
import type { Behaviour } from './behaviours'
import type { ResultChange } from './history'
import type { FeatureRun, Language, Run } from './run'

export interface Site {
  readonly run: Run
  readonly behaviours: readonly Behaviour[]
  readonly changes: ReadonlyMap<string, ResultChange>
  /** files that lie beside the features, by chapter and name */
  readonly manifests: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** size of the cluster for the page; 0 when there is none */
  readonly playgroundBytes: number
}

/** Numbers that are known when all features' pages are made. */
export interface Totals {
  /** how much virtual time all scenarios took, ms */
  readonly virtualMs: number
}

/** A language's features, by their files' names. A project that writes in one language only shows it in both. */
export const featuresOf = (site: Pick<Site, 'run'>, language: Language): readonly FeatureRun[] => contentsOf(site, language).features

/** Features by chapter; within one in the order of the behaviours that they show first. */
export const chaptersOf = (site: Pick<Site, 'run'>, language: Language): ReadonlyMap<string, readonly FeatureRun[]> => contentsOf(site, language).chapters

interface Contents {
  readonly features: readonly FeatureRun[]
  readonly chapters: ReadonlyMap<string, readonly FeatureRun[]>
  /** chapter after chapter, and the place of each by its path */
  readonly inOrder: readonly FeatureRun[]
  readonly places: ReadonlyMap<string, number>
}

/** The features before and after one, as the chapters list them. */
export function neighboursOf(
  site: Pick<Site, 'run'>,
  { path }: FeatureRun,
  language: Language,
): { before: FeatureRun | undefined; after: FeatureRun | undefined } {
  const { inOrder, places } = contentsOf(site, language)
  const place = places.get(path) ?? -1
  return { before: inOrder[place - 1], after: inOrder[place + 1] }
}

/** Every page names its neighbours: what stands where is found out once a run. */
const known = new WeakMap<Run, Map<Language, Contents>>()

function contentsOf({ run }: Pick<Site, 'run'>, language: Language): Contents {
  const ofRun = known.get(run) ?? new Map<Language, Contents>()
  known.set(run, ofRun)
  let contents = ofRun.get(language)
  if (!contents) {
    const own = run.features.filter((feature) => feature.language === language)
    const features = own.length > 0 ? own : run.features
    const chapters = byArea(features)
    const inOrder = [...chapters.values()].flat()
    const places = new Map(inOrder.map(({ path }, place) => [path, place]))
    ofRun.set(language, (contents = { features, chapters, inOrder, places }))
  }
  return contents
}

/** The same feature in a language, if it is written in it. */
export const twinOf = (site: Site, path: string, language: Language): FeatureRun | undefined => featuresOf(site, language).find((feature) => feature.path === path)

/** Where a language's pages lie below the site's root. */
export const rootOf = (language: Language): string => (language === 'en' ? '' : `${language}/`)

export const featurePage = (path: string): string => `features/${path}.html`

/** From a page to the site's root, to be put in front of every link: works on any host and from a disk. */
export const upFrom = (page: string): string => '../'.repeat(page.split('/').length - 1) || './'

/** Chapters in the order in which one learns them; others follow by name. */
const CHAPTERS: readonly string[] = ['pod', 'controller-model', 'replicaset', 'deployment', 'statefulset', 'daemonset', 'batch', 'services', 'storage', 'scheduling', 'autoscaling', 'kubectl', 'mysql']

export function compareAreas(a: string, b: string): number {
  const [placeA, placeB] = [a, b].map((area) => (CHAPTERS.includes(area) ? CHAPTERS.indexOf(area) : CHAPTERS.length)) as [number, number]
  return placeA - placeB || (a < b ? -1 : a > b ? 1 : 0)
}

function byArea(features: readonly FeatureRun[]): Map<string, FeatureRun[]> {
  const areas = new Map<string, FeatureRun[]>()
  for (const feature of features) areas.set(feature.area, [...(areas.get(feature.area) ?? []), feature])
  const places = new Map(features.map((feature) => [feature, firstBehaviour(feature)]))
  const sorted = [...areas].sort(([a], [b]) => compareAreas(a, b))
  return new Map(sorted.map(([area, list]) => [area, list.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))]))
}

/** The smallest number of a tag like `@STS-07`. */
const firstBehaviour = ({ scenarios }: FeatureRun): number =>
  Math.min(Infinity, ...scenarios.flatMap(({ tags }) => tags.flatMap((tag) => Number(/^@[A-Z]+-(\d+)$/.exec(tag)?.[1] ?? NaN) || [])))
