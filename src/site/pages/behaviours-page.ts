import { showBehaviours, type ShownBehaviour } from '../behaviours'
import { statusMark } from '../elements/text'
import { h, type Html } from '../markup'
import type { Language } from '../run'
import { compareAreas, featurePage, featuresOf, rootOf, upFrom, type Site } from '../site'
import { areaTitle, WORDS, type Words } from '../words/words'
import { areaId, otherLanguage } from './feature'
import type { Page } from './layout'

/** The map: all behaviours at a glance, then each with the scenarios that show it. */
export function behavioursPage(site: Site, language: Language): Page {
  const words = WORDS[language]
  const path = `${rootOf(language)}behaviours.html`
  const all = showBehaviours(site.behaviours, featuresOf(site, language))
  const chapters = [...new Set(all.map(({ area }) => area))].sort(compareAreas).map((area) => ({ area, behaviours: all.filter((each) => each.area === area) }))
  return {
    path, language, title: `${words.behaviours.title} · kubecuke`, description: words.behaviours.lead, nav: 'behaviours', other: `${rootOf(otherLanguage(language))}behaviours.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.behaviours.title), h('p', { class: 'lead' }, words.behaviours.lead), h('p', { class: 'facts' }, all.length > 0 ? words.behaviours.summary(shown(all), all.length, passing(all)) : words.behaviours.none)]),
      h('div', { class: 'overview' }, chapters.map(({ area, behaviours }) => h('div', [
        h('a', { href: `#${encodeURI(areaId(area))}` }, areaTitle(area, words)), h('span', { class: 'facts' }, `${passing(behaviours)} / ${behaviours.length}`),
        h('ul', behaviours.map((behaviour) => tile(behaviour, language, words))),
      ]))),
      ...chapters.map(({ area, behaviours }) => chapter(area, behaviours, language, upFrom(path) + rootOf(language))),
    ],
  }
}

const shown = (behaviours: readonly ShownBehaviour[]): number => behaviours.filter(({ status }) => status !== undefined).length
const passing = (behaviours: readonly ShownBehaviour[]): number => behaviours.filter(({ status }) => status === 'passed').length
const statusText = ({ status }: ShownBehaviour, words: Words): string => (status ? words.status[status] : words.behaviours.notShown)

const tile = (behaviour: ShownBehaviour, language: Language, words: Words): Html => {
  const text = `${behaviour.id} ${behaviour.titles[language]} (${statusText(behaviour, words)})`
  return h('li', h('a', { href: `#${behaviour.id}`, class: `tile ${behaviour.status ?? 'absent'}`, title: text, 'aria-label': text }, behaviour.id.replace(/^\D+/, '')))
}

function chapter(area: string, behaviours: readonly ShownBehaviour[], language: Language, home: string): Html {
  const words = WORDS[language]
  return h('section', { class: 'chapter', id: areaId(area), 'aria-label': areaTitle(area, words) }, [
    h('h2', areaTitle(area, words)),
    h('ul', { class: 'behaviours' }, behaviours.map((behaviour) => h('li', { id: behaviour.id, class: behaviour.status ?? 'absent' }, [
      h('code', behaviour.id), h('div', [h('p', [mark(behaviour, words), h('span', behaviour.titles[language])]), scenarioLinks(behaviour, home, words)]),
    ]))),
  ])
}

const mark = ({ status }: ShownBehaviour, words: Words): Html => (status ? statusMark(status, words) : h('span', { class: 'mark absent', role: 'img', 'aria-label': words.behaviours.notShown }, '·'))

const scenarioLinks = ({ scenarios }: ShownBehaviour, home: string, words: Words): Html =>
  scenarios.length > 0
    ? h('ul', scenarios.map(({ feature, scenario }) => h('li', { class: scenario.status }, [h('a', { href: `${home}${encodeURI(featurePage(feature.path))}#${scenario.slug}` }, scenario.name)])))
    : h('p', { class: 'facts' }, words.behaviours.notShown)
