import { h } from '../markup'
import type { Language } from '../run'
import { rootOf } from '../site'
import { WORDS } from '../words/words'
import { otherLanguage } from './feature'
import type { Page } from './layout'

/** @param bytes how much is loaded when the reader asks for a cluster */
export function playgroundPage(language: Language, bytes: number): Page {
  const words = WORDS[language]
  const { playground } = words
  return {
    path: `${rootOf(language)}try.html`, language, title: `${playground.title} · kubecuke`, description: playground.lead, nav: 'playground', other: `${rootOf(otherLanguage(language))}try.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', playground.title), h('p', { class: 'lead' }, playground.lead)]),
      h('div', { class: 'playground' }, [
        h('button', { type: 'button', class: 'button brand', hidden: true }, playground.start), h('p', { class: 'facts' }, playground.size((bytes / 1e6).toFixed(1))),
        h('noscript', h('p', playground.noScript)),
      ]),
    ],
  }
}
