import type * as k from '../../../objects/generated/kubernetes'
import { invalid, required, type FieldError } from '../../field-errors'
import { validatePathSegment } from '../path-segment'

/** A reference to a scalable object or to the object that a metric describes. */
export const validateReference = (
  reference: k.V2CrossVersionObjectReference | undefined,
  field: string,
  { needsGroup }: { needsGroup: boolean },
): FieldError[] => [
  ...(['kind', 'name'] as const).flatMap((name) => {
    const value = reference?.[name]
    return value ? validatePathSegment(value, `${field}.${name}`) : [required(`${field}.${name}`)]
  }),
  ...validateApiVersion(reference?.apiVersion ?? '', `${field}.apiVersion`, needsGroup),
]

function validateApiVersion(apiVersion: string, field: string, needsGroup: boolean): FieldError[] {
  const [group = '', ...rest] = apiVersion.split('/')
  if (rest.length > 1) return [invalid(field, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)]
  return needsGroup && (rest.length === 0 || group === '')
    ? [invalid(field, apiVersion, 'apiVersion must specify API group')]
    : []
}
