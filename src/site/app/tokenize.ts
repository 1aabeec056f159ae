/** Words of a text in any script: Chinese has no spaces between them, so the browser's own dictionary cuts it. */
export function tokenize(text: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text.toLowerCase())) if (isWordLike) words.push(segment)
  return words
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
