// kubectl: from the words of a command line to its output and exit code.
import { NotModelled } from '../objects/not-modelled'
import type { Command } from './command'
import { commands as builtIn } from './commands/index'
import { complete } from './completion/complete'
import { withPreferences } from './kuberc/apply-preference'
import type { ExitCode, KubectlContext } from './context'
import { CommandError, explainFailure, usageError } from './failure'
import { findCommand, type FoundCommand } from './flags/find-command'
import type { FlagDefinition } from './flags/flag-definition'
import type { FlagValues } from './flags/flag-values'
import { HelpWanted, parseFlags } from './flags/parse-flags'
import { globalFlags } from './help/global-flags'
import { renderGlobalFlags, renderHelp, renderRootHelp } from './help/render-help'
import { pluginCommands, runPlugin } from './plugins'
import { namespaceOf, Session } from './session'
import { tellBeginning, tellFailure } from './verbosity'

/**
 * Runs one command line: the words after `kubectl`. Output goes to the context; nothing is thrown for what a user may do
 * wrong, but NotModelled and mistakes of ours are.
 */
export async function runKubectl(argv: readonly string[], context: KubectlContext): Promise<ExitCode> {
  return explained(context, 0, () => run(argv, context))
}

/** what a shell says of a program that Ctrl-C ended */
const INTERRUPTED = 130

/** The exit code of a line that Ctrl-C ends. */
export function interruptedExitCode(argv: readonly string[]): ExitCode {
  try {
    return findCommand(argv, builtIn, globalFlags).path.at(-1)?.interrupted ?? INTERRUPTED
  } catch {
    return INTERRUPTED
  }
}

async function explained(
  context: KubectlContext,
  addedToFailures: number,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await run()
  } catch (failure) {
    if (isMistake(failure)) throw failure
    if (context.signal.aborted) return INTERRUPTED
    const { text, exitCode } = explainFailure(failure)
    context.stderr(text)
    return exitCode + addedToFailures
  }
}

// Errors of the language itself (a null dereferenced) are ours, not the user's.
const isMistake = (failure: unknown): boolean =>
  failure instanceof TypeError || failure instanceof ReferenceError || failure instanceof RangeError

async function run(given: readonly string[], context: KubectlContext): Promise<ExitCode> {
  const { argv, commands } = await withPreferences({ argv: given, commands: builtIn }, context)
  const [first, ...others] = argv
  if (first === 'help') return printHelp(others, commands, context)
  if (first === 'options') return printOptions(others, context)
  if (first === 'alpha') return noAlpha(context)
  if (first === '__complete' || first === '__completeNoDesc') return complete(first, others, commands, context)
  let found: FoundCommand
  try {
    found = findCommand(argv, commands, globalFlags)
  } catch (failure) {
    const exitCode = await runPlugin(argv, context)
    if (exitCode === undefined) throw failure
    return exitCode
  }
  const { path, rest } = found
  // Of kubectl's own commands only create takes more subcommands than it has.
  if (path.length === 1 && path[0]?.name === 'create') {
    const exitCode = await runPlugin(argv, context, 2)
    if (exitCode !== undefined) return exitCode
  }
  return explained(context, path.at(-1)?.addedToFailures ?? 0, () => runCommand(path, rest, argv, context))
}

const rootHelp = (context: KubectlContext): string => renderRootHelp(builtIn, pluginCommands(context, builtIn))

async function runCommand(
  path: readonly Command[],
  rest: readonly string[],
  argv: readonly string[],
  context: KubectlContext,
): Promise<ExitCode> {
  const command = path.at(-1)
  const commandPath = ['kubectl', ...path.map(({ name }) => name)].join(' ')
  const flags = readFlags(rest, command, commandPath, context)
  if (flags === undefined) return 0
  if (!command) {
    context.stdout(rootHelp(context))
    return 0
  }
  if (!command.run) return withoutRun(command, commandPath, flags, context)
  checkRequired(command, flags)
  // debug has a --profile of its own.
  if (!command.help.flags?.some(({ name }) => name === 'profile')) checkProfile(flags.string('profile'))
  const namespace = await namespaceOf(context, flags, path.map(({ name }) => name).join(' '))
  const session = new Session({ context, flags, commandPath, argv, namespace, commands: builtIn })
  tellBeginning(session)
  const exitCode = await done(command.run, flags, session)
  return exitCode === 0 ? warningsAsErrors(session, flags) : exitCode
}

async function done(run: NonNullable<Command['run']>, flags: FlagValues, session: Session): Promise<ExitCode> {
  try {
    return (await run(flags.args, flags, session)) ?? 0
  } catch (failure) {
    tellFailure(session, failure)
    throw failure
  }
}

const PROFILES = ['cpu', 'heap', 'goroutine', 'threadcreate', 'block', 'mutex', 'trace']

function checkProfile(profile: string): void {
  if (profile === 'none') return
  if (PROFILES.includes(profile)) throw new NotModelled(`kubectl --profile=${profile}`, 'leave it out')
  throw new CommandError(`unknown profile '${profile}'`)
}

function warningsAsErrors(session: Session, flags: FlagValues): ExitCode {
  const count = session.api.warningCount
  if (!flags.bool('warnings-as-errors') || count === 0) return 0
  throw new CommandError(count === 1 ? '1 warning received' : `${count} warnings received`)
}

// undefined: help was asked for and printed.
function readFlags(
  words: readonly string[],
  command: Command | undefined,
  commandPath: string,
  context: KubectlContext,
): FlagValues | undefined {
  const own = command?.help.flags ?? []
  const definitions = [...own, ...globalFlags.filter(({ name }) => !own.some((flag) => flag.name === name))]
  try {
    const flags = parseFlags([...(command?.presets ?? []), ...words], definitions)
    warnDeprecated(definitions, flags, context)
    return flags
  } catch (failure) {
    if (failure instanceof HelpWanted) {
      context.stdout(command ? renderHelp(command, commandPath) : rootHelp(context))
      return undefined
    }
    if (!(failure instanceof CommandError)) throw failure
    if (command?.addedToFailures) throw usageError(commandPath, failure.message)
    throw new CommandError(`${failure.message}\nSee '${commandPath} --help' for usage.`)
  }
}

function warnDeprecated(definitions: readonly FlagDefinition[], flags: FlagValues, context: KubectlContext): void {
  for (const { name, deprecated } of definitions) {
    if (deprecated && flags.changed(name)) context.stderr(`Flag --${name} has been deprecated, ${deprecated}\n`)
  }
}

function withoutRun(command: Command, commandPath: string, flags: FlagValues, context: KubectlContext): ExitCode {
  if (flags.args.length > 0) {
    throw new CommandError(`unknown command "${flags.args.join(' ')}"\nSee '${commandPath} -h' for help and examples`)
  }
  const text = renderHelp(command, commandPath)
  if (command.helpTo === 'stdout') context.stdout(text)
  else context.stderr(text)
  return 1
}

function checkRequired({ requiredFlags = [] }: Command, flags: FlagValues): void {
  const missing = requiredFlags.filter((name) => !flags.changed(name))
  if (missing.length === 0) return
  throw new CommandError(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`)
}

function printOptions(words: readonly string[], context: KubectlContext): ExitCode {
  try {
    parseFlags(words, globalFlags)
  } catch (failure) {
    if (failure instanceof CommandError)
      throw new CommandError(`${failure.message}\nRun 'kubectl options' without flags.`)
    if (!(failure instanceof HelpWanted)) throw failure
  }
  context.stdout(renderGlobalFlags())
  return 0
}

function noAlpha(context: KubectlContext): ExitCode {
  context.stderr('No alpha commands are available in this version of kubectl\n')
  return 0
}

function printHelp(words: readonly string[], commands: readonly Command[], context: KubectlContext): ExitCode {
  if (words.length === 0) {
    context.stdout(rootHelp(context))
    return 0
  }
  const command = topic(words, commands)
  if (!command) {
    const root = rootHelp(context)
    const list = root.slice(root.indexOf('\n\nBasic Commands'))
    context.stderr(`Unknown help topic [${words.map((word) => `\`${word}\``).join(' ')}]\n${list}`)
    return 0
  }
  const { path } = findCommand(words, commands, globalFlags)
  context.stdout(renderHelp(command, ['kubectl', ...path.map(({ name }) => name)].join(' ')))
  return 0
}

function topic(words: readonly string[], commands: readonly Command[]): Command | undefined {
  try {
    return findCommand(words, commands, globalFlags).path.at(-1)
  } catch {
    return undefined
  }
}
