// The tail of messages such as `pod updates may not change fields other than ...`: a unified diff of the two objects in the
// shape that the API server keeps in memory. Follows apimachinery/pkg/util/diff, v1.36.
import type { V1PodTemplateSpec } from '../../objects/generated/kubernetes'
import type { LabelSelector } from '../../objects/kinds'
import { escaped } from '../../objects/go-text'
import { INTERNAL_TYPES, LIFTED } from './internal-types'
import { unifiedDiff } from './unified-diff'

type Tree = Readonly<Record<string, unknown>>

/** type: the name of an internal type, e.g. `PodSpec`. */
export const internalDiff = (type: string, before: object, after: object): string =>
  unifiedDiff(
    jsonText(internal(type, lifted(type, before as Tree))),
    jsonText(internal(type, lifted(type, after as Tree))),
  )

/**
 * A value as messages print it (`Invalid value: {"Type":"Blue","RollingUpdate":null}`): in the shape that the API server
 * keeps in memory. type: the name of an internal type, or a list or pointer of one.
 */
export const internalValue = (type: string, value: unknown): unknown =>
  type in INTERNAL_TYPES ? internal(type, lifted(type, (value ?? {}) as Tree)) : valueOf(type, value)

/** A Pod template in memory: its metadata lies beside the spec, as the API writes it. */
export const internalTemplate = ({ metadata, spec }: V1PodTemplateSpec): object => ({
  ...metadata,
  ...(metadata?.labels ? { labels: byKey(metadata.labels) } : {}),
  ...(metadata?.annotations ? { annotations: byKey(metadata.annotations) } : {}),
  Spec: internalValue('PodSpec', spec),
})

/** Labels as messages print them: in the order of their keys; none are null. */
export const labelsValue = (labels: Readonly<Record<string, string>> | undefined): unknown =>
  internalValue('map', labels)

/** A selector as messages print it; undefined when there is none. */
export const selectorValue = (selector: LabelSelector | undefined): unknown =>
  selector && internalValue('LabelSelector', selector)

/** As Go's encoder: one space a level. */
const jsonText = (value: unknown): string => escaped(JSON.stringify(value, null, 1))

function lifted(type: string, object: Tree): Tree {
  if (type !== 'PodSpec') return object
  const context: Record<string, unknown> = { ...(object['securityContext'] as Tree | undefined) }
  for (const name of LIFTED) if (object[name] !== undefined) context[name] = object[name]
  return {
    ...object,
    securityContext: object['securityContext'] === undefined && Object.keys(context).length === 0 ? undefined : context,
  }
}

function internal(type: string, object: Tree): Tree {
  const result: Record<string, unknown> = {}
  for (const field of INTERNAL_TYPES[type] ?? []) {
    const [name = '', kind = '', own] = field.split(' ')
    result[name] = valueOf(kind, object[own ?? name.charAt(0).toLowerCase() + name.slice(1)])
  }
  return result
}

const ZEROS: Readonly<Record<string, unknown>> = { string: '', int: 0, bool: false, any: null }

function valueOf(kind: string, value: unknown): unknown {
  if (kind.startsWith('*')) return value === undefined ? null : valueOf(kind.slice(1), value)
  if (kind.startsWith('[]')) return Array.isArray(value) ? value.map((item) => valueOf(kind.slice(2), item)) : null
  if (kind === 'map') return value === undefined ? null : byKey(value as Tree)
  if (kind === 'LabelSelector') return inMemory(value as LabelSelector)
  if (kind in ZEROS) return value ?? ZEROS[kind]
  return internal(kind, (value ?? {}) as Tree)
}

/** In memory a selector is what it is in the API: what is empty is left out. */
function inMemory({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  return {
    ...(Object.keys(matchLabels).length > 0 ? { matchLabels: byKey(matchLabels) as Record<string, string> } : {}),
    ...(matchExpressions.length > 0
      ? {
          matchExpressions: matchExpressions.map(({ key, operator, values = [] }) => ({
            key,
            operator,
            ...(values.length > 0 ? { values } : {}),
          })),
        }
      : {}),
  }
}

const byKey = (map: Tree): Tree =>
  Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [key, map[key]]),
  )
