// Follows kubectl/pkg/cmd/version, v1.36.
import type { Command } from '../command'
import { CommandError } from '../failure'
import { versionHelp } from '../help/version'
import type { HelpPage } from '../help/help-page'
import { type AnyObject, textAt } from '../objects'
import { CLIENT } from '../client-version'
import { goJson } from '../output/go-json'
import { goYaml } from '../../objects/go-yaml'

const KUSTOMIZE = 'v5.8.1'
const SKEW_MAX = 1

export const version: Command = {
  name: 'version',
  help: versionHelp['version'] as HelpPage,
  async run(args, flags, session) {
    // Upstream hears of them only when it asks the server as well.
    if (args.length > 0 && !flags.bool('client')) throw new CommandError(`extra arguments: [${args.join(' ')}]`)
    const format = flags.string('output')
    if (!['', 'yaml', 'json'].includes(format)) throw new CommandError("--output must be 'yaml' or 'json'")
    let server: AnyObject | undefined
    let failure: unknown
    if (!flags.bool('client')) {
      server = await session.api.call({ method: 'GET', path: '/version' }).catch((error: unknown) => {
        failure = error
        return undefined
      })
    }
    const all = { clientVersion: CLIENT, kustomizeVersion: KUSTOMIZE, ...(server ? { serverVersion: server } : {}) }
    if (format === 'yaml') session.out(`${goYaml(all)}\n`)
    else if (format === 'json') session.out(`${goJson(all, { indent: 2, sorted: false })}\n`)
    else {
      session.out(`Client Version: ${CLIENT.gitVersion}\nKustomize Version: ${KUSTOMIZE}\n`)
      if (server) session.out(`Server Version: ${textAt(server, 'gitVersion')}\n`)
    }
    const warning = server && skewWarning(textAt(server, 'gitVersion'))
    if (warning && flags.bool('warnings-as-errors')) throw new CommandError(warning)
    if (warning) session.err(`Warning: ${warning}\n`)
    if (failure) throw failure as Error
  },
}

function skewWarning(serverVersion: string): string | undefined {
  const [, major = '0', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(serverVersion) ?? []
  const [here, there] = [`${CLIENT.major}.${CLIENT.minor}`, `${major}.${minor}`]
  if (major === CLIENT.major && Math.abs(Number(minor) - Number(CLIENT.minor)) <= SKEW_MAX) return undefined
  return `version difference between client (${here}) and server (${there}) exceeds the supported minor version skew of +/-${SKEW_MAX}`
}
