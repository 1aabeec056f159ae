// Follows kubectl/pkg/cmd/plugin, v1.36.
import type { Command } from '../command'
import type { HelpPage } from '../help/help-page'
import { pluginHelp } from '../help/plugin'
import { listPlugins } from '../plugins'

export const plugin: Command = {
  name: 'plugin',
  help: pluginHelp['plugin'] as HelpPage,
  subcommands: [
    {
      name: 'list',
      help: pluginHelp['plugin list'] as HelpPage,
      run: (_args, flags, session) => listPlugins(session.context, session.commands, flags.bool('name-only')),
    },
  ],
}
