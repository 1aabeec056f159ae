import { SPOKEN_KINDS } from '../../../support/spoken-kinds'

const SHOWN_MAX = 3

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

const OBJECT = new RegExp(`\\b(?:${SPOKEN_KINDS.join('|')}) ?"[^"]*"`, 'g')
const DURATION = /\d+(?:\.\d+)? ?(?:milliseconds?|seconds?|minutes?|hours?|days?|毫秒|秒钟?|分钟|个?小时|天)/g

/** Words without what varies: what stands for a parameter is one character. */
const bones = (text: string): string =>
  text
    .replace(OBJECT, '\u0000')
    .replace(DURATION, '\u0000')
    .replace(/\{[^}]*\}|"[^"]*"|\d+/g, '\u0000')
    .replace(/\(s\)/g, 's')
    .replace(/\s+/g, ' ')
    .toLowerCase()

/** The known phrases that are most like a sentence, in its language, the nearest first. */
export function nearestPhrases(sentence: string, patterns: readonly string[], language: string): string[] {
  const wanted = bones(sentence)
  return patterns
    .filter((pattern) => isChinese(pattern) === language.startsWith('zh'))
    .map((pattern) => ({ pattern, distance: distance(wanted, bones(pattern)) }))
    .sort((a, b) => a.distance - b.distance || (a.pattern < b.pattern ? -1 : 1))
    .slice(0, SHOWN_MAX)
    .map(({ pattern }) => pattern)
}

/** Levenshtein's. */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current[j] = Math.min(change, (previous[j] as number) + 1, (current[j - 1] as number) + 1)
    }
    previous = current
  }
  return previous[b.length] as number
}
