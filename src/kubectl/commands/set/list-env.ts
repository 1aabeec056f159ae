// `set env --list`, with --resolve: variables by what they stand for. Follows kubectl/pkg/cmd/set/set_env.go and
// set/env/env_resolve.go, v1.36.
import type { Container } from '../../../objects/kinds'
import { resourceFieldText } from '../../describe/resource-field'
import { StatusError } from '../../failure'
import { type AnyObject, isFields, listAt, textAt, valueAt } from '../../objects'
import { compareCodePoints } from '../../output/go-json'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { type ContainerData, matcherOf, podSpecPath, withContainers, withPodSpec } from './change-objects'

export interface Variable {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: object
}

type Texts = Readonly<Record<string, string>>

/** ConfigMaps and Secrets by `configmaps/name`: their data, or why they could not be read. */
export type ReferencedValues = ReadonlyMap<string, Texts | Error>

const SOURCES = { configMapKeyRef: 'configmaps', secretKeyRef: 'secrets' } as const

/** What the variables of the objects refer to, read once. Nothing without --resolve. */
export async function referencedValues(infos: readonly ResourceInfo[], session: Session): Promise<ReferencedValues> {
  const values = new Map<string, Texts | Error>()
  if (!session.flags.bool('resolve')) return values
  for (const key of new Set(infos.flatMap(({ object }) => (object ? keysOf(object) : []))))
    values.set(key, await read(key, session))
  return values
}

function keysOf(object: AnyObject): readonly string[] {
  if (!podSpecPath(object.kind)) return []
  const keys: string[] = []
  const note = (container: ContainerData): ContainerData => {
    for (const variable of listAt(container, 'env'))
      for (const [field, resource] of Object.entries(SOURCES)) {
        const name = textAt(variable, 'valueFrom', field, 'name')
        if (name !== '') keys.push(`${resource}/${name}`)
      }
    return container
  }
  withPodSpec(object, (spec) => withContainers(spec, () => true, note) ?? spec)
  return keys
}

async function read(key: string, session: Session): Promise<Texts | Error> {
  try {
    const object = await session.api.call({ method: 'GET', path: `/api/v1/namespaces/${session.namespace}/${key}` })
    const data = (valueAt(object, 'data') ?? {}) as Texts
    if (!key.startsWith('secrets/')) return data
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, decoded(value)]))
  } catch (error) {
    if (error instanceof StatusError) return error
    throw error
  }
}

const decoded = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))

export function listEnv(
  object: AnyObject,
  envOf: (container: ContainerData) => readonly Variable[],
  values: ReferencedValues,
  session: Session,
): undefined {
  const list = (container: ContainerData): ContainerData => {
    session.out(`# ${object.kind} ${object.metadata.name ?? ''}, container ${textAt(container, 'name')}\n`)
    const problems = new Set<string>()
    for (const variable of envOf(container)) {
      const found = valueOf(variable, { object, container, values, resolves: session.flags.bool('resolve') })
      if (typeof found === 'string') session.out(`${variable.name}=${found}\n`)
      else session.out(`# ${variable.name} from ${sourceText(variable.valueFrom ?? {})}\n`)
      if (found instanceof Error) problems.add(found.message)
    }
    for (const problem of [...problems].sort(compareCodePoints)) session.err(`warning: ${problem}\n`)
    return container
  }
  withPodSpec(object, (spec) => withContainers(spec, matcherOf(session.flags.string('containers')), list) ?? spec)
  return undefined
}

interface Place {
  readonly object: AnyObject
  readonly container: ContainerData
  readonly values: ReferencedValues
  readonly resolves: boolean
}

/** undefined: it is not asked what is referred to */
function valueOf({ value = '', valueFrom }: Variable, place: Place): string | Error | undefined {
  if (valueFrom === undefined) return value
  return place.resolves ? resolved(valueFrom, place) : undefined
}

function resolved(from: object, { object, container, values }: Place): string | Error {
  for (const [field, resource] of Object.entries(SOURCES)) {
    if (!isFields(valueAt(from, field))) continue
    const [name, key] = [textAt(from, field, 'name'), textAt(from, field, 'key')]
    const data = values.get(`${resource}/${name}`) ?? {}
    if (data instanceof Error) return data
    const kind = resource === 'secrets' ? 'secret' : 'config map'
    return data[key] ?? new Error(`key ${key} not found in ${kind} ${name}`)
  }
  const fieldPath = textAt(from, 'fieldRef', 'fieldPath')
  if (fieldPath !== '') return fieldText(object, fieldPath)
  const reference = valueAt(from, 'resourceFieldRef') as { resource: string; divisor?: string } | undefined
  return reference ? resourceFieldText(container as unknown as Container, reference) : new Error('invalid valueFrom')
}

/** The fields of metadata, which every object has; others are of Pods that run. Follows kubectl/pkg/util/fieldpath. */
function fieldText({ metadata }: AnyObject, path: string): string | Error {
  const [, map = '', key = ''] = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path) ?? []
  if (map !== '') return textAt(metadata, map, key)
  const name = /^metadata\.(name|namespace|uid|labels|annotations)$/.exec(path)?.[1]
  if (name === undefined) return new Error(`unsupported fieldPath: ${path}`)
  if (name !== 'labels' && name !== 'annotations') return textAt(metadata, name)
  return Object.entries((valueAt(metadata, name) ?? {}) as Texts)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([each, value]) => `${each}=${JSON.stringify(value)}`)
    .join('\n')
}

function sourceText(from: object): string {
  const at = (...path: string[]): string => textAt(from, ...path)
  if (valueAt(from, 'configMapKeyRef'))
    return `configmap ${at('configMapKeyRef', 'name')}, key ${at('configMapKeyRef', 'key')}`
  if (valueAt(from, 'secretKeyRef')) return `secret ${at('secretKeyRef', 'name')}, key ${at('secretKeyRef', 'key')}`
  if (valueAt(from, 'fieldRef')) return `field path ${at('fieldRef', 'fieldPath')}`
  const container = at('resourceFieldRef', 'containerName')
  return valueAt(from, 'resourceFieldRef')
    ? `resource field ${container === '' ? '' : `${container}/`}${at('resourceFieldRef', 'resource')}`
    : 'invalid valueFrom'
}
