// The files of a kubeconfig: --kubeconfig, else those of $KUBECONFIG put together, else ~/.kube/config.
// Follows client-go/tools/clientcmd/loader.go and config.go, v1.36.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { goYaml } from '../../objects/go-yaml'
import { readYaml } from '../../objects/read-yaml'
import type { KubeConfig } from './kubeconfig'

const LISTS = ['clusters', 'users', 'contexts'] as const
type List = (typeof LISTS)[number]

interface Entry {
  readonly name: string
}

export interface LoadedKubeConfig {
  readonly config: KubeConfig
  /** what is wrong with files that are there */
  readonly problems: readonly string[]
  /** the file that an entry is from: what it names lies beside it */
  fileOf(list: List, name: string | undefined): string
  write(next: KubeConfig): void
}

export interface ConfigPath {
  /** as somebody named it */
  readonly named: string
  readonly path: string
}

/** Where the kubeconfig may be, the first wins; an explicit file is the only one. */
export function kubeconfigPaths(explicit: string | undefined, env: NodeJS.ProcessEnv, cwd: string): ConfigPath[] {
  const listed = env.KUBECONFIG?.split(':').filter((each) => each !== '') ?? []
  const names =
    explicit !== undefined ? [explicit] : listed.length > 0 ? listed : [join(env.HOME ?? '', '.kube', 'config')]
  return [...new Set(names)].map((named) => ({ named, path: resolve(cwd, named) }))
}

/** The files as one: of two entries with one name the first counts. */
export function loadKubeconfig(named: readonly ConfigPath[]): LoadedKubeConfig {
  const problems: string[] = []
  const files = named
    .filter(({ path }) => existsSync(path))
    .map((file) => ({ path: file.path, config: read(file, problems) }))
  const paths = named.map(({ path }) => path)
  const config = sorted(files.map((file) => file.config).reduce(merged, {}))
  const fileOf = (list: List, name: string | undefined): string =>
    files.find((file) => entries(file.config, list).some((each) => each.name === name))?.path ?? (paths[0] as string)
  return {
    config,
    problems,
    fileOf,
    write: (next) => write(config, next, paths, fileOf),
  }
}

const sorted = (config: KubeConfig): KubeConfig => ({
  ...config,
  ...(Object.fromEntries(
    LISTS.filter((list) => config[list]).map((list) => [
      list,
      [...entries(config, list)].sort((a, b) => (a.name < b.name ? -1 : 1)),
    ]),
  ) as Partial<KubeConfig>),
})

const entries = (config: KubeConfig, list: List): readonly Entry[] =>
  (config[list] as readonly Entry[] | undefined) ?? []

function read({ named, path }: ConfigPath, problems: string[]): KubeConfig {
  const fail = (why: string): KubeConfig => {
    problems.push(`error loading config file "${named}": ${why}`)
    return {}
  }
  try {
    const config = (readYaml(readFileSync(path, 'utf8')) ?? {}) as KubeConfig
    const { kind = 'Config', apiVersion = 'v1' } = config
    if (kind !== 'Config' || apiVersion !== 'v1')
      return fail(
        `no kind "${kind}" is registered for version "${apiVersion}" in scheme "k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50"`,
      )
    const wrong = LISTS.find(
      (list) => config[list] !== undefined && config[list] !== null && !Array.isArray(config[list]),
    )
    return wrong === undefined ? config : fail(wrongType(wrong, config[wrong]))
  } catch (error) {
    return fail((error as Error).message)
  }
}

const GO_TYPES: Readonly<Record<List, string>> = {
  clusters: '[]v1.NamedCluster',
  users: '[]v1.NamedAuthInfo',
  contexts: '[]v1.NamedContext',
}

const wrongType = (list: List, value: unknown): string =>
  `json: cannot unmarshal ${typeof value} into Go struct field Config.${list} of type ${GO_TYPES[list]}`

function merged(first: KubeConfig, second: KubeConfig): KubeConfig {
  const lists = LISTS.flatMap((list) => {
    const known = entries(first, list)
    const more = entries(second, list).filter(({ name }) => !known.some((each) => each.name === name))
    return known.length + more.length === 0 ? [] : [[list, [...known, ...more]] as const]
  })
  return {
    ...second,
    ...first,
    'current-context': first['current-context'] || second['current-context'] || '',
    ...(Object.fromEntries(lists) as Partial<KubeConfig>),
  }
}

/** What has changed goes to the file that it is from; what is new to the first file that is there, else to the last. */
function write(
  before: KubeConfig,
  next: KubeConfig,
  paths: readonly string[],
  fileOf: LoadedKubeConfig['fileOf'],
): void {
  const standard = paths.find((path) => existsSync(path)) ?? paths.at(-1) ?? ''
  if (paths.length === 1) return save(standard, next)
  // What is no longer the current context is taken away from the first file that says so.
  const saying = paths.find((each) => existsSync(each) && read({ named: each, path: each }, [])['current-context'])
  const isKnown = (list: List, name: string): boolean => entries(before, list).some((each) => each.name === name)
  for (const path of new Set([...paths.filter((each) => existsSync(each)), standard])) {
    const own = existsSync(path) ? read({ named: path, path }, []) : {}
    const lists = LISTS.map((list) => {
      const mine = ({ name }: Entry): boolean => (isKnown(list, name) ? fileOf(list, name) : standard) === path
      const hidden = entries(own, list).filter(({ name }) => fileOf(list, name) !== path)
      return [list, [...entries(next, list).filter(mine), ...hidden]] as const
    })
    const changed = { ...own, ...(Object.fromEntries(lists) as Partial<KubeConfig>), ...contextFor(path) }
    if (JSON.stringify(changed) !== JSON.stringify(own)) save(path, changed)
  }

  function contextFor(path: string): Partial<KubeConfig> {
    const [old, wanted] = [before['current-context'] ?? '', next['current-context'] ?? '']
    if (old === wanted) return {}
    if (wanted !== '') return path === standard ? { 'current-context': wanted } : {}
    return path === saying ? { 'current-context': '' } : {}
  }
}

function save(path: string, config: KubeConfig): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, goYaml(config))
}
