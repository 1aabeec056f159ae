import { quick } from '../program'

/** `apt-get`, `yum`, `apk`: there is no world to fetch packages from. Said, not skipped. */
export const packageTools = quick((call) => {
  call.err(`${call.name}: not modelled: installing packages (the images hold what the commands of a course need)\n`)
  return 100
})
