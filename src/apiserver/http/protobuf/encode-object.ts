// Objects -> protocol buffers, for clients that prefer them. Follows apimachinery/pkg/runtime/serializer/protobuf, v1.36.
import { escaped } from '../../../objects/go-text'
import { EXTENSIONS, fieldsOf, isNamedList, messageOf, META, RAW_EXTENSION } from '../messages'
import { MAGIC } from './magic'
import { bytes, double, integer, text } from './wire-writer'

/** undefined: the object's kind is none that there is in this form. */
export function encodeObject(object: object): Buffer | undefined {
  const { kind = '', apiVersion = '' } = object as { kind?: string; apiVersion?: string }
  const message = messageOf(apiVersion, kind)
  if (message === undefined) return undefined
  const typeMeta = Buffer.concat([text(1, apiVersion), text(2, kind)])
  const raw = encodeMessage(message, object as Fields)
  return Buffer.concat([Buffer.from(MAGIC), bytes(1, typeMeta), bytes(2, raw), text(3, ''), text(4, '')])
}

/** An event of a watch with the length of what follows in front. undefined as for the object. */
export function encodeEvent(type: string, object: object): Buffer | undefined {
  const raw = encodeObject(object)
  if (!raw) return undefined
  const event = Buffer.concat([text(1, type), bytes(2, bytes(1, raw))])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(event.length)
  return Buffer.concat([length, event])
}

type Fields = Readonly<Record<string, unknown>>

function encodeMessage(message: string, value: Fields): Buffer {
  const parts: Buffer[] = []
  for (const [number, name, type] of [...fieldsOf(message)].sort(([a], [b]) => a - b)) {
    // What JSON inlines is a message of its own here.
    const given = name === '' ? value : Object.hasOwn(value, name) ? value[name] : undefined
    if (given === undefined || given === null) continue
    if (type.startsWith('{}')) parts.push(...entries(number, type.slice(2), given as Fields))
    else if (type.startsWith('[]'))
      for (const item of given as unknown[]) parts.push(encodeValue(number, type.slice(2), item))
    else parts.push(encodeValue(number, type, given))
  }
  return Buffer.concat(parts)
}

const entries = (number: number, type: string, map: Fields): Buffer[] =>
  Object.keys(map)
    .sort()
    .map((key) => bytes(number, Buffer.concat([text(1, key), encodeValue(2, type, map[key])])))

function encodeValue(number: number, type: string, value: unknown): Buffer {
  switch (type) {
    case 'string':
      return text(number, String(value))
    case 'bytes':
      return bytes(number, Buffer.from(String(value), 'base64'))
    case 'bool':
      return integer(number, value ? 1 : 0)
    case 'double':
      return double(number, Number(value))
    default:
      return type.startsWith('io.') ? bytes(number, encodeStruct(type, value)) : integer(number, Number(value))
  }
}

function encodeStruct(type: string, value: unknown): Buffer {
  const special = SPECIAL[type]
  if (special) return special(value)
  if (isNamedList(type)) return Buffer.concat((value as unknown[]).map((item) => text(1, String(item))))
  return encodeMessage(type, value as Fields)
}

/** Seconds and nanoseconds; of a plain Time the fraction is always 0. */
function instant(value: unknown): Buffer {
  const [, whole = '', fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(String(value)) ?? []
  const seconds = Date.parse(`${whole}Z`) / 1000
  return Buffer.concat([integer(1, seconds), integer(2, Number(fraction.padEnd(9, '0').slice(0, 9)))])
}

const rawJson = (value: unknown): Buffer => text(1, escaped(JSON.stringify(value)))

const schema = (number: number, value: unknown): Buffer =>
  bytes(number, encodeMessage(`${EXTENSIONS}.JSONSchemaProps`, value as Fields))

const SPECIAL: Readonly<Record<string, ((value: unknown) => Buffer) | undefined>> = {
  [`${META}.Time`]: instant,
  [`${META}.MicroTime`]: instant,
  [`${META}.FieldsV1`]: rawJson,
  [RAW_EXTENSION]: rawJson,
  [`${EXTENSIONS}.JSON`]: rawJson,
  [`${EXTENSIONS}.JSONSchemaPropsOrBool`]: (value) =>
    typeof value === 'boolean' ? integer(1, value ? 1 : 0) : Buffer.concat([integer(1, 1), schema(2, value)]),
  [`${EXTENSIONS}.JSONSchemaPropsOrArray`]: (value) =>
    Array.isArray(value) ? Buffer.concat(value.map((item) => schema(2, item))) : schema(1, value),
  [`${EXTENSIONS}.JSONSchemaPropsOrStringArray`]: (value) =>
    Array.isArray(value) ? Buffer.concat(value.map((item) => text(2, String(item)))) : schema(1, value),
  'io.k8s.apimachinery.pkg.api.resource.Quantity': (value) => text(1, String(value)),
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': (value) =>
    typeof value === 'number'
      ? Buffer.concat([integer(1, 0), integer(2, value), text(3, '')])
      : Buffer.concat([integer(1, 1), integer(2, 0), text(3, String(value))]),
}
