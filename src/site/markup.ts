// HTML as text. What did not come out of `h` is escaped, so that nothing a feature or a manifest says becomes markup.

/** A piece of finished HTML; only `h` makes it. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text
  }
}

export type Child = Html | string | number | undefined | readonly Child[]
/** `true` writes the bare name; `false` and `undefined` write nothing. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? letter) : text)

const VOID = new Set(['input', 'br', 'img', 'meta', 'link', 'hr'])

/** An element, in the same words as Vue's `h`: `h('p', { class: 'facts' }, [...])`, `h('p', 'text')`. */
export function h(tag: string, attributes?: Attributes | Child, children?: Child): Html {
  const named = isAttributes(attributes)
  const start = `<${tag}${named ? attributesText(attributes) : ''}>`
  return new Html(VOID.has(tag) ? start : `${start}${childText(named ? children : attributes)}</${tag}>`)
}

const isAttributes = (value: Attributes | Child): value is Attributes => typeof value === 'object' && !(value instanceof Html) && !Array.isArray(value)

function attributesText(attributes: Attributes): string {
  let text = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value === true) text += ` ${name}`
    else if (value !== undefined && value !== false) text += ` ${name}="${typeof value === 'number' ? value : escapeHtml(value)}"`
  }
  return text
}

function childText(child: Child): string {
  if (child === undefined) return ''
  if (typeof child === 'string') return escapeHtml(child)
  if (typeof child === 'number') return String(child)
  if (child instanceof Html) return child.text
  let text = ''
  for (const each of child) text += childText(each)
  return text
}
