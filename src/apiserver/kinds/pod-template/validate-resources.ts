// Follows validateResourceRequirements of pkg/apis/core/validation, v1.36.
import type { ResourceRequirements } from '../../../objects/kinds'
import {
  compareQuantities,
  parseQuantity,
  quantityText,
  type Quantity,
  type ResourceList,
} from '../../../objects/quantity'
import { isDns1123Label, isQualifiedName } from '../../../objects/names'
import { duplicate, forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { each, eachEntry, invalidFor, NEGATIVE } from '../field-checks'
import {
  isExtendedResource,
  isHugePages,
  isIntegerResource,
  isNativeResource,
  isOvercommitAllowed,
  isStandardContainerResource,
  isStandardResource,
} from './resource-names'

const NOT_INTEGER = 'must be an integer'
const NANO_IN_UNIT = 1_000_000_000n

/** Not negative, and whole where parts make no sense. */
export function validateResourceQuantity(name: string, text: string, field: string): FieldError[] {
  const quantity = parseQuantity(text)
  return [
    ...validateNonNegativeQuantity(quantity, field),
    ...(isIntegerResource(name) && quantity.nano % NANO_IN_UNIT !== 0n ? [invalid(field, text, NOT_INTEGER)] : []),
  ]
}

export const validateNonNegativeQuantity = (quantity: Quantity, field: string): FieldError[] =>
  quantity.nano < 0n ? [invalid(field, quantityText(quantity), NEGATIVE)] : []

export function validateResourceName(name: string, field: string): FieldError[] {
  const wrong = invalidFor(field, name, isQualifiedName(name))
  if (wrong.length > 0 || name.includes('/') || isStandardResource(name)) return wrong
  return [invalid(field, name, 'must be a standard resource type or fully qualified')]
}

export function validateContainerResourceName(name: string, field: string): FieldError[] {
  const errors = validateResourceName(name, field)
  if (!name.includes('/'))
    return isStandardContainerResource(name)
      ? errors
      : [...errors, invalid(field, name, 'must be a standard resource for containers')]
  if (isNativeResource(name) || isExtendedResource(name)) return errors
  return [...errors, invalid(field, name, "doesn't follow extended resource name standard")]
}

type NameCheck = (name: string, field: string) => FieldError[]

/** resources of a container: names, amounts, and no request above its limit. */
export const validateContainerResources = (
  resources: ResourceRequirements | undefined,
  claimNames: ReadonlySet<string>,
  field: string,
): FieldError[] =>
  resources === undefined ? [] : validateRequirements(resources, validateContainerResourceName, claimNames, field)

export function validateRequirements(
  resources: ResourceRequirements,
  nameCheck: NameCheck,
  claimNames: ReadonlySet<string>,
  field: string,
): FieldError[] {
  const { limits = {}, requests = {} } = resources
  const errors = [
    ...eachEntry(limits, (name, text) => [
      ...nameCheck(name, `${field}.limits[${name}]`),
      ...validateResourceQuantity(name, text, `${field}.limits[${name}]`),
      ...validatePages(name, text, `${field}.limits[${name}]`),
    ]),
    ...eachEntry(requests, (name, text) => [
      ...nameCheck(name, `${field}.requests[${name}]`),
      ...validateResourceQuantity(name, text, `${field}.requests[${name}]`),
      ...validateRequestAgainstLimit(name, text, limits, field),
      ...validatePages(name, text, `${field}.requests[${name}]`),
    ]),
  ]
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    errors.push(forbiddenField(field, 'HugePages require cpu or memory'))
  return [...errors, ...validateClaims(resources, claimNames, `${field}.claims`)]
}

const validatePages = (name: string, text: string, field: string): FieldError[] =>
  isHugePages(name) && !isMultipleOfPage(name, text)
    ? [invalid(field, text, `${text} is not positive integer multiple of ${name}`)]
    : []

function isMultipleOfPage(name: string, text: string): boolean {
  const page = parseQuantity(name.slice('hugepages-'.length)).nano
  const amount = parseQuantity(text).nano
  return page > 0n && amount >= 0n && amount % page === 0n
}

function validateRequestAgainstLimit(name: string, text: string, limits: ResourceList, field: string): FieldError[] {
  const limit = limits[name]
  if (limit === undefined) {
    return isOvercommitAllowed(name)
      ? []
      : [required(`${field}.limits`, 'Limit must be set for non overcommitable resources')]
  }
  const difference = compareQuantities(parseQuantity(text), parseQuantity(limit))
  if (difference !== 0 && !isOvercommitAllowed(name))
    return [invalid(`${field}.requests`, text, `must be equal to ${name} limit of ${limit}`)]
  return difference > 0
    ? [invalid(`${field}.requests`, text, `must be less than or equal to ${name} limit of ${limit}`)]
    : []
}

function validateClaims(
  { claims }: ResourceRequirements,
  claimNames: ReadonlySet<string>,
  field: string,
): FieldError[] {
  const known = [...claimNames].sort()
  const detail = `must be one of the names in pod.spec.resourceClaims${known.length === 0 ? ' which is empty' : `: ${known.join(', ')}`}`
  const seen = new Set<string>()
  return each(claims, field, ({ name, request = '' }, at) => {
    if (!name) return [required(at)]
    const errors = validateClaim(name, request, seen, at)
    seen.add(claimKey(name, seen.has(name) ? '' : request))
    return claimNames.has(name) ? errors : [...errors, { type: 'NotFound', field: at, value: name, detail } as const]
  })
}

const claimKey = (name: string, request: string): string => (request ? `${name}/${request}` : name)

/** A claim is referred to as a whole, or each of its requests once. seen: the references before. */
function validateClaim(name: string, request: string, seen: ReadonlySet<string>, field: string): FieldError[] {
  if (seen.has(name)) return [duplicate(field, name)]
  if (request) {
    const key = claimKey(name, request)
    return [
      ...invalidFor(`${field}.request`, request, isDns1123Label(request)),
      ...(seen.has(key) ? [duplicate(field, key)] : []),
    ]
  }
  return [...seen].filter((key) => key.startsWith(`${name}/`)).map(() => duplicate(field, name))
}

export const validateOverhead = (overhead: ResourceList | undefined, field: string): FieldError[] =>
  overhead === undefined
    ? []
    : validateRequirements({ limits: overhead }, validateContainerResourceName, new Set(), field)
