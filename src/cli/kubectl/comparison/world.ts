// A world: files, lines that make the state, and lines that both kubectls are given. Worlds are data, in worlds/.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { byOurs, byProgram, Side, type Answer, type Given } from './two-sides'

interface DetailedLine extends Omit<Given, 'line'> {
  readonly run: string
  /** patterns of what is chance in the answer, taken out on both sides */
  readonly chance?: readonly string[]
  /** a pattern of what parts the pieces of the answer that come in any order */
  readonly anyOrder?: string
  /** when things happen differs: the objects after it are not compared */
  readonly anyState?: boolean
}

type Line = string | DetailedLine

export interface World {
  readonly name: string
  readonly files?: Readonly<Record<string, string>>
  /** objects that are answered for as they are */
  readonly served: readonly Served[]
  /** kubectl lines, or `pass 60s` */
  readonly setup: readonly string[]
  readonly lines: readonly Line[]
}

/** A line that is not answered alike, and why. A test sees to it that no other differs, and that each of these still does. */
export interface KnownDifference {
  readonly world: string
  readonly line: string
  readonly because: string
}

export const knownDifferences = parse(
  readFileSync(join(__dirname, 'known-differences.yaml'), 'utf8'),
) as readonly KnownDifference[]

export interface Compared {
  readonly line: string
  readonly real: Answer
  readonly ours: Answer
  /** ours says that it does not do this */
  readonly isRefused: boolean
  /** objects that differ since the line */
  readonly state: readonly string[]
}

const FOLDER = join(__dirname, 'worlds')
const PROJECT = join(__dirname, '..', '..', '..', '..')
const COMMON = 'common'
const NOT_MODELLED = 'error: not modelled: '

type Served = Parameters<Side['serve']>[0]

interface Written {
  /** documents of YAML */
  readonly served?: string
  readonly files?: Readonly<Record<string, string>>
  /** more files: the `files` of a JSON of the project */
  readonly filesIn?: string
  /** one line each */
  readonly setup?: string
  /** texts of one line each, and lines with more to say of them */
  readonly lines?: readonly Line[]
}

const filesOf = (path: string): Record<string, string> =>
  (JSON.parse(readFileSync(join(PROJECT, path), 'utf8')) as { files: Record<string, string> }).files

/** The worlds in the folder; the files of common.yaml lie in each. */
export function worlds(): World[] {
  const read = (name: string): World => {
    const {
      files = {},
      filesIn,
      setup = '',
      served = '',
      lines = [],
    } = parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')) as Written
    return {
      name,
      files: { ...files, ...(filesIn ? filesOf(filesIn) : {}) },
      served: parseAllDocuments(served).map((document) => document.toJS() as Served),
      setup: linesOf(setup),
      lines: lines.flatMap((each): Line[] => (typeof each === 'string' ? linesOf(each) : [each])),
    }
  }
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()
  const common = names.includes(COMMON) ? read(COMMON).files : {}
  return names
    .filter((name) => name !== COMMON)
    .map(read)
    .map((world) => ({ ...world, files: { ...common, ...world.files } }))
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

export interface Comparison {
  compare(line: Line): Promise<Compared>
  close(): void
}

/** Opens both sides and makes the state, on either side by ours. */
export async function open(world: World, kubectl: string): Promise<Comparison> {
  const now = Math.floor(Date.now() / 1000) * 1000
  const real = await Side.open(now, byProgram(kubectl))
  const ours = await Side.open(now, byOurs)
  const close = (): void => {
    real.close()
    ours.close()
  }
  for (const side of [real, ours]) {
    for (const [name, text] of Object.entries(world.files ?? {})) side.write(name, text)
    for (const object of world.served) side.serve(object)
    for (const line of world.setup) await setUp(side, line)
  }
  const told = new Set<string>()
  return {
    compare: async (line) => {
      const compared = await compare(line, real, ours)
      const fresh = compared.state.filter((each) => !told.has(each))
      for (const each of fresh) told.add(each)
      return { ...compared, state: fresh }
    },
    close,
  }
}

async function setUp(side: Side, line: string): Promise<void> {
  const ms = passing(line)
  if (ms !== undefined) return void (await side.pass(ms))
  const { exitCode, stderr } = await byOurs(side, { line })
  if (exitCode !== 0) throw new Error(`${line}: ${stderr}`)
  await side.pass(0)
}

const passing = (line: string): number | undefined => {
  const found = /^pass (\d+)s$/.exec(line)
  return found ? Number(found[1]) * 1000 : undefined
}

async function compare(line: Line, real: Side, ours: Side): Promise<Compared> {
  const {
    run,
    chance = [],
    anyOrder,
    anyState,
    ...given
  }: DetailedLine = typeof line === 'string' ? { run: line } : line
  const ms = passing(run)
  if (ms !== undefined) for (const side of [real, ours]) await side.pass(ms)
  const answers = ms === undefined ? await answersTo({ ...given, line: run }, real, ours) : [NOTHING, NOTHING]
  const late = real.now() - ours.now()
  if (late !== 0) await (late > 0 ? ours : real).pass(Math.abs(late))
  const patterns = chance.map((each) => new RegExp(each, 'g'))
  const without = (text: string): string =>
    ordered(
      patterns.reduce((rest, pattern) => rest.replace(pattern, '<chance>'), text),
      anyOrder,
    )
  const [theirs, mine] = answers.map(({ stdout, stderr, exitCode }) => ({
    stdout: without(stdout),
    stderr: without(stderr),
    exitCode,
  })) as [Answer, Answer]
  return {
    line: run,
    real: theirs,
    ours: mine,
    isRefused: isRefusal(mine),
    state: anyState ? [] : differing(real.state(), ours.state()),
  }
}

/** What ours refuses is not given to the real one, which would go on alone in another state. */
async function answersTo(given: Given, real: Side, ours: Side): Promise<readonly [Answer, Answer]> {
  const mine = await ours.run(given)
  return [isRefusal(mine) ? NOTHING : await real.run(given), mine]
}

const isRefusal = ({ exitCode, stderr }: Answer): boolean => exitCode !== 0 && stderr.includes(NOT_MODELLED)

const ordered = (text: string, parting: string | undefined): string =>
  parting === undefined
    ? text
    : text
        .split(new RegExp(parting))
        .map((piece) => piece.trim())
        .sort()
        .join('\n')

const NOTHING: Answer = { stdout: '', stderr: '', exitCode: 0 }

function differing(wanted: Map<string, string>, found: Map<string, string>): string[] {
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((key) => wanted.get(key) !== found.get(key))
    .map((key) => `${key}\n  real ${wanted.get(key) ?? '(none)'}\n  ours ${found.get(key) ?? '(none)'}`)
}
