// Follows kubectl/pkg/cmd/config/{set_credentials,delete_user}.go, v1.36.
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import { renderHelp } from '../../help/render-help'
import type { Session } from '../../session'
import { fileFields } from './embedded-file'
import { configFile, type Fields, fieldsOf, readConfig, withEntry, withoutEntry, writeConfig } from './kube-config'

export const setCredentials: Command = {
  name: 'set-credentials',
  help: configHelp['config set-credentials'] as HelpPage,
  async run(args, flags, session) {
    const [name] = args
    if (args.length !== 1 || name === undefined) {
      session.out(renderHelp(setCredentials, session.commandPath))
      throw new CommandError(`unexpected args: [${args.join(' ')}]`)
    }
    checkPairs(flags, session)
    checkMethods(flags)
    const config = await readConfig(session)
    const before = fieldsOf(config, 'users', name) ?? {}
    const fields = {
      ...before,
      ...(await certificates(flags, session)),
      ...secrets(flags),
      ...provider(before, flags),
      ...plugin(before, flags),
    }
    await writeConfig(session, withEntry(config, 'users', name, fields))
    session.out(`User ${quote(name)} set.\n`)
  },
}

function checkMethods(flags: FlagValues): void {
  const basic = flags.string('username') !== '' || flags.string('password') !== ''
  if (flags.string('token') !== '' && basic) {
    throw new CommandError(
      'you cannot specify more than one authentication method at the same time: --token, --username/--password',
    )
  }
  if (flags.bool('embed-certs') && flags.string('client-certificate') === '' && flags.string('client-key') === '') {
    throw new CommandError('you must specify a --client-certificate or --client-key to embed')
  }
}

const certificates = async (flags: FlagValues, session: Session): Promise<Fields> => ({
  ...(await fileFields('client-certificate', flags, session)),
  ...(await fileFields('client-key', flags, session)),
})

/** A token takes the place of name and password, and the other way round. */
function secrets(flags: FlagValues): Fields {
  const given = (name: string): Fields => (flags.changed(name) ? { [name]: flags.string(name) || undefined } : {})
  const token = flags.string('token') !== ''
  const basic = flags.string('username') !== '' || flags.string('password') !== ''
  return {
    ...(token ? { username: undefined, password: undefined, tokenFile: undefined } : {}),
    ...(basic ? { token: undefined, tokenFile: undefined } : {}),
    ...given('token'),
    ...given('username'),
    ...given('password'),
  }
}

function provider(before: Fields, flags: FlagValues): Fields {
  if (!flags.changed('auth-provider') && !flags.changed('auth-provider-arg')) return {}
  const old = before['auth-provider'] as { name?: string; config?: Readonly<Record<string, string>> } | undefined
  if (!old && flags.string('auth-provider') === '') return {}
  const name = flags.string('auth-provider') || (old?.name ?? '')
  return {
    'auth-provider': {
      config: changed(old?.config ?? {}, flags.strings('auth-provider-arg'), 'auth-provider-arg'),
      name,
    },
  }
}

interface Plugin {
  readonly command?: string
  readonly args?: readonly string[] | null
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null
}

const INTERACTIVE_MODES = ['IfAvailable', 'Never', 'Always']

function plugin(before: Fields, flags: FlagValues): Fields {
  if (flags.changed('exec-interactive-mode') && !INTERACTIVE_MODES.includes(flags.string('exec-interactive-mode')))
    throw new CommandError(`invalid interactive mode type, can be only ${INTERACTIVE_MODES.join(', ')}`)
  const given = [
    'exec-command',
    'exec-arg',
    'exec-env',
    'exec-api-version',
    'exec-interactive-mode',
    'exec-provide-cluster-info',
  ].filter((name) => flags.changed(name))
  const variables = changed({}, flags.strings('exec-env'), 'exec-env')
  const old = before['exec'] as Plugin | undefined
  if (given.length === 0 || (!old && !flags.changed('exec-command'))) return {}
  const gone = flags
    .strings('exec-env')
    .filter((text) => text.endsWith('-'))
    .map((text) => text.slice(0, -1))
  const kept = (old?.env ?? [])
    .filter(({ name }) => !gone.includes(name))
    .map(({ name, value }) => ({ name, value: variables[name] ?? value }))
  const added = Object.entries(variables)
    .filter(([name]) => !kept.some((each) => each.name === name))
    .map(([name, value]) => ({ name, value }))
  const env = [...kept, ...added]
  return {
    exec: {
      apiVersion: '',
      args: null,
      command: '',
      provideClusterInfo: false,
      ...old,
      env: env.length > 0 || (old?.env ?? null) !== null ? env : null,
      ...(flags.changed('exec-api-version') ? { apiVersion: flags.string('exec-api-version') } : {}),
      ...(flags.changed('exec-command') ? { command: flags.string('exec-command'), args: null } : {}),
      ...(flags.changed('exec-arg') ? { args: flags.strings('exec-arg') } : {}),
      ...(flags.changed('exec-interactive-mode') ? { interactiveMode: flags.string('exec-interactive-mode') } : {}),
      ...(flags.changed('exec-provide-cluster-info')
        ? { provideClusterInfo: flags.bool('exec-provide-cluster-info') }
        : {}),
    },
  }
}

/** Help comes before what is wrong with a pair. */
function checkPairs(flags: FlagValues, session: Session): void {
  try {
    for (const name of ['auth-provider-arg', 'exec-env']) changed({}, flags.strings(name), name)
  } catch (error) {
    session.out(renderHelp(setCredentials, session.commandPath))
    throw error
  }
}

/** `key=value` sets, `key-` removes. */
function changed(
  before: Readonly<Record<string, string>>,
  pairs: readonly string[],
  flag: string,
): Record<string, string> {
  const after = { ...before }
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at >= 0) after[pair.slice(0, at)] = pair.slice(at + 1)
    else if (pair.endsWith('-')) delete after[pair.slice(0, -1)]
    else throw new CommandError(`invalid ${flag} format: ${pair}`)
  }
  return after
}

export const deleteUser: Command = {
  name: 'delete-user',
  help: configHelp['config delete-user'] as HelpPage,
  async run(args, _flags, session) {
    const [name] = args
    if (name === undefined) throw usageError(session.commandPath, 'user to delete is required')
    const config = await readConfig(session)
    if (!fieldsOf(config, 'users', name))
      throw new CommandError(`cannot delete user ${name}, not in ${await configFile(session)}`)
    await writeConfig(session, withoutEntry(config, 'users', name))
    session.out(`deleted user ${name} from ${await configFile(session)}\n`)
  },
}
