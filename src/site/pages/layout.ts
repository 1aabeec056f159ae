import { h, type VNode } from 'vue'
import { LANGUAGES, type Language } from '../run'
import { rootOf, upFrom } from '../site'
import { patterns } from '../timeline/picture'
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
  readonly sidebar?: VNode
  readonly outline?: VNode
  readonly content: readonly (VNode | undefined)[]
  readonly kind?: 'home'
}

/** The body of a page; its head is text, see document.ts. */
export function pageBody(page: Page): VNode {
  const words = WORDS[page.language]
  const home = upFrom(page.path) + rootOf(page.language)
  return h('div', { class: `page ${page.kind ?? ''} ${page.sidebar ? 'with-sidebar' : ''}` }, [
    h('a', { class: 'skip', href: '#content' }, words.skipToContent),
    patterns(), pageHeader(page, home, words),
    h('div', { class: 'columns' }, [
      page.sidebar ? h('nav', { class: 'sidebar', 'aria-label': words.nav.features }, [page.sidebar]) : undefined,
      h('main', { id: 'content', tabindex: -1 }, [...page.content]),
      page.outline ? h('nav', { class: 'outline', 'aria-label': words.feature.onThisPage }, [page.outline]) : undefined,
    ]),
    h('footer', { class: 'foot' }, [h('p', words.footer)]),
  ])
}

function pageHeader(page: Page, home: string, words: Words): VNode {
  const { nav } = words
  const links: [keyof Words['nav'], string][] = [['features', 'features/index.html'], ['behaviours', 'behaviours.html'], ['steps', 'steps.html'], ['run', 'run.html'], ['begin', 'begin.html']]
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

const logo = (): VNode => h('svg', { width: 24, height: 24, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [
  h('rect', { class: 'logo-back', width: 24, height: 24, rx: 6 }), h('path', { class: 'logo-line', d: 'M6 7h5M6 12h9M6 17h12', 'stroke-width': 2.4, 'stroke-linecap': 'round', fill: 'none' }), h('circle', { class: 'logo-dot', cx: 17, cy: 7, r: 2.2 }),
])
