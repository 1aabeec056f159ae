import { h, type Html } from '../markup'
import type { Language, Phrase, PhraseUse } from '../run'
import { featurePage, rootOf, upFrom, type Site } from '../site'
import { WORDS, type Words } from '../words/words'
import { otherLanguage } from './feature'
import type { Page } from './layout'

const TYPES = ['Context', 'Action', 'Outcome', 'Unknown'] as const
const EXAMPLES_MAX = 2

export function cataloguePage(site: Site, language: Language): Page {
  const words = WORDS[language]
  const { catalogue } = words
  const path = `${rootOf(language)}steps.html`
  const twins = twinsOf(site.run.phrases)
  const phrases = site.run.phrases.filter((phrase) => phrase.language === language).sort((a, b) => b.usesCount - a.usesCount || (a.pattern < b.pattern ? -1 : 1))
  const sections = TYPES.map((type) => ({ type, own: phrases.filter((phrase) => (phrase.type ?? 'Unknown') === type) })).filter(({ own }) => own.length > 0)
  return {
    path, language, title: `${catalogue.title} · kubecuke`, description: catalogue.lead, nav: 'steps', other: `${rootOf(otherLanguage(language))}steps.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', catalogue.title), h('p', { class: 'lead' }, catalogue.lead)]),
      h('dl', { class: 'parameters', 'aria-label': catalogue.values }, catalogue.parameters.map(([name, meaning]) => h('div', [h('dt', h('code', name)), h('dd', meaning)]))),
      h('div', { class: 'filter', hidden: true }, [
        h('label', [h('span', { class: 'visually-hidden' }, catalogue.filter), h('input', { type: 'search', autocomplete: 'off', placeholder: `${catalogue.filter}: ${catalogue.placeholder}` })]), h('output', catalogue.count(phrases.length)),
      ]),
      h('ul', { class: 'jumps' }, sections.map(({ type, own }) => h('li', h('a', { href: `#${type}` }, [catalogue.types[type], h('small', own.length)])))),
      ...sections.map(({ type, own }) => h('section', { class: 'phrases', id: type, 'aria-label': catalogue.types[type] }, [
        h('h2', catalogue.types[type]), h('ul', own.map((phrase) => phraseItem(phrase, twins.get(phrase), upFrom(path) + rootOf(language), words))),
      ])),
    ],
  }
}

function phraseItem({ pattern, uses, usesCount, source, language }: Phrase, twin: Phrase | undefined, home: string, words: Words): Html {
  const link = ({ path, scenario }: PhraseUse, text: string): Html => h('a', { href: `${home}${encodeURI(featurePage(path))}${scenario ? `#${scenario}` : ''}` }, text)
  const [first, ...others] = uses.slice(0, EXAMPLES_MAX)
  const count = usesCount > 0 ? words.catalogue.uses(usesCount) : words.catalogue.unused
  return h('li', { class: 'phrase' }, [
    h('p', { class: 'pattern', lang: language }, parameters(pattern)),
    twin ? h('p', { class: 'twin', lang: twin.language }, parameters(twin.pattern)) : undefined,
    first && first.text !== pattern ? h('p', { class: 'sample' }, link(first, first.text)) : undefined,
    h('p', { class: 'facts' }, [h('span', { title: source }, first ? link(first, count) : count)]),
    others.length > 0 ? h('details', [h('summary', words.catalogue.more), h('ul', others.map((each) => h('li', link(each, each.text))))]) : undefined,
  ])
}

const parameters = (pattern: string): (Html | string)[] => pattern.split(/(\{[^}]*\})/).map((part, i) => (i % 2 === 1 ? h('b', part) : part))

/** How far below its English phrase a Chinese one may stand in the source. */
const LINES_APART_MAX = 3

/** A phrase's other language stands right beside it in the source: the English one first. */
function twinsOf(phrases: readonly Phrase[]): Map<Phrase, Phrase> {
  const placed = phrases.map((phrase) => ({ phrase, file: phrase.source.replace(/:\d+$/, ''), line: Number(/\d+$/.exec(phrase.source)?.[0] ?? 0) })).sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  const twins = new Map<Phrase, Phrase>()
  placed.forEach(({ phrase, file, line }, i) => {
    const before = placed[i - 1]
    if (phrase.language === 'en' || before?.phrase.language !== 'en' || before.file !== file || line - before.line > LINES_APART_MAX) return
    twins.set(phrase, before.phrase)
    twins.set(before.phrase, phrase)
  })
  return twins
}
