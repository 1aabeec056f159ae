// `agnhost no-snat-test`: whether Pods see each other under their own addresses. Follows test/images/agnhost/no-snat-test, v1.36.
import { server, type Invocation } from '../../shell/program'
import { parseFlags } from '../../shell/flags'
import { httpServer, textResponse } from '../http-server'
import { overHttp } from './dial'
import { goServer } from './go-program'

const DEFAULT_PORT = '8080'
const IS_ADDRESS = /^\d+(?:\.\d+){3}$|:/

/** undefined when the other side saw this Pod's own address */
function fault(answered: string, pod: string, node: string): string | undefined {
  const [ip = ''] = answered.split(':')
  if (ip === pod) return undefined
  return ip === node
    ? `Returned ip "${ip}" != my Pod ip "${pod}", == my Node ip "${node}" - SNAT`
    : `Returned ip "${ip}" != my Pod ip "${pod}" or my Node ip "${node}" - SNAT to unexpected ip (possible SNAT through unexpected interface on the way into another node)`
}

/** Asks one after the other; `ips` may carry ports. */
function check(
  call: Invocation,
  [next, ...others]: readonly string[],
  told: (faults: readonly string[]) => void,
): void {
  if (next === undefined) return told([])
  const [ip = '', port = '80'] = next.split(':')
  overHttp(call, { ip, port: Number(port), request: 'whoami' })((result) => {
    const { POD_IP = '', NODE_IP = '' } = call.env
    const mine = 'error' in result ? result.error : fault(result.text, POD_IP, NODE_IP)
    check(call, others, (faults) => told(mine === undefined ? faults : [mine, ...faults]))
  })
}

export const noSnatTest = server((call, exit) => {
  for (const name of ['POD_IP', 'NODE_IP']) {
    const ip = call.env[name]
    if (ip !== undefined && IS_ADDRESS.test(ip)) continue
    call.err(
      ip === undefined
        ? `${name} env var was not present in the environment\n`
        : `${name} env var contained "${ip}", which is not an IP address\n`,
    )
    return 1
  }
  const flags = parseFlags(call.args.slice(1), { valued: ['port'], plain: [] })
  const started = httpServer(call, exit, {
    port: Number(flags.value('port') ?? DEFAULT_PORT),
    scheme: 'http',
    cpuMs: 1,
    bindError: () => '',
    answer: () => textResponse(404, '404 page not found\n'),
    answerLater: ({ path }, caller, answer) => {
      const { pathname, searchParams } = new URL(path, 'http://self')
      if (pathname === '/whoami') answer(textResponse(200, `${caller.ip}:40000`))
      else if (pathname !== '/checknosnat') answer(textResponse(404, '404 page not found\n'))
      else
        check(call, (searchParams.get('ips') ?? '').split(','), (faults) =>
          answer(textResponse(faults.length > 0 ? 500 : 200, faults.join(', '))),
        )
    },
  })
  return goServer(call, exit, started)
})
