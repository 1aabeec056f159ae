// The interpreter speaks as bash does; other shells say the same thing in other words.

import { syntaxMessage } from './syntax-messages'

/** `sh` of busybox, `sh` of Debian (dash), or bash */
export type ShellName = 'ash' | 'dash' | 'bash'

const MARKS = /[\u0001\u0002]/g
const OWN_TRACE = /^\++ (__\w+.*|eval .*__DUE_TRAP.*|eval '*)$/
const CANNOT_FORK = 'bash: fork: Resource temporarily unavailable'
const CANNOT_WRITE = /^bash: (.*)\u0001: cannot open redirect target$/

/** What the interpreter's own commands say as GNU's do, and busybox' otherwise. */
const BUSYBOX_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^cat: (.+): No such file or directory$/, "cat: can't open '$1': No such file or directory"],
  [/^(rm|mkdir|cp): cannot (remove|create directory|stat) (.+)$/, "$1: can't $2 $3"],
  [/^rm: can't remove ('.+'): Is a directory$/, 'rm: $1 is a directory'],
  [/^mv: cannot stat (.+)$/, "mv: can't rename $1"],
  [/^rmdir: failed to remove (.+)$/, 'rmdir: $1'],
  [/^chmod: cannot access '(.+)': (.+)$/, 'chmod: $1: $2'],
  [/^sh: cd: (\S+): (.+)$/, "sh: cd: can't cd to $1: $2"],
  [/^sh: division by 0$/, 'sh: divide by zero'],
]

const asBusybox = (line: string): string => BUSYBOX_WORDS.reduce((said, [words, own]) => said.replace(words, own), line)

/** Standard error as this shell would have written it. refusals: why a path could not be written. */
export function shellMessage(text: string, shell: ShellName, refusals: ReadonlyMap<string, string>): string {
  const isPlain = !text.includes('bash: ') && !text.includes('+') && !text.includes('E') && !MARKS.test(text)
  if (isPlain && shell !== 'ash') return text
  return text
    .split('\n')
    .filter((line) => isPlain || !OWN_TRACE.test(line))
    .map((line) => (isPlain ? line : lineOf(line, shell, refusals)))
    .map((line) => (shell === 'ash' ? asBusybox(line) : line))
    .join('\n')
}

function lineOf(line: string, shell: ShellName, refusals: ReadonlyMap<string, string>): string {
  const write = CANNOT_WRITE.exec(line)
  if (write) return cannotWrite(write[1] as string, shell, refusals)
  // Where the interpreter gives up the real shells do, too, in words of their own.
  if (/maximum recursion depth \(\d+\) exceeded/.test(line)) return 'Segmentation fault (core dumped)'
  if (/(string length|total size|array element|heredoc size) limit exceeded/.test(line))
    return shell === 'bash'
      ? 'bash: xmalloc: cannot allocate memory'
      : shell === 'ash'
        ? 'sh: out of memory'
        : 'sh: 1: Out of space'
  const syntax = syntaxMessage(line, shell)
  if (syntax !== undefined) return syntax
  if (line === CANNOT_FORK && shell !== 'bash')
    return shell === 'ash' ? "sh: can't fork: Resource temporarily unavailable" : 'sh: 1: Cannot fork'
  const clean = line
    .replace(MARKS, '')
    .replace(/: EROFS: read-only file system, .*$/, ': Read-only file system')
    .replace(/: EACCES: permission denied, .*$/, ': Permission denied')
    .replace(/: command not available in browser environments\..*$/, ': command not found')
    .replace(/: EPERM: operation not permitted, .*$/, ': Operation not permitted')
  if (shell === 'bash') return clean.replace(/^bash: (\S+): command not found$/, 'bash: line 1: $1: command not found')
  const missing = /^bash: (.+): command not found$/.exec(clean)
  if (missing) return shell === 'ash' ? `sh: ${missing[1]}: not found` : `sh: 1: ${missing[1]}: not found`
  return clean
    .replace(/: readonly variable$/, ': is read only')
    .replace(/: unbound variable$/, ': parameter not set')
    .replace(/^bash: /, shell === 'ash' ? 'sh: ' : 'sh: 1: ')
}

function cannotWrite(path: string, shell: ShellName, refusals: ReadonlyMap<string, string>): string {
  const refusal =
    [...refusals].find(([refused]) => refused === path || refused.endsWith(`/${path.replace(/^\.\//, '')}`))?.[1] ??
    'Permission denied'
  if (shell === 'bash') return `bash: ${path}: ${refusal}`
  const words = refusal === 'No such file or directory' ? 'nonexistent directory' : refusal
  return shell === 'ash'
    ? `sh: can't create ${path}: ${words}`
    : `sh: 1: cannot create ${path}: ${refusal === 'No such file or directory' ? 'Directory nonexistent' : refusal}`
}
