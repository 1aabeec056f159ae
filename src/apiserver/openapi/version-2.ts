// The document in OpenAPI 2's words, as clients older than 1.24 read it. Follows kube-openapi/pkg/schemaconv and, for custom
// resources, apiextensions-apiserver/pkg/controller/openapi/v2/conversion.go, v1.36.
type Fields = Readonly<Record<string, unknown>>

const PRODUCES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const mapped = (fields: unknown, map: (value: Fields) => object): Record<string, object> =>
  Object.fromEntries(Object.entries((fields ?? {}) as Fields).map(([name, value]) => [name, map(value as Fields)]))

/** Schemas of version 3 by name, as definitions. */
export const definitionsOf = (schemas: object): Record<string, object> => mapped(schemas, schemaOf)

/** Paths of version 3: what their parameters, bodies and answers are is said directly. */
export const pathsOfVersion2 = (paths: object): Record<string, object> =>
  mapped(paths, ({ parameters, ...operations }) => ({
    ...mapped(operations, operationOf),
    ...parametersOf(parameters),
  }))

const parametersOf = (parameters: unknown): object =>
  Array.isArray(parameters) && parameters.length > 0 ? { parameters: parameters.map(parameterOf) } : {}

const parameterOf = ({ schema, ...rest }: Fields): object => ({ ...rest, ...(schema as object) })

function operationOf({ requestBody, responses, parameters, ...rest }: Fields): object {
  const content = isFields(requestBody) ? (requestBody.content as Fields) : undefined
  const body = content && {
    in: 'body',
    name: 'body',
    ...((requestBody as Fields).required ? { required: true } : {}),
    ...bodySchema(content),
  }
  return {
    ...rest,
    consumes: content ? Object.keys(content) : ['*/*'],
    produces: PRODUCES,
    schemes: ['https'],
    ...parametersOf([...((parameters as Fields[] | undefined) ?? [])]),
    ...(body ? { parameters: [body, ...((parameters as Fields[] | undefined) ?? []).map(parameterOf)] } : {}),
    responses: mapped(responses, ({ content: answer, ...said }) => ({
      ...said,
      ...(isFields(answer) ? bodySchema(answer) : {}),
    })),
  }
}

function bodySchema(content: Fields): object {
  const [first] = Object.values(content) as Fields[]
  return first?.schema ? { schema: schemaOf(first.schema as Fields) } : {}
}

/** What version 2 has no words for: a choice of schemas, null, a list of any kind. */
function schemaOf(schema: Fields): object {
  if (schema.format === 'int-or-string' || schema['x-kubernetes-int-or-string'])
    return { ...described(schema), type: 'string', format: 'int-or-string', ...extensionsOf(schema) }
  const reference = referenceIn(schema)
  if (reference) return { ...described(schema), $ref: reference }
  const { oneOf, anyOf: _any, allOf: _all, not: _not, nullable, ...rest } = schema
  // A quantity may be written as a number, but is read as a text.
  if (isChoiceWithText(oneOf)) return { ...rest, type: 'string' }
  const { properties, items, additionalProperties, type, ...said } = rest
  if (nullable || schema['x-kubernetes-preserve-unknown-fields']) return said
  return {
    ...said,
    ...(type === undefined ? {} : { type }),
    ...(properties ? { properties: mapped(properties, schemaOf) } : {}),
    ...(isFields(items) ? { items: schemaOf(items) } : {}),
    ...(additionalProperties === undefined
      ? {}
      : {
          additionalProperties: isFields(additionalProperties) ? schemaOf(additionalProperties) : additionalProperties,
        }),
  }
}

const described = ({ description }: Fields): object => (description === undefined ? {} : { description })
const extensionsOf = (schema: Fields): object =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name.startsWith('x-')))
const isChoiceWithText = (choice: unknown): boolean =>
  Array.isArray(choice) && choice.some((each) => (each as Fields).type === 'string')

function referenceIn({ $ref, allOf }: Fields): string | undefined {
  const reference = $ref ?? (Array.isArray(allOf) && allOf.length === 1 ? (allOf[0] as Fields).$ref : undefined)
  return typeof reference === 'string' ? reference.replace('#/components/schemas/', '#/definitions/') : undefined
}
