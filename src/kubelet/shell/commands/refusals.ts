// Tools of an image that say plainly what they cannot do here.
import { quick } from '../program'

/** Its own pipes between processes are more than the files here can be: as on a kernel without them. */
export const mkfifo = quick((call) => {
  for (const path of call.args.filter((arg) => !arg.startsWith('-')))
    call.err(`mkfifo: ${path}: Function not implemented\n`)
  return 1
})

/** An editor wants somebody who types. */
export const vi = quick((call) => {
  call.err("vi: can't read user input\n")
  return 1
})
