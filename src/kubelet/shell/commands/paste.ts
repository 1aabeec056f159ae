import { joinPath } from '../../files/memory-fs'
import { parseFlags } from '../flags'
import { waiting } from '../program'

/** `paste [-s] [-d LIST] [FILE ...]`; without a file, or for `-`, standard input */
export const paste = waiting(async (call) => {
  const flags = parseFlags(call.args, { plain: ['s'], valued: ['d'] })
  const delimiters = [
    ...(flags.value('d') ?? '\t').replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\0', ''),
  ]
  const columns: string[][] = []
  for (const path of flags.rest.length > 0 ? flags.rest : ['-']) {
    try {
      const text = path === '-' ? await call.stdin.text() : call.machine.files.readTextSync(joinPath(call.cwd, path))
      columns.push(text.replace(/\n$/, '').split('\n'))
    } catch {
      call.err(`paste: ${path}: No such file or directory\n`)
      return 1
    }
  }
  const joined = (cells: readonly string[]): string =>
    cells.reduce(
      (line, cell, i) =>
        i === 0 ? cell : `${line}${delimiters[(i - 1) % Math.max(1, delimiters.length)] ?? ''}${cell}`,
      '',
    )
  const rows = Math.max(...columns.map((column) => column.length))
  const lines = flags.has('s')
    ? columns.map(joined)
    : Array.from({ length: rows }, (_, row) => joined(columns.map((column) => column[row] ?? '')))
  call.out(`${lines.join('\n')}\n`)
  return 0
})
