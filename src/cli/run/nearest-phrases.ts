const SHOWN_MAX = 3

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Words without what varies: parameters and texts in quotes. */
const bones = (text: string): string => text.replace(/\{[^}]*\}|"[^"]*"|\d+/g, '\u0000').replace(/\s+/g, ' ').toLowerCase()

/** The known phrases that are most like a sentence, in its language, the nearest first. */
export function nearestPhrases(sentence: string, patterns: readonly string[], language: string): string[] {
  const wanted = bones(sentence)
  return patterns
    .filter((pattern) => isChinese(pattern) === language.startsWith('zh'))
    .map((pattern) => ({ pattern, distance: distance(wanted, bones(pattern)) / Math.max(wanted.length, pattern.length) }))
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
