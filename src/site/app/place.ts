import type { Ms } from '../../objects/run-record'

/** A place on a page: a scenario and an instant of it, as in `#the-scenario&t=12.5s`. */
export interface Place {
  readonly slug: string
  readonly at: Ms | undefined
}

export function parsePlace(hash: string): Place {
  const [slug = '', ...further] = decode(hash.replace(/^#/, '')).split('&')
  const found = /^t=(\d+(?:\.\d+)?)s$/.exec(further.find((each) => each.startsWith('t=')) ?? '')
  return { slug, at: found ? Math.round(Number(found[1]) * 1000) : undefined }
}

export const placeText = ({ slug, at }: Place): string => `#${encodeURIComponent(slug)}${at === undefined ? '' : `&t=${at / 1000}s`}`

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
