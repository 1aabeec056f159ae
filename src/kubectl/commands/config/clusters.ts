// Follows kubectl/pkg/cmd/config/{set_cluster,delete_cluster}.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import { renderHelp } from '../../help/render-help'
import { unexpected } from './contexts'
import { fileFields } from './embedded-file'
import { configFile, type Fields, fieldsOf, readConfig, withEntry, withoutEntry, writeConfig } from './kube-config'

export const setCluster: Command = {
  name: 'set-cluster',
  help: configHelp['config set-cluster'] as HelpPage,
  async run(args, flags, session) {
    const [name] = args
    if (args.length !== 1 || name === undefined) throw unexpected(setCluster, args, session)
    if (flags.bool('insecure-skip-tls-verify') && flags.string('certificate-authority') !== '') {
      throw new CommandError('you cannot specify a certificate authority and insecure mode at the same time')
    }
    if (flags.bool('embed-certs') && flags.string('certificate-authority') === '') {
      throw new CommandError('you must specify a --certificate-authority to embed')
    }
    const config = await readConfig(session)
    const authority = await fileFields('certificate-authority', flags, session)
    const trusted =
      authority['certificate-authority'] !== undefined || authority['certificate-authority-data'] !== undefined
    const fields = { ...fieldsOf(config, 'clusters', name), ...texts(flags), ...insecure(flags), ...authority }
    await writeConfig(
      session,
      withEntry(config, 'clusters', name, trusted ? { ...fields, 'insecure-skip-tls-verify': undefined } : fields),
    )
    session.out(`Cluster ${quote(name)} set.\n`)
  },
}

function texts(flags: FlagValues): Fields {
  const given = ['server', 'tls-server-name', 'proxy-url'].filter((name) => flags.changed(name))
  // Another server has another name: the old one goes with it.
  const forgotten = flags.changed('server') ? { 'tls-server-name': undefined } : {}
  const named = Object.fromEntries(
    given.map((name) => [name, name === 'server' || flags.string(name) !== '' ? flags.string(name) : undefined]),
  )
  return { ...forgotten, ...named }
}

/** A cluster whose certificate is not looked at needs no authority. Left out, the flag says that it is looked at again. */
function insecure(flags: FlagValues): Fields {
  if (!flags.bool('insecure-skip-tls-verify')) return { 'insecure-skip-tls-verify': undefined }
  return {
    'insecure-skip-tls-verify': true,
    'certificate-authority': undefined,
    'certificate-authority-data': undefined,
  }
}

export const deleteCluster: Command = {
  name: 'delete-cluster',
  help: configHelp['config delete-cluster'] as HelpPage,
  async run(args, _flags, session) {
    const [name] = args
    if (args.length !== 1 || name === undefined) return session.out(renderHelp(deleteCluster, session.commandPath))
    const config = await readConfig(session)
    if (!fieldsOf(config, 'clusters', name))
      throw new CommandError(`cannot delete cluster ${name}, not in ${await configFile(session)}`)
    await writeConfig(session, withoutEntry(config, 'clusters', name))
    session.out(`deleted cluster ${name} from ${await configFile(session)}\n`)
  },
}
