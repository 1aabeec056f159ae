import { quick } from '../program'

/** `true`, `sync`, `ulimit`, `stty`, `clear`: nothing to see. */
export const nothing = quick(() => 0)

export const failure = quick(() => 1)

/** `env`, `printenv [NAME]` without a shell around it. */
export const printenv = quick((call) => {
  const name = call.args[0]
  if (name !== undefined) {
    const value = call.env[name]
    if (value !== undefined) call.out(`${value}\n`)
    return value === undefined ? 1 : 0
  }
  for (const [key, value] of Object.entries(call.env)) call.out(`${key}=${value}\n`)
  return 0
})
