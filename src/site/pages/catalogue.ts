import { h, type VNode } from 'vue'
import type { Language, Phrase } from '../run'
import { featurePage, rootOf, upFrom, type Site } from '../site'
import { WORDS, type Words } from '../words/words'
import { otherLanguage } from './feature'
import type { Page } from './layout'

const TYPES = ['Context', 'Action', 'Outcome', 'Unknown'] as const
const EXAMPLES_MAX = 3

export function cataloguePage(site: Site, language: Language): Page {
  const words = WORDS[language]
  const path = `${rootOf(language)}steps.html`
  const phrases = site.run.phrases.filter((phrase) => phrase.language === language).sort((a, b) => b.usesCount - a.usesCount || (a.pattern < b.pattern ? -1 : 1))
  return {
    path, language, title: `${words.catalogue.title} · kubecuke`, description: words.catalogue.lead, nav: 'steps', other: `${rootOf(otherLanguage(language))}steps.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.catalogue.title), h('p', { class: 'lead' }, words.catalogue.lead)]),
      h('div', { class: 'filter', hidden: true }, [h('label', [h('span', words.catalogue.filter), h('input', { type: 'search', autocomplete: 'off' })]), h('output', words.catalogue.count(phrases.length))]),
      ...TYPES.flatMap((type) => {
        const own = phrases.filter((phrase) => (phrase.type ?? 'Unknown') === type)
        return own.length > 0 ? [h('section', { class: 'phrases' }, [h('h2', words.catalogue.types[type]), h('ul', own.map((phrase) => phraseItem(phrase, upFrom(path) + rootOf(language), words)))])] : []
      }),
    ],
  }
}

function phraseItem({ pattern, uses, usesCount, source }: Phrase, home: string, words: Words): VNode {
  return h('li', { class: 'phrase' }, [
    h('p', [h('code', pattern.split(/(\{[^}]*\})/).map((part, i) => (i % 2 === 1 ? h('b', part) : part)))]),
    h('p', { class: 'facts' }, [h('span', usesCount > 0 ? words.catalogue.uses(usesCount) : words.catalogue.unused), h('span', source)]),
    uses.length > 0
      ? h('details', [h('summary', words.catalogue.examples), h('ul', uses.slice(0, EXAMPLES_MAX).map(({ text, path, scenario }) => h('li', [h('a', { href: `${home}${encodeURI(featurePage(path))}${scenario ? `#${scenario}` : ''}` }, text)])))])
      : undefined,
  ])
}
