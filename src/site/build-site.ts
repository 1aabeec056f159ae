// Pages and data as files, one after the other, so that a large run needs little memory at a time.
import type { ScenarioRecord } from '../objects/run-record'
import { renderDocument } from './document'
import type { ScenarioView } from './elements/scenario'
import { beginPage } from './pages/begin'
import { behavioursPage } from './pages/behaviours-page'
import { cataloguePage } from './pages/catalogue'
import { dataPath, dateText, featurePageOf, featuresIndex, manifestsPath } from './pages/feature'
import type { RunFacts } from './pages/layout'
import { homePage } from './pages/home'
import { playgroundPage } from './pages/playground-page'
import { runPage } from './pages/run-page'
import { LANGUAGES, type FeatureRun, type Language } from './run'
import { searchEntries } from './search-entries'
import { featuresOf, type Site } from './site'

export interface SiteFile {
  readonly path: string
  readonly text: string
}

/** A page with everything on it stays below this; what is larger is drawn when it is asked for. */
export const PAGE_BYTES_MAX = 190_000

export function* siteFiles(site: Site): Generator<SiteFile> {
  yield* manifestFiles(site)
  for (const language of LANGUAGES) {
    let virtualMs = 0
    for (const feature of featuresOf(site, language)) {
      const read = remembered(feature)
      yield featureFile(site, read, language)
      for (const { record } of read.scenarios) virtualMs += record()?.end ?? 0
      // A project of one language has its features on both sides; its records are written once.
      if (feature.language === language) yield* recordFiles(read)
    }
    const pages = [homePage(site, language, { virtualMs }), featuresIndex(site, language), behavioursPage(site, language), cataloguePage(site, language), runPage(site, language), beginPage(language), ...(site.playgroundBytes > 0 ? [playgroundPage(language, site.playgroundBytes)] : [])]
    for (const page of pages) yield { path: page.path, text: renderDocument(page, factsOf(site)) }
    yield { path: `assets/search-${language}.js`, text: call('kubecukeSearch', language, searchEntries(site, language)) }
  }
}

/** For the page on which a cluster runs. */
function* manifestFiles({ manifests, playgroundBytes }: Site): Generator<SiteFile> {
  if (playgroundBytes > 0) for (const [area, files] of manifests) yield { path: manifestsPath(area), text: call('kubecukeFiles', area, files) }
}

const factsOf = ({ run: { startedAt, kubernetes, seed }, playgroundBytes }: Site): RunFacts => ({ date: dateText(startedAt), kubernetes, seed, hasPlayground: playgroundBytes > 0 })

function* recordFiles(feature: FeatureRun): Generator<SiteFile> {
  for (const { slug, record } of feature.scenarios) {
    const data = record()
    if (data) yield { path: dataPath(feature, slug), text: call('kubecukeRecord', `${feature.language}/${feature.path}/${slug}`, forPlayer(data)) }
  }
}

/** While a page is made its records are read once. */
function remembered(feature: FeatureRun): FeatureRun {
  return { ...feature, scenarios: feature.scenarios.map((scenario) => {
    const record = scenario.record()
    return { ...scenario, record: () => record }
  }) }
}

/** First everything; then the largest scenarios lose their picture, then their changes, until the page is small enough. */
function featureFile(site: Site, feature: FeatureRun, language: Language): SiteFile {
  const details: ScenarioView['detail'][] = feature.scenarios.map(() => 2)
  const order = feature.scenarios.map(({ record }, i) => ({ i, size: record()?.writes.length ?? 0 })).sort((a, b) => b.size - a.size).map(({ i }) => i)
  const reductions = ([1, 0] as const).flatMap((detail) => order.map((i) => ({ i, detail })))
  for (let taken = 0; ; ) {
    const page = featurePageOf(site, feature, language, details)
    const text = renderDocument(page, factsOf(site))
    const over = text.length * 1.02 - PAGE_BYTES_MAX
    if (over <= 0 || taken >= reductions.length) return { path: page.path, text }
    // Several at a time, so that a page with fifty scenarios is not rendered fifty times.
    const share = Math.max(1, Math.ceil((over / text.length) * feature.scenarios.length))
    for (const { i, detail } of reductions.slice(taken, taken + share)) details[i] = detail
    taken += share
  }
}

/** A script instead of JSON: pages opened from a disk may not fetch, but they may load scripts. */
const call = (name: string, key: string, value: unknown): string => `${name}(${JSON.stringify(key)},${JSON.stringify(value)})\n`

/** What the player draws; what was made and typed stands on the page already. */
function forPlayer({ writes, steps, ...record }: ScenarioRecord): ScenarioRecord {
  return { ...record, steps: steps.map(({ from, to, brokenAt }) => ({ from, to, commands: [], ...(brokenAt === undefined ? {} : { brokenAt }) })), writes: writes.map(({ made: _made, ...write }) => write) }
}
