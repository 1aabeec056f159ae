import { whyRefused } from '../../files/file-error'
import { FileError, joinPath } from '../../files/memory-fs'
import { quick } from '../program'

/** `touch FILE ...`: the time is the virtual one. */
export const touch = quick((call) => {
  const { files } = call.machine
  let exitCode = 0
  for (const path of call.args.filter((arg) => !arg.startsWith('-'))) {
    try {
      files.appendFileSync(joinPath(call.cwd, path), '')
    } catch (error) {
      const code = error instanceof FileError ? error.code : ''
      if (code === 'EISDIR') continue
      if (!(error instanceof FileError)) throw error
      call.err(
        call.machine.options.flavour === 'busybox'
          ? `touch: ${path}: ${whyRefused(error)}\n`
          : `touch: cannot touch '${path}': ${whyRefused(error)}\n`,
      )
      exitCode = 1
    }
  }
  return exitCode
})
