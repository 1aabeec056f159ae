// Texts as Go's %q writes them.

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

/** `"a\nb"`: Go's strconv.Quote. */
export function quote(text: string): string {
  let out = '"'
  for (const char of text) {
    const named = NAMED[char]
    const code = char.codePointAt(0) as number
    if (named) out += named
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`
    else out += char
  }
  return `${out}"`
}
