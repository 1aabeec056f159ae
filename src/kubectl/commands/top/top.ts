import type { Command } from '../../command'
import { topHelp } from '../../help/top'
import type { HelpPage } from '../../help/help-page'
import { topNode } from './top-node'
import { topPod } from './top-pod'

export const top: Command = {
  name: 'top',
  help: topHelp['top'] as HelpPage,
  suggestFor: ['stats'],
  subcommands: [topNode, topPod],
}
