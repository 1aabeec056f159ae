import { h, type Html } from '../markup'
import { scenarioSection, type ScenarioView } from '../elements/scenario'
import { prose, statusMark, tagList } from '../elements/text'
import { historyKey } from '../history'
import { featureStatus, LANGUAGES, type FeatureRun, type Language } from '../run'
import { chaptersOf, featurePage, featuresOf, neighboursOf, rootOf, twinOf, upFrom, type Site } from '../site'
import { slugOf } from '../slugs'
import { areaTitle, WORDS, type Words } from '../words/words'
import type { Page } from './layout'

export const otherLanguage = (language: Language): Language => LANGUAGES.find((each) => each !== language) ?? 'en'

/** The script with a chapter's manifests. */
export const manifestsPath = (area: string): string => `data/files/${slugOf(area)}.js`

/** The scripts with a feature's records lie here, one a scenario. */
export const dataPath = ({ language, path }: FeatureRun, slug: string): string => `data/${language}/${path}/${slug}.js`

export function featurePageOf(site: Site, feature: FeatureRun, language: Language, details: readonly ScenarioView['detail'][] = []): Page {
  const words = WORDS[language]
  const path = rootOf(language) + featurePage(feature.path)
  const other = otherLanguage(language)
  const up = upFrom(path)
  const sections = feature.scenarios.map((scenario, i) => scenarioSection({
    scenario, record: scenario.record(), uri: feature.uri, data: up + encodeURI(dataPath(feature, scenario.slug)), history: historyText(site, feature, scenario.slug, words),
    playground: site.playgroundBytes > 0 ? { page: `${up}${rootOf(language)}try.html`, files: site.manifests.has(feature.area) ? manifestsPath(feature.area) : '' } : undefined, detail: details[i] ?? 2,
  }, words))
  return {
    path, language, title: `${feature.name} · kubecuke`, description: firstSentence(feature.description) || feature.name, nav: 'features',
    other: rootOf(other) + (twinOf(site, feature.path, other) ? featurePage(feature.path) : 'index.html'),
    sidebar: sidebar(site, feature, language, up), outline: outline(feature),
    content: [
      h('div', { class: 'heading' }, [
        h('p', { class: 'crumb' }, [h('a', { href: `${up}${rootOf(language)}features/index.html` }, words.nav.features), h('span', { 'aria-hidden': 'true' }, ' › '), h('a', { href: `${up}${rootOf(language)}features/index.html#${encodeURI(areaId(feature.area))}` }, areaTitle(feature.area, words))]),
        h('h1', feature.name), h('p', { class: 'facts' }, [tagList(feature.tags), h('span', words.feature.scenarios(feature.scenarios.length)), h('span', [`${words.feature.source}: `, h('code', feature.uri)])]),
        twinOf(site, feature.path, other) ? undefined : h('p', { class: 'facts' }, `${WORDS[language].otherName}: ${words.feature.noOther}`),
        prose(feature.description),
      ]),
      ...sections, neighbours(site, feature, language, up),
    ],
  }
}

/** The features before and after this one, as the chapters list them. */
function neighbours(site: Site, current: FeatureRun, language: Language, up: string): Html {
  const words = WORDS[language]
  const { before, after } = neighboursOf(site, current, language)
  const link = (feature: FeatureRun | undefined, text: string, kind: string): Html | undefined =>
    feature && h('a', { class: kind, href: up + rootOf(language) + encodeURI(featurePage(feature.path)) }, [h('small', text), h('span', feature.name)])
  return h('nav', { class: 'neighbours', 'aria-label': `${words.feature.before}, ${words.feature.after}` }, [link(before, words.feature.before, 'before'), link(after, words.feature.after, 'after')])
}

const firstSentence = (text: string): string => text.trim().split(/\n\s*\n/)[0]?.replace(/\s+/g, ' ').slice(0, 200) ?? ''

export const dateText = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : '')

function historyText({ changes }: Site, { uri }: FeatureRun, slug: string, words: Words): string | undefined {
  const change = changes.get(historyKey(uri, slug))
  if (!change) return undefined
  return change.before ? words.run.changedAt(dateText(change.since), words.status[change.before], words.status[change.status]) : words.run.sameSince(dateText(change.since))
}

/** The features of this area, and the other areas by name: a list of everything on each page would be most of the site. */
function sidebar(site: Site, current: FeatureRun, language: Language, up: string): Html {
  const words = WORDS[language]
  const home = up + rootOf(language)
  return h('ul', { class: 'areas' }, [...chaptersOf(site, language)].map(([area, features]) => h('li', [
    h('a', { class: 'area', href: `${home}features/index.html#${encodeURI(areaId(area))}` }, areaTitle(area, words)),
    area === current.area ? h('ul', features.map((feature) => h('li', [h('a', { href: home + encodeURI(featurePage(feature.path)), ...(feature.path === current.path ? { 'aria-current': 'page' } : {}) }, feature.name)]))) : undefined,
  ])))
}

export const areaId = (area: string): string => `area-${area.replace(/[^\p{L}\p{N}]+/gu, '-')}`

const outline = (feature: FeatureRun): Html => h('ul', feature.scenarios.map(({ slug, name, status }) => h('li', [h('a', { href: `#${slug}`, class: status }, name)])))

export function featuresIndex(site: Site, language: Language): Page {
  const words = WORDS[language]
  const path = `${rootOf(language)}features/index.html`
  const features = featuresOf(site, language)
  return {
    path, language, title: `${words.nav.features} · kubecuke`, description: words.home.lead, nav: 'features', other: `${rootOf(otherLanguage(language))}features/index.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.nav.features), h('p', { class: 'facts' }, words.home.counts(features.length, features.reduce((sum, { scenarios }) => sum + scenarios.length, 0)))]),
      ...[...chaptersOf(site, language)].map(([area, list]) => h('section', { class: 'area', id: areaId(area), 'aria-label': areaTitle(area, words) }, [
        h('h2', areaTitle(area, words)), h('ul', { class: 'cards' }, list.map((feature) => featureCard(feature, upFrom(path) + rootOf(language), words))),
      ])),
    ],
  }
}

const featureCard = (feature: FeatureRun, home: string, words: Words): Html => h('li', { class: 'card' }, [
  h('h3', [statusMark(featureStatus(feature), words), h('a', { href: home + encodeURI(featurePage(feature.path)) }, feature.name)]),
  h('p', firstSentence(feature.description)), h('p', { class: 'facts' }, words.feature.scenarios(feature.scenarios.length)),
])
