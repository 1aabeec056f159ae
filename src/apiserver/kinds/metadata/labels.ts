// Follows apimachinery/pkg/apis/meta/v1/validation, v1.36.
import type { LabelSelector } from '../../../objects/kinds'
import { isLabelValue, isQualifiedName } from '../../../objects/names'
import { forbiddenField, invalid, required, tooLong, type FieldError } from '../../field-errors'
import { each, eachEntry, invalidFor } from '../field-checks'

export type Labels = Readonly<Record<string, string>>

export const validateLabelName = (name: string, field: string): FieldError[] =>
  invalidFor(field, name, isQualifiedName(name))

export const validateLabels = (labels: Labels | undefined, field: string): FieldError[] =>
  eachEntry(labels, (key, value) => [
    ...validateLabelName(key, field),
    ...invalidFor(field, value, isLabelValue(value)),
  ])

/** 256 KiB for all keys and values together. */
const ANNOTATIONS_BYTES_MAX = 256 * 1024

/** Keys of annotations may have capitals, otherwise they are as those of labels. */
export function validateAnnotations(annotations: Labels | undefined, field: string): FieldError[] {
  let size = 0
  const errors = eachEntry(annotations, (key, value) => {
    size += key.length + value.length
    return invalidFor(field, key, isQualifiedName(key.toLowerCase()))
  })
  return size > ANNOTATIONS_BYTES_MAX ? [...errors, tooLong(field, ANNOTATIONS_BYTES_MAX)] : errors
}

/** `spec.selector` and its like; an absent selector is no error here. */
export function validateLabelSelector(selector: LabelSelector | undefined, field: string): FieldError[] {
  if (selector === undefined) return []
  return [
    ...validateLabels(selector.matchLabels, `${field}.matchLabels`),
    ...each(selector.matchExpressions, `${field}.matchExpressions`, validateRequirement),
  ]
}

type LabelSelectorRequirement = NonNullable<LabelSelector['matchExpressions']>[number]

function validateRequirement({ key, operator, values = [] }: LabelSelectorRequirement, field: string): FieldError[] {
  return [
    ...validateOperator(operator, values, field),
    ...validateLabelName(key, `${field}.key`),
    ...each(values, `${field}.values`, (value, at) => invalidFor(at, value, isLabelValue(value))),
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
    default:
      return [invalid(`${field}.operator`, operator, 'not a valid selector operator')]
  }
}
