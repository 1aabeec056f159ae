import { h, type Html } from '../markup'
import { LANGUAGES, type Language } from '../run'
import { rootOf, upFrom } from '../site'
import { WORDS, type Words } from '../words/words'

export interface Page {
  /** below the site's root: `zh-CN/features/pod/probes.html` */
  readonly path: string
  readonly language: Language
  readonly title: string
  readonly description: string
  /** the same page in the other language, below the site's root */
  readonly other: string
  readonly nav: keyof Words['nav'] | ''
  readonly sidebar?: Html
  readonly outline?: Html
  readonly content: readonly (Html | undefined)[]
  readonly kind?: 'home'
}

/** What the foot of each page says of the run. */
export interface RunFacts {
  readonly date: string
  readonly kubernetes: string
  readonly seed: number
  /** whether a cluster can be started in the page */
  readonly hasPlayground: boolean
}

/** The body of a page; its head is text, see document.ts. */
export function pageBody(page: Page & { readonly run: RunFacts }): Html {
  const words = WORDS[page.language]
  const home = upFrom(page.path) + rootOf(page.language)
  return h('div', { class: `page ${page.kind ?? ''} ${page.sidebar ? 'with-sidebar' : ''}` }, [
    h('a', { class: 'skip', href: '#content' }, words.skipToContent),
    pageHeader(page, home, words),
    h('div', { class: 'columns' }, [
      folding('sidebar', words.feature.chapters, page.sidebar), folding('outline', words.feature.onThisPage, page.outline),
      h('main', { id: 'content', tabindex: -1 }, [...page.content]),
    ]),
    h('footer', { class: 'foot' }, [h('p', words.footer(page.run.date, page.run.kubernetes, page.run.seed))]),
  ])
}

/** Beside the text where there is room; on a narrow screen above it, folded by a script. */
const folding = (name: string, title: string, content: Html | undefined): Html | undefined =>
  content && h('nav', { class: name, 'aria-label': title }, h('details', { open: true }, [h('summary', title), content]))

function pageHeader(page: Page & { readonly run: RunFacts }, home: string, words: Words): Html {
  const { nav } = words
  const links: [keyof Words['nav'], string][] = [['features', 'features/index.html'], ['behaviours', 'behaviours.html'], ['steps', 'steps.html'], ['run', 'run.html'], ['begin', 'begin.html'], ...(page.run.hasPlayground ? [['playground', 'try.html'] as [keyof Words['nav'], string]] : [])]
  const items = links.map(([key, href]) => h('li', [h('a', { href: home + href, ...(page.nav === key ? { 'aria-current': 'page' } : {}) }, nav[key])]))
  const other = LANGUAGES.find((language) => language !== page.language) ?? 'en'
  return h('header', { class: 'top' }, [
    h('a', { class: 'logo', href: `${home}index.html` }, [logo(), h('span', 'kubecuke')]),
    h('div', { class: 'search-box' }),
    h('nav', { class: 'main', 'aria-label': nav.menu }, [h('ul', items)]),
    h('div', { class: 'tools' }, [
      h('a', { class: 'language', href: upFrom(page.path) + encodeURI(page.other), lang: WORDS[other].htmlLang, hreflang: WORDS[other].htmlLang }, words.otherName),
      h('button', { type: 'button', class: 'theme', hidden: true, 'aria-label': words.theme, title: words.theme }, [h('span', { 'aria-hidden': 'true' }, '◐')]),
    ]),
  ])
}

const logo = (): Html => h('svg', { width: 24, height: 24, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [
  h('rect', { class: 'logo-back', width: 24, height: 24, rx: 6 }), h('path', { class: 'logo-line', d: 'M6 7h5M6 12h9M6 17h12', 'stroke-width': 2.4, 'stroke-linecap': 'round', fill: 'none' }), h('circle', { class: 'logo-dot', cx: 17, cy: 7, r: 2.2 }),
])
