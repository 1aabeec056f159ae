// Follows kubectl/pkg/cmd/config/{get_contexts,use_context,set_context,rename_context,delete_context}.go, v1.36.
import type { Command } from '../../command'
import { CommandError, throwGathered } from '../../failure'
import { quote } from '../../../objects/go-text'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import { renderHelp } from '../../help/render-help'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import type { Session } from '../../session'
import { configFile, readConfig, withEntry, withoutEntry, writeConfig } from './kube-config'

export const currentContext: Command = {
  name: 'current-context',
  help: configHelp['config current-context'] as HelpPage,
  async run(_args, _flags, session) {
    const current = (await readConfig(session))['current-context']
    if (!current) throw new CommandError('current-context is not set')
    session.out(`${current}\n`)
  },
}

export const getContexts: Command = {
  name: 'get-contexts',
  help: configHelp['config get-contexts'] as HelpPage,
  async run(args, flags, session) {
    const format = flags.string('output')
    if (format !== '' && format !== 'name') {
      throw new CommandError(
        `--output ${format} is not available in kubectl config get-contexts; resetting to default output format`,
      )
    }
    const config = await readConfig(session)
    const all = [...(config.contexts ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))
    const shown = args.length === 0 ? all : all.filter(({ name }) => args.includes(name))
    const missing = args.filter((name) => !all.some((each) => each.name === name))
    const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
    if (format !== 'name' && !flags.bool('no-headers')) tabs.write('CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n')
    for (const { name, context } of shown) {
      const mark = name === config['current-context'] ? '*' : ' '
      const { cluster = '', user = '', namespace = '' } = context
      tabs.write(format === 'name' ? `${name}\n` : `${[mark, name, cluster, user, namespace].join('\t')}\n`)
    }
    tabs.flush()
    throwGathered(missing.map((name) => new CommandError(`context ${name} not found`)))
  },
}

// Called with the wrong words, these commands print their help before they complain.
export function unexpected(command: Command, args: readonly string[], session: Session): CommandError {
  session.out(renderHelp(command, session.commandPath))
  return new CommandError(`Unexpected args: [${args.join(' ')}]`)
}

export const useContext: Command = {
  name: 'use-context',
  help: configHelp['config use-context'] as HelpPage,
  async run(args, _flags, session) {
    if (args.length !== 1) throw unexpected(useContext, args, session)
    const [name] = args as [string]
    if (name === '') throw new CommandError('empty context names are not allowed')
    const config = await readConfig(session)
    if (!config.contexts?.some((each) => each.name === name)) {
      throw new CommandError(`no context exists with the name: ${quote(name)}`)
    }
    await writeConfig(session, { ...config, 'current-context': name })
    session.out(`Switched to context ${quote(name)}.\n`)
  },
}

export const setContext: Command = {
  name: 'set-context',
  help: configHelp['config set-context'] as HelpPage,
  async run(args, flags, session) {
    if (args.length > 1) throw unexpected(setContext, args, session)
    const useCurrent = flags.bool('current')
    if (!args[0] && !useCurrent) throw new CommandError('you must specify a non-empty context name or --current')
    if (args[0] && useCurrent) throw new CommandError('you cannot specify both a context name and --current')
    const config = await readConfig(session)
    const name = useCurrent ? config['current-context'] : args[0]
    if (!name) throw new CommandError('no current context is set')
    const before = config.contexts?.find((each) => each.name === name)
    const changed = {
      cluster: '',
      user: '',
      ...before?.context,
      ...(flags.changed('cluster') ? { cluster: flags.string('cluster') } : {}),
      ...(flags.changed('user') ? { user: flags.string('user') } : {}),
      ...(flags.changed('namespace') ? { namespace: flags.string('namespace') } : {}),
    }
    await writeConfig(session, withEntry(config, 'contexts', name, changed))
    session.out(`Context ${quote(name)} ${before ? 'modified' : 'created'}.\n`)
  },
}

export const renameContext: Command = {
  name: 'rename-context',
  help: configHelp['config rename-context'] as HelpPage,
  async run(args, _flags, session) {
    if (args.length !== 2) throw unexpected(renameContext, args, session)
    const [from, to] = args as [string, string]
    if (to === '') throw new CommandError('You must specify a new non-empty context name')
    const config = await readConfig(session)
    const file = await configFile(session)
    const found = config.contexts?.find(({ name }) => name === from)
    if (!found) throw new CommandError(`cannot rename the context ${quote(from)}, it's not in ${file}`)
    if (config.contexts?.some(({ name }) => name === to)) {
      throw new CommandError(
        `cannot rename the context ${quote(from)}, the context ${quote(to)} already exists in ${file}`,
      )
    }
    const renamed = withEntry(withoutEntry(config, 'contexts', from), 'contexts', to, found.context)
    const current = config['current-context'] === from ? to : config['current-context']
    await writeConfig(session, { ...renamed, 'current-context': current })
    session.out(`Context ${quote(from)} renamed to ${quote(to)}.\n`)
  },
}

export const deleteContext: Command = {
  name: 'delete-context',
  help: configHelp['config delete-context'] as HelpPage,
  async run(args, _flags, session) {
    if (args.length !== 1) return session.out(renderHelp(deleteContext, session.commandPath))
    const [name] = args as [string]
    const config = await readConfig(session)
    const file = await configFile(session)
    if (!config.contexts?.some((each) => each.name === name)) {
      throw new CommandError(`cannot delete context ${name}, not in ${file}`)
    }
    if (config['current-context'] === name) {
      session.err(
        'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
      )
    }
    await writeConfig(session, withoutEntry(config, 'contexts', name))
    session.out(`deleted context ${name} from ${file}\n`)
  },
}
