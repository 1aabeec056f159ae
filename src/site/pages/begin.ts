import { h } from 'vue'
import type { Language } from '../run'
import { rootOf } from '../site'
import { WORDS } from '../words/words'
import { otherLanguage } from './feature'
import type { Page } from './layout'

export function beginPage(language: Language): Page {
  const words = WORDS[language]
  return {
    path: `${rootOf(language)}begin.html`, language, title: `${words.begin.title} · kubecuke`, description: words.begin.lead, nav: 'begin', other: `${rootOf(otherLanguage(language))}begin.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.begin.title), h('p', { class: 'lead' }, words.begin.lead)]),
      ...words.begin.blocks.flatMap(({ title, text, code }) => [
        h('h2', title), h('p', text),
        code === undefined ? undefined : h('div', { class: 'terminal plain' }, [
          h('div', { class: 'bar' }, [h('span'), h('button', { type: 'button', class: 'copy', hidden: true, 'data-copied': words.scenario.copied }, words.scenario.copy)]),
          h('pre', { tabindex: 0 }, [h('span', { class: 'typed' }, code)]),
        ]),
      ]),
    ],
  }
}
