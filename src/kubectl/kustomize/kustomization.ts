// kustomization.yaml: what it may say, and what of that is done here. Follows kustomize's api/types/kustomization.go, v5.
import { NotModelled } from '../../objects/not-modelled'
import { CommandError } from '../failure'
import { isFields } from '../objects'
import { readYaml } from '../../objects/read-yaml'
import type { Folder } from './folder'
import type { Generator, GeneratorOptions } from './generators'
import type { ImageChange } from './images'
import type { Target } from './patches'

type Pairs = Readonly<Record<string, string>>

export interface LabelRule {
  readonly pairs?: Pairs
  readonly includeSelectors?: boolean
  readonly includeTemplates?: boolean
}

export interface PatchRule {
  readonly path?: string
  readonly patch?: string
  readonly target?: Target
  readonly options?: { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean }
}

export interface Kustomization {
  readonly resources?: readonly string[]
  readonly bases?: readonly string[]
  readonly components?: readonly string[]
  readonly namespace?: string
  readonly namePrefix?: string
  readonly nameSuffix?: string
  readonly commonLabels?: Pairs
  readonly labels?: readonly LabelRule[]
  readonly commonAnnotations?: Pairs
  readonly images?: readonly ImageChange[]
  readonly replicas?: readonly { readonly name: string; readonly count: number }[]
  readonly configMapGenerator?: readonly Generator[]
  readonly secretGenerator?: readonly Generator[]
  readonly generatorOptions?: GeneratorOptions
  readonly patches?: readonly PatchRule[]
  readonly patchesStrategicMerge?: readonly string[]
  readonly patchesJson6902?: readonly PatchRule[]
}

const FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

const DONE = [
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'components',
  'namespace',
  'namePrefix',
  'nameSuffix',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'images',
  'replicas',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
]
const NOT_DONE = [
  'vars',
  'replacements',
  'crds',
  'generators',
  'transformers',
  'validators',
  'configurations',
  'helmCharts',
  'helmGlobals',
  'helmChartInflationGenerator',
  'openapi',
  'inventory',
  'buildMetadata',
  'sortOptions',
  'configMapGenerators',
  'imageTags',
]

/** Fields of old, in the order in which they are complained about. */
const DEPRECATED = {
  commonLabels: 'labels',
  bases: 'resources',
  patchesJson6902: 'patches',
  patchesStrategicMerge: 'patches',
} as const

export async function readKustomization(folder: Folder, warn: (text: string) => void): Promise<Kustomization> {
  const found: string[] = []
  for (const name of FILES) if ((await folder.kind(name)) === 'file') found.push(name)
  if (found.length === 0)
    throw new CommandError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${folder.path}'`,
    )
  if (found.length > 1) throw new CommandError(`Found multiple kustomization files under: ${folder.path}\n`)
  const value = parsed(await folder.read(found[0] as string))
  for (const [name, instead] of Object.entries(DEPRECATED)) {
    if (value[name] !== undefined)
      warn(
        `# Warning: '${name}' is deprecated. Please use '${instead}' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n`,
      )
  }
  return value
}

function yamlOf(text: string): unknown {
  try {
    return readYaml(text)
  } catch (error) {
    throw new CommandError(`invalid Kustomization: ${(error as Error).message}`)
  }
}

/** Go's decoder takes names of fields in capitals and small letters alike: `nameprefix`. */
const spelled = (name: string): string =>
  [...DONE, ...NOT_DONE].find((each) => each.toLowerCase() === name.toLowerCase()) ?? name

const TEXTS = ['namespace', 'namePrefix', 'nameSuffix']

function parsed(text: string): Readonly<Record<string, unknown>> {
  const value = yamlOf(text)
  if (value === null || value === undefined) throw new CommandError('kustomization.yaml is empty')
  if (!isFields(value))
    throw new CommandError('invalid Kustomization: json: cannot unmarshal into Go value of type types.Kustomization')
  const fields = Object.fromEntries(Object.entries(value).map(([name, each]) => [spelled(name), each]))
  for (const name of Object.keys(fields)) {
    if (NOT_DONE.includes(name)) throw new NotModelled(`kustomize: ${name}`, 'write out what it makes')
    if (TEXTS.includes(name) && typeof fields[name] !== 'string')
      throw new CommandError(
        `invalid Kustomization: json: cannot unmarshal ${typeof fields[name] === 'boolean' ? 'bool' : typeof fields[name]} into Go struct field Kustomization.${name} of type string`,
      )
    if (!DONE.includes(name)) throw new CommandError(`invalid Kustomization: json: unknown field "${name}"`)
  }
  return fields
}
