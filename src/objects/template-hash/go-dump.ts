// The text that Kubernetes hashes instead of a value: Go's dump of the struct, with all fields, also those that are not set.
// Follows k8s.io/utils/dump ForHash (spew's `%#v` with sorted keys and without addresses) for the types of a PodTemplateSpec, v1.36.
import { dumpQuantity } from './go-quantity'
import { names, structs } from './generated/go-structs.json'

interface Dumped {
  /** of a value that is there, without its type in front */
  text(value: unknown): string
  /** of none */
  readonly zero: string
}

interface Field {
  /** `Name:(string)` */
  readonly label: string
  /** '' for what is written among the fields of its owner */
  readonly key: string
  readonly of: Dumped
  /** the whole field when it is not set: most are not */
  readonly unset: string
}

const kinds = new Map<string, Dumped>()

/** @param type as Go tells it: `v1.PodTemplateSpec`, `*int64`, `[]string`, `map[string]string` */
export const goDump = (value: unknown, type: string): string => `(${type})${dumpedOf(type).text(value)}`

function dumpedOf(type: string): Dumped {
  const known = kinds.get(type)
  if (known) return known
  const made = make(type)
  kinds.set(type, made)
  return made
}

const TIME_ZERO = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}'

function make(type: string): Dumped {
  if (type.startsWith('*')) return pointer(type.slice(1))
  if (type.startsWith('[]')) return list(type.slice(2))
  if (type.startsWith('map[')) return map(type.slice(type.indexOf(']') + 1))
  if (type === 'resource.Quantity') return { text: (value) => dumpQuantity(value as string | number), zero: '' }
  if (type === 'intstr.IntOrString') return { text: intOrString, zero: intOrString(0) }
  // Of templates: nobody has made them at some time.
  if (type === 'v1.Time') return { text: () => TIME_ZERO, zero: TIME_ZERO }
  const fields = (structs as Readonly<Record<string, readonly (readonly string[])[]>>)[type]
  if (fields) return struct(fields)
  const underlying = (names as Readonly<Record<string, string>>)[type]
  if (underlying) return dumpedOf(underlying)
  return { text: String, zero: type === 'string' ? '' : type === 'bool' ? 'false' : '0' }
}

function pointer(to: string): Dumped {
  let target: Dumped | undefined
  return { text: (value) => (target ??= dumpedOf(to)).text(value), zero: '<nil>' }
}

function list(of: string): Dumped {
  const each = dumpedOf(of)
  // On its way to the controller an empty list becomes none.
  const text = (values: readonly unknown[]): string =>
    values.length === 0 ? '<nil>' : `[${values.map((value) => each.text(value)).join(' ')}]`
  return { text: text, zero: '<nil>' }
}

function map(of: string): Dumped {
  const each = dumpedOf(of)
  const text = (values: Readonly<Record<string, unknown>>): string => {
    const keys = Object.keys(values).sort()
    return keys.length === 0 ? '<nil>' : `map[${keys.map((key) => `${key}:${each.text(values[key])}`).join(' ')}]`
  }
  return { text: text, zero: '<nil>' }
}

function struct(described: readonly (readonly string[])[]): Dumped {
  const fields = described.map(([name = '', key = '', type = '']): Field => {
    const of = dumpedOf(type)
    const label = `${name}:(${type})`
    return { label, key, of, unset: label + of.zero }
  })
  const text = (value: Readonly<Record<string, unknown>>): string => {
    let all = ''
    for (const { label, key, of, unset } of fields) {
      const part = key === '' ? value : value[key]
      all += `${all && ' '}${part === undefined || part === null ? unset : label + of.text(part)}`
    }
    return `{${all}}`
  }
  return { text: text, zero: text({}) }
}

const intOrString = (value: unknown): string =>
  typeof value === 'string'
    ? `{Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)${value}}`
    : `{Type:(intstr.Type)0 IntVal:(int32)${String(value)} StrVal:(string)}`
