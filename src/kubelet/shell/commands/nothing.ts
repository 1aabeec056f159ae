import { parseFlags } from '../flags'
import { quick, waiting } from '../program'

/** `true`, `sync`, `ulimit`, `stty`, `clear`: nothing to see. */
export const nothing = quick(() => 0)

export const failure = quick(() => 1)

/** `env`, `env NAME=value COMMAND`: what a program gets to see, not all variables of the shell. */
export const env = waiting(async (call) => {
  const flags = parseFlags(call.args, { plain: ['i'], valued: ['u'], stopAtWord: true })
  const words = flags.rest
  const at = words.findIndex((arg) => !arg.includes('='))
  const given = Object.fromEntries(
    (at < 0 ? words : words.slice(0, at)).map((arg) => [
      arg.slice(0, arg.indexOf('=')),
      arg.slice(arg.indexOf('=') + 1),
    ]),
  )
  const kept = Object.fromEntries(
    Object.entries(flags.has('i') ? {} : call.env).filter(([name]) => !flags.values('u').includes(name)),
  )
  const variables = { ...kept, ...given }
  if (at >= 0) return call.run(words.slice(at), { env: variables })
  for (const [key, value] of Object.entries(variables)) call.out(`${key}=${value}\n`)
  return 0
})

/** `printenv [NAME ...]`: a name that is not set prints nothing and makes it fail. */
export const printenv = quick((call) => {
  for (const name of call.args) if (call.env[name] !== undefined) call.out(`${call.env[name]}\n`)
  if (call.args.length > 0) return call.args.every((name) => call.env[name] !== undefined) ? 0 : 1
  for (const [key, value] of Object.entries(call.env)) call.out(`${key}=${value}\n`)
  return 0
})
