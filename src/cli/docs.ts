// Builds the living documentation from the reports of a run and from nothing else.
/* eslint-disable @typescript-eslint/no-require-imports -- loaded when asked for */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Behaviour } from '../site/behaviours'
import type { History, ResultChange } from '../site/history'
import type { Run } from '../site/run'
import { WrongInput } from './wrong-input'

export interface DocsOptions {
  reports: string[]
  out: string
  history?: string
}

export interface BuiltSite {
  readonly pages: number
  readonly ms: number
}

export function docs({ reports, out, history }: DocsOptions): BuiltSite {
  const begun = performance.now()
  const application = findApplication()
  const run = readReports(reports)
  const { siteFiles } = require('../site/build-site') as typeof import('../site/build-site.js')
  const site = {
    run,
    behaviours: readBehaviours(run),
    changes: noteHistory(run, history),
    manifests: readManifests(run),
    playgroundBytes: sizeOf(join(application, PLAYGROUND)),
  }
  const old = filesOfEarlierSite(out)
  let pages = 0
  const folders = new Set<string>()
  for (const { path, text } of siteFiles(site)) {
    const file = join(out, path)
    if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    folders.add(dirname(file))
    writeFileSync(file, text)
    old.delete(file)
    if (path.endsWith('.html')) pages++
  }
  for (const name of site.playgroundBytes > 0 ? [...APPLICATION, PLAYGROUND] : APPLICATION) {
    cpSync(join(application, name), join(out, 'assets', name))
    old.delete(join(out, 'assets', name))
  }
  for (const file of old) rmSync(file, { force: true })
  for (const name of [MARKER, AS_THEY_ARE]) writeFileSync(join(out, name), '')
  const ms = Math.round(performance.now() - begun)
  process.stdout.write(`${pages} pages in ${(ms / 1000).toFixed(2)} s: ${join(out, 'index.html')}\n`)
  return { pages, ms }
}

/** Says that the folder was made by this command. */
const MARKER = '.kubecuke-site'
/** Static hosts read it as "leave these files as they are". */
const AS_THEY_ARE = '.nojekyll'

const APPLICATION = ['app.js', 'app.css']
/** The cluster for the page. */
const PLAYGROUND = 'playground.js'

/** What an earlier call left in the folder: what is not written again goes. In a folder that this command did not make nothing is touched. */
function filesOfEarlierSite(out: string): Set<string> {
  if (!existsSync(join(out, MARKER))) return new Set()
  const entries = readdirSync(out, { withFileTypes: true, recursive: true })
  return new Set(
    entries
      .filter((entry) => entry.isFile() && entry.name !== MARKER && entry.name !== AS_THEY_ARE)
      .map((entry) => join(entry.parentPath, entry.name)),
  )
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0)

/** The bundle lies beside the compiled package, also when this runs from source. */
function findApplication(): string {
  const places = [resolve(__dirname, '../../site-app'), resolve(__dirname, '../../dist/site-app')]
  const found = places.find((place) => APPLICATION.every((name) => existsSync(join(place, name))))
  if (!found)
    throw new WrongInput(
      `the application of the site is not built: run "npm run build" first (looked in ${places.join(' and ')})`,
    )
  return found
}

function readReports(reports: string[]): Run {
  const { readRun, UnreadableReport } = require('../site/read-run') as typeof import('../site/read-run.js')
  const files = reports.map((name) => {
    if (!existsSync(name))
      throw new WrongInput(
        `${name} does not exist: run "kubecuke run" first, or name the messages of a run with --reports`,
      )
    return { name, bytes: readFileSync(name) }
  })
  try {
    const run = readRun(files)
    if (run.features.length === 0) throw new WrongInput(`${reports.join(', ')}: no scenario was run`)
    return run
  } catch (error) {
    if (error instanceof UnreadableReport) throw new WrongInput(error.message)
    throw error
  }
}

/** Titles of behaviours, from the folders of the features that ran. */
function readBehaviours({ features }: Run): Behaviour[] {
  const { behavioursFrom } = require('../site/behaviours') as typeof import('../site/behaviours.js')
  const areas = new Map(features.map(({ uri, area }) => [dirname(uri), area]))
  return [...areas].flatMap(([folder, area]) => {
    const file = join(folder, 'behaviours.yaml')
    if (!existsSync(file)) return []
    const { behaviours, wrong } = behavioursFrom(area, parseYaml(file))
    if (wrong.length > 0)
      throw new WrongInput(`${file}: ${wrong.join(', ')} has no title: write ${wrong[0]}: {en: "...", zh-CN: "..."}`)
    return behaviours
  })
}

/** A manifest larger than this is none that a reader types at. */
const MANIFEST_BYTES_MAX = 20_000

/** Manifests beside the features, where these still lie. */
function readManifests({ features }: Run): Map<string, Record<string, string>> {
  const areas = new Map(features.map(({ uri, area }) => [dirname(uri), area]))
  const manifests = new Map<string, Record<string, string>>()
  for (const [folder, area] of areas) {
    const names = existsSync(folder)
      ? readdirSync(folder).filter(
          (name) =>
            /\.(ya?ml|json)$/.test(name) &&
            name !== 'behaviours.yaml' &&
            statSync(join(folder, name)).size <= MANIFEST_BYTES_MAX,
        )
      : []
    if (names.length > 0)
      manifests.set(area, {
        ...manifests.get(area),
        ...Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
      })
  }
  return manifests
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    throw new WrongInput(`${file}: ${(error as Error).message}`)
  }
}

function noteHistory(run: Run, file: string | undefined): ReadonlyMap<string, ResultChange> {
  if (file === undefined) return new Map()
  const { EMPTY_HISTORY, isHistory, withRun } = require('../site/history') as typeof import('../site/history.js')
  let known: History = EMPTY_HISTORY
  if (existsSync(file)) {
    const content = parseJson(file)
    if (!isHistory(content)) throw new WrongInput(`${file} is not a history of results`)
    known = content
  }
  const history = withRun(known, run)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(history, null, 1)}\n`)
  return new Map(Object.entries(history.scenarios))
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    throw new WrongInput(`${file} is not JSON`)
  }
}
