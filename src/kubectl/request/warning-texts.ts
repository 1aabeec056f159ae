/** The texts of Warning headers (`299 - "text"`), one header a line. */
export function warningTexts(header: string | undefined): string[] {
  if (!header) return []
  const texts: string[] = []
  for (const [, text] of header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g))
    texts.push((text as string).replace(/\\(.)/g, '$1'))
  return texts
}
