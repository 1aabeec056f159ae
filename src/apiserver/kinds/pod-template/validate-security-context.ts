// Follows ValidateSecurityContext and validatePodSpecSecurityContext of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { PodSpec } from '../../../objects/kinds'
import { isUserId } from '../../../objects/names'
import { duplicate, forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor, oneOf } from '../field-checks'
import { internalValue } from '../internal-diff'
import { validateDescendingPath } from './validate-paths'

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
  return [...errors, ...validateAppArmor(context.appArmorProfile, `${field}.appArmorProfile`)]
}

/** securityContext of a Pod. */
export function validatePodSecurityContext(
  { securityContext: context, hostPID, shareProcessNamespace }: PodSpec,
  field: string,
): FieldError[] {
  return [
    ...validateId(context?.fsGroup, `${field}.fsGroup`),
    ...validateId(context?.runAsUser, `${field}.runAsUser`),
    ...validateId(context?.runAsGroup, `${field}.runAsGroup`),
    ...each(context?.supplementalGroups, `${field}.supplementalGroups`, (id, at) => validateId(id, at)),
    ...(hostPID && shareProcessNamespace
      ? [invalid(`${field}.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled')]
      : []),
    ...validateSysctls(context?.sysctls, `${field}.sysctls`),
    ...oneOf(`${field}.fsGroupChangePolicy`, context?.fsGroupChangePolicy, ['Always', 'OnRootMismatch']),
    ...validateSeccomp(context?.seccompProfile, `${field}.seccompProfile`),
    ...validateAppArmor(context?.appArmorProfile, `${field}.appArmorProfile`),
    ...oneOf(`${field}.supplementalGroupsPolicy`, context?.supplementalGroupsPolicy, ['Merge', 'Strict']),
    ...oneOf(`${field}.seLinuxChangePolicy`, context?.seLinuxChangePolicy, ['MountOption', 'Recursive']),
  ]
}

const SYSCTL_SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const SYSCTL_FORMAT = `^(${SYSCTL_SEGMENT}[\\./])*${SYSCTL_SEGMENT}$`
const SYSCTL = new RegExp(SYSCTL_FORMAT)
const SYSCTL_BYTES_MAX = 253

function validateSysctls(sysctls: k.V1Sysctl[] | undefined, field: string): FieldError[] {
  const seen = new Set<string>()
  return each(sysctls, field, ({ name }, at) => {
    if (!name) return [required(`${at}.name`)]
    if (name.length > SYSCTL_BYTES_MAX || !SYSCTL.test(name))
      return [
        invalid(
          `${at}.name`,
          name,
          `must have at most ${SYSCTL_BYTES_MAX} characters and match regex ${SYSCTL_FORMAT}`,
        ),
      ]
    if (seen.has(name)) return [duplicate(`${at}.name`, name)]
    seen.add(name)
    return []
  })
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

function validateAppArmor(profile: k.V1AppArmorProfile | undefined, field: string): FieldError[] {
  if (profile === undefined) return []
  const { type, localhostProfile } = profile
  if (!type) return [required(`${field}.type`, 'type is required when appArmorProfile is set')]
  if (!PROFILE_TYPES.includes(type)) return [notSupported(`${field}.type`, type, PROFILE_TYPES)]
  const at = `${field}.localhostProfile`
  if (type !== 'Localhost')
    return localhostProfile === undefined
      ? []
      : [invalid(at, localhostProfile, 'can only be set when AppArmor type is Localhost')]
  if (!localhostProfile) return [required(at, 'must be set when AppArmor type is Localhost')]
  return localhostProfile === localhostProfile.trim()
    ? []
    : [invalid(at, localhostProfile, 'must not be padded with whitespace')]
}

/** A Pod with users of its own may not share the host's namespaces. */
export function validateHostUsers({ hostUsers, hostNetwork, hostPID, hostIPC }: PodSpec, field: string): FieldError[] {
  if (hostUsers !== false) return []
  const why = 'when `pod.Spec.HostUsers` is false'
  return [
    ...(hostNetwork ? [forbiddenField(`${field}.hostNetwork`, why)] : []),
    ...(hostPID ? [forbiddenField(`${field}.HostPID`, why)] : []),
    ...(hostIPC ? [forbiddenField(`${field}.HostIPC`, why)] : []),
  ]
}
