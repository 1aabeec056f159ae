import { quick, waiting } from '../program'

/** `true`, `sync`, `ulimit`, `stty`, `clear`: nothing to see. */
export const nothing = quick(() => 0)

export const failure = quick(() => 1)

/** `env`, `env NAME=value COMMAND` without a shell around it. */
export const env = waiting(async (call) => {
  const at = call.args.findIndex((arg) => !arg.includes('='))
  const given = Object.fromEntries((at < 0 ? call.args : call.args.slice(0, at)).map((arg) => arg.split('=', 2) as [string, string]))
  const variables = { ...call.env, ...given }
  if (at >= 0) return call.run(call.args.slice(at), { env: variables })
  for (const [key, value] of Object.entries(variables)) call.out(`${key}=${value}\n`)
  return 0
})

/** `printenv [NAME ...]` without a shell around it: a name that is not set prints nothing and makes it fail. */
export const printenv = quick((call) => {
  for (const name of call.args) if (call.env[name] !== undefined) call.out(`${call.env[name]}\n`)
  if (call.args.length > 0) return call.args.every((name) => call.env[name] !== undefined) ? 0 : 1
  for (const [key, value] of Object.entries(call.env)) call.out(`${key}=${value}\n`)
  return 0
})
