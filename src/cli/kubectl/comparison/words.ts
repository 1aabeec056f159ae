/** The words of a line, split as a shell splits them: quotes keep words together, $'…' knows \n, \t and \'. */
export function wordsOf(line: string): string[] {
  const words: string[] = []
  let word: string | undefined
  for (const [part, dollar, single, double, escaped] of line.matchAll(
    /\$'((?:[^'\\]|\\[^])*)'|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|[^\s'"\\]|\s+/g,
  )) {
    if (/^\s+$/.test(part)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    word =
      (word ?? '') +
      (dollar?.replace(/\\([^])/g, (_, each: string) => ({ n: '\n', t: '\t' })[each] ?? each) ??
        single ??
        double?.replace(/\\(["\\$`])/g, '$1') ??
        escaped ??
        part)
  }
  return word === undefined ? words : [...words, word]
}
