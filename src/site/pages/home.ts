import { h } from 'vue'
import type { ScenarioRecord } from '../../objects/run-record'
import { worst, type FeatureRun, type Language, type ScenarioRun } from '../run'
import { byArea, featurePage, featuresOf, rootOf, upFrom, type Site } from '../site'
import { laneGroups } from '../timeline/lanes'
import { legend, statesOf, timelinePicture } from '../timeline/picture'
import { areaTitle, WORDS } from '../words/words'
import { areaId, otherLanguage } from './feature'
import type { Page } from './layout'
import { statusMark } from '../elements/text'

export function homePage(site: Site, language: Language): Page {
  const words = WORDS[language]
  const { home } = words
  const path = `${rootOf(language)}index.html`
  const up = upFrom(path) + rootOf(language)
  const features = featuresOf(site, language)
  return {
    path, language, kind: 'home', title: `kubecuke · ${home.title}`, description: home.lead, nav: 'home', other: `${rootOf(otherLanguage(language))}index.html`,
    content: [
      h('div', { class: 'hero' }, [
        h('h1', [h('span', { class: 'title' }, home.title), h('span', { class: 'tagline' }, home.tagline)]), h('p', { class: 'lead' }, home.lead),
        h('p', { class: 'actions' }, [h('a', { class: 'button brand', href: `${up}begin.html` }, home.start), h('a', { class: 'button', href: `${up}features/index.html` }, home.browse)]),
      ]),
      example(features, language, up),
      h('ul', { class: 'points' }, home.points.map(([title, text]) => h('li', [h('h2', title), h('p', text)]))),
      h('h2', { class: 'chapters' }, home.areasTitle),
      h('p', { class: 'facts' }, home.counts(features.length, features.reduce((sum, { scenarios }) => sum + scenarios.length, 0))),
      h('ul', { class: 'cards' }, [...byArea(features)].map(([area, list]) => h('li', { class: 'card' }, [
        h('h3', [statusMark(worst(list.flatMap(({ scenarios }) => scenarios.map(({ status }) => status))), words), h('a', { href: `${up}features/index.html#${encodeURI(areaId(area))}` }, areaTitle(area, words))]),
        h('p', { class: 'facts' }, words.home.counts(list.length, list.reduce((sum, { scenarios }) => sum + scenarios.length, 0))),
      ]))),
    ],
  }
}

function example(features: readonly FeatureRun[], language: Language, up: string): ReturnType<typeof h> | undefined {
  const words = WORDS[language]
  const found = chooseExample(features)
  if (!found) return undefined
  const { feature, scenario, record } = found
  return h('figure', { class: 'example' }, [
    h('figcaption', [`${words.home.exampleCaption} `, h('a', { href: `${up}${encodeURI(featurePage(feature.path))}#${scenario.slug}` }, scenario.name)]),
    h('div', { class: 'scroll drawing moving', tabindex: 0, role: 'region', 'aria-label': scenario.name }, [timelinePicture(record, words)]),
    legend(words, statesOf(laneGroups(record))),
  ])
}

const LANES_WANTED = { min: 4, max: 9 }
const SEARCHED_MAX = 40

/** A rolling update that passed, with as many Pods as fit into ten seconds of a reader's attention. */
export function chooseExample(features: readonly FeatureRun[]): { feature: FeatureRun; scenario: ScenarioRun; record: ScenarioRecord } | undefined {
  const rank = ({ path }: FeatureRun): number => (path.includes('rolling-update') ? 0 : path.includes('deployment') ? 1 : 2)
  const candidates = [...features].sort((a, b) => rank(a) - rank(b)).flatMap((feature) => feature.scenarios.filter(({ status }) => status === 'passed').map((scenario) => ({ feature, scenario })))
  let second: { feature: FeatureRun; scenario: ScenarioRun; record: ScenarioRecord } | undefined
  for (const { feature, scenario } of candidates.slice(0, SEARCHED_MAX)) {
    const record = scenario.record()
    const lanes = record ? laneGroups(record) : []
    const count = lanes.reduce((sum, group) => sum + group.lanes.length, 0)
    if (!record || count === 0) continue
    if (lanes.length === 2 && count >= LANES_WANTED.min && count <= LANES_WANTED.max) return { feature, scenario, record }
    second ??= { feature, scenario, record }
  }
  return second
}
