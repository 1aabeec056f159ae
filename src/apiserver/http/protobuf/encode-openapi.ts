// The OpenAPI document of version 2 as protocol buffers, the only form that kubectl reads up to 1.28.
// Follows gnostic-models/openapiv2/OpenAPIv2.proto.
import { bytes, integer, text } from './wire-writer'

type Fields = Readonly<Record<string, unknown>>
/** `string`, `bool`, `[]string`, `any`; the name of a message; `{}` and `[]` in front of it for named ones and lists */
type FieldType = string
type Message = Readonly<Record<string, readonly [number: number, type: FieldType]>>

const PARAMETER: Message = {
  required: [1, 'bool'],
  in: [2, 'string'],
  description: [3, 'string'],
  name: [4, 'string'],
}

/** The fields by number; `x-` is what a message keeps of further words. */
const MESSAGES: Readonly<Record<string, Message>> = {
  Document: {
    swagger: [1, 'string'],
    info: [2, 'Info'],
    paths: [8, 'Paths'],
    definitions: [9, 'Definitions'],
    security: [12, '[]SecurityRequirement'],
    securityDefinitions: [13, 'SecurityDefinitions'],
  },
  Info: { title: [1, 'string'], version: [2, 'string'] },
  PathItem: {
    get: [2, 'Operation'],
    put: [3, 'Operation'],
    post: [4, 'Operation'],
    delete: [5, 'Operation'],
    patch: [8, 'Operation'],
    parameters: [9, '[]ParametersItem'],
  },
  Operation: {
    tags: [1, '[]string'],
    description: [3, 'string'],
    operationId: [5, 'string'],
    produces: [6, '[]string'],
    consumes: [7, '[]string'],
    parameters: [8, '[]ParametersItem'],
    responses: [9, 'Responses'],
    schemes: [10, '[]string'],
    'x-': [13, 'any'],
  },
  BodyParameter: {
    description: [1, 'string'],
    name: [2, 'string'],
    in: [3, 'string'],
    required: [4, 'bool'],
    schema: [5, 'Schema'],
  },
  QueryParameter: { ...PARAMETER, type: [6, 'string'], format: [7, 'string'], uniqueItems: [20, 'bool'] },
  PathParameter: { ...PARAMETER, type: [5, 'string'], format: [6, 'string'], uniqueItems: [19, 'bool'] },
  Response: { description: [1, 'string'], schema: [2, 'SchemaItem'] },
  Schema: {
    $ref: [1, 'string'],
    format: [2, 'string'],
    title: [3, 'string'],
    description: [4, 'string'],
    default: [5, 'yaml'],
    required: [19, '[]string'],
    enum: [20, '[]yaml'],
    additionalProperties: [21, 'AdditionalPropertiesItem'],
    type: [22, 'TypeItem'],
    items: [23, 'ItemsItem'],
    properties: [25, 'Definitions'],
    'x-': [31, 'any'],
  },
  ApiKeySecurity: { type: [1, 'string'], name: [2, 'string'], in: [3, 'string'], description: [4, 'string'] },
}

/** Messages that stand for something else in JSON: a map, a choice, a list. */
const SPECIAL: Readonly<Record<string, (value: unknown) => Buffer>> = {
  Paths: named(2, 'PathItem'),
  Definitions: named(1, 'Schema'),
  SecurityDefinitions: named(1, 'SecurityDefinitionsItem'),
  SecurityDefinitionsItem: (value) => bytes(2, message('ApiKeySecurity', value)),
  SecurityRequirement: named(1, 'StringArray'),
  StringArray: (value) => Buffer.concat((value as string[]).map((each) => text(1, each))),
  Responses: named(1, 'ResponseValue'),
  ResponseValue: (value) => bytes(1, message('Response', value)),
  SchemaItem: (value) => bytes(1, message('Schema', value)),
  ItemsItem: (value) => bytes(1, message('Schema', value)),
  TypeItem: (value) => text(1, String(value)),
  AdditionalPropertiesItem: (value) =>
    typeof value === 'boolean' ? integer(2, Number(value)) : bytes(1, message('Schema', value)),
  ParametersItem: (value) => bytes(1, parameter(value as Fields)),
  yaml: (value) => text(2, `${JSON.stringify(value)}\n`),
}

export const encodeOpenApi = (document: object): Buffer => message('Document', document)

function named(number: number, type: string): (value: unknown) => Buffer {
  return (value) =>
    Buffer.concat(
      Object.entries(value as Fields).map(([name, each]) =>
        bytes(number, Buffer.concat([text(1, name), bytes(2, message(type, each))])),
      ),
    )
}

function parameter(value: Fields): Buffer {
  if (value.in === 'body') return bytes(1, message('BodyParameter', value))
  return bytes(
    2,
    value.in === 'path' ? bytes(4, message('PathParameter', value)) : bytes(3, message('QueryParameter', value)),
  )
}

function message(type: string, value: unknown): Buffer {
  const special = SPECIAL[type]
  if (special) return special(value)
  const parts: Buffer[] = []
  const fields = value as Fields
  for (const [name, [number, of]] of Object.entries(MESSAGES[type] ?? {}))
    if (of === 'any') parts.push(...extensions(number, fields))
    else if (fields[name] !== undefined) parts.push(...field(number, of, fields[name]))
  return Buffer.concat(parts)
}

function field(number: number, type: FieldType, value: unknown): Buffer[] {
  if (type.startsWith('[]')) return (value as unknown[]).flatMap((each) => field(number, type.slice(2), each))
  if (type === 'string') return [text(number, String(value))]
  if (type === 'bool') return value ? [integer(number, 1)] : []
  return [bytes(number, message(type, value))]
}

const extensions = (number: number, fields: Fields): Buffer[] =>
  Object.keys(fields)
    .filter((name) => name.startsWith('x-'))
    .sort()
    .map((name) => bytes(number, Buffer.concat([text(1, name), bytes(2, message('yaml', fields[name]))])))
