// Follows kubectl/pkg/cmd/proxy and kubectl/pkg/proxy, v1.36.
import { NotModelled } from '../../objects/not-modelled'
import type { Command } from '../command'
import type { ProxiedRequest, ProxyRoute } from '../context'
import type { FlagValues } from '../flags/flag-values'
import type { HelpPage } from '../help/help-page'
import { proxyHelp } from '../help/proxy'
import { untilInterrupted } from './until-interrupted'

const NOT_DONE = ['www', 'unix-socket', 'append-server-path']

export const proxy: Command = {
  name: 'proxy',
  help: proxyHelp['proxy'] as HelpPage,
  async run(_args, flags, session) {
    for (const name of NOT_DONE)
      if (flags.changed(name)) throw new NotModelled(`kubectl proxy --${name}`, 'leave it out')
    const { context } = session
    if (!context.serve) throw new NotModelled('kubectl proxy', 'kubecuke serve offers the API over plain HTTP')
    const address = flags.string('address')
    const serving = await context.serve({ address, port: flags.int('port') }, (request) => routeOf(request, flags))
    session.out(`Starting to serve on ${address}:${serving.port}\n`)
    try {
      await untilInterrupted(context)
    } finally {
      serving.stop()
    }
  },
}

function routeOf({ method, path }: ProxiedRequest, flags: FlagValues): ProxyRoute {
  const prefix = flags.string('api-prefix').replace(/\/$/, '')
  if (!path.startsWith(`${prefix}/`)) return { answer: { status: 404, headers: {}, body: '404 page not found\n' } }
  const wanted = path.slice(prefix.length)
  return isRejected(wanted, method, flags)
    ? { answer: { status: 403, headers: {}, body: 'Forbidden' } }
    : { path: wanted }
}

function isRejected(path: string, method: string, flags: FlagValues): boolean {
  if (flags.bool('disable-filter')) return false
  const any = (name: string, text: string): boolean =>
    flags
      .string(name)
      .split(',')
      .some((pattern) => new RegExp(pattern).test(text))
  return !any('accept-paths', path) || any('reject-paths', path) || any('reject-methods', method)
}
