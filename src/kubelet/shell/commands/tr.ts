import { parseFlags } from '../flags'
import { waiting } from '../program'

const range = (from: number, to: number): string =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String.fromCharCode(from + i)).join('')
const matching = (pattern: RegExp): string => [...range(0, 127)].filter((each) => pattern.test(each)).join('')

const CLASSES: Readonly<Record<string, string>> = {
  alpha: matching(/[A-Za-z]/),
  digit: matching(/\d/),
  alnum: matching(/[A-Za-z0-9]/),
  upper: matching(/[A-Z]/),
  lower: matching(/[a-z]/),
  space: matching(/[ \t\n\v\f\r]/),
  blank: ' \t',
  punct: matching(/[!-/:-@[-`{-~]/),
  cntrl: matching(/[\0-\x1f\x7f]/),
  print: matching(/[ -~]/),
  graph: matching(/[!-~]/),
  xdigit: matching(/[0-9A-Fa-f]/),
}
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
}

/** `a-z`, `[:digit:]`, `\n`, `\0` written out. */
function expandSet(text: string): string {
  const characters: string[] = []
  const one = /\[:(\w+):\]|\\([0-7]{1,3})|\\(.)|([\s\S])(?:-([\s\S]))?/gy
  for (let match = one.exec(text); match; match = one.exec(text)) {
    const [, name, octal, escape, from = '', to] = match
    if (name !== undefined) characters.push(CLASSES[name] ?? '')
    else if (octal !== undefined) characters.push(String.fromCharCode(Number.parseInt(octal, 8)))
    else if (escape !== undefined) characters.push(ESCAPES[escape] ?? escape)
    else characters.push(to === undefined ? from : range(from.charCodeAt(0), to.charCodeAt(0)))
  }
  return characters.join('')
}

/** `tr [-cds] SET1 [SET2]` */
export const tr = waiting(async (call) => {
  const flags = parseFlags(call.args, {
    plain: ['c', 'C', 'd', 's', 'complement', 'delete', 'squeeze-repeats'],
    stopAtWord: true,
  })
  const [first = '', second] = flags.rest
  const deletes = flags.has('d', 'delete')
  if (first === '' || (second === undefined && !deletes && !flags.has('s', 'squeeze-repeats'))) {
    call.err(first === '' ? 'tr: missing operand\n' : `tr: missing operand after '${first}'\n`)
    return 1
  }
  const from = expandSet(first)
  const to = second === undefined ? '' : expandSet(second)
  const isComplement = flags.has('c', 'C', 'complement')
  const isIn = (each: string): boolean => from.includes(each) !== isComplement
  const changed = (each: string): string =>
    to === '' || !isIn(each) ? each : isComplement ? (to.at(-1) ?? each) : (to[from.indexOf(each)] ?? to.at(-1) ?? each)
  const squeezed = flags.has('s', 'squeeze-repeats')
    ? to === '' || (deletes && second !== undefined)
      ? to || undefined
      : to
    : ''
  let out = ''
  for (const each of await call.stdin.text()) {
    if (deletes && isIn(each)) continue
    const next = deletes ? each : changed(each)
    const squeezes = squeezed === undefined ? isIn(next) : squeezed !== '' && squeezed.includes(next)
    if (!(squeezes && out.endsWith(next))) out += next
  }
  call.out(out)
  return 0
})
