import type { Command } from '../../command'
import { authHelp } from '../../help/auth'
import type { HelpPage } from '../../help/help-page'
import { canI } from './can-i'
import { reconcile } from './reconcile'
import { whoami } from './whoami'

export const auth: Command = {
  name: 'auth',
  help: authHelp['auth'] as HelpPage,
  subcommands: [canI, reconcile, whoami],
}
