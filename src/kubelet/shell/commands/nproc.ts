import { quick } from '../program'

/** `nproc`: the processors of the node, whatever the limit. */
export const nproc = quick((call) => {
  call.out('1\n')
  return 0
})
