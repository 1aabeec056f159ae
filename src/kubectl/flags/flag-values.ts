// What was given for a command's flags, read by name and kind. Asking for a flag that the command does not define is a
// mistake in the command and is said loudly.
import type { FlagDefinition } from './flag-definition'
import { parseDuration } from '../../objects/duration'

export class FlagValues {
  private readonly given = new Map<string, string[]>()
  private readonly definitions = new Map<string, FlagDefinition>()
  /** arguments that are not flags */
  readonly args: string[] = []
  /** how many of `args` stood before `--`; -1 when there was no `--` */
  argsLenAtDash = -1

  constructor(definitions: readonly FlagDefinition[]) {
    for (const definition of definitions) this.definitions.set(definition.name, definition)
  }

  set(definition: FlagDefinition, value: string): void {
    const list = ['stringSlice', 'stringArray', 'stringMap'].includes(definition.type)
    const before = list ? (this.given.get(definition.name) ?? []) : []
    const more =
      definition.type === 'stringSlice'
        ? splitCsv(value)
        : definition.type === 'stringMap'
          ? value.split(',').filter((pair) => pair !== '')
          : [value]
    this.given.set(definition.name, [...before, ...more])
  }

  /** true when the flag was on the command line */
  changed(name: string): boolean {
    this.definition(name)
    return this.given.has(name)
  }

  /** the flags of the command line by their full names, in the order of their first mention */
  givenInOrder(): { name: string; value: string }[] {
    return [...this.given].map(([name, values]) => ({ name, value: values.join(',') }))
  }

  has(name: string): boolean {
    return this.definitions.has(name)
  }

  string(name: string): string {
    return this.given.get(name)?.at(-1) ?? this.definition(name).default
  }

  bool(name: string): boolean {
    return isTrue(this.string(name))
  }

  int(name: string): number {
    return Number(this.string(name))
  }

  /** milliseconds */
  duration(name: string): number {
    return parseDuration(this.string(name))
  }

  strings(name: string): readonly string[] {
    const values = this.given.get(name)
    if (values) return values
    const inner = this.definition(name).default.slice(1, -1)
    return inner === '' ? [] : inner.split(',')
  }

  private definition(name: string): FlagDefinition {
    const definition = this.definitions.get(name)
    if (!definition) throw new Error(`the command has no flag --${name}`)
    return definition
  }
}

export const isTrue = (text: string): boolean => ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)
export const isBool = (text: string): boolean =>
  isTrue(text) || ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)

/** One line of CSV: commas separate, double quotes keep them together. */
export function splitCsv(text: string): string[] {
  if (text === '') return []
  const values: string[] = []
  let rest = text
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest)
    const plain = quoted ?? /^([^,]*)(,|$)/.exec(rest)
    const [whole, value, separator] = plain as unknown as [string, string, string]
    values.push(quoted ? value.replaceAll('""', '"') : value)
    if (separator === '') return values
    rest = rest.slice(whole.length)
  }
}
