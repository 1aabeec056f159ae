// Volumes that show what the cluster knows: keys, the Pod's own fields, tokens.
// Follows validateProjectedVolumeSource and validateDownwardAPIVolumeSource of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { each, requiredText } from '../field-checks'
import { validateResourceFieldRef } from './validate-env'
import { validateFieldRef } from './validate-field-ref'
import { validateFileMode, validateNonReservedPath } from './validate-paths'

export function validateKeyToPath({ key, path, mode }: k.V1KeyToPath, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.key`, key),
    ...requiredText(`${field}.path`, path),
    ...validateNonReservedPath(path ?? '', `${field}.path`),
    ...validateFileMode(mode, `${field}.mode`),
  ]
}

const FILE_FIELD_PATHS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
]

function validateDownwardFile(
  { path, fieldRef, resourceFieldRef, mode }: k.V1DownwardAPIVolumeFile,
  field: string,
): FieldError[] {
  const errors = [...requiredText(`${field}.path`, path), ...validateNonReservedPath(path ?? '', `${field}.path`)]
  if (fieldRef) {
    errors.push(...validateFieldRef(fieldRef, FILE_FIELD_PATHS, `${field}.fieldRef`))
    if (resourceFieldRef)
      errors.push(invalid(field, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'))
  } else if (resourceFieldRef)
    errors.push(...validateResourceFieldRef(resourceFieldRef, `${field}.resourceFieldRef`, true))
  else errors.push(required(field, 'one of fieldRef and resourceFieldRef is required'))
  return [...errors, ...validateFileMode(mode, `${field}.mode`)]
}

/** The errors name the volume, not the file: so it is upstream. */
export function validateDownwardApi({ defaultMode, items }: k.V1DownwardAPIVolumeSource, field: string): FieldError[] {
  return [
    ...validateFileMode(defaultMode, `${field}.defaultMode`),
    ...(items ?? []).flatMap((file) => validateDownwardFile(file, field)),
  ]
}

export function validateProjected({ defaultMode, sources }: k.V1ProjectedVolumeSource, field: string): FieldError[] {
  const paths = new Set<string>()
  const conflict = (path: string | undefined, about: string): FieldError[] => {
    if (!path) return []
    if (paths.has(path)) return [invalid(field, about, 'conflicting duplicate paths')]
    paths.add(path)
    return []
  }
  return [
    ...validateFileMode(defaultMode, `${field}.defaultMode`),
    ...each(sources, `${field}.sources`, (source, at) => validateProjection(source, { at, field, conflict })),
  ]
}

interface ProjectionPlace {
  readonly at: string
  readonly field: string
  readonly conflict: (path: string | undefined, about: string) => FieldError[]
}

function validateProjection(source: k.V1VolumeProjection, { at, field, conflict }: ProjectionPlace): FieldError[] {
  const { secret, configMap, downwardAPI, serviceAccountToken: token } = source
  const errors: FieldError[] = []
  for (const [name, projection] of [
    ['secret', secret],
    ['configMap', configMap],
  ] as const) {
    if (!projection) continue
    errors.push(...requiredText(`${at}.${name}.name`, projection.name))
    errors.push(
      ...each(projection.items, `${at}.${name}.items`, (item, itemAt) => [
        ...validateKeyToPath(item, itemAt),
        ...conflict(item.path, projection.name ?? ''),
      ]),
    )
  }
  for (const file of downwardAPI?.items ?? [])
    errors.push(...validateDownwardFile(file, `${at}.downwardAPI`), ...conflict(file.path, file.path))
  if (token) errors.push(...validateToken(token, { at, field }))
  if (Object.values(source).filter((each) => each !== undefined).length > 1)
    errors.push(forbiddenField(at, 'may not specify more than 1 volume type per source'))
  return errors
}

function validateToken(
  { expirationSeconds = 0, path }: k.V1ServiceAccountTokenProjection,
  { at, field }: { at: string; field: string },
): FieldError[] {
  const about = `${at}.serviceAccountToken.expirationSeconds`
  return [
    ...(expirationSeconds < 600
      ? [invalid(about, expirationSeconds, 'may not specify a duration less than 10 minutes')]
      : []),
    ...(expirationSeconds > 2 ** 32
      ? [invalid(about, expirationSeconds, 'may not specify a duration larger than 2^32 seconds')]
      : []),
    ...(path ? validateNonReservedPath(path, `${field}.path`) : [required(`${field}.path`)]),
  ]
}
