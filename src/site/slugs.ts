import type { Language } from './run'

/** A text as a part of an address: letters and digits of any script, joined by `-`. */
export function slugOf(text: string): string {
  const slug = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return [...slug].slice(0, SLUG_LETTERS_MAX).join('').replace(/-+$/, '') || 'scenario'
}

const SLUG_LETTERS_MAX = 70

/** Each text with an address of its own: what comes again gets a number. */
export function uniqueSlugs(texts: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return texts.map((text) => {
    const slug = slugOf(text)
    const count = (seen.get(slug) ?? 0) + 1
    seen.set(slug, count)
    return count === 1 ? slug : `${slug}-${count}`
  })
}

/** `features/deployment/scaling.zh-CN.feature` -> area `deployment`, path `deployment/scaling`; the folder they share is left off. */
export function featurePlace(uri: string, shared: string): { area: string; path: string } {
  const parts = uri.slice(shared.length).replace(/\.feature$/, '').replace(/\.zh-CN$/, '').split('/').filter((part) => part && part !== '.' && part !== '..')
  const path = parts.map(slugOf).join('/')
  return { area: parts.length > 1 ? parts.slice(0, -1).join('/') : '', path }
}

/** The folders that all files have in common, ending in `/`. */
export function sharedFolder(uris: readonly string[]): string {
  const [first = [], ...others] = uris.map((uri) => uri.split('/').slice(0, -1))
  if (uris.length === 0) return ''
  const parts = [...first]
  for (const other of others) while (parts.some((part, i) => other[i] !== part)) parts.pop()
  // A single folder of features is an area of its own, not the root of areas.
  if (parts.length > 1 && uris.every((uri) => uri.split('/').length === parts.length + 1)) parts.pop()
  return parts.length ? `${parts.join('/')}/` : ''
}

export const languageOf = (gherkinLanguage: string | undefined): Language => (gherkinLanguage?.startsWith('zh') ? 'zh-CN' : 'en')
