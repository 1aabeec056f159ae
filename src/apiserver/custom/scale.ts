// The scale subresource of custom resources: where its numbers stand, and what they may be. Follows
// apiextensions-apiserver/pkg/registry/customresource (validator.go, etcd.go) and apimachinery's unstructured/helpers.go, v1.36.
import { goText } from '../patch/go-text'
import type { KubeObject } from '../../objects/kube-object'
import { invalid, type FieldError } from '../field-errors'
import type { ScaleMapping } from '../kinds/kind'
import type { ScaleSubresource } from './definition'
import { parsePath } from './json-path'
import { isInteger } from './numbers'
import { isFields } from './schema'

const INT32_MAX = 2 ** 31 - 1

export const scaleSpecErrors = (object: KubeObject, scale: ScaleSubresource | undefined): FieldError[] =>
  scale ? replicasErrors(object, scale.specReplicasPath) : []

export function scaleStatusErrors(object: KubeObject, scale: ScaleSubresource | undefined): FieldError[] {
  if (!scale) return []
  const { statusReplicasPath, labelSelectorPath } = scale
  const selector = labelSelectorPath ? nested(object, labelSelectorPath, 'string') : undefined
  return [
    ...replicasErrors(object, statusReplicasPath),
    ...(selector?.fault ? [invalid(labelSelectorPath as string, '', selector.fault)] : []),
  ]
}

function replicasErrors(object: KubeObject, path: string): FieldError[] {
  const { value, fault } = nested(object, path, 'int64')
  if (fault) return [invalid(path, 0, fault)]
  const replicas = (value ?? 0) as number
  if (replicas < 0) return [invalid(path, replicas, 'should be a non-negative integer')]
  return replicas > INT32_MAX ? [invalid(path, replicas, `should be less than or equal to ${INT32_MAX}`)] : []
}

/** Upstream's accessor of nested fields, with its words. */
function nested(object: object, path: string, type: 'int64' | 'string'): { value?: unknown; fault?: string } {
  const names = path.replace(/^\./, '').split('.')
  let value: unknown = object
  for (const [i, name] of names.entries()) {
    if (value === undefined || value === null) return {}
    if (!isFields(value)) return { fault: accessorFault(names.slice(0, i + 1), value, 'map[string]interface{}') }
    if (!Object.hasOwn(value, name)) return {}
    value = value[name]
  }
  return goType(value) === type ? { value } : { fault: accessorFault(names, value, type) }
}

const accessorFault = (names: readonly string[], value: unknown, wanted: string): string =>
  `.${names.join('.')} accessor error: ${goText(value)} is of the type ${goType(value)}, expected ${wanted}`

function goType(value: unknown): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return '[]interface {}'
  switch (typeof value) {
    case 'number':
      return isInteger(value) ? 'int64' : 'float64'
    case 'boolean':
      return 'bool'
    case 'object':
      return 'map[string]interface {}'
    default:
      return 'string'
  }
}

export function scaleMapping(scale: ScaleSubresource): ScaleMapping<KubeObject> {
  const number = (path: string) => {
    const read = parsePath(path)
    return (object: KubeObject): number => Number(read?.(object) ?? 0)
  }
  const selector = scale.labelSelectorPath ? parsePath(scale.labelSelectorPath) : undefined
  return {
    replicas: number(scale.specReplicasPath),
    withReplicas: (object, replicas) => withValue(object, scale.specReplicasPath.split('.').slice(1), replicas),
    statusReplicas: number(scale.statusReplicasPath),
    selector: (object) => (selector?.(object) as string | undefined) ?? '',
  }
}

function withValue<T extends object>(object: T, [first = '', ...rest]: readonly string[], value: unknown): T {
  const below = (object as Record<string, unknown>)[first]
  return { ...object, [first]: rest.length === 0 ? value : withValue(isFields(below) ? below : {}, rest, value) }
}
