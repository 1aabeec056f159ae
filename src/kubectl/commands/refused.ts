// Commands that exist and that this kubectl does not do: their help is shown, their use is refused.
import { NotModelled } from '../../objects/not-modelled'
import type { Command } from '../command'
import { debugHelp } from '../help/debug'
import type { HelpPage, HelpPages } from '../help/help-page'

function refuse(pages: HelpPages, path: string, instead: string): Command {
  const page = pages[path] as HelpPage
  const name = path.split(' ').at(-1) as string
  if (page.subcommands) {
    return { name, help: page, subcommands: page.subcommands.map((each) => refuse(pages, `${path} ${each}`, instead)) }
  }
  return { name, help: page, run: () => Promise.reject(new NotModelled(`kubectl ${path}`, instead)) }
}

export const debug = refuse(debugHelp, 'debug', 'use kubectl exec')
