// Follows validateAffinity of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { isDns1123Label, isDns1123Subdomain, isLabelValue } from '../../../objects/names'
import { forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { each, invalidFor } from '../field-checks'
import { validateLabelName, validateLabelSelector } from '../metadata/labels'
import { validateLabelKeys } from './validate-label-keys'

export function validateAffinity(affinity: k.V1Affinity | undefined, field: string): FieldError[] {
  if (affinity === undefined) return []
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity
  return [
    ...(nodeAffinity ? validateNodeAffinity(nodeAffinity, `${field}.nodeAffinity`) : []),
    ...(podAffinity ? validatePodAffinity(podAffinity, `${field}.podAffinity`) : []),
    ...(podAntiAffinity ? validatePodAffinity(podAntiAffinity, `${field}.podAntiAffinity`) : []),
  ]
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'
const WEIGHT = 'must be in the range 1-100'

const validateWeight = (weight: number | undefined, field: string): FieldError[] =>
  weight !== undefined && weight >= 1 && weight <= 100 ? [] : [invalid(field, weight ?? 0, WEIGHT)]

function validateNodeAffinity(affinity: k.V1NodeAffinity, field: string): FieldError[] {
  const selector = affinity[REQUIRED]
  return [
    ...(selector ? validateNodeSelector(selector, `${field}.${REQUIRED}`) : []),
    ...each(affinity[PREFERRED], `${field}.${PREFERRED}`, ({ weight, preference }, at) => [
      ...validateWeight(weight, `${at}.weight`),
      // Values of preferences were never checked upstream: with a single node even odd ones may hold.
      ...validateTerm(preference, `${at}.preference`, false),
    ]),
  ]
}

/** Terms of required node affinity; volumes have them as well. */
export function validateNodeSelector({ nodeSelectorTerms: terms }: k.V1NodeSelector, field: string): FieldError[] {
  const at = `${field}.nodeSelectorTerms`
  if (!terms?.length) return [required(at, 'must have at least one node selector term')]
  return each(terms, at, (term, termAt) => validateTerm(term, termAt, true))
}

const validateTerm = (term: k.V1NodeSelectorTerm | undefined, field: string, checkValues: boolean): FieldError[] => [
  ...each(term?.matchExpressions, `${field}.matchExpressions`, (requirement, at) =>
    validateExpression(requirement, at, checkValues),
  ),
  ...each(term?.matchFields, `${field}.matchFields`, validateFieldRequirement),
]

function validateExpression(
  { key, operator, values = [] }: k.V1NodeSelectorRequirement,
  field: string,
  checkValues: boolean,
): FieldError[] {
  return [
    ...validateOperator(operator, values, field),
    ...validateLabelName(key, `${field}.key`),
    ...(checkValues ? each(values, `${field}.values`, (value, at) => invalidFor(at, value, isLabelValue(value))) : []),
  ]
}

function validateOperator(operator: string, values: readonly string[], field: string): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
    case 'Exists':
    case 'DoesNotExist':
      if (values.length === 0) return []
      return [forbiddenField(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
    case 'Gt':
    case 'Lt':
      return values.length === 1
        ? []
        : [required(`${field}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")]
    default:
      return [invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator')]
  }
}

const ONE_VALUE = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"

function validateFieldRequirement(
  { key, operator, values = [] }: k.V1NodeSelectorRequirement,
  field: string,
): FieldError[] {
  const errors: FieldError[] = []
  if (operator !== 'In' && operator !== 'NotIn')
    errors.push(invalid(`${field}.operator`, operator ?? '', 'not a valid selector operator'))
  else if (values.length !== 1) errors.push(required(`${field}.values`, ONE_VALUE))
  if (key !== 'metadata.name') return [...errors, invalid(`${field}.key`, key ?? '', 'not a valid field selector key')]
  return [
    ...errors,
    ...each(values, `${field}.values`, (value, at) => invalidFor(at, value, isDns1123Subdomain(value))),
  ]
}

const validatePodAffinity = (affinity: k.V1PodAffinity | k.V1PodAntiAffinity, field: string): FieldError[] => [
  ...each(affinity[REQUIRED], `${field}.${REQUIRED}`, validatePodTerm),
  ...each(affinity[PREFERRED], `${field}.${PREFERRED}`, ({ weight, podAffinityTerm }, at) => [
    ...validateWeight(weight, `${at}.weight`),
    ...(podAffinityTerm ? validatePodTerm(podAffinityTerm, `${at}.podAffinityTerm`) : []),
  ]),
]

function validatePodTerm(term: k.V1PodAffinityTerm, field: string): FieldError[] {
  const { labelSelector, namespaceSelector, namespaces, topologyKey = '' } = term
  return [
    ...validateLabelSelector(labelSelector, `${field}.labelSelector`),
    ...validateLabelSelector(namespaceSelector, `${field}.namespaceSelector`),
    ...(namespaces ?? []).flatMap((name) => invalidFor(`${field}.namespace`, name, isDns1123Label(name))),
    ...validateLabelKeys(term, field),
    ...(topologyKey === '' ? [required(`${field}.topologyKey`, 'can not be empty')] : []),
    ...validateLabelName(topologyKey, `${field}.topologyKey`),
  ]
}
