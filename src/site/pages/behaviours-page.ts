import { h, type VNode } from 'vue'
import { showBehaviours, type ShownBehaviour } from '../behaviours'
import { statusMark } from '../elements/text'
import type { Language } from '../run'
import { featurePage, featuresOf, rootOf, upFrom, type Site } from '../site'
import { areaTitle, WORDS, type Words } from '../words/words'
import { otherLanguage } from './feature'
import type { Page } from './layout'

/** The map: each behaviour by its chapter, and the scenarios that show it. */
export function behavioursPage(site: Site, language: Language): Page {
  const words = WORDS[language]
  const path = `${rootOf(language)}behaviours.html`
  const all = showBehaviours(site.behaviours, featuresOf(site, language))
  const areas = [...new Set(all.map(({ area }) => area))]
  const shown = all.filter(({ status }) => status !== undefined).length
  const passing = all.filter(({ status }) => status === 'passed').length
  return {
    path, language, title: `${words.behaviours.title} · kubecuke`, description: words.behaviours.lead, nav: 'behaviours', other: `${rootOf(otherLanguage(language))}behaviours.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.behaviours.title), h('p', { class: 'lead' }, words.behaviours.lead), h('p', { class: 'facts' }, all.length > 0 ? words.behaviours.summary(shown, all.length, passing) : words.behaviours.none)]),
      ...areas.map((area) => chapter(area, all.filter((each) => each.area === area), language, upFrom(path) + rootOf(language))),
    ],
  }
}

function chapter(area: string, behaviours: readonly ShownBehaviour[], language: Language, home: string): VNode {
  const words = WORDS[language]
  return h('section', { class: 'chapter' }, [
    h('h2', areaTitle(area, words)),
    h('ul', { class: 'behaviours' }, behaviours.map((behaviour) => h('li', { id: behaviour.id, class: behaviour.status ?? 'absent' }, [
      h('code', behaviour.id), h('div', [h('p', [mark(behaviour, words), behaviour.titles[language]]), scenarioLinks(behaviour, home, words)]),
    ]))),
  ])
}

const mark = ({ status }: ShownBehaviour, words: Words): VNode => (status ? statusMark(status, words) : h('span', { class: 'mark absent', role: 'img', 'aria-label': words.behaviours.notShown }, '·'))

const scenarioLinks = ({ scenarios }: ShownBehaviour, home: string, words: Words): VNode =>
  scenarios.length > 0
    ? h('ul', scenarios.map(({ feature, scenario }) => h('li', [h('a', { href: `${home}${encodeURI(featurePage(feature.path))}#${scenario.slug}` }, scenario.name)])))
    : h('p', { class: 'facts' }, words.behaviours.notShown)
