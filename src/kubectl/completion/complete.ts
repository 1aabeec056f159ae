// `kubectl __complete WORDS… WORD`: what the completion scripts of the shells ask. Follows github.com/spf13/cobra completions.go
// and kubectl/pkg/cmd/plugin/plugin_completion.go, v1.36.
import type { Command } from '../command'
import type { ExitCode, KubectlContext } from '../context'
import { CommandError } from '../failure'
import { findCommand, type FoundCommand } from '../flags/find-command'
import type { FlagDefinition } from '../flags/flag-definition'
import { FlagValues, isBool, isTrue } from '../flags/flag-values'
import { HelpWanted, parseFlags } from '../flags/parse-flags'
import { globalFlags } from '../help/global-flags'
import { compareCodePoints } from '../output/go-json'
import { namespaceOf, Session } from '../session'
import { beginningWith, type Completer, type Completions, DIRECTIVE, noFiles } from './completer'
import { COMMANDS, FIRST_WORDS, FLAGS, GLOBAL_FLAGS, MANIFEST_ENDINGS, subresources } from './completers-of-commands'

const NO_DESCRIPTIONS = '__completeNoDesc'

/** Writes the words, one a line, and the directive. */
export async function complete(
  asked: string,
  words: readonly string[],
  commands: readonly Command[],
  context: KubectlContext,
): Promise<ExitCode> {
  if (words.length === 0) throw new CommandError('requires at least 1 arg(s), only received 0')
  const { words: found, directive } = await completions(words, commands, context)
  const wish = context.env['KUBECTL_COMPLETION_DESCRIPTIONS'] ?? context.env['COBRA_COMPLETION_DESCRIPTIONS'] ?? ''
  const bare = asked === NO_DESCRIPTIONS || (isBool(wish) && !isTrue(wish))
  for (const each of found) {
    const [line = ''] = (bare ? (each.split('\t')[0] as string) : each).split('\n')
    context.stdout(`${line.trim()}\n`)
  }
  context.stdout(`:${directive}\n`)
  // `options` writes everything to where its list goes.
  const tell = commandOf(words.slice(0, -1), pseudoCommands([]))?.path[0]?.name === 'options' ? 'stdout' : 'stderr'
  context[tell](`Completion ended with directive: ${directiveText(directive)}\n`)
  return 0
}

function directiveText(directive: number): string {
  const bits = [
    [DIRECTIVE.noSpace, 'NoSpace'],
    [DIRECTIVE.noFiles, 'NoFileComp'],
    [DIRECTIVE.filesWithEnding, 'FilterFileExt'],
  ] as const
  const names = bits.filter(([bit]) => (directive & bit) !== 0).map(([, name]) => `ShellCompDirective${name}`)
  return names.length === 0 ? 'ShellCompDirectiveDefault' : names.join(', ')
}

async function completions(
  words: readonly string[],
  commands: readonly Command[],
  context: KubectlContext,
): Promise<Completions> {
  const nothing = (problem: string): Completions => {
    context.stderr(`[Debug] [Error] ${problem}\n`)
    return { words: [], directive: DIRECTIVE.default }
  }
  const before = words.slice(0, -1)
  const tree = [...commands, ...pseudoCommands(commands)]
  mayBePlugin(before, tree, context)
  const found = commandOf(before, tree)
  if (!found) return nothing(`unable to find a command for arguments: [${before.join(' ')}]`)
  const line = lineOf(found, words.at(-1) as string)
  try {
    const flags = parseFlags(line.rest, line.definitions)
    // After `--` nothing is a flag any more.
    const flagsEnded = flags.argsLenAtDash >= 0
    if (line.unknownFlag !== undefined && !flagsEnded) {
      const name = found.path.at(-1)?.name ?? 'kubectl'
      return nothing(`Subcommand '${name}' does not support flag '${line.unknownFlag}'`)
    }
    return await wordsFor(flagsEnded ? { ...line, flag: undefined, flagsEnded } : line, flags, tree, context, words)
  } catch (failure) {
    if (failure instanceof HelpWanted) return noFiles([])
    if (!(failure instanceof CommandError)) throw failure
    return nothing(`Error while parsing flags from args [${line.rest.join(' ')}]: ${failure.message}`)
  }
}

/** Commands that every program of cobra has, and those that only list things. */
const pseudoCommands = (commands: readonly Command[]): Command[] =>
  [
    { name: 'help', short: 'Help about any command' },
    { name: 'options', short: 'Print the list of flags inherited by all commands' },
    { name: 'alpha', short: '' },
  ]
    .filter(({ name }) => !commands.some((each) => each.name === name))
    .map(({ name, short }) => ({ name, help: { short, long: '', usage: '', flags: [] } }))

const HIDDEN = 'alpha'

function mayBePlugin(before: readonly string[], tree: readonly Command[], { stderr }: KubectlContext): void {
  const [first] = before
  if (first === undefined || first.startsWith('-') || tree.some(({ name }) => name === first)) return
  stderr('[Debug] Cleared global flags for plugin completion\n')
}

function commandOf(words: readonly string[], tree: readonly Command[]): FoundCommand | undefined {
  try {
    return findCommand(words, tree, globalFlags)
  } catch {
    return undefined
  }
}

interface Line {
  readonly path: readonly Command[]
  readonly own: readonly FlagDefinition[]
  readonly definitions: readonly FlagDefinition[]
  /** the words before, without a flag whose value is being typed */
  readonly rest: readonly string[]
  readonly word: string
  /** the flag whose value is being typed */
  readonly flag: FlagDefinition | undefined
  readonly unknownFlag?: string
  readonly flagsEnded?: true
}

const helpFlag = (name: string): FlagDefinition => ({
  name: 'help',
  shorthand: 'h',
  type: 'bool',
  default: 'false',
  usage: `help for ${name}`,
})

function lineOf({ path, rest }: FoundCommand, word: string): Line {
  const own = path.at(-1)?.help.flags ?? []
  const definitions = [...own, ...globalFlags.filter(({ name }) => !own.some((flag) => flag.name === name))]
  const plain: Line = { path, own, definitions, rest, word, flag: undefined }
  const equals = word.startsWith('-') ? word.indexOf('=') : -1
  if (word.startsWith('-') && equals < 0) return plain
  const previous = rest.at(-1) ?? ''
  const flagWord = equals >= 0 ? word.slice(0, equals) : previous
  const isFlag = /^--[^-=]|^-[^-]/.test(flagWord) && !flagWord.includes('=')
  if (!isFlag) return plain
  const name = flagWord.startsWith('--') ? flagWord.slice(2) : flagWord.slice(-1)
  const flag = flagNamed(name, definitions)
  if (!flag) return name === 'help' || name === 'h' ? plain : { ...plain, unknownFlag: name }
  if (equals >= 0) return { ...plain, flag, word: word.slice(equals + 1) }
  return flag.type === 'bool' || flag.bare !== undefined ? plain : { ...plain, flag, rest: rest.slice(0, -1) }
}

const flagNamed = (name: string, definitions: readonly FlagDefinition[]): FlagDefinition | undefined =>
  definitions.find((each) => (name.length === 1 ? each.shorthand === name : each.name === name))

async function wordsFor(
  line: Line,
  flags: FlagValues,
  tree: readonly Command[],
  context: KubectlContext,
  argv: readonly string[],
): Promise<Completions> {
  const { flag, word, path } = line
  if (flag?.name === 'filename') return { words: MANIFEST_ENDINGS, directive: DIRECTIVE.filesWithEnding }
  if (!flag && !line.flagsEnded && word.startsWith('-') && !word.includes('=')) return flagWords(line, flags)
  const words: string[] = []
  let directive: number = DIRECTIVE.default
  if (!flag) {
    const below = path.length === 0 ? tree : (path.at(-1)?.subcommands ?? [])
    const ownGiven = path.length > 0 && line.own.some(({ name }) => flags.changed(name))
    if (flags.args.length === 0 && !ownGiven && below.length > 0) {
      words.push(...commandWords(below, word))
      directive = DIRECTIVE.noFiles
    }
    words.push(...requiredFlagWords(line, flags))
    const fixed = FIRST_WORDS[pathText(path)]
    if (fixed) return flags.args.length === 0 ? noFiles(beginningWith(fixed, word)) : { words, directive }
    if (path[0]?.name === 'help') return noFiles([...words, ...helpTopics(flags.args, tree, word)])
  }
  const completer = flag ? completerOfFlag(flag, line) : COMMANDS[pathText(path)]
  if (!completer) return { words, directive }
  const session = await sessionFor(line, flags, context, argv)
  const more = await completer({ args: flags.args, word, session })
  return { words: [...words, ...more.words], directive: more.directive }
}

const pathText = (path: readonly Command[]): string => path.map(({ name, aliasOf }) => aliasOf ?? name).join(' ')

const commandWords = (commands: readonly Command[], word: string): string[] =>
  commands
    .filter(({ name }) => name !== HIDDEN && name.startsWith(word))
    .sort((a, b) => compareCodePoints(a.name, b.name))
    .map(({ name, help }) => `${name}\t${help.short}`)

function helpTopics(args: readonly string[], tree: readonly Command[], word: string): string[] {
  if (args.length === 0) return commandWords(tree, word)
  return commandWords(commandOf(args, tree)?.path.at(-1)?.subcommands ?? [], word)
}

/** Flags that were not given yet, or may be given again: those of all commands first, then the command's own. */
function flagWords(line: Line, flags: FlagValues): Completions {
  const required = requiredFlagWords(line, flags)
  if (required.length > 0) return noFiles(required)
  const mayCome = ({ name, type }: FlagDefinition): boolean =>
    type === 'stringSlice' || type === 'stringArray' || name === 'help' || !flags.changed(name)
  const inherited = line.definitions.filter((each) => !line.own.includes(each))
  const own = [...line.own, helpFlag(line.path.at(-1)?.name ?? 'kubectl')]
  const groups = line.path.length === 0 ? [[...inherited, ...own]] : [inherited, own]
  return noFiles(groups.flatMap((group) => namesOfFlags(group.filter(mayCome), line.word)))
}

const namesOfFlags = (definitions: readonly FlagDefinition[], word: string): string[] =>
  [...definitions]
    .filter(({ hidden, deprecated }) => !hidden && deprecated === undefined)
    .sort((a, b) => compareCodePoints(a.name, b.name))
    .flatMap(({ name, shorthand, usage }) => [`--${name}\t${usage}`, ...(shorthand ? [`-${shorthand}\t${usage}`] : [])])
    .filter((each) => each.startsWith(word))

function requiredFlagWords({ path, own, word }: Line, flags: FlagValues): string[] {
  const required = path.at(-1)?.requiredFlags ?? []
  return namesOfFlags(
    own.filter(({ name }) => required.includes(name) && !flags.changed(name)),
    word,
  )
}

function completerOfFlag({ name }: FlagDefinition, { path, own }: Line): Completer | undefined {
  const command = pathText(path)
  if (!own.some((each) => each.name === name)) return GLOBAL_FLAGS[name]
  return (
    FLAGS[`${command} --${name}`] ?? (name === 'subresource' && command !== 'auth can-i' ? subresources : undefined)
  )
}

async function sessionFor(
  { path }: Line,
  flags: FlagValues,
  context: KubectlContext,
  argv: readonly string[],
): Promise<Session | undefined> {
  try {
    const namespace = await namespaceOf(context, flags)
    return new Session({ context, flags, commandPath: `kubectl ${pathText(path)}`, argv, namespace })
  } catch {
    return undefined
  }
}
