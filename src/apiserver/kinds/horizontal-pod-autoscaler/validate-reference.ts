import type * as k from '../../../objects/generated/kubernetes'
import { required, type FieldError } from '../../field-errors'
import { validatePathSegment } from '../path-segment'

/** A reference to a scalable object or to the object that a metric describes. */
export const validateReference = (reference: k.V2CrossVersionObjectReference | undefined, field: string): FieldError[] =>
  (['kind', 'name'] as const).flatMap((name) => {
    const value = reference?.[name]
    return value ? validatePathSegment(value, `${field}.${name}`) : [required(`${field}.${name}`)]
  })
