import { terminalFrame } from '../elements/terminal'
import { h, type Html } from '../markup'
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
      h('ol', { class: 'ways' }, words.begin.blocks.map(({ title, text, code, kind, link }) => h('li', [
        h('h2', title), h('p', text),
        code === undefined ? undefined : terminalFrame(kind === 'typed' ? words.scenario.terminal : 'lessons/features/first.feature', kind === 'typed' ? typed(code) : gherkin(code), words),
        link ? h('p', h('a', { href: link[0] }, `${link[1]} →`)) : undefined,
      ]))),
    ],
  }
}

const typed = (code: string): Html[] => code.split('\n').map((line) => h('span', { class: 'line' }, [h('span', { class: 'prompt', 'aria-hidden': 'true' }, '$ '), h('span', { class: 'typed' }, `${line}\n`)]))

const KEYWORDS = /^(\s*)(Feature:|Scenario:|Given|When|Then|And|功能:|场景:|假如|当|那么|并且)/

/** Keywords stand out; everything is copied. */
function gherkin(code: string): Html[] {
  return code.split('\n').map((line) => {
    const [all = '', indent = '', keyword = ''] = KEYWORDS.exec(line) ?? []
    return h('span', { class: 'typed' }, [indent, keyword ? h('span', { class: 'word' }, keyword) : undefined, `${line.slice(all.length)}\n`])
  })
}
