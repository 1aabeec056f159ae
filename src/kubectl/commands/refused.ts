// Commands that exist and that this kubectl does not do: their help is shown, their use is refused.
import { NotModelled } from '../../objects/not-modelled'
import type { Command } from '../command'
import { certificateHelp } from '../help/certificate'
import { debugHelp } from '../help/debug'
import type { HelpPage, HelpPages } from '../help/help-page'
import { kubercHelp } from '../help/kuberc'
import { pluginHelp } from '../help/plugin'
import { proxyHelp } from '../help/proxy'

function refuse(pages: HelpPages, path: string, instead: string): Command {
  const page = pages[path] as HelpPage
  const name = path.split(' ').at(-1) as string
  if (page.subcommands) {
    return { name, help: page, subcommands: page.subcommands.map((each) => refuse(pages, `${path} ${each}`, instead)) }
  }
  return { name, help: page, run: () => Promise.reject(new NotModelled(`kubectl ${path}`, instead)) }
}

export const certificate = refuse(certificateHelp, 'certificate', 'there are no certificate signing requests')
export const debug = refuse(debugHelp, 'debug', 'use kubectl exec')
export const kuberc = refuse(kubercHelp, 'kuberc', '')
export const plugin = refuse(pluginHelp, 'plugin', '')
export const proxy = refuse(proxyHelp, 'proxy', 'kubecuke serve offers the API over plain HTTP')
