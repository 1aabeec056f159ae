// Follows kubectl/pkg/cmd/kuberc, v1.36.
import type { Command } from '../../command'
import { kubercHelp } from '../../help/kuberc'
import type { HelpPage } from '../../help/help-page'
import { set } from './set'
import { view } from './view'

export const kuberc: Command = { name: 'kuberc', help: kubercHelp['kuberc'] as HelpPage, subcommands: [set, view] }
