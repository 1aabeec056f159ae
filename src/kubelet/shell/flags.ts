// Short and long options, the way getopt reads them.

export interface Flags {
  readonly rest: readonly string[]
  has(...names: string[]): boolean
  value(...names: string[]): string | undefined
  values(...names: string[]): readonly string[]
  /** the first option that is not in the list */
  readonly unknown: string | undefined
}

export interface FlagSpec {
  /** options without a value, by letter or long name */
  readonly plain?: readonly string[]
  /** options with a value */
  readonly valued?: readonly string[]
  /** options end at the first word that is none */
  readonly stopAtWord?: boolean
}

export function parseFlags(args: readonly string[], { plain = [], valued = [], stopAtWord = false }: FlagSpec): Flags {
  const found = new Map<string, string[]>()
  const rest: string[] = []
  let unknown: string | undefined
  const note = (name: string, value: string) => void found.set(name, [...(found.get(name) ?? []), value])
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--') {
      rest.push(...args.slice(i + 1))
      break
    }
    if (!arg.startsWith('-') || arg === '-') {
      if (stopAtWord) {
        rest.push(...args.slice(i))
        break
      }
      rest.push(arg)
      continue
    }
    const [long, inline] = splitAtEquals(arg)
    const name = arg.startsWith('--') ? long.slice(2) : long.slice(1)
    if (valued.includes(name) && (arg.startsWith('--') || name.length > 1)) note(name, inline ?? args[++i] ?? '')
    else if (plain.includes(name) && (arg.startsWith('--') || name.length > 1)) note(name, inline ?? '')
    else if (arg.startsWith('--')) unknown ??= arg
    else {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg[at] as string
        if (valued.includes(letter)) {
          note(letter, arg.slice(at + 1) || (args[++i] ?? ''))
          break
        }
        if (plain.includes(letter)) note(letter, '')
        else unknown ??= `-${letter}`
      }
    }
  }
  const values = (...names: string[]) => names.flatMap((name) => found.get(name) ?? [])
  return {
    rest,
    unknown,
    values,
    has: (...names) => names.some((name) => found.has(name)),
    value: (...names) => values(...names).at(-1),
  }
}

function splitAtEquals(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=')
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)]
}

/** `5`, `0.5`, `2m`, `1h`, `1d`, `infinity` in milliseconds; undefined for anything else. */
export function sleepMs(text: string): number | undefined {
  if (text === 'infinity' || text === 'inf') return Infinity
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text)
  if (!match) return undefined
  return (
    Number(match[1]) *
    { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as '' | 's' | 'm' | 'h' | 'd']
  )
}
