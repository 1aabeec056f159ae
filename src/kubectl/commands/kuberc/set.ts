// Follows kubectl/pkg/cmd/kuberc/set.go, v1.36.
import type { Command } from '../../command'
import { CommandError, throwGathered } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import { kubercHelp } from '../../help/kuberc'
import type { HelpPage } from '../../help/help-page'
import {
  type Alias,
  type AllowlistEntry,
  API_VERSION,
  type OptionDefault,
  type Preference,
  readForChange,
} from '../../kuberc/preference'
import type { Session } from '../../session'
import { fileOf, saved } from './saved'

const POLICIES = ['AllowAll', 'DenyAll', 'Allowlist']

export const set: Command = {
  name: 'set',
  help: kubercHelp['kuberc set'] as HelpPage,
  requiredFlags: ['section'],
  async run(_args, flags, session) {
    const { path } = fileOf(flags, session)
    check(flags)
    const preference = await existing(path, session)
    const options = flags.strings('option').map(optionOf)
    await saved(changed(preference, options, flags), path, session)
  },
}

function check(flags: FlagValues): void {
  const section = flags.string('section')
  const fail = (message: string): never => {
    throw new CommandError(message)
  }
  if (!['defaults', 'aliases', 'credentialplugin'].includes(section))
    fail(`--section must be "defaults", "aliases", or "credentialplugin", got: ${section}`)
  if (section === 'aliases' && flags.string('name') === '') fail('--name is required when --section=aliases')
  if (section === 'defaults' && flags.string('name') !== '')
    fail('--name should not be specified when --section=defaults')
  if (section === 'defaults' && [...flags.strings('prependarg'), ...flags.strings('appendarg')].length > 0)
    fail('--prependarg and --appendarg are only valid for --section=aliases')
  if (section !== 'credentialplugin') {
    if (flags.string('command') === '') fail('--command is required when --section=aliases or --section=defaults')
    return
  }
  const [policy, entries] = [flags.string('policy'), flags.strings('allowlist-entry')]
  if (policy === '') fail('--policy is required when --section=credentialplugin')
  if (!POLICIES.includes(policy)) fail(` --policy must be  "AllowAll", "DenyAll", or "Allowlist", got: ${policy}`)
  if (policy === 'Allowlist' && entries.length === 0)
    fail('--allowlist-entry is required when --section=credentialplugin and --policy=Allowlist')
  if (policy !== 'Allowlist' && entries.length > 0)
    fail('--allowlist-entry may only be used when --section=credentialplugin and --policy=Allowlist')
}

async function existing(path: string, session: Session): Promise<Preference> {
  const { files } = session.context
  const text = (await files.kind(path)) === undefined ? '' : await files.read(path)
  if (text === '') return { kind: 'Preference', apiVersion: API_VERSION, defaults: null, aliases: null }
  return readForChange(text)
}

function optionOf(text: string): OptionDefault {
  const at = text.indexOf('=')
  if (at < 0) throw new CommandError(`invalid option format ${quote(text)}, expected flag=value`)
  return { name: text.slice(0, at).replace(/^-+/, ''), default: text.slice(at + 1) }
}

function changed(preference: Preference, options: readonly OptionDefault[], flags: FlagValues): Preference {
  switch (flags.string('section')) {
    case 'defaults':
      return { ...preference, defaults: withDefaults(preference, options, flags) }
    case 'aliases':
      return { ...preference, aliases: withAlias(preference, options, flags) }
    default:
      return withPolicy(preference, flags)
  }
}

function withDefaults(
  { defaults }: Preference,
  options: readonly OptionDefault[],
  flags: FlagValues,
): Preference['defaults'] {
  const command = flags.string('command')
  const before = defaults?.find((each) => each.command === command)
  if (!before) return [...(defaults ?? []), { command, options: options.length === 0 ? null : options }]
  if (!flags.bool('overwrite'))
    throw new CommandError(`defaults for command ${quote(command)} already exist, use --overwrite to replace`)
  const next = { ...before, options: options.length === 0 ? before.options : options }
  return (defaults ?? []).map((each) => (each === before ? next : each))
}

function withAlias(
  { aliases }: Preference,
  options: readonly OptionDefault[],
  flags: FlagValues,
): Preference['aliases'] {
  const [name, command] = [flags.string('name'), flags.string('command')]
  const before = aliases?.find((each) => each.name === name)
  if (before && !flags.bool('overwrite'))
    throw new CommandError(`alias ${quote(name)} already exists, use --overwrite to replace`)
  const [prependArgs, appendArgs] = [flags.strings('prependarg'), flags.strings('appendarg')]
  // What is not given again stays.
  const next: Alias = {
    ...before,
    name,
    command,
    ...(prependArgs.length > 0 ? { prependArgs } : {}),
    ...(appendArgs.length > 0 ? { appendArgs } : {}),
    ...(options.length > 0 ? { options } : {}),
  }
  return before ? (aliases ?? []).map((each) => (each === before ? next : each)) : [...(aliases ?? []), next]
}

function withPolicy(preference: Preference, flags: FlagValues): Preference {
  const policy = flags.string('policy')
  const list = policy === 'Allowlist' ? { credentialPluginAllowlist: entriesOf(flags.strings('allowlist-entry')) } : {}
  return { ...preference, ...list, credentialPluginPolicy: policy }
}

function entriesOf(given: readonly string[]): AllowlistEntry[] {
  const errors: Error[] = []
  const entries: AllowlistEntry[] = []
  for (const pair of given.flatMap((each) => each.split(','))) {
    const at = pair.indexOf('=')
    const [field, value] = [pair.slice(0, at), pair.slice(at + 1)]
    const problem =
      at < 0
        ? `improperly formatted allowlist entry: ${quote(pair)}`
        : field === 'name'
          ? 'allowlist entry field "name" is deprecated, use "command" instead'
          : field !== 'command'
            ? `unrecognized allowlist entry field: ${quote(field)}`
            : value.trim() === ''
              ? `empty value in allowlist entry for field ${quote(field)}`
              : undefined
    if (problem === undefined) entries.push({ command: value })
    else errors.push(new CommandError(problem))
  }
  throwGathered(errors)
  return entries
}
