import { joinPath } from '../../files/memory-fs'
import { parseFlags } from '../flags'
import { waiting } from '../program'

const COUNT_WIDTH = 7

/** `uniq [-c] [-d] [-u] [-i] [FILE]`: neighbours that are the same become one line. */
export const uniq = waiting(async (call) => {
  const flags = parseFlags(call.args, { plain: ['c', 'd', 'u', 'i', 'count', 'repeated', 'unique'], valued: [] })
  const [file] = flags.rest
  const path = joinPath(call.cwd, file ?? '')
  if (file !== undefined && file !== '-' && !call.machine.files.existsSync(path)) {
    call.err(
      call.machine.options.flavour === 'busybox'
        ? `uniq: can't open '${file}': No such file or directory\n`
        : `uniq: ${file}: No such file or directory\n`,
    )
    return 1
  }
  const text = file === undefined || file === '-' ? await call.stdin.text() : call.machine.files.readTextSync(path)
  const keyOf = (line: string): string => (flags.has('i') ? line.toLowerCase() : line)
  const runs: { readonly line: string; count: number }[] = []
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const last = runs.at(-1)
    if (last && keyOf(last.line) === keyOf(line)) last.count++
    else runs.push({ line, count: 1 })
  }
  if (text === '') return 0
  for (const { line, count } of runs) {
    if ((flags.has('d', 'repeated') && count === 1) || (flags.has('u', 'unique') && count > 1)) continue
    call.out(`${flags.has('c', 'count') ? `${String(count).padStart(COUNT_WIDTH)} ` : ''}${line}\n`)
  }
  return 0
})
