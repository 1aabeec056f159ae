// What go-yaml says of a text that is no YAML. The package that reads the text for us finds the same places and calls them
// otherwise: here its codes become go-yaml's words and line. Follows go.yaml.in/yaml/v2 scannerc.go, parserc.go, decode.go.
import type { YAMLParseError } from 'yaml'

interface Problem {
  readonly message: string
  /** counted from 0 */
  readonly line: number
  /** a problem of the scanner is reported one line further down than one of the parser */
  readonly scanner: boolean
}

/** `yaml: line 3: mapping values are not allowed in this context` */
export function yamlProblemText(text: string, errors: readonly YAMLParseError[]): string {
  const { message, line, scanner } = problemOf(text, errors)
  return line === 0 ? `yaml: ${message}` : `yaml: line ${scanner ? line + 1 : line}: ${message}`
}

function problemOf(text: string, errors: readonly YAMLParseError[]): Problem {
  const error = errors[0] as YAMLParseError
  const [start, end] = error.pos
  const here = lineAt(text, start)
  const scanner = (message: string, line = here): Problem => ({ message, line, scanner: true })
  const parser = (message: string): Problem => ({ message, line: here, scanner: false })
  const noKey = parser('did not find expected key')
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return scanner(
        /[:\-?,[{]\s*$/.test(text.slice(0, start))
          ? 'found character that cannot start any token'
          : 'found a tab character that violates indentation',
      )
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY': {
      if (/^-\s/.test(text.slice(start))) return noKey
      const multiline = errors.find((each) => each.code === 'MULTILINE_IMPLICIT_KEY')
      return scanner(
        'mapping values are not allowed in this context',
        lineAt(text, multiline ? multiline.pos[1] : start),
      )
    }
    case 'BAD_SCALAR_START':
      return scanner('found character that cannot start any token')
    case 'BAD_DQ_ESCAPE':
      return scanner('found unknown escape character')
    case 'BAD_ALIAS':
      return scanner('did not find expected alphabetic or numeric character')
    case 'UNEXPECTED_TOKEN':
      if (error.message.includes('flow-')) return parser('did not find expected node content')
      if (error.message.includes('block-seq-ind'))
        return scanner('block sequence entries are not allowed in this context')
      return inRootSequence(text, start) ? parser("did not find expected '-' indicator") : noKey
    case 'MISSING_CHAR':
    case 'BAD_INDENT':
      break
    default:
      return noKey
  }
  if (error.message.includes('quote')) return scanner('found unexpected end of stream', lineAt(text, text.length))
  if (error.message.startsWith('Implicit map keys')) return scanner("could not find expected ':'", nextLine(text, end))
  if (!error.message.startsWith('Flow')) return noKey
  if (/[[{,]\s*$/.test(text.slice(0, start))) return parser('did not find expected node content')
  // The end of a text is on a line of its own.
  const last = here + (start >= text.length && !text.endsWith('\n') ? 1 : 0)
  const closing = (message: string): Problem => ({ message, line: last, scanner: false })
  return closing(`did not find expected ',' or '${error.message.startsWith('Flow sequence') ? ']' : '}'}'`)
}

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length - 1

/** The line of the next word after a position; the end of the text counts as a line of its own. */
function nextLine(text: string, position: number): number {
  const next = /\S/.exec(text.slice(position))
  if (next) return lineAt(text, position + next.index)
  return lineAt(text, text.length) + (text.endsWith('\n') ? 0 : 1)
}

function inRootSequence(text: string, position: number): boolean {
  const atLineStart = position === 0 || text[position - 1] === '\n'
  return atLineStart && /^-\s/m.test(text.slice(0, position))
}
