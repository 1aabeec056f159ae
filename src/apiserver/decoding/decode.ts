// Strict decoding of a body against its schema, with Go's rules and words: sigs.k8s.io/json and
// apimachinery/pkg/runtime/serializer/json, v1.36. Each schema is compiled once into a tree of functions.
import { referenceOf, schemas, type Schema } from '../openapi/schemas'
import { isPointer, isPrinted, keepsNull, isValueStruct, stringType, structName, structType } from './go-shape'
import {
  decodeBoolean,
  decodeBytes,
  decodeInteger,
  decodeIntOrString,
  decodeMicroTime,
  decodeNumber,
  decodeQuantity,
  decodeString,
  decodeTime,
  type Decode,
} from './scalars'
import { Walk } from './walk'

/** The fieldValidation of a request: what happens to unknown and doubled fields. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface Decoded {
  /** the object as Go would print it: unknown fields gone, zero values and empty lists left out, quantities canonical */
  readonly object: Record<string, unknown>
  /** for Warning headers: `unknown field "spec.replica"` */
  readonly warnings: readonly string[]
  /** why the body cannot be taken; the first is the one to answer with */
  readonly errors: readonly string[]
}

export interface Reading {
  /** whole numbers that were not written so, as `fractionsIn` finds them */
  readonly fractions?: ReadonlyMap<string, string> | undefined
  /** the value is what a strategic merge made: Go reads it from its maps, with words of its own */
  readonly converts?: boolean
}

/**
 * Takes any JSON value for a schema (`io.k8s.api.apps.v1.Deployment`). Never throws for what the value is.
 * @param duplicates doubled fields, as `duplicateFields` finds them in the text of the body
 */
export function decode(
  schemaName: string,
  value: unknown,
  mode: FieldValidation = 'Ignore',
  duplicates: readonly string[] = [],
  { fractions, converts = false }: Reading = {},
): Decoded {
  const walk = new Walk(fractions, converts)
  const object = (decoderOf(schemaName)(value ?? {}, walk) ?? {}) as Record<string, unknown>
  if (walk.fault !== undefined) return { object: {}, warnings: [], errors: [walk.fault] }
  // YAML is looked through for doubled keys before it is decoded.
  const isOfYaml = duplicates[0]?.startsWith(YAML_FAULTS) ?? false
  if (converts) walk.unknown.sort()
  const strict = isOfYaml || converts ? [...duplicates, ...walk.unknown] : [...walk.unknown, ...duplicates]
  if (strict.length === 0 || mode === 'Ignore') return { object, warnings: [], errors: [] }
  if (mode === 'Warn') return { object, warnings: strict.flatMap(eachWarning), errors: [] }
  return { object, warnings: [], errors: [`strict decoding error: ${strict.join(', ')}`] }
}

/** What YAML's reader says of several keys is several warnings. Follows parseYAMLWarnings of apiserver/pkg/endpoints/handlers. */
const eachWarning = (text: string): string[] =>
  text.startsWith(YAML_FAULTS)
    ? text
        .slice(YAML_FAULTS.length)
        .split('\n')
        .map((line) => line.trim())
    : [text]

/** `Deployment in version "v1" cannot be handled as a Deployment: ...`, the message of a 400 */
export const cannotBeHandled = (kind: string, version: string, error: string, as = kind): string =>
  `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${as}: ${error}`

const YAML_FAULTS = 'yaml: unmarshal errors:\n'

const compiled = new Map<string, Decode>()

function decoderOf(name: string): Decode {
  const known = compiled.get(name)
  if (known) return known
  const schema = schemas[name]
  if (!schema) throw new Error(`no schema ${name}`)
  const decoder = SPECIAL[name] ?? structDecoder(name, schema)
  compiled.set(name, decoder)
  return decoder
}

/** Nesting of free-form values (data of a ControllerRevision) beyond this is refused: far above any real object. */
const DEPTH_MAX = 1000

const decodeAnything: Decode = (value, walk) => (isTooDeep(value, DEPTH_MAX) ? walk.fail('exceeded max depth') : value)

const isTooDeep = (value: unknown, rest: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (rest === 0 || Object.values(value).some((each) => isTooDeep(each, rest - 1)))

const SPECIAL: Readonly<Record<string, Decode>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': decodeQuantity,
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': decodeIntOrString,
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': decodeTime,
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': decodeMicroTime,
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': decodeAnything,
  'io.k8s.apimachinery.pkg.runtime.RawExtension': decodeAnything,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': decodeAnything,
}

interface Field {
  readonly name: string
  readonly decode: Decode
  /** whether a decoded value is left out of what Go prints */
  readonly isLeftOut: (value: unknown) => boolean
  /** what an absent field is, where Go prints it all the same */
  readonly absent: ((walk: Walk) => unknown) | undefined
  readonly keepsNull: boolean
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A key of the wire may be `__proto__`: it becomes a plain property like any other. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
  else target[key] = value
}

function structDecoder(name: string, schema: Schema): Decode {
  const [goType, goName] = [structType(name), structName(name)]
  let fields: Map<string, Field> | undefined
  let printed: Field[] = []
  return (value, walk) => {
    if (!fields) {
      fields = fieldsOf(name, schema)
      printed = [...fields.values()].filter(({ absent }) => absent)
    }
    if (!isRecord(value)) return walk.wrongType(value, goType, 'struct')
    const object: Record<string, unknown> = {}
    walk.enterStruct(goName)
    for (const key in value) {
      const field = fields.get(key)
      const given = value[key]
      if (!field) walk.noteUnknown(key)
      else if (given !== null && given !== undefined) decodeField(field, given, object, walk)
      else if (given === null && field.keepsNull) object[key] = null
    }
    for (const { name: each, absent } of printed) if (object[each] === undefined && absent) object[each] = absent(walk)
    walk.leaveStruct()
    return object
  }
}

function decodeField(field: Field, value: unknown, object: Record<string, unknown>, walk: Walk): void {
  walk.enter(field.name)
  const decoded = field.decode(value, walk)
  walk.leave()
  if (decoded !== undefined && !field.isLeftOut(decoded)) object[field.name] = decoded
}

function fieldsOf(owner: string, schema: Schema): Map<string, Field> {
  const required = new Set(schema.required)
  const entries = Object.entries(schema.properties ?? {}).map(([name, each]): [string, Field] => [
    name,
    {
      name,
      decode: decoderOfField(owner, name, each),
      keepsNull: keepsNull(owner, name),
      ...printingOf(owner, name, each, required.has(name)),
    },
  ])
  return new Map(entries)
}

const never = (): boolean => false
const isEmptyList = (value: unknown): boolean => (value as unknown[]).length === 0
const isEmptyMap = (value: unknown): boolean => {
  for (const key in value as object) return Object.hasOwn(value as object, key) ? false : true
  return true
}
const isZero = (value: unknown): boolean => value === '' || value === 0 || value === false

/** Go's omitempty: what is not printed, and what is printed though nobody wrote it. */
function printingOf(
  owner: string,
  name: string,
  schema: Schema,
  isRequired: boolean,
): Pick<Field, 'isLeftOut' | 'absent'> {
  if (schema.type === 'array') return { isLeftOut: isRequired ? never : isEmptyList, absent: undefined }
  if (schema.type === 'object') return { isLeftOut: isEmptyMap, absent: undefined }
  const reference = referenceOf(schema)
  if (reference !== undefined) {
    const isValue = !(reference in SPECIAL) && isValueStruct(owner, name, isRequired)
    return { isLeftOut: never, absent: isValue ? (walk) => decoderOf(reference)({}, walk) : undefined }
  }
  const isKept = isRequired || isPrinted(owner, name)
  const zero = schema.type === 'string' ? '' : schema.type === 'boolean' ? false : 0
  return { isLeftOut: isKept || isPointer(owner, name) ? never : isZero, absent: isKept ? () => zero : undefined }
}

function decoderOfField(owner: string, name: string, schema: Schema): Decode {
  const reference = referenceOf(schema)
  if (reference !== undefined) return (value, walk) => decoderOf(reference)(value, walk)
  if (schema.type === 'array' && schema.items)
    return listDecoder(decoderOfField(owner, name, schema.items), goTypeOf(owner, name, schema), zeroOf(schema.items))
  if (schema.type === 'object' && schema.additionalProperties)
    return mapDecoder(
      decoderOfField(owner, name, schema.additionalProperties),
      goTypeOf(owner, name, schema),
      zeroOf(schema.additionalProperties),
    )
  if (schema.type === 'string') return schema.format === 'byte' ? decodeBytes : decodeString(stringType(owner, name))
  if (schema.type === 'boolean') return decodeBoolean
  return schema.type === 'integer' ? decodeInteger(schema.format === 'int32' ? 'int32' : 'int64') : decodeNumber
}

/** What null stands for inside lists and maps: Go's zero value. */
function zeroOf(schema: Schema): unknown {
  const reference = referenceOf(schema)
  if (reference?.endsWith('.Quantity')) return '0'
  if (reference !== undefined) return {}
  return schema.type === 'string' ? '' : schema.type === 'boolean' ? false : schema.type === 'array' ? [] : 0
}

const listDecoder =
  (item: Decode, goType: string, zero: unknown): Decode =>
  (value, walk) => {
    if (!Array.isArray(value)) return walk.wrongType(value, goType, 'slice')
    const list: unknown[] = []
    for (let index = 0; index < value.length; index++) {
      walk.enter(index)
      list.push(item((value[index] as unknown) ?? zero, walk))
      walk.leave()
    }
    return list
  }

const mapDecoder =
  (item: Decode, goType: string, zero: unknown): Decode =>
  (value, walk) => {
    if (!isRecord(value)) return walk.wrongType(value, goType, 'map')
    const map: Record<string, unknown> = {}
    for (const key of Object.keys(value)) put(map, key, item(value[key] ?? zero, walk))
    return map
  }

function goTypeOf(owner: string, name: string, schema: Schema): string {
  const reference = referenceOf(schema)
  if (reference !== undefined) return structType(reference)
  if (schema.type === 'array' && schema.items) return `[]${goTypeOf(owner, name, schema.items)}`
  if (schema.type === 'object' && schema.additionalProperties) {
    const item = goTypeOf(owner, name, schema.additionalProperties)
    return item === 'resource.Quantity' ? 'v1.ResourceList' : `map[string]${item}`
  }
  if (schema.type === 'string') return schema.format === 'byte' ? '[]uint8' : stringType(owner, name)
  if (schema.type === 'boolean') return 'bool'
  return schema.type === 'integer' ? (schema.format ?? 'int64') : 'float64'
}
