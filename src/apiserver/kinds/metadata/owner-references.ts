// Follows apimachinery/pkg/api/validation/objectmeta.go, v1.36.
import type { OwnerReference } from '../../../objects/kube-object'
import { invalid, type FieldError } from '../../field-errors'

export function validateOwnerReferences(
  references: readonly OwnerReference[] | undefined,
  field: string,
): FieldError[] {
  const errors: FieldError[] = []
  let controller = ''
  for (const reference of references ?? []) {
    errors.push(...validateOwnerReference(reference, field))
    if (reference.controller !== true) continue
    const name = `${reference.kind}/${reference.name}`
    if (controller === '') controller = name
    else {
      const both = `Found "true" in references for ${controller} and ${name}`
      errors.push(invalid(field, references, `Only one reference can have Controller set to true. ${both}`))
    }
  }
  return errors
}

function validateOwnerReference(reference: OwnerReference, field: string): FieldError[] {
  const { apiVersion = '', kind, name, uid } = reference
  const errors: FieldError[] = []
  if (apiVersion === '' || apiVersion.endsWith('/'))
    errors.push(invalid(`${field}.apiVersion`, apiVersion, 'version must not be empty'))
  if (!kind) errors.push(invalid(`${field}.kind`, kind ?? '', 'must not be empty'))
  if (!name) errors.push(invalid(`${field}.name`, name ?? '', 'must not be empty'))
  if (!uid) errors.push(invalid(`${field}.uid`, uid ?? '', 'must not be empty'))
  if (apiVersion === 'v1' && kind === 'Event')
    errors.push(invalid(field, reference, '/v1, Kind=Event is disallowed from being an owner'))
  return errors
}
