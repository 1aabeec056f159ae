import { h, type Html } from '../markup'
import type { Status } from '../run'
import type { Words } from '../words/words'

const MARK: Readonly<Record<Status, string>> = { passed: '✔', failed: '✘', skipped: '○' }

export const statusMark = (status: Status, words: Words): Html => h('span', { class: `mark ${status}`, role: 'img', 'aria-label': words.status[status] }, MARK[status])

export const tagList = (tags: readonly string[]): Html | undefined =>
  tags.length > 0 ? h('span', { class: 'tags' }, tags.map((tag) => h('span', { class: 'tag', 'data-tag': tag }, tag))) : undefined

/** A feature's description: paragraphs, with addresses as links. Only http and https become links. */
export function prose(text: string): Html {
  const paragraphs = text.split(/\n\s*\n/).map((each) => each.split('\n').map((line) => line.trim()).filter(Boolean)).filter((lines) => lines.length > 0)
  return h('div', { class: 'prose' }, paragraphs.map((lines) => h('p', linked(joined(lines)))))
}

/** Lines of Chinese join without a space, and after its punctuation there is none either. */
const joined = (lines: readonly string[]): string =>
  lines.reduce((all, line) => (/[，。；：、）”！？]$/u.test(all) || (/\p{Script=Han}$/u.test(all) && /^[\p{Script=Han}（“]/u.test(line)) ? all + line : `${all} ${line}`))

const ADDRESS = /(https?:\/\/[^\s<>"'，。；、）)]+)/

function linked(text: string): (Html | string)[] {
  return text.split(ADDRESS).map((part, i) => (i % 2 === 1 ? h('a', { href: part, rel: 'noreferrer' }, part.replace(/^https?:\/\//, '')) : part))
}
