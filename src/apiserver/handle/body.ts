// Reading a body: JSON or YAML text -> an object of the kind that the path names. Follows
// apimachinery/pkg/runtime/serializer/json and apiserver/pkg/endpoints/handlers, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import { doubledKeys, parseYaml } from '../../objects/read-yaml'
import type { Caller } from '../caller'
import { decodeCustom } from '../custom/decode'
import type { CustomKind } from '../custom/definition'
import { isCustom } from '../custom/openapi'
import { sortedKeys } from '../custom/sorted-keys'
import { cannotBeHandled, decode, type Reading } from '../decoding/decode'
import { duplicateFields } from '../decoding/duplicate-fields'
import { fractionsIn } from '../decoding/fractions'
import { jsonFault } from '../decoding/go-syntax'
import { schemaNameOf } from '../openapi/schemas'
import { badRequest, failure, type ApiError } from '../status'
import type { Submitted } from '../write/create'
import { refuseUnknownForm } from './media-types'
import { headFault, refuseOtherKind, unrecognized } from './object-head'
import type { ApiRequest } from './request'
import type { ResourcePath } from './resolve-path'

/** Upstream's limit of a request body. */
export const BODY_MAX_BYTES = 3 * 1024 * 1024
/** Deeper nesting is refused before anything walks it. */
const DEPTH_MAX = 10_000

/** Throws BadRequest in the decoder's words, behind those of who asked it. */
export function readBody(request: ApiRequest, asked = ''): unknown {
  try {
    return parsed(request)
  } catch (error) {
    throw error instanceof Unreadable ? badRequest(asked + error.message) : error
  }
}

/** A text that is neither JSON nor YAML. */
class Unreadable extends Error {}

function parsed({ body, headers }: ApiRequest): unknown {
  if (body.length > BODY_MAX_BYTES)
    throw failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${BODY_MAX_BYTES}`)
  refuseDepth(body)
  if (!isYaml(headers)) {
    try {
      return JSON.parse(body) as unknown
    } catch (error) {
      throw new Unreadable(jsonFault(body) ?? (error as Error).message)
    }
  }
  try {
    return parseYaml(body)
  } catch (error) {
    throw new Unreadable((error as Error).message)
  }
}

const isYaml = (headers: ApiRequest['headers']): boolean => headers['content-type']?.includes('yaml') ?? false

/** Fields that a text names twice, in the words of the decoder of its form. */
function doubledFields({ body, headers }: ApiRequest): string[] {
  if (!isYaml(headers)) return duplicateFields(body)
  const keys = doubledKeys(body)
  return keys.length > 0 ? [`yaml: unmarshal errors:\n${keys.map((each) => `  ${each}`).join('\n')}`] : []
}

/** The body of a request that is no object of its own: an eviction, a binding, a review. */
export function readMap(request: ApiRequest): Record<string, unknown> {
  refuseUnknownForm(request)
  const body = readBody(request)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest("couldn't get version/kind; json parse error: the body is no object")
  return body as Record<string, unknown>
}

function refuseDepth(text: string): void {
  let depth = 0
  let isString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isString) {
      if (code === 92) i++
      else if (code === 34) isString = false
    } else if (code === 34) isString = true
    else if (code === 123 || code === 91) {
      if (++depth > DEPTH_MAX) throw new Unreadable('exceeded max depth')
    } else if (code === 125 || code === 93) depth--
  }
}

/** The object of a POST or PUT: of the right kind and version, its fields checked as fieldValidation asks. */
export function readObject(request: ApiRequest, path: ResourcePath, caller: Caller): Submitted {
  refuseUnknownForm(request)
  const value = headed(request, path)
  if (isCustom(path.definition)) return readCustom(request, path, path.definition, value, caller)
  refuseOtherKind(value, path)
  const { kind } = path.definition
  const { body, headers } = request
  const text = {
    doubled: doubledFields(request),
    // Of YAML a number has only its value.
    fractions: isYaml(headers) ? undefined : fractionsIn(body),
  }
  const decoded = checkFields(value, path, caller, text, (error) => unreadable(path)(withNumberAsWritten(error, body)))
  return { ...decoded, apiVersion: apiVersionOf(path), kind }
}

/** The object of a body, of whatever kind it says that it is. */
function headed(request: ApiRequest, path: ResourcePath): object {
  try {
    const value = parsed(request)
    const fault = headFault(value)
    if (fault !== undefined) throw unrecognized(path, fault, request.body)
    return value ?? {}
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw unrecognized(
      path,
      isYaml(request.headers) ? error.message : `couldn't get version/kind; json parse error: ${error.message}`,
      request.body,
    )
  }
}

/** What only the text of a body tells, and how it is read. */
interface BodyText extends Reading {
  readonly doubled?: readonly string[]
}

/** Types and names of fields. Warnings go to the caller; errors are a BadRequest, or what `refusal` makes of them. */
export function checkFields(
  value: object,
  path: ResourcePath,
  caller: Caller,
  { doubled = [], ...reading }: BodyText = {},
  refusal = unreadable(path),
): Submitted {
  const { kind } = path.definition
  if (isCustom(path.definition)) return checkCustom(value, path.definition, caller, doubled, refusal)
  const schema = schemaNameOf({ kind, group: path.group, version: path.version })
  if (!schema) return value as Submitted
  const { object, warnings, errors } = decode(schema, value, caller.fieldValidation ?? 'Ignore', doubled, reading)
  if (errors[0] !== undefined) throw refusal(errors[0])
  for (const warning of warnings) caller.warn?.(warning)
  return object as unknown as Submitted
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Go's decoder names a number that does not fit as the client wrote it: `1e400`, not `Infinity`. */
const withNumberAsWritten = (error: string, body: string): string =>
  error.replace(
    /(?<=cannot unmarshal number )\S+/,
    (shown) => body.match(NUMBER)?.find((text) => String(Number(text)) === shown) ?? shown,
  )

/** The object of a custom resource: its kind is judged with its fields, what its schema does not know is told, and dropped. */
function readCustom(
  request: ApiRequest,
  path: ResourcePath,
  definition: CustomKind,
  value: object,
  caller: Caller,
): Submitted {
  const { kind, apiVersion = '' } = value as { kind?: string | null; apiVersion?: string | null }
  if (!kind) throw unrecognized(path, `Object 'Kind' is missing in '${jsonOf(request, value)}'`, request.body)
  const given = apiVersion ?? ''
  const version = given.slice(given.indexOf('/') + 1)
  const object = checkCustom(value, definition, caller, doubledFields(request), (error) =>
    badRequest(cannotBeHandled(kind, version, error, definition.kind)),
  )
  const expected = `${path.group}/${path.version}`
  if (given !== expected)
    throw badRequest(`the API version in the data (${given}) does not match the expected API version (${expected})`)
  return object
}

const jsonOf = ({ body, headers }: ApiRequest, value: object): string =>
  isYaml(headers) ? JSON.stringify(sortedKeys(value)) : body

function checkCustom(
  value: object,
  definition: CustomKind,
  { fieldValidation, warn }: Caller,
  doubled: readonly string[],
  refusal: (error: string) => ApiError,
): Submitted {
  if (!(value as { kind?: string }).kind) throw refusal(`Object 'Kind' is missing in '${JSON.stringify(value)}'`)
  const { object, unknown, error } = decodeCustom(value, definition)
  if (error !== undefined) throw refusal(error)
  if (fieldValidation === 'Ignore') return object
  const faults = [...doubled, ...unknown.map((field) => `unknown field "${field}"`)]
  if (faults.length > 0 && fieldValidation === 'Strict') throw refusal(`strict decoding error: ${faults.join(', ')}`)
  for (const fault of faults) warn?.(fault)
  return object
}

const unreadable =
  ({ definition: { kind }, version }: ResourcePath) =>
  (error: string): ApiError =>
    badRequest(cannotBeHandled(kind, version, error))
