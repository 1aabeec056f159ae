// Follows ValidateVolumeMounts and ValidateVolumeDevices of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Container, Volume } from '../../../objects/kinds'
import { forbiddenField, invalid, notFoundField, required, type FieldError } from '../../field-errors'
import { each, oneOf, requiredText } from '../field-checks'
import { validateDescendingPath, validateNoBacksteps } from './validate-paths'

/** The volumes of a Pod that are well formed themselves, by name. */
export type VolumesByName = ReadonlyMap<string, Volume>

export function validateVolumeMounts(container: Container, volumes: VolumesByName, field: string): FieldError[] {
  const devices = container.volumeDevices ?? []
  const paths = new Set<string>()
  return each(container.volumeMounts, field, (mount, at) => {
    const { name, mountPath } = mount
    const errors = [
      ...requiredText(`${at}.name`, name),
      ...(volumes.has(name) ? [] : [notFoundField(`${at}.name`, name ?? '')]),
      ...requiredText(`${at}.mountPath`, mountPath),
      ...(paths.has(mountPath) ? [invalid(`${at}.mountPath`, mountPath, 'must be unique')] : []),
      ...(devices.some((device) => device.name === name)
        ? [invalid(`${at}.name`, name, 'must not already exist in volumeDevices')]
        : []),
      ...(devices.some(({ devicePath }) => devicePath === mountPath)
        ? [invalid(`${at}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices')]
        : []),
      ...validateSubPaths(mount, { at, field }),
      ...validatePropagation(mount, container, `${field}.mountPropagation`),
      ...validateRecursiveReadOnly(mount, `${field}.recursiveReadOnly`),
    ]
    paths.add(mountPath)
    return errors
  })
}

/** These errors name the list instead of the item: so it is upstream. */
function validateSubPaths(
  { subPath, subPathExpr }: k.V1VolumeMount,
  { at, field }: { at: string; field: string },
): FieldError[] {
  return [
    ...(subPath ? validateDescendingPath(subPath, `${field}.subPath`) : []),
    ...(subPath && subPathExpr
      ? [invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive')]
      : []),
    ...(subPathExpr ? validateDescendingPath(subPathExpr, `${field}.subPathExpr`) : []),
  ]
}

function validatePropagation(
  { mountPropagation: mode }: k.V1VolumeMount,
  container: Container,
  field: string,
): FieldError[] {
  if (mode === undefined) return []
  const errors = oneOf(field, mode, ['Bidirectional', 'HostToContainer', 'None'])
  if (mode === 'Bidirectional' && container.securityContext?.privileged !== true)
    errors.push(forbiddenField(field, 'Bidirectional mount propagation is available only to privileged containers'))
  return errors
}

function validateRecursiveReadOnly(
  { recursiveReadOnly: mode, readOnly, mountPropagation }: k.V1VolumeMount,
  field: string,
): FieldError[] {
  if (mode === undefined || mode === 'Disabled') return []
  if (mode !== 'Enabled' && mode !== 'IfPossible') return oneOf(field, mode, ['Disabled', 'Enabled', 'IfPossible'])
  return [
    ...(readOnly ? [] : [forbiddenField(field, 'may only be specified when readOnly is true')]),
    ...(mountPropagation !== undefined && mountPropagation !== 'None'
      ? [forbiddenField(field, 'may only be specified when mountPropagation is None or not specified')]
      : []),
  ]
}

export function validateVolumeDevices(container: Container, volumes: VolumesByName, field: string): FieldError[] {
  const mounts = container.volumeMounts ?? []
  const names = new Set<string>()
  const paths = new Set<string>()
  return each(container.volumeDevices, field, ({ name, devicePath }, at) => {
    const volume = volumes.get(name)
    const fromClaim = volume?.persistentVolumeClaim !== undefined || volume?.ephemeral !== undefined
    const errors = [
      ...requiredText(`${at}.name`, name),
      ...(names.has(name) ? [invalid(`${at}.name`, name, 'must be unique')] : []),
      ...(volume && !fromClaim
        ? [
            invalid(
              `${at}.name`,
              name,
              'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
            ),
          ]
        : []),
      ...(volume ? [] : [notFoundField(`${at}.name`, name ?? '')]),
      ...(devicePath ? [] : [required(`${at}.devicePath`)]),
      ...(paths.has(devicePath) ? [invalid(`${at}.devicePath`, devicePath, 'must be unique')] : []),
      ...(devicePath && validateNoBacksteps(devicePath, at).length > 0
        ? [invalid(`${at}.devicePath`, devicePath, "can not contain backsteps ('..')")]
        : []),
      ...(mounts.some((mount) => mount.name === name)
        ? [invalid(`${at}.name`, name, 'must not already exist in volumeMounts')]
        : []),
      ...(mounts.some(({ mountPath }) => mountPath === devicePath)
        ? [invalid(`${at}.devicePath`, devicePath, 'must not already exist as a path in volumeMounts')]
        : []),
    ]
    names.add(name)
    paths.add(devicePath)
    return errors
  })
}
