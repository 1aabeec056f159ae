import { quick } from '../program'

/** `df`, `df -h`: the root of the container; volumes are shown as folders of it. */
export const df = quick((call) => {
  const human = call.args.includes('-h')
  call.out(human ? 'Filesystem                Size      Used Available Use% Mounted on\n' : 'Filesystem           1K-blocks      Used Available Use% Mounted on\n')
  call.out(human ? 'overlay                  40.0G      5.0G     35.0G  13% /\n' : 'overlay               41943040   5242880  36700160  13% /\n')
  return 0
})
