import { whyRefused } from '../../files/file-error'
import { FileError, joinPath } from '../../files/memory-fs'
import { toText } from '../../files/tree'
import { quick, waiting } from '../program'

/** `cat FILE ...` without a shell around it: what probes call. */
export const cat = quick((call) => {
  let exitCode = 0
  for (const path of call.args.filter((arg) => !arg.startsWith('-'))) {
    try {
      call.out(toText(call.machine.files.readBytesSync(joinPath(call.cwd, path))))
    } catch (error) {
      const isFolder = error instanceof FileError && error.code === 'EISDIR'
      const words = isFolder
        ? call.machine.options.flavour === 'busybox'
          ? 'read error: Is a directory'
          : 'Is a directory'
        : error instanceof FileError
          ? whyRefused(error)
          : 'No such file or directory'
      call.err(
        call.machine.options.flavour === 'busybox' && !isFolder
          ? `cat: can't open '${path}': ${words}\n`
          : `cat: ${path}: ${words}\n`,
      )
      exitCode = 1
    }
  }
  return exitCode
})

/** `cat` alone gives back what comes in, when it has ended: `kubectl exec -i POD -- cat`. */
export const catInput = waiting(async (call) => {
  call.out(await call.stdin.text())
  return 0
})

export const namesFiles = (args: readonly string[]): boolean => args.some((arg) => !arg.startsWith('-'))
