import type { Command } from '../../command'
import type { HelpPage } from '../../help/help-page'
import { rolloutHelp } from '../../help/rollout'
import { history } from './history'
import { pause, restart, resume } from './pause-resume'
import { status } from './status'
import { undo } from './undo'

export const rollout: Command = {
  name: 'rollout',
  helpTo: 'stdout',
  help: rolloutHelp.rollout as HelpPage,
  subcommands: [history, pause, restart, resume, status, undo],
}
