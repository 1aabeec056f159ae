import type { Command } from '../../command'
import { NotModelled } from '../../../objects/not-modelled'
import { authHelp } from '../../help/auth'
import type { HelpPage } from '../../help/help-page'
import { canI } from './can-i'
import { whoami } from './whoami'

export const auth: Command = {
  name: 'auth',
  help: authHelp['auth'] as HelpPage,
  subcommands: [
    canI,
    {
      name: 'reconcile',
      help: authHelp['auth reconcile'] as HelpPage,
      run: () => Promise.reject(new NotModelled('kubectl auth reconcile', 'use kubectl apply')),
    },
    whoami,
  ],
}
