// Follows kubectl/pkg/cmd/config/view.go and client-go/tools/clientcmd/api/helpers.go, v1.36.
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import type { AnyObject } from '../../objects'
import { goYaml } from '../../../objects/go-yaml'
import { formatOf, objectPrinter } from '../../output/object-printer'
import { type KubeConfig, readConfig } from './kube-config'

export const view: Command = {
  name: 'view',
  help: configHelp['config view'] as HelpPage,
  async run(args, flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `unexpected arguments: [${args.join(' ')}]`)
    if (!flags.bool('merge') && flags.string('kubeconfig') === '')
      throw new CommandError('if merge==false a precise file must be specified')
    let config = ordered(await readConfig(session))
    if (flags.bool('minify')) config = minified(config, flags.string('context') || (config['current-context'] ?? ''))
    if (!flags.bool('raw') && !flags.bool('flatten')) config = redacted(config)
    if (formatOf(flags) === 'yaml') return session.out(goYaml(printable(config)))
    const print = await objectPrinter(flags, session, { operation: '', sorted: false })
    print(printable(config) as AnyObject)
  },
}

const ordered = (config: KubeConfig): KubeConfig => ({
  kind: 'Config',
  apiVersion: 'v1',
  clusters: config.clusters ?? [],
  users: config.users ?? [],
  contexts: config.contexts ?? [],
  'current-context': config['current-context'] ?? '',
})

/** Lists without entries are nil in Go. */
const printable = (config: KubeConfig): object =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]: [string, unknown]) => [
      key,
      Array.isArray(value) && value.length === 0 ? null : value,
    ]),
  )

function minified(config: KubeConfig, current: string): KubeConfig {
  if (current === '') throw new CommandError('current-context must exist in order to minify')
  const context = config.contexts?.find(({ name }) => name === current)
  if (!context) throw new CommandError(`cannot locate context ${current}`)
  const { cluster, user } = context.context
  const missing = (
    what: string,
    name: string | undefined,
    list: readonly { readonly name: string }[] | undefined,
  ): void => {
    if (name && !list?.some((each) => each.name === name)) throw new CommandError(`cannot locate ${what} ${name}`)
  }
  missing('user', user, config.users)
  missing('cluster', cluster, config.clusters)
  return {
    ...config,
    clusters: (config.clusters ?? []).filter(({ name }) => name === cluster),
    users: (config.users ?? []).filter(({ name }) => name === user),
    contexts: [context],
    'current-context': current,
  }
}

const HIDDEN: Readonly<Record<string, string>> = {
  'certificate-authority-data': 'DATA+OMITTED',
  'client-certificate-data': 'DATA+OMITTED',
  'client-key-data': 'DATA+OMITTED',
  token: 'REDACTED',
  password: 'REDACTED',
}

const hide = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ? (HIDDEN[key] ?? value) : value]))

const redacted = (config: KubeConfig): KubeConfig => ({
  ...config,
  clusters: config.clusters?.map(({ name, cluster }) => ({ name, cluster: hide(cluster) })),
  users: config.users?.map(({ name, user }) => ({ name, user: hide(user) })),
})
