import { runShell } from '../run-shell'
import { shellNameOf } from '../look-up'
import { waiting } from '../program'

/** `sh`, `bash` inside of scripts. */
export const sh = waiting(async (call) => runShell(call, shellNameOf(call.machine, call.name)))
