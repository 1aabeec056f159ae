// Follows validateResourceRequirements of pkg/apis/core/validation, v1.36.
import type { PodSpec, ResourceRequirements } from '../../../objects/kinds'
import { podRequests } from '../../../objects/pods'
import {
  compareQuantities,
  parseQuantity,
  quantityText,
  type Quantity,
  type ResourceList,
} from '../../../objects/quantity'
import { isQualifiedName } from '../../../objects/names'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
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

const POD_LEVEL_RESOURCES = ['cpu', 'hugepages-', 'memory']

function validatePodResourceName(name: string, field: string): FieldError[] {
  const errors = validateResourceName(name, field)
  if (errors.length > 0) return errors
  return name === 'cpu' || name === 'memory' || isHugePages(name)
    ? []
    : [notSupported(field, name, POD_LEVEL_RESOURCES)]
}

type NameCheck = (name: string, field: string) => FieldError[]

/** resources of a container: names, amounts, and no request above its limit. */
export const validateContainerResources = (
  resources: ResourceRequirements | undefined,
  claimNames: ReadonlySet<string>,
  field: string,
): FieldError[] =>
  resources === undefined ? [] : validateRequirements(resources, validateContainerResourceName, claimNames, field)

function validateRequirements(
  resources: ResourceRequirements,
  nameCheck: NameCheck,
  claimNames: ReadonlySet<string>,
  field: string,
): FieldError[] {
  const { limits = {}, requests = {} } = resources
  const errors = [
    ...eachEntry(limits, (name, text) => validateAmount(name, text, nameCheck, `${field}.limits[${name}]`)),
    ...eachEntry(requests, (name, text) => [
      ...validateAmount(name, text, nameCheck, `${field}.requests[${name}]`),
      ...validateRequestAgainstLimit(name, text, limits, field),
    ]),
  ]
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    errors.push(forbiddenField(field, 'HugePages require cpu or memory'))
  return [...errors, ...validateClaims(resources, claimNames, `${field}.claims`)]
}

function validateAmount(name: string, text: string, nameCheck: NameCheck, field: string): FieldError[] {
  const errors = [...nameCheck(name, field), ...validateResourceQuantity(name, text, field)]
  if (isHugePages(name) && !isMultipleOfPage(name, text))
    errors.push(invalid(field, text, `${text} is not positive integer multiple of ${name}`))
  return errors
}

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
  return each(claims, field, ({ name, request }, at) => {
    if (!name) return [required(at)]
    const key = request ? `${name}/${request}` : name
    const repeated = seen.has(name) || seen.has(key)
    seen.add(key)
    return [
      ...(repeated ? [{ type: 'Duplicate', field: at, value: key, detail: '' } as const] : []),
      ...(claimNames.has(name) ? [] : [{ type: 'NotFound', field: at, value: name, detail } as const]),
    ]
  })
}

export const validateOverhead = (overhead: ResourceList | undefined, field: string): FieldError[] =>
  overhead === undefined
    ? []
    : validateRequirements({ limits: overhead }, validateContainerResourceName, new Set(), field)

/** spec.resources: for the Pod as a whole. */
export function validatePodLevelResources(spec: PodSpec, claimNames: ReadonlySet<string>, field: string): FieldError[] {
  const { resources } = spec
  if (resources === undefined) return []
  return [
    ...(resources.claims ? [forbiddenField(`${field}.claims`, 'claims cannot be set for Resources at pod-level')] : []),
    ...validateRequirements(resources, validatePodResourceName, claimNames, field),
    ...validateAgainstContainers(spec, field),
  ]
}

function validateAgainstContainers({ resources, containers, initContainers }: PodSpec, field: string): FieldError[] {
  const { requests = {}, limits = {} } = resources ?? {}
  const together = podRequests({ containers, ...(initContainers ? { initContainers } : {}) })
  const errors = eachEntry(together, (name, sum) => {
    const own = requests[name] ?? '0'
    if (compareQuantities(parseQuantity(sum), parseQuantity(own)) <= 0) return []
    return [
      invalid(
        `${field}.requests[${name}]`,
        own,
        `must be greater than or equal to aggregate container requests of ${sum}`,
      ),
    ]
  })
  return [
    ...errors,
    ...each(containers, `${field}.containers`, (container, at) =>
      eachEntry(container.resources?.limits, (name, limit) => {
        const most = limits[name]
        if (most === undefined || compareQuantities(parseQuantity(limit), parseQuantity(most)) <= 0) return []
        return [invalid(`${at}[${name}].limits`, limit, `must be less than or equal to pod limits of ${most}`)]
      }),
    ),
  ]
}
