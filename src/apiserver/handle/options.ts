// Options of the verbs that write, from the query or, for DELETE, from the body. Follows
// apimachinery/pkg/apis/meta/v1/validation, v1.36.
import type { DeleteOptions } from '../client'
import { decode } from '../decoding/decode'
import {
  forbiddenField,
  invalid,
  invalidObject,
  notSupported,
  required,
  tooLong,
  type FieldError,
} from '../field-errors'
import { badRequest } from '../status'
import { readBody } from './body'
import { refuseUnknownForm } from './media-types'
import type { ApiRequest, Query } from './request'

const FIELD_MANAGER_BYTES_MAX = 128
const FIELD_VALIDATIONS = ['', 'Ignore', 'Strict', 'Warn']
const POLICIES = ['Foreground', 'Background', 'Orphan']

const OPTIONS_KINDS: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
}

const optionsInvalid = (kind: string, errors: readonly FieldError[]) =>
  invalidObject({ group: 'meta.k8s.io', kind }, '', errors)

/** Throws Invalid for options that do not exist, before the object is looked at. */
export function refuseWrongOptions({ method, query }: ApiRequest, isApply: boolean): void {
  const kind = OPTIONS_KINDS[method]
  if (!kind) return
  const errors = [
    ...(method === 'PATCH' ? patchFaults(query, isApply) : []),
    ...managerFaults(query.get('fieldManager') ?? ''),
    ...dryRunFaults(query.all('dryRun')),
    ...validationFaults(query.get('fieldValidation') ?? ''),
  ]
  if (errors.length > 0) throw optionsInvalid(kind, errors)
}

function patchFaults(query: Query, isApply: boolean): FieldError[] {
  if (isApply) return query.get('fieldManager') ? [] : [required('fieldManager', 'is required for apply patch')]
  return query.get('force') === undefined ? [] : [forbiddenField('force', 'may not be specified for non-apply patch')]
}

function managerFaults(manager: string): FieldError[] {
  const unprintable = [...manager]
    .map((character, at) => ({ character, at }))
    .filter(({ character }) => /[^\P{C}]|[^\P{Z} ]/u.test(character))
  const code = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return [
    ...(new TextEncoder().encode(manager).length > FIELD_MANAGER_BYTES_MAX
      ? [tooLong('fieldManager', FIELD_MANAGER_BYTES_MAX)]
      : []),
    ...unprintable.map(({ character, at }) =>
      invalid('fieldManager', manager, `invalid character ${code(character)} (at position ${at})`),
    ),
  ]
}

const dryRunFaults = (values: readonly string[]): FieldError[] =>
  values.every((each) => each === 'All') ? [] : [notSupported('dryRun', values, ['All'])]
const validationFaults = (value: string): FieldError[] =>
  FIELD_VALIDATIONS.includes(value) ? [] : [notSupported('fieldValidation', value, FIELD_VALIDATIONS)]

interface GivenDeleteOptions {
  gracePeriodSeconds?: number
  propagationPolicy?: string
  orphanDependents?: boolean
  dryRun?: string[]
  preconditions?: { uid?: string; resourceVersion?: string }
}

/** From the body, or from the query where there is none. Throws BadRequest or Invalid. */
export function deleteOptions(request: ApiRequest): DeleteOptions & { readonly dryRun: boolean } {
  const given = request.body.trim() === '' ? fromQuery(request.query) : fromBody(request)
  const { gracePeriodSeconds, orphanDependents, preconditions, dryRun = [] } = given
  const errors = deleteFaults(given)
  if (errors.length > 0) throw optionsInvalid('DeleteOptions', errors)
  const propagationPolicy = (given.propagationPolicy ??
    (orphanDependents === undefined
      ? undefined
      : orphanDependents
        ? 'Orphan'
        : 'Background')) as DeleteOptions['propagationPolicy']
  return {
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
    ...(preconditions ? { preconditions } : {}),
    dryRun: dryRun.length > 0,
  }
}

function fromQuery(query: Query): GivenDeleteOptions {
  refuseNoNumber(query, ['gracePeriodSeconds'])
  const seconds = query.number('gracePeriodSeconds')
  const policy = query.get('propagationPolicy')
  const dryRun = query.all('dryRun')
  return {
    ...(seconds === undefined ? {} : { gracePeriodSeconds: seconds }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
    ...(query.get('orphanDependents') === undefined ? {} : { orphanDependents: query.flag('orphanDependents') }),
    dryRun: [...dryRun],
  }
}

/** Options of any group are taken, other kinds are not. */
function refuseOtherKind(value: unknown): void {
  const { kind, apiVersion } = (value ?? {}) as { kind?: unknown; apiVersion?: unknown }
  if (typeof kind !== 'string' || kind === '' || kind === 'DeleteOptions') return
  throw badRequest(
    `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion ?? '')} in scheme "k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27"`,
  )
}

function fromBody(request: ApiRequest): GivenDeleteOptions {
  refuseUnknownForm(request)
  const body = readBody(request, "couldn't get version/kind; json parse error: ")
  refuseOtherKind(body)
  const { object, errors } = decode('io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions', body)
  if (errors[0] !== undefined) throw badRequest(errors[0])
  return object
}

function deleteFaults({ propagationPolicy, orphanDependents, dryRun = [] }: GivenDeleteOptions): FieldError[] {
  return [
    ...(orphanDependents !== undefined && propagationPolicy !== undefined
      ? [invalid('propagationPolicy', propagationPolicy, 'orphanDependents and deletionPropagation cannot be both set')]
      : []),
    ...(propagationPolicy !== undefined && !POLICIES.includes(propagationPolicy)
      ? [notSupported('propagationPolicy', propagationPolicy, [...POLICIES, 'nil'])]
      : []),
    ...dryRunFaults(dryRun),
  ]
}

const MATCH = 'resourceVersionMatch'
const MATCHES = ['Exact', 'NotOlderThan']

const INT64_MAX = 2n ** 63n

/** Throws BadRequest for a parameter that is no number, in the words of strconv.ParseInt. */
function refuseNoNumber(query: Query, names: readonly string[]): void {
  for (const name of names) {
    const value = query.get(name)
    if (value === undefined) continue
    const why = /^[+-]?\d+$/.test(value) ? outOfRange(BigInt(value.replace('+', ''))) : 'invalid syntax'
    if (why) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(value)}: ${why}`)
  }
}

const outOfRange = (value: bigint): string => (value >= INT64_MAX || value < -INT64_MAX ? 'value out of range' : '')

/** Throws Invalid for options of a list or watch that exclude each other. Follows apis/meta/internalversion/validation. */
export function refuseWrongList(query: Query, isWatch: boolean): void {
  refuseNoNumber(query, ['limit', 'timeoutSeconds'])
  const match = query.get(MATCH) ?? ''
  const initial = query.get('sendInitialEvents') !== undefined
  const errors = isWatch
    ? watchFaults(query, match, initial)
    : [
        ...(match === '' ? [] : matchFaults(query, match)),
        ...(initial ? [forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list')] : []),
      ]
  if (errors.length > 0) throw optionsInvalid('ListOptions', errors)
}

function matchFaults(query: Query, match: string): FieldError[] {
  const version = query.get('resourceVersion') ?? ''
  return [
    ...(version === ''
      ? [forbiddenField(MATCH, 'resourceVersionMatch is forbidden unless resourceVersion is provided')]
      : []),
    ...(query.get('continue')
      ? [forbiddenField(MATCH, 'resourceVersionMatch is forbidden when continue is provided')]
      : []),
    ...(MATCHES.includes(match) ? [] : [notSupported(MATCH, match, [...MATCHES, ''])]),
    ...(match === 'Exact' && version === '0'
      ? [forbiddenField(MATCH, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')]
      : []),
  ]
}

function watchFaults(query: Query, match: string, initial: boolean): FieldError[] {
  const needed =
    initial && match !== 'NotOlderThan'
      ? [forbiddenField(MATCH, 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')]
      : []
  if (match === '') return needed
  return [
    ...needed,
    ...(initial
      ? []
      : [forbiddenField(MATCH, 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')]),
    ...(match === 'NotOlderThan' ? [] : [notSupported(MATCH, match, ['NotOlderThan'])]),
    ...(query.get('continue')
      ? [forbiddenField(MATCH, 'resourceVersionMatch is forbidden when continue is provided')]
      : []),
  ]
}
