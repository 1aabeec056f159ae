// What a terminal answered, compared with what a writer wrote.
import { DoesNotHold } from './judgement'
import type { ScenarioWorld } from './world'

const whole = ({ answer }: ScenarioWorld): string => answer.stdout + answer.stderr

/** Trailing blanks of lines and blank lines around the text do not count. */
const tidied = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

/** `*` in a wanted text stands for anything within a line. */
function patternOf(wanted: string): RegExp {
  const parts = wanted
    .trim()
    .split(/\s+/)
    .map((part) =>
      part
        .split('*')
        .map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*'),
    )
  return new RegExp(`^\\s*${parts.join('\\s+')}\\s*$`)
}

function refuse(world: ScenarioWorld, expected: string): never {
  throw new DoesNotHold(`expected: ${expected}\n  the answer was:\n${whole(world).replace(/^/gm, '    ')}`)
}

export function mustContain(world: ScenarioWorld, text: string): void {
  if (!whole(world).includes(text)) refuse(world, `an answer that contains ${JSON.stringify(text)}`)
}

export function mustNotContain(world: ScenarioWorld, text: string): void {
  if (whole(world).includes(text)) refuse(world, `an answer without ${JSON.stringify(text)}`)
}

/** Line by line; runs of blanks count as one, `*` stands for what varies. */
export function mustPrint(world: ScenarioWorld, text: string): void {
  const got = tidied(whole(world)).split('\n')
  const want = tidied(text).split('\n')
  if (got.length !== want.length || !want.every((line, i) => patternOf(line).test(got[i] as string)))
    refuse(world, `\n${text.replace(/^/gm, '    ')}`)
}

export function mustContainLines(world: ScenarioWorld, text: string): void {
  const missing = missingLine(whole(world), text)
  if (missing) refuse(world, missing)
}

/** What a command in another terminal has printed until now. */
export function mustHaveWatched(world: ScenarioWorld, text: string): void {
  const missing = missingLine(world.watched, text)
  if (missing)
    throw new DoesNotHold(`expected: ${missing}\n  the other terminal shows:\n${world.watched.replace(/^/gm, '    ')}`)
}

/** Says which of the wanted lines does not follow those before it; undefined when all do. */
function missingLine(printed: string, wanted: string): string | undefined {
  const lines = tidied(printed).split('\n')
  let from = 0
  for (const line of tidied(wanted).split('\n')) {
    const pattern = patternOf(line)
    const place = lines.findIndex((each, i) => i >= from && pattern.test(each))
    if (place < 0) return `the line ${JSON.stringify(line)}${from > 0 ? ' after those before it' : ''}`
    from = place + 1
  }
  return undefined
}

export function mustFailWith(world: ScenarioWorld, text: string): void {
  if (world.answer.exitCode === 0) refuse(world, `a refusal: ${text}`)
  mustContainLines(world, text)
}

/** Splits a printed table by the places of its headings, which is how kubectl lines them up. */
function tableOf(text: string): Record<string, string>[] {
  const [head = '', ...rows] = text.split('\n').filter((line) => line.trim() !== '')
  const headings = [...head.matchAll(/\S+(?: \S+)*/g)].map((found) => ({ name: found[0], at: found.index }))
  return rows.map((row) =>
    Object.fromEntries(headings.map(({ name, at }, i) => [name, row.slice(at, headings[i + 1]?.at).trim()])),
  )
}

/** The rows that were printed have these cells, in this order; columns not named may hold anything. */
export function compareTable(world: ScenarioWorld, [headings = [], ...wanted]: string[][]): void {
  const printed = tableOf(world.answer.stdout)
  const words = (rows: string[][]): string => rows.map((row) => `| ${row.join(' | ')} |`).join('\n    ')
  const got = printed.map((row) => headings.map((heading) => row[heading] ?? '(no such column)'))
  const same =
    got.length === wanted.length &&
    wanted.every((row, i) =>
      row.every((cell, j) => patternOf(cell || '^').test(got[i]?.[j] ?? '') || cell === got[i]?.[j]),
    )
  if (!same)
    throw new DoesNotHold(
      `expected:\n    ${words([headings, ...wanted])}\n  found:\n    ${words([headings, ...got])}\n  the answer was:\n${whole(world).replace(/^/gm, '    ')}`,
    )
}
