// Follows ValidateSecurityContext and validatePodSpecSecurityContext of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { PodSpec } from '../../../objects/kinds'
import { isUserId } from '../../../objects/names'
import { forbiddenField, invalid, notSupported, required, tooLong, type FieldError } from '../../field-errors'
import { each, invalidFor, oneOf } from '../field-checks'
import { internalValue } from '../internal-diff'
import { validateDescendingPath } from './validate-paths'
import { validateSysctls } from './validate-sysctls'
import { validateWindowsOptions } from './validate-windows-options'
import { containersWithFields } from './visit-containers'

const validateId = (id: number | undefined, field: string): FieldError[] =>
  id === undefined ? [] : invalidFor(field, id, isUserId(id))

/** securityContext of a container. */
export function validateSecurityContext(
  context: k.V1SecurityContext | undefined,
  hostUsers: boolean,
  field: string,
): FieldError[] {
  if (context === undefined) return []
  const { procMount, allowPrivilegeEscalation, privileged, capabilities } = context
  const errors = [
    ...validateId(context.runAsUser, `${field}.runAsUser`),
    ...validateId(context.runAsGroup, `${field}.runAsGroup`),
    ...oneOf(`${field}.procMount`, procMount, ['Default', 'Unmasked']),
    ...(hostUsers && procMount === 'Unmasked'
      ? [invalid(`${field}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`')]
      : []),
    ...validateSeccomp(context.seccompProfile, `${field}.seccompProfile`),
  ]
  if (allowPrivilegeEscalation === false) {
    if (privileged)
      errors.push(
        invalid(
          field,
          internalValue('SecurityContext', context),
          'cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
        ),
      )
    if (capabilities?.add?.includes('CAP_SYS_ADMIN'))
      errors.push(
        invalid(
          field,
          internalValue('SecurityContext', context),
          'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
        ),
      )
  }
  return [
    ...errors,
    ...validateWindowsOptions(context.windowsOptions, `${field}.windowsOptions`),
    ...validateAppArmor(context.appArmorProfile, `${field}.appArmorProfile`),
  ]
}

/** securityContext of a Pod. */
export function validatePodSecurityContext(spec: PodSpec, field: string): FieldError[] {
  const { securityContext: context, hostPID, shareProcessNamespace } = spec
  return [
    ...validateId(context?.fsGroup, `${field}.fsGroup`),
    ...validateId(context?.runAsUser, `${field}.runAsUser`),
    ...validateId(context?.runAsGroup, `${field}.runAsGroup`),
    ...each(context?.supplementalGroups, `${field}.supplementalGroups`, (id, at) => validateId(id, at)),
    ...(hostPID && shareProcessNamespace
      ? [invalid(`${field}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled')]
      : []),
    ...validateSysctls(spec, `${field}.sysctls`),
    ...oneOf(`${field}.fsGroupChangePolicy`, context?.fsGroupChangePolicy, ['Always', 'OnRootMismatch']),
    ...validateSeccomp(context?.seccompProfile, `${field}.seccompProfile`),
    ...validateWindowsOptions(context?.windowsOptions, `${field}.windowsOptions`),
    ...validateAppArmor(context?.appArmorProfile, `${field}.appArmorProfile`),
    ...oneOf(`${field}.supplementalGroupsPolicy`, context?.supplementalGroupsPolicy, ['Merge', 'Strict']),
    ...oneOf(`${field}.seLinuxChangePolicy`, context?.seLinuxChangePolicy, ['MountOption', 'Recursive']),
  ]
}

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined']

function validateSeccomp(profile: k.V1SeccompProfile | undefined, field: string): FieldError[] {
  if (profile === undefined) return []
  const { type, localhostProfile } = profile
  const errors: FieldError[] = []
  if (!type) errors.push(required(`${field}.type`, 'type is required when seccompProfile is set'))
  else if (!PROFILE_TYPES.includes(type)) errors.push(notSupported(`${field}.type`, type, PROFILE_TYPES))
  if (type === 'Localhost') {
    if (localhostProfile === undefined)
      errors.push(required(`${field}.localhostProfile`, 'must be set when seccomp type is Localhost'))
    else errors.push(...validateDescendingPath(localhostProfile, `${field}.localhostProfile`))
  } else if (localhostProfile !== undefined)
    errors.push(
      invalid(
        `${field}.localhostProfile`,
        internalValue('SeccompProfile', profile),
        'can only be set when seccomp type is Localhost',
      ),
    )
  return errors
}

export function validateAppArmor(profile: k.V1AppArmorProfile | undefined, field: string): FieldError[] {
  if (profile === undefined) return []
  const { type, localhostProfile } = profile
  if (!type) return [required(`${field}.type`, 'type is required when appArmorProfile is set')]
  if (!PROFILE_TYPES.includes(type)) return [notSupported(`${field}.type`, type, PROFILE_TYPES)]
  const at = `${field}.localhostProfile`
  if (type !== 'Localhost')
    return localhostProfile === undefined
      ? []
      : [invalid(at, localhostProfile, 'can only be set when AppArmor type is Localhost')]
  return validateLocalhostProfile(localhostProfile, at)
}

const PROFILE_BYTES_MAX = 4095

function validateLocalhostProfile(profile: string | undefined, field: string): FieldError[] {
  if (!profile) return [required(field, 'must be set when AppArmor type is Localhost')]
  return [
    ...(profile === profile.trim() ? [] : [invalid(field, profile, 'must not be padded with whitespace')]),
    ...(profile.length > PROFILE_BYTES_MAX ? [tooLong(field, PROFILE_BYTES_MAX)] : []),
  ]
}

/** A Pod with users of its own may not share the host's namespaces. */
export function validateHostUsers(spec: PodSpec, field: string): FieldError[] {
  if (spec.hostUsers !== false) return []
  const why = 'when `hostUsers` is false'
  return [
    ...(spec.hostNetwork ? [forbiddenField(`${field}.hostNetwork`, why)] : []),
    ...(spec.hostPID ? [forbiddenField(`${field}.HostPID`, why)] : []),
    ...(spec.hostIPC ? [forbiddenField(`${field}.HostIPC`, why)] : []),
    ...containersWithFields(spec, field).flatMap(([{ volumeDevices }, at]) =>
      volumeDevices?.length ? [forbiddenField(`${at}.volumeDevices`, why)] : [],
    ),
  ]
}
