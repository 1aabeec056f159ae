// Lists whose items are known by their keys or values hold each of them once. Follows
// apiextensions-apiserver/pkg/apiserver/schema/listtype/validation.go, v1.36.
import { duplicate, invalid, type FieldError } from '../field-errors'
import { isFields, type Fields, type JsonSchema } from './schema'

export function listTypeErrors(value: unknown, schema: JsonSchema, path = ''): FieldError[] {
  if (Array.isArray(value)) return errorsOfList(value, schema, path)
  return isFields(value) ? errorsBelow(value, schema, path) : []
}

function errorsBelow(value: Fields, { properties = {}, additionalProperties }: JsonSchema, path: string): FieldError[] {
  return Object.keys(value)
    .sort()
    .flatMap((name) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (own) return listTypeErrors(value[name], own, path === '' ? name : `${path}.${name}`)
      return typeof additionalProperties === 'object'
        ? listTypeErrors(value[name], additionalProperties, `${path}[${name}]`)
        : []
    })
}

function errorsOfList(list: readonly unknown[], schema: JsonSchema, path: string): FieldError[] {
  const { items } = schema
  const type = schema['x-kubernetes-list-type']
  const own =
    type === 'set'
      ? repeated(list).map((i) => duplicate(`${path}[${i}]`, list[i]))
      : type === 'map'
        ? errorsOfKeys(list, schema['x-kubernetes-list-map-keys'] ?? [], path)
        : []
  return [...own, ...(items ? list.flatMap((item, i) => listTypeErrors(item, items, `${path}[${i}]`)) : [])]
}

function errorsOfKeys(list: readonly unknown[], keys: readonly string[], path: string): FieldError[] {
  const other = list.findIndex((item) => item !== null && !isFields(item))
  if (other >= 0) return [invalid(`${path}[${other}]`, list[other], 'must be an object for an array of list-type map')]
  const known = list.map((item) =>
    isFields(item)
      ? Object.fromEntries(
          [...keys]
            .sort()
            .filter((key) => Object.hasOwn(item, key))
            .map((key) => [key, item[key]]),
        )
      : {},
  )
  return repeated(known).map((i) => duplicate(`${path}[${i}]`, known[i]))
}

/** Where a value stands for the second time; further times are not told. */
function repeated(list: readonly unknown[]): number[] {
  const times = new Map<string, number>()
  return list.flatMap((item, i) => {
    const text = JSON.stringify(item)
    const seen = (times.get(text) ?? 0) + 1
    times.set(text, seen)
    return seen === 2 ? [i] : []
  })
}
