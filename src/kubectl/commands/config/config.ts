import type { Command } from '../../command'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import { currentContext, deleteContext, getContexts, renameContext, setContext, useContext } from './contexts'
import { deleteCluster, setCluster } from './clusters'
import { readConfig } from './kube-config'
import { setProperty, unsetProperty } from './properties'
import { deleteUser, setCredentials } from './users'
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

export const config: Command = {
  name: 'config',
  help: configHelp['config'] as HelpPage,
  subcommands: [
    currentContext,
    deleteCluster,
    deleteContext,
    deleteUser,
    getClusters,
    getContexts,
    getUsers,
    renameContext,
    setProperty,
    setCluster,
    setContext,
    setCredentials,
    unsetProperty,
    useContext,
    view,
  ],
}
