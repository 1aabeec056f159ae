import { resolveHost } from '../resolver'
import { quick } from '../program'

/** `getent hosts NAME`, `getent ahostsv4 NAME` */
export const getent = quick((call) => {
  const [database, name = ''] = call.args
  if (database !== 'hosts' && !database?.startsWith('ahosts')) {
    call.err(`Unknown database: ${database ?? ''}\nTry \`getent --help' or \`getent --usage' for more information.\n`)
    return 1
  }
  const found = resolveHost(call.machine, name)
  if (found.kind !== 'found') return 2
  for (const ip of found.addresses)
    call.out(`${ip.padEnd(15)} ${database === 'hosts' ? found.name : `STREAM ${name}`}\n`)
  return 0
})
