import { whyRefused } from '../../files/file-error'
import { FileError, joinPath } from '../../files/memory-fs'
import { parseFlags } from '../flags'
import { quick } from '../program'

const UNITS = 'KMGT'

/** `1024`, `10M`, `1G` */
function bytesOf(text: string): number | undefined {
  const match = /^(\d+)([KMGT]?)(iB)?$/i.exec(text)
  if (!match) return undefined
  const letter = (match[2] ?? '').toUpperCase()
  return Number(match[1]) * 1024 ** (letter === '' ? 0 : UNITS.indexOf(letter) + 1)
}

/** `truncate -s 10M FILE`, `fallocate -l 1G FILE`: a file that is only large. */
export const truncate = quick((call) => {
  const flags = parseFlags(call.args, { plain: ['c'], valued: ['s', 'size', 'l', 'length', 'o'] })
  const text = flags.value('s', 'size', 'l', 'length') ?? ''
  const bytes = bytesOf(text)
  if (bytes === undefined) {
    call.err(`${call.name}: invalid number '${text}'\n`)
    return 1
  }
  const { files } = call.machine
  for (const path of flags.rest) {
    const full = joinPath(call.cwd, path)
    try {
      if (!files.existsSync(full)) {
        if (flags.has('c')) continue
        files.writeFileSync(full, '')
      }
      const before = files.statSync(full).size
      files.resizeSync(full, call.name === 'fallocate' ? Math.max(before, bytes) : bytes)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      call.err(`${call.name}: ${path}: ${whyRefused(error)}\n`)
      return 1
    }
  }
  return 0
})
