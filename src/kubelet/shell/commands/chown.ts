import { joinPath } from '../../files/memory-fs'
import { quick } from '../program'

/** `chown`, `chgrp`: owners are not kept; the files have to be there. */
export const chown = quick((call) => {
  const [, ...paths] = call.args.filter((arg) => !arg.startsWith('-'))
  let exitCode = 0
  for (const path of paths) {
    if (call.machine.files.existsSync(joinPath(call.cwd, path))) continue
    call.err(`${call.name}: ${path}: No such file or directory\n`)
    exitCode = 1
  }
  return exitCode
})
