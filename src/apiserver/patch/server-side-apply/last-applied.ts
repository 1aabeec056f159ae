// What `kubectl apply` left in an annotation: the same kubectl takes it over on the server's side without a conflict, and the
// annotation is kept up to date. Follows apimachinery/pkg/util/managedfields/internal/lastapplied{,manager,updater}.go, v1.36.
import type { ObjectMeta } from '../../../objects/kube-object'
import { sortedKeys } from '../../custom/sorted-keys'
import { escaped } from '../../../objects/go-text'
import { validateAnnotations } from '../../kinds/metadata/labels'
import { difference, EMPTY, union, type FieldSet } from './field-set'
import { changedFields, compareFields, fieldsOf } from './object-fields'
import type { Tracking } from './track'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
/** Who calls itself otherwise has nothing to do with the annotation. */
const KUBECTL = 'kubectl'

interface Annotated {
  readonly metadata?: Partial<ObjectMeta>
}

const annotationOf = ({ metadata }: Annotated): string => metadata?.annotations?.[LAST_APPLIED] ?? ''

/** Fields that stand in the live object as they were applied: whoever manages them, kubectl may change them. */
export function fieldsTakenOver(live: Annotated, { shape, key }: Tracking): FieldSet {
  const applied = key.manager === KUBECTL ? parsed(annotationOf(live)) : undefined
  if (!applied || applied['apiVersion'] !== key.apiVersion) return EMPTY
  const comparison = compareFields(applied, live, shape)
  return difference(fieldsOf(applied, shape), union(changedFields(comparison), comparison.removed))
}

/** The object with the annotation of what was applied now, where it has one. */
export function withLastApplied<T extends Annotated>(object: T, configuration: Annotated, { key }: Tracking): T {
  if (key.manager !== KUBECTL || annotationOf(object) === '') return object
  const { [LAST_APPLIED]: _, ...others } = object.metadata?.annotations ?? {}
  const annotations = { ...others, [LAST_APPLIED]: textOf(configuration) }
  const isTooLong = validateAnnotations(annotations, '').length > 0
  return { ...object, metadata: { ...object.metadata, annotations: isTooLong ? others : annotations } }
}

/** As the encoder of unstructured objects writes it. */
function textOf({ metadata = {}, ...rest }: Annotated): string {
  const { annotations, managedFields: _, ...bare } = metadata
  const { [LAST_APPLIED]: _last, ...others } = annotations ?? {}
  const configuration = { ...rest, metadata: annotations ? { ...bare, annotations: others } : bare }
  return `${escaped(JSON.stringify(sortedKeys(configuration)))}\n`
}

/** A client may have written anything there. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
