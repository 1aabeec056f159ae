// `agnhost serve-hostname`: its name, over HTTP or raw. Told to end it says so and stays a minute, for whoever still asks it.
// Follows test/images/agnhost/serve-hostname, v1.36.
import type { Listener } from '../../../simulation/wire'
import { parseFlags } from '../../shell/flags'
import { server, type Invocation } from '../../shell/program'
import { log } from './klog'
import { detected, untrapped } from './go-program'

const STAYS_MS = 60_000

export const serveHostname = server((call, exit) => {
  const flags = parseFlags(call.args.slice(1), { valued: ['port'], plain: ['http', 'tcp', 'udp', 'close'] })
  const [http, tcp, udp] = [flags.value('http') !== 'false', isOn('tcp'), isOn('udp')]
  const port = Number(flags.value('port') ?? 9376)
  function isOn(name: string): boolean {
    return flags.has(name) && flags.value(name) !== 'false'
  }
  if (http && (tcp || udp)) return fatal(call, "Can't server TCP/UDP mode and HTTP mode at the same time")
  const { hostname } = call.machine.options
  const listener: Listener = {
    ...(http && {
      http: (_request, caller, answer) => {
        log(call, `HTTP request from ${caller.ip}:40000`)
        answer(detected(200, hostname))
      },
    }),
    ...(tcp && {
      tcp: (connection) => {
        log(call, `TCP request from ${connection.remote.ip}:40000`)
        connection.write(hostname)
        connection.end()
      },
    }),
    ...(udp && {
      udp: (_datagram, caller, answer) => {
        log(call, `UDP request from ${caller.ip}:40000`)
        answer(hostname)
      },
    }),
  }
  let close: () => void
  try {
    close = call.machine.listen(port, listener)
  } catch {
    return fatal(call, `listen tcp :${port}: bind: address already in use`)
  }
  log(call, `Serving on port ${port}.`)
  let isEnding = false
  return {
    stop: close,
    signal: (signal) => {
      if (signal !== 'SIGTERM') return untrapped(call, exit)(signal)
      if (isEnding) return
      isEnding = true
      log(call, 'Shutting down after receiving signal: terminated.')
      log(call, 'Awaiting pod deletion.')
      call.machine.loop.after(STAYS_MS, () => exit(0))
    },
  }
})

function fatal(call: Invocation, text: string): number {
  log(call, text)
  return 1
}
