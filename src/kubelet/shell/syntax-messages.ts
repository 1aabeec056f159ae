// How shells complain about a script that cannot be read, out of what the parser of the interpreter says.
import type { ShellName } from './messages'

const EXPECTED = /^bash: syntax error: Parse error at (\d+):\d+: Expected (\w+), got (.+)$/
const UNEXPECTED = /^bash: syntax error: Parse error at (\d+):\d+: syntax error near unexpected token `(.+)'$/
const UNTERMINATED = /^bash: (?:line \d+: )?unexpected EOF while looking for matching/

/** undefined for anything else */
export function syntaxMessage(line: string, shell: ShellName): string | undefined {
  if (UNTERMINATED.test(line))
    return shell === 'ash'
      ? 'sh: syntax error: unterminated quoted string'
      : shell === 'dash'
        ? 'sh: 1: Syntax error: Unterminated quoted string'
        : line
  const [, at, wanted, got] = EXPECTED.exec(line) ?? []
  if (at !== undefined) return unexpected(shell, Number(at) - 1, got ?? '', wanted?.toLowerCase())
  const [, place, token] = UNEXPECTED.exec(line) ?? []
  return place === undefined ? undefined : unexpected(shell, Number(place), token ?? '', undefined)
}

function unexpected(shell: ShellName, at: number, got: string, wanted: string | undefined): string {
  const isEnd = got === 'EOF'
  const line = Math.max(1, at)
  const found = isEnd ? 'end of file' : `"${/^[A-Z]+$/.test(got) ? got.toLowerCase() : got}"`
  const expecting = wanted === undefined ? '' : ` (expecting "${wanted}")`
  if (shell === 'ash') return `sh: syntax error: unexpected ${found}${expecting}`
  if (shell === 'dash') return `sh: ${line}: Syntax error: ${found} unexpected${expecting}`
  return isEnd
    ? `bash: -c: line ${line + 1}: syntax error: unexpected end of file`
    : `bash: -c: line ${line}: syntax error near unexpected token \`${found.slice(1, -1)}'`
}
