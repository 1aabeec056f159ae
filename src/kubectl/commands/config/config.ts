import { NotModelled } from '../../../objects/not-modelled'
import type { Command } from '../../command'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import { currentContext, deleteContext, getContexts, renameContext, setContext, useContext } from './contexts'
import { readConfig } from './kube-config'
import { view } from './view'

const getClusters: Command = {
  name: 'get-clusters',
  help: configHelp['config get-clusters'] as HelpPage,
  async run(_args, _flags, session) {
    const names = ((await readConfig(session)).clusters ?? []).map(({ name }) => name).sort()
    session.out(['NAME', ...names].map((name) => `${name}\n`).join(''))
  },
}

const getUsers: Command = {
  name: 'get-users',
  help: configHelp['config get-users'] as HelpPage,
  async run(_args, _flags, session) {
    const names = ((await readConfig(session)).users ?? []).map(({ name }) => name).sort()
    session.out(['NAME', ...names].map((name) => `${name}\n`).join(''))
  },
}

const refused = (name: string): Command => ({
  name,
  help: configHelp[`config ${name}`] as HelpPage,
  run: () => Promise.reject(new NotModelled(`kubectl config ${name}`, 'edit the kubeconfig file')),
})

export const config: Command = {
  name: 'config',
  help: configHelp['config'] as HelpPage,
  subcommands: [
    currentContext,
    refused('delete-cluster'),
    deleteContext,
    refused('delete-user'),
    getClusters,
    getContexts,
    getUsers,
    renameContext,
    refused('set'),
    refused('set-cluster'),
    setContext,
    refused('set-credentials'),
    refused('unset'),
    useContext,
    view,
  ],
}
