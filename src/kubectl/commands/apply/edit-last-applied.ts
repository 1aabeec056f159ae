import type { Command } from '../../command'
import { applyHelp } from '../../help/apply'
import type { HelpPage } from '../../help/help-page'
import { NotModelled } from '../../../objects/not-modelled'

export const editLastApplied: Command = {
  name: 'edit-last-applied',
  help: applyHelp['apply edit-last-applied'] as HelpPage,
  run: () => Promise.reject(new NotModelled('kubectl apply edit-last-applied', 'use kubectl apply set-last-applied')),
}
