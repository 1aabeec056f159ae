// Follows ValidatePersistentVolumeClaimSpec of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1PersistentVolumeClaimSpec, V1TypedObjectReference } from '../../../objects/generated/kubernetes'
import { isDns1123Label, isDns1123Subdomain } from '../../../objects/names'
import { parseQuantity } from '../../../objects/quantity'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { invalidFor, NOT_POSITIVE, oneOf, requiredText } from '../field-checks'
import { validateLabelSelector } from '../metadata/labels'

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
export const VOLUME_MODES = ['Block', 'Filesystem']

export function validateClaimSpec(spec: V1PersistentVolumeClaimSpec, field: string): FieldError[] {
  const {
    accessModes = [],
    selector,
    storageClassName,
    volumeMode,
    dataSource,
    dataSourceRef,
    volumeAttributesClassName,
  } = spec
  return [
    ...(accessModes.length === 0 ? [required(`${field}.accessModes`, 'at least 1 access mode is required')] : []),
    ...validateLabelSelector(selector, `${field}.selector`),
    ...validateAccessModes(accessModes, `${field}.accessModes`),
    ...validateStorage(spec.resources?.requests?.['storage'], `${field}.resources[storage]`),
    ...(storageClassName
      ? invalidFor(`${field}.storageClassName`, storageClassName, isDns1123Subdomain(storageClassName))
      : []),
    ...oneOf(`${field}.volumeMode`, volumeMode, VOLUME_MODES),
    ...(dataSource ? validateDataSource(dataSource, `${field}.dataSource`) : []),
    ...(dataSourceRef ? validateDataSource(dataSourceRef, `${field}.dataSourceRef`) : []),
    ...validateBothSources(spec, field),
    ...(volumeAttributesClassName
      ? invalidFor(
          `${field}.volumeAttributesClassName`,
          volumeAttributesClassName,
          isDns1123Subdomain(volumeAttributesClassName),
        )
      : []),
  ]
}

/** Upstream shows the path of the field, of which nothing can be seen. */
function validateBothSources({ dataSource, dataSourceRef }: V1PersistentVolumeClaimSpec, field: string): FieldError[] {
  if (!dataSource || !dataSourceRef) return []
  if (dataSourceRef.namespace)
    return [invalid(field, {}, 'may not be specified when dataSourceRef.namespace is specified')]
  const { namespace: _, ...reference } = dataSourceRef
  return dequal(dataSource, reference) ? [] : [invalid(field, {}, 'must match dataSourceRef')]
}

/** ReadWriteOncePod stands alone. */
export function validateAccessModes(modes: readonly string[], field: string): FieldError[] {
  const errors = modes
    .filter((mode) => !ACCESS_MODES.includes(mode))
    .map((mode) => notSupported(field, mode, ACCESS_MODES))
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode))
  if (modes.includes('ReadWriteOncePod') && others)
    errors.push(forbiddenField(field, 'may not use ReadWriteOncePod with other access modes'))
  return errors
}

function validateStorage(text: string | undefined, field: string): FieldError[] {
  if (text === undefined) return [required(field)]
  return parseQuantity(text).nano > 0n ? [] : [invalid(field, text, NOT_POSITIVE)]
}

function validateDataSource({ name, kind, apiGroup, namespace }: V1TypedObjectReference, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.name`, name),
    ...requiredText(`${field}.kind`, kind),
    ...(!apiGroup && kind !== 'PersistentVolumeClaim'
      ? [invalid(field, kind ?? '', "must be 'PersistentVolumeClaim' when referencing the default apiGroup")]
      : []),
    ...(apiGroup ? invalidFor(`${field}.apiGroup`, apiGroup, isDns1123Subdomain(apiGroup)) : []),
    ...(namespace ? invalidFor(`${field}.namespace`, namespace, isDns1123Label(namespace)) : []),
  ]
}
