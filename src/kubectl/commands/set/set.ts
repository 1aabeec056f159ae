import type { Command } from '../../command'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { image } from './image'

export const set: Command = { name: 'set', help: setHelp.set as HelpPage, subcommands: [image] }
