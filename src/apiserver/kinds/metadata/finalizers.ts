// Follows apimachinery/pkg/api/validation/objectmeta.go and pkg/apis/core/validation, v1.36.
import { isQualifiedName } from '../../../objects/names'
import { forbiddenField, invalid, type FieldError } from '../../field-errors'
import { invalidFor } from '../field-checks'

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion']

export function validateFinalizers(finalizers: readonly string[] | undefined, field: string): FieldError[] {
  if (!finalizers?.length) return []
  const errors = finalizers.flatMap((finalizer) => invalidFor(field, finalizer, isQualifiedName(finalizer)))
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion'))
    errors.push(invalid(field, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'))
  return errors
}

/** The older kinds also want a name without a prefix to be one of the known ones. */
export const validateKubeFinalizer = (finalizer: string, field: string): FieldError[] =>
  finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)
    ? []
    : [invalid(field, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')]

/** An object that is being deleted may lose finalizers, never gain one. */
export function validateNoNewFinalizers(
  next: readonly string[] | undefined,
  previous: readonly string[] | undefined,
  field: string,
): FieldError[] {
  const found = [...new Set(next)].filter((finalizer) => !previous?.includes(finalizer)).sort()
  if (found.length === 0) return []
  const list = `[]string{${found.map((each) => JSON.stringify(each)).join(', ')}}`
  return [
    forbiddenField(
      field,
      `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`,
    ),
  ]
}
