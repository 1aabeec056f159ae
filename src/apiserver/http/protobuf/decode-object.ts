// Objects that clients send as protocol buffers (kubectl since 1.33) -> what they would have sent as JSON.
// Follows apimachinery/pkg/runtime/serializer/protobuf, v1.36.
import { badRequest } from '../../status'
import { EXTENSIONS, fieldsOf, isNamedList, messageOf, META, RAW_EXTENSION, type MessageField } from '../messages'
import { MAGIC } from './magic'
import { MalformedMessage, wireFields, type WireValue } from './wire-reader'

const NESTING_MAX = 100

/** A whole body with its envelope -> the object. Throws BadRequest. */
export function decodeObject(body: Uint8Array): object {
  if (!MAGIC.every((byte, i) => body[i] === byte))
    throw badRequest('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]')
  try {
    return fromEnvelope(body.subarray(MAGIC.length))
  } catch (error) {
    if (error instanceof MalformedMessage) throw badRequest(`unable to decode: ${error.message}`)
    throw error
  }
}

function fromEnvelope(envelope: Uint8Array): object {
  let apiVersion = ''
  let kind = ''
  let raw: Uint8Array = new Uint8Array()
  for (const { number, value } of wireFields(envelope)) {
    if (value.wire !== 'bytes') continue
    if (number === 2) raw = value.value
    if (number !== 1) continue
    for (const part of wireFields(value.value)) {
      if (part.number === 1) apiVersion = textOf(part.value)
      if (part.number === 2) kind = textOf(part.value)
    }
  }
  const message = messageOf(apiVersion, kind)
  if (message === undefined)
    throw badRequest(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
    )
  return { kind, apiVersion, ...(decodeMessage(message, raw, 0) as object) }
}

const utf8 = new TextDecoder()
const textOf = (value: WireValue): string => (value.wire === 'bytes' ? utf8.decode(value.value) : '')

function decodeMessage(name: string, bytes: Uint8Array, depth: number): unknown {
  if (depth > NESTING_MAX) throw new MalformedMessage('proto: nesting too deep')
  const special = SPECIAL[name]
  if (special) return special(bytes, depth)
  const fields = byNumber(name)
  const result: Record<string, unknown> = {}
  for (const { number, value } of wireFields(bytes)) {
    const field = fields.get(number)
    if (field) setField(result, field, value, depth)
  }
  return isNamedList(name) ? (result.items ?? []) : result
}

const numbered = new Map<string, ReadonlyMap<number, MessageField>>()

function byNumber(message: string): ReadonlyMap<number, MessageField> {
  let fields = numbered.get(message)
  if (!fields) numbered.set(message, (fields = new Map(fieldsOf(message).map((field) => [field[0], field]))))
  return fields
}

function setField(
  result: Record<string, unknown>,
  [, name, type]: MessageField,
  value: WireValue,
  depth: number,
): void {
  if (type.startsWith('{}')) {
    const map = (result[name] ??= Object.create(null)) as Record<string, unknown>
    const [key, entry] = mapEntry(value, type.slice(2), depth)
    map[key] = entry
  } else if (type.startsWith('[]')) {
    const list = (result[name] ??= []) as unknown[]
    list.push(...items(value, type.slice(2), depth))
  } else if (name === '') Object.assign(result, decodeValue(type, value, depth))
  else result[name] = decodeValue(type, value, depth)
}

function mapEntry(value: WireValue, type: string, depth: number): [string, unknown] {
  let key = ''
  let entry: unknown = type === 'string' || type === 'bytes' ? '' : undefined
  if (value.wire === 'bytes')
    for (const part of wireFields(value.value)) {
      if (part.number === 1) key = textOf(part.value)
      if (part.number === 2) entry = decodeValue(type, part.value, depth)
    }
  return [key, entry]
}

/** Numbers of a list come one by one or packed into one run of bytes. */
function items(value: WireValue, type: string, depth: number): unknown[] {
  if (value.wire !== 'bytes' || !/^u?int|^bool$/.test(type)) return [decodeValue(type, value, depth)]
  const numbers: unknown[] = []
  // A run of varints reads like fields without keys: each is put behind a key of its own.
  let rest = value.value
  while (rest.length > 0) {
    const length = rest.findIndex((byte) => byte < 0x80) + 1
    if (length === 0) throw new MalformedMessage('unexpected EOF')
    for (const { value: number } of wireFields(Uint8Array.from([8, ...rest.subarray(0, length)])))
      numbers.push(decodeValue(type, number, depth))
    rest = rest.subarray(length)
  }
  return numbers
}

function decodeValue(type: string, value: WireValue, depth: number): unknown {
  if (value.wire === 'double') return value.value
  if (value.wire === 'varint') {
    if (type === 'bool') return value.value !== 0n
    return Number(BigInt.asIntN(type === 'int32' ? 32 : 64, value.value))
  }
  if (type === 'string') return utf8.decode(value.value)
  if (type === 'bytes') return base64(value.value)
  return decodeMessage(type, value.value, depth + 1)
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function valuesOf(bytes: Uint8Array): Map<number, WireValue> {
  return new Map([...wireFields(bytes)].map(({ number, value }) => [number, value]))
}

const numberOf = (value: WireValue | undefined): number =>
  value?.wire === 'varint' ? Number(BigInt.asIntN(64, value.value)) : 0

/** null for the zero time, as Go marshals it. */
const instant =
  (digits: number) =>
  (bytes: Uint8Array): string | null => {
    const values = valuesOf(bytes)
    const seconds = numberOf(values.get(1))
    // Go's zero time is the year 1; an absent one has no fields at all.
    if (values.size === 0 || seconds <= -62_135_596_800) return null
    const nanos = String(numberOf(values.get(2))).padStart(9, '0')
    const text =
      Math.abs(seconds) <= 8.64e12 ? new Date(seconds * 1000).toISOString().slice(0, 19) : '0001-01-01T00:00:00'
    return digits === 0 ? `${text}Z` : `${text}.${nanos.slice(0, digits)}Z`
  }

function rawJson(bytes: Uint8Array): unknown {
  const raw = valuesOf(bytes).get(1)
  const text = raw ? textOf(raw) : ''
  return text === '' ? null : parsed(text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new MalformedMessage('invalid JSON in a raw field')
  }
}

/** Unions of the schema of a custom resource: the first part that is there is what JSON has. */
function extensionJson(bytes: Uint8Array): unknown {
  const raw = valuesOf(bytes).get(1)
  return raw ? parsed(textOf(raw)) : null
}

const schemaOr =
  (other: (values: Map<number, WireValue>, bytes: Uint8Array, depth: number) => unknown, schemaAt: number) =>
  (bytes: Uint8Array, depth: number): unknown => {
    const values = valuesOf(bytes)
    const schema = values.get(schemaAt)
    return schema?.wire === 'bytes'
      ? decodeMessage(`${EXTENSIONS}.JSONSchemaProps`, schema.value, depth + 1)
      : other(values, bytes, depth)
  }

const SPECIAL: Readonly<Record<string, ((bytes: Uint8Array, depth: number) => unknown) | undefined>> = {
  [`${EXTENSIONS}.JSON`]: extensionJson,
  [`${EXTENSIONS}.JSONSchemaPropsOrBool`]: schemaOr((values) => numberOf(values.get(1)) !== 0, 2),
  [`${EXTENSIONS}.JSONSchemaPropsOrArray`]: schemaOr(
    (_, bytes, depth) =>
      [...wireFields(bytes)].map(({ value }) => decodeValue(`${EXTENSIONS}.JSONSchemaProps`, value, depth)),
    1,
  ),
  [`${EXTENSIONS}.JSONSchemaPropsOrStringArray`]: schemaOr(
    (_, bytes) => [...wireFields(bytes)].map(({ value }) => textOf(value)),
    1,
  ),
  [`${META}.Time`]: instant(0),
  [`${META}.MicroTime`]: instant(6),
  [`${META}.FieldsV1`]: rawJson,
  [RAW_EXTENSION]: rawJson,
  'io.k8s.apimachinery.pkg.api.resource.Quantity': (bytes) => {
    const value = valuesOf(bytes).get(1)
    return value ? textOf(value) : '0'
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': (bytes) => {
    const values = valuesOf(bytes)
    const text = values.get(3)
    return numberOf(values.get(1)) === 0 ? numberOf(values.get(2)) : text ? textOf(text) : ''
  },
}
