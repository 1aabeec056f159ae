// Follows ValidateLimitRange of pkg/apis/core/validation, v1.36.
import type { V1LimitRangeItem } from '../../../objects/generated/kubernetes'
import type { LimitRange } from '../../../objects/kinds'
import { isQualifiedName } from '../../../objects/names'
import { compareQuantities, parseQuantity, quantityApproximate } from '../../../objects/quantity'
import { duplicate, forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { each, eachEntry, invalidFor } from '../field-checks'
import { isOvercommitAllowed } from '../pod-template/resource-names'
import { validateContainerResourceName, validateResourceName } from '../pod-template/validate-resources'

const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim']

export function validateLimitRange({ spec }: LimitRange): FieldError[] {
  const seen = new Set<string>()
  return each(spec.limits, 'spec.limits', (item, at) => {
    const errors = validateType(item.type, `${at}.type`)
    if (seen.has(item.type)) errors.push(duplicate(`${at}.type`, item.type))
    seen.add(item.type)
    return [...errors, ...validateNames(item, at), ...validateAmounts(item, at)]
  })
}

function validateType(type: string, field: string): FieldError[] {
  const errors = invalidFor(field, type, isQualifiedName(type ?? ''))
  if (errors.length > 0 || type.includes('/') || TYPES.includes(type)) return errors
  return [invalid(field, type, 'must be a standard limit type or fully qualified')]
}

function validateNames(item: V1LimitRangeItem, field: string): FieldError[] {
  const check = item.type === 'Pod' || item.type === 'Container' ? validateContainerResourceName : validateResourceName
  const named = (what: 'max' | 'min' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio') =>
    eachEntry(item[what], (name) => check(name, `${field}.${what}[${name}]`))
  const forPod = (what: 'default' | 'defaultRequest') =>
    Object.keys(item[what] ?? {}).length > 0
      ? [forbiddenField(`${field}.${what}`, "may not be specified when `type` is 'Pod'")]
      : []
  const bounded = item.min?.['storage'] !== undefined || item.max?.['storage'] !== undefined
  return [
    ...named('max'),
    ...named('min'),
    ...(item.type === 'Pod'
      ? [...forPod('default'), ...forPod('defaultRequest')]
      : [...named('default'), ...named('defaultRequest')]),
    ...(item.type === 'PersistentVolumeClaim' && !bounded
      ? [required(`${field}.limits`, 'either minimum or maximum storage value is required, but neither was provided')]
      : []),
    ...named('maxLimitRequestRatio'),
  ]
}

const isLess = (a: string, b: string): boolean => compareQuantities(parseQuantity(a), parseQuantity(b)) < 0

/** All amounts of one resource against each other. */
function validateAmounts(item: V1LimitRangeItem, field: string): FieldError[] {
  const isPod = item.type === 'Pod'
  const names = new Set(
    [
      item.max,
      item.min,
      isPod ? {} : item.default,
      isPod ? {} : item.defaultRequest,
      item.maxLimitRequestRatio,
    ].flatMap((list) => Object.keys(list ?? {})),
  )
  return [...names].sort().flatMap((name) => {
    const [min, max, limit, request, ratio] = [
      item.min?.[name],
      item.max?.[name],
      item.default?.[name],
      item.defaultRequest?.[name],
      item.maxLimitRequestRatio?.[name],
    ]
    const errors: FieldError[] = []
    const say = (what: string, value: string, words: string) =>
      errors.push(invalid(`${field}.${what}[${name}]`, value, words))
    if (min && max && isLess(max, min)) say('min', min, `min value ${min} is greater than max value ${max}`)
    if (request && min && isLess(request, min))
      say('defaultRequest', request, `min value ${min} is greater than default request value ${request}`)
    if (request && max && isLess(max, request))
      say('defaultRequest', request, `default request value ${request} is greater than max value ${max}`)
    if (request && limit && isLess(limit, request))
      say('defaultRequest', request, `default request value ${request} is greater than default limit value ${limit}`)
    if (limit && min && isLess(limit, min))
      say('default', min, `min value ${min} is greater than default value ${limit}`)
    if (limit && max && isLess(max, limit))
      say('default', max, `default value ${limit} is greater than max value ${max}`)
    if (ratio && isLess(ratio, '1')) say('maxLimitRequestRatio', ratio, `ratio ${ratio} is less than 1`)
    if (ratio && min && max) {
      const most = quantityApproximate(parseQuantity(max)) / quantityApproximate(parseQuantity(min))
      if (quantityApproximate(parseQuantity(ratio)) > most)
        say('maxLimitRequestRatio', ratio, `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`)
    }
    if (!isOvercommitAllowed(name) && limit && request && limit !== request)
      say('defaultRequest', request, `default value ${limit} must equal to defaultRequest value ${request} in ${name}`)
    return errors
  })
}
