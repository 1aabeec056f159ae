// What a kuberc file makes of a command line: aliases become commands, and flags have other defaults.
// Follows kubectl/pkg/kuberc/kuberc.go Preferences.Apply, v1.36.
import type { Command } from '../command'
import type { KubectlContext } from '../context'
import { CommandError, ExitError } from '../failure'
import { findCommand } from '../flags/find-command'
import type { FlagDefinition } from '../flags/flag-definition'
import { parseFlags } from '../flags/parse-flags'
import { globalFlags } from '../help/global-flags'
import { logLine } from '../klog'
import {
  type Alias,
  checkPreference,
  isDisabled,
  kubercFile,
  type OptionDefault,
  type Preference,
  readPreference,
} from './preference'

export interface Line {
  readonly argv: readonly string[]
  readonly commands: readonly Command[]
}

/** The line and the commands as the preferences want them. Throws what ends kubectl before it begins. */
export async function withPreferences(line: Line, context: KubectlContext): Promise<Line> {
  if (line.argv.length === 0 || isDisabled(context)) return line
  try {
    const preference = await preferenceOf(line.argv, context)
    return preference ? applied(line, preference, context) : line
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    throw new ExitError(`error occurred while applying preferences ${error.message}`, 1)
  }
}

async function preferenceOf(argv: readonly string[], context: KubectlContext): Promise<Preference | undefined> {
  const named = namedFile(argv)
  try {
    const file = kubercFile(named, context)
    const isTold = levelIn(argv) >= 5
    const log = (place: string, text: string): void => {
      if (isTold) context.stderr(logLine('I', context.now(), place, text))
    }
    return file && (await readPreference(file, context, log))
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    throw new CommandError(`kuberc error ${error.message}`)
  }
}

/** The value of --kuberc, before any flag is read. */
function namedFile(argv: readonly string[]): string {
  for (const [i, word] of argv.entries()) {
    if (word === '--') return ''
    const value = word === '--kuberc' ? argv[i + 1] : word.includes('--kuberc=') ? word.split('=')[1] : ''
    if (value === undefined || (value === '' && word.includes('--kuberc=')))
      throw new CommandError('kuberc file is not found')
    if (value !== '') return value
  }
  return ''
}

/** The value of -v, before any flag is read. */
function levelIn(argv: readonly string[]): number {
  const end = argv.indexOf('--')
  const words = end < 0 ? argv : argv.slice(0, end)
  const at = words.findIndex((word) => /^--?v(=|$)/.test(word))
  const word = words[at] ?? ''
  return Number(word.includes('=') ? word.split('=')[1] : (words[at + 1] ?? 0))
}

function applied(line: Line, preference: Preference, context: KubectlContext): Line {
  checkPreference(preference)
  const aliased = withAlias(line, preference, context)
  return withDefaults(aliased, preference, context)
}

const found = (words: readonly string[], commands: readonly Command[]): readonly Command[] | undefined => {
  try {
    return findCommand(words, commands, globalFlags).path
  } catch {
    return undefined
  }
}

function withAlias({ argv, commands }: Line, { aliases }: Preference, { stderr }: KubectlContext): Line {
  const line = { argv, commands }
  if (found(argv, commands)) return line
  const at = argv.findIndex((word) => !word.startsWith('-') && !word.startsWith('__complete'))
  const alias = at < 0 ? undefined : aliases?.find(({ name }) => name === argv[at])
  if (!alias) return line
  if (found([alias.name], commands)) {
    stderr(`Warning: Setting alias "${alias.name}" to a built-in command is not supported\n`)
    return line
  }
  const command = commandOf(alias, argv, commands)
  const { prependArgs = [], appendArgs = [] } = alias
  return {
    argv: [...argv.slice(0, at + 1), ...prependArgs, ...argv.slice(at + 1), ...appendArgs],
    commands: [...commands, command],
  }
}

function commandOf(alias: Alias, argv: readonly string[], commands: readonly Command[]): Command {
  const words = alias.command.split(/\s+/).filter((word) => word !== '')
  const existing = found(words, commands)?.at(-1)
  if (!existing)
    throw new CommandError(`command "${alias.command}" not found to set alias "${alias.name}": [${words.join(' ')}]`)
  const presets = presetsOf(alias.options ?? [], existing, argv, {
    unknown: (name) => `invalid alias flag ${name} in alias kubectl`,
    refused: (value, name, reason) => `could not apply value ${value} to flag ${name} in alias kubectl err: ${reason}`,
  })
  return {
    ...existing,
    name: alias.name,
    help: { ...existing.help, aliases: undefined },
    presets,
    aliasOf: words.join(' '),
  }
}

function withDefaults({ argv, commands }: Line, { defaults, aliases }: Preference, { stderr }: KubectlContext): Line {
  const path = found(argv, commands)
  if (!path) return { argv, commands }
  const name = path.at(-1)?.name ?? 'kubectl'
  const presets: string[] = []
  for (const { command, options } of defaults ?? []) {
    const words = (command ?? '').split(/\s+/).filter((word) => word !== '')
    const meant = found(words, commands)
    if (!meant) {
      stderr(`Warning: command "${command}" not found to set kuberc override\n`)
      continue
    }
    if ((meant.at(-1)?.name ?? 'kubectl') !== name || path.length === 0) continue
    if (aliases?.some((each) => each.name === name)) throw new CommandError(`alias ${name} can not be overridden`)
    presets.push(
      ...presetsOf(options ?? [], path.at(-1) as Command, argv, {
        unknown: (flag) => `invalid flag ${flag} for command ${command}`,
        refused: (value, flag, reason) =>
          `could not apply override value ${value} to flag ${flag} in command ${command} err: ${reason}`,
      }),
    )
  }
  return { argv, commands: presets.length === 0 ? commands : replaced(commands, path, presets) }
}

function replaced(commands: readonly Command[], path: readonly Command[], presets: readonly string[]): Command[] {
  const [first, ...rest] = path
  return commands.map((each) => {
    if (each !== first) return each
    return rest.length === 0
      ? { ...each, presets: [...(each.presets ?? []), ...presets] }
      : { ...each, subcommands: replaced(each.subcommands ?? [], rest, presets) }
  })
}

interface Complaints {
  readonly unknown: (flag: string) => string
  readonly refused: (value: string, flag: string, reason: string) => string
}

/** Flags as they would be typed; those that the line gives itself are left out. */
function presetsOf(
  options: readonly OptionDefault[],
  { help }: Command,
  argv: readonly string[],
  complaints: Complaints,
): string[] {
  const definitions = [...help.flags, ...globalFlags.filter(({ name }) => !help.flags.some((own) => own.name === name))]
  const shorthands = new Set(definitions.flatMap(({ shorthand }) => shorthand ?? []))
  return options.flatMap(({ name, default: value = '' }) => {
    const definition = definitions.find((each) => each.name === name)
    if (!definition) throw new CommandError(complaints.unknown(name))
    if (argv.some((word) => gives(word, definition, shorthands))) return []
    const word = `--${name}=${value}`
    try {
      parseFlags([word], definitions)
    } catch (error) {
      throw new CommandError(complaints.refused(value, name, (error as Error).message))
    }
    return [word]
  })
}

/** `--name`, `--name=x`, `-n`, `-nx`, or the letter in a bundle `-an`. */
function gives(word: string, { name, shorthand }: FlagDefinition, shorthands: ReadonlySet<string>): boolean {
  if (word === `--${name}` || word.startsWith(`--${name}=`)) return true
  if (shorthand === undefined) return false
  if (word.startsWith(`-${shorthand}`)) return true
  return /^-[a-zA-Z]+$/.test(word) && shorthands.has(shorthand) && word.slice(1).includes(shorthand)
}
