// Reading a body: JSON or YAML text -> an object of the kind that the path names. Follows
// apimachinery/pkg/runtime/serializer/json and apiserver/pkg/endpoints/handlers, v1.36.
import { LineCounter, parse, parseDocument } from 'yaml'
import type { Caller } from '../caller'
import { cannotBeHandled, decode } from '../decoding/decode'
import { duplicateFields } from '../decoding/duplicate-fields'
import { schemaNameOf } from '../openapi/schemas'
import { badRequest, failure, type ApiError } from '../status'
import type { Submitted } from '../write/create'
import { refuseUnknownForm } from './media-types'
import type { ApiRequest } from './request'
import type { ResourcePath } from './resolve-path'

/** Upstream's limit of a request body. */
export const BODY_MAX_BYTES = 3 * 1024 * 1024
/** Deeper nesting is refused before anything walks it. */
const DEPTH_MAX = 10_000

export function readBody({ body, headers }: ApiRequest): unknown {
  if (body.length > BODY_MAX_BYTES)
    throw failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${BODY_MAX_BYTES}`)
  refuseDepth(body)
  const isYaml = isYamlText(body, headers['content-type'])
  try {
    return isYaml
      ? (parse(body, {
          version: '1.1',
          merge: true,
          maxAliasCount: 100,
          logLevel: 'error',
          uniqueKeys: false,
        }) as unknown)
      : JSON.parse(body)
  } catch (error) {
    throw badRequest(
      isYaml ? `error converting YAML to JSON: ${(error as Error).message}` : jsonErrorText(body, error as Error),
    )
  }
}

const isYamlText = (body: string, type = ''): boolean => type.includes('yaml') && !/^\s*\{/.test(body)

/** Fields that a text names twice, in the words of the decoder of its form. */
function doubledFields({ body, headers }: ApiRequest): string[] {
  if (!isYamlText(body, headers['content-type'])) return duplicateFields(body)
  const lines = new LineCounter()
  return parseDocument(body, { version: '1.1', merge: true, logLevel: 'silent', lineCounter: lines })
    .errors.filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ pos }) => {
      const key =
        /^[^:]*/
          .exec(body.slice(pos[0]))?.[0]
          .trim()
          .replace(/^(["'])(.*)\1$/, '$2') ?? ''
      return `line ${lines.linePos(pos[0]).line}: key ${JSON.stringify(key)} already set in map`
    })
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
      if (++depth > DEPTH_MAX) throw badRequest("couldn't get version/kind; json parse error: exceeded max depth")
    } else if (code === 125 || code === 93) depth--
  }
}

/** As Go's decoder says it: `invalid character 'x' looking for beginning of value`. */
function jsonErrorText(body: string, error: Error): string {
  const place = /position (\d+)/.exec(error.message)?.[1]
  if (body.trim() === '' || place === undefined || Number(place) >= body.length) return 'unexpected end of JSON input'
  return `invalid character '${body[Number(place)]}' looking for beginning of value`
}

/** The object of a POST or PUT: of the right kind and version, its fields checked as fieldValidation asks. */
export function readObject(
  request: ApiRequest,
  path: ResourcePath,
  caller: Caller,
  form: 'decoded' | 'as it stands' = 'decoded',
): Submitted {
  if (form === 'decoded') refuseUnknownForm(request)
  const value = readBody(request)
  const { kind } = path.definition
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    )
  const apiVersion = path.group ? `${path.group}/${path.version}` : path.version
  const given = value as { apiVersion?: unknown; kind?: unknown }
  if (
    (given.kind !== undefined && given.kind !== '' && given.kind !== kind) ||
    (given.apiVersion !== undefined && given.apiVersion !== '' && given.apiVersion !== apiVersion)
  )
    throw badRequest(
      `the API version in the data (${typeof given.apiVersion === 'string' ? given.apiVersion : JSON.stringify(given.apiVersion ?? '')}) does not match the expected API version (${apiVersion})`,
    )
  const decoded = checkFields(value, path, caller, doubledFields(request))
  return { ...(form === 'decoded' ? decoded : (value as Submitted)), apiVersion, kind }
}

/** Types and names of fields. Warnings go to the caller; errors are a BadRequest, or what `refusal` makes of them. */
export function checkFields(
  value: object,
  path: ResourcePath,
  caller: Caller,
  doubled: readonly string[] = [],
  refusal = unreadable(path),
): Submitted {
  const { kind } = path.definition
  const schema = schemaNameOf({ kind, group: path.group, version: path.version })
  if (!schema) return value as Submitted
  const { object, warnings, errors } = decode(schema, value, caller.fieldValidation ?? 'Ignore', doubled)
  if (errors[0] !== undefined) throw refusal(errors[0])
  for (const warning of warnings) caller.warn?.(warning)
  return object as unknown as Submitted
}

const unreadable =
  ({ definition: { kind }, version }: ResourcePath) =>
  (error: string): ApiError =>
    badRequest(cannotBeHandled(kind, version, error))
