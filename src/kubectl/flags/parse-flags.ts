// Follows github.com/spf13/pflag: `--name value`, `--name=value`, `-nvalue`, `-n=value`, bundles of short flags, `--`.
import { CommandError } from '../failure'
import type { FlagDefinition } from './flag-definition'
import { FlagValues, isBool } from './flag-values'
import { parseDuration } from '../../objects/duration'
import { quote } from '../../objects/go-text'

/** -h and --help, anywhere before `--` */
export class HelpWanted extends Error {}

/**
 * Reads the words after the command's name. Throws CommandError with pflag's words for what it cannot read, HelpWanted for
 * -h and --help.
 */
export function parseFlags(words: readonly string[], definitions: readonly FlagDefinition[]): FlagValues {
  const values = new FlagValues(definitions)
  const queue = [...words]
  while (queue.length > 0) {
    const word = queue.shift() as string
    if (word === '--') {
      values.argsLenAtDash = values.args.length
      values.args.push(...queue)
      break
    }
    if (word.startsWith('--')) long(word.slice(2), queue, definitions, values)
    else if (word.startsWith('-') && word.length > 1) short(word.slice(1), queue, definitions, values)
    else values.args.push(word)
  }
  return values
}

/** Every command has this flag without naming it. */
function help(value: string): void {
  const definition: FlagDefinition = { name: 'help', shorthand: 'h', type: 'bool', default: 'false', usage: '' }
  const values = new FlagValues([definition])
  set(values, definition, value)
  if (values.bool('help')) throw new HelpWanted()
}

function long(text: string, queue: string[], definitions: readonly FlagDefinition[], values: FlagValues): void {
  const at = text.indexOf('=')
  const name = (at < 0 ? text : text.slice(0, at)).replaceAll('_', '-')
  if (name === '' || name.startsWith('-')) throw new CommandError(`bad flag syntax: --${text}`)
  const definition = definitions.find((each) => each.name === name)
  if (!definition) {
    if (name === 'help') return help(at < 0 ? 'true' : text.slice(at + 1))
    throw new CommandError(`unknown flag: --${name}`)
  }
  if (at >= 0) return set(values, definition, text.slice(at + 1))
  const bare = bareValue(definition)
  if (bare !== undefined) return set(values, definition, bare)
  const next = queue.shift()
  if (next === undefined) throw new CommandError(`flag needs an argument: --${name}`)
  set(values, definition, next)
}

function short(text: string, queue: string[], definitions: readonly FlagDefinition[], values: FlagValues): void {
  let rest = text
  while (rest !== '') {
    const letter = rest.charAt(0)
    const definition = definitions.find((each) => each.shorthand === letter)
    if (!definition) {
      if (letter === 'h') throw new HelpWanted()
      throw new CommandError(`unknown shorthand flag: ${goRune(letter)} in -${rest}`)
    }
    const bare = bareValue(definition)
    if (rest.length > 2 && rest.charAt(1) === '=') return set(values, definition, rest.slice(2))
    if (bare !== undefined) {
      set(values, definition, bare)
      rest = rest.slice(1)
      continue
    }
    if (rest.length > 1) return set(values, definition, rest.slice(1))
    const next = queue.shift()
    if (next === undefined) throw new CommandError(`flag needs an argument: ${goRune(letter)} in -${rest}`)
    return set(values, definition, next)
  }
}

const goRune = (letter: string): string => `'${letter}'`

const bareValue = (definition: FlagDefinition): string | undefined =>
  definition.bare ?? (definition.type === 'bool' ? 'true' : undefined)

function set(values: FlagValues, definition: FlagDefinition, value: string): void {
  const problem = problemWith(definition, value)
  if (problem) {
    const shown = definition.shorthand ? `-${definition.shorthand}, --${definition.name}` : `--${definition.name}`
    throw new CommandError(`invalid argument ${quote(value)} for "${shown}" flag: ${problem}`)
  }
  values.set(definition, value)
}

function problemWith(definition: FlagDefinition, value: string): string | undefined {
  switch (definition.type) {
    case 'bool':
      return isBool(value) ? undefined : `strconv.ParseBool: parsing ${quote(value)}: invalid syntax`
    case 'int':
      return integerProblem(value, 64)
    case 'int32':
      return integerProblem(value, 32)
    case 'duration':
      return durationProblem(value)
    case 'stringMap':
      return value.split(',').every((pair) => pair === '' || pair.includes('='))
        ? undefined
        : 'malformed pair, expect string=string'
    default:
      return undefined
  }
}

function integerProblem(value: string, bits: number): string | undefined {
  const [, sign = '', digits] = /^([-+]?)(\d+|0x[0-9a-fA-F]+)$/.exec(value) ?? []
  if (digits === undefined) return `strconv.ParseInt: parsing ${quote(value)}: invalid syntax`
  const most = 2n ** BigInt(bits - 1) - (sign === '-' ? 0n : 1n)
  return BigInt(digits) > most ? `strconv.ParseInt: parsing ${quote(value)}: value out of range` : undefined
}

function durationProblem(value: string): string | undefined {
  try {
    parseDuration(value)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
