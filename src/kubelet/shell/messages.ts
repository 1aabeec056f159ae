// The interpreter speaks as bash does; other shells say the same thing in other words.

/** `sh` of busybox, `sh` of Debian (dash), or bash */
export type ShellName = 'ash' | 'dash' | 'bash'

const MARKS = /[\u0001\u0002]/g
const OWN_TRACE = /^\++ (__\w+.*|eval .*__DUE_TRAP.*|eval '*)$/
const CANNOT_WRITE = /^bash: (.*)\u0001: cannot open redirect target$/

/** Standard error as this shell would have written it. refusals: why a path could not be written. */
export function shellMessage(text: string, shell: ShellName, refusals: ReadonlyMap<string, string>): string {
  if (!text.includes('bash: ') && !text.includes('+') && !text.includes('E') && !MARKS.test(text)) return text
  return text
    .split('\n')
    .filter((line) => !OWN_TRACE.test(line))
    .map((line) => lineOf(line, shell, refusals))
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
  const clean = line
    .replace(MARKS, '')
    .replace(/: EROFS: read-only file system, .*$/, ': Read-only file system')
    .replace(/: EACCES: permission denied, .*$/, ': Permission denied')
    .replace(/: command not available in browser environments\..*$/, ': command not found')
    .replace(/: EPERM: operation not permitted, .*$/, ': Operation not permitted')
  if (shell === 'bash') return clean.replace(/^bash: (\S+): command not found$/, 'bash: line 1: $1: command not found')
  const missing = /^bash: (.+): command not found$/.exec(clean)
  if (missing) return shell === 'ash' ? `sh: ${missing[1]}: not found` : `sh: 1: ${missing[1]}: not found`
  return clean.replace(/^bash: /, shell === 'ash' ? 'sh: ' : 'sh: 1: ')
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
