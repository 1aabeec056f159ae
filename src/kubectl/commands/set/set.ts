import type { Command } from '../../command'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { env } from './env'
import { image } from './image'
import { resources } from './resources'
import { selector } from './selector'
import { serviceAccount } from './service-account'
import { subject } from './subject'

export const set: Command = {
  name: 'set',
  help: setHelp.set as HelpPage,
  subcommands: [env, image, resources, selector, serviceAccount, subject],
}
