// Follows validateObjectFieldSelector of pkg/apis/core/validation and ConvertDownwardAPIFieldLabel of pkg/apis/core/pods,
// v1.36.
import type { V1ObjectFieldSelector } from '../../../objects/generated/kubernetes'
import { isQualifiedName } from '../../../objects/names'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { invalidFor } from '../field-checks'

/** Labels of fields that the v1 API knows; what a place may not use of them is printed as it is. */
const KNOWN_FIELD_PATHS = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.serviceAccountName',
  'spec.schedulerName',
  'status.phase',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
])

/** fieldRef of environment variables and downward API files. */
export function validateFieldRef(
  { apiVersion, fieldPath }: V1ObjectFieldSelector,
  supported: readonly string[],
  field: string,
): FieldError[] {
  if (!apiVersion) return [required(`${field}.apiVersion`)]
  if (!fieldPath) return [required(`${field}.fieldPath`)]
  const { path, key } = subscripted(fieldPath)
  const wrong = conversionError(apiVersion, fieldPath, path, key)
  if (wrong) return [invalid(`${field}.fieldPath`, fieldPath, `error converting fieldPath: ${wrong}`)]
  if (key === undefined) {
    const known = path === 'spec.host' ? 'spec.nodeName' : path
    return supported.includes(known) ? [] : [notSupported(`${field}.fieldPath`, known, [...supported].sort())]
  }
  const name = path === 'metadata.annotations' ? key.toLowerCase() : key
  return invalidFor(field, name, isQualifiedName(name))
}

/** `metadata.labels['app']` */
function subscripted(fieldPath: string): { path: string; key?: string } {
  const [, path, key] = /^(.+?)\['([^]*)'\]$/.exec(fieldPath) ?? []
  return path === undefined || key === undefined ? { path: fieldPath } : { path, key }
}

function conversionError(version: string, fieldPath: string, path: string, key: string | undefined): string {
  if (version !== 'v1') return `unsupported pod version: ${version}`
  if (key === undefined)
    return KNOWN_FIELD_PATHS.has(path) || path === 'spec.host' ? '' : `field label not supported: ${fieldPath}`
  return path === 'metadata.annotations' || path === 'metadata.labels'
    ? ''
    : `field label does not support subscript: ${fieldPath}`
}
