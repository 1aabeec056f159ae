import { waiting } from '../program'

/** `nohup COMMAND`, `sudo COMMAND`, `stdbuf -oL COMMAND`, `nice COMMAND`: the command itself. */
export const nohup = waiting(async (call) => {
  const argv = [...call.args]
  while (argv[0]?.startsWith('-')) argv.shift()
  return argv.length === 0 ? 0 : call.run(argv)
})
