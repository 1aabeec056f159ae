// Follows validateOS, validateLinux and validateWindows of pkg/apis/core/validation, v1.36.
import type { PodSpec } from '../../../objects/kinds'
import { forbiddenField, notSupported, required, type FieldError } from '../../field-errors'
import { containersWithFields } from './visit-containers'

/** A Pod that names its system may not have fields of another one. */
export function validateOs(spec: PodSpec, field: string): FieldError[] {
  if (spec.os === undefined) return []
  const { name = '' } = spec.os
  switch (name) {
    case '':
      return [required(`${field}.os.name`)]
    case 'linux':
      return validateLinux(spec, field)
    case 'windows':
      return validateWindows(spec, field)
    default:
      return [notSupported(`${field}.os`, name, ['linux', 'windows'])]
  }
}

function validateLinux(spec: PodSpec, field: string): FieldError[] {
  const contexts: [typeof spec.securityContext, string][] = [
    [spec.securityContext, field],
    ...containersWithFields(spec, field).map(([{ securityContext }, at]): [typeof spec.securityContext, string] => [
      securityContext,
      at,
    ]),
  ]
  return contexts.flatMap(([context, at]) =>
    context?.windowsOptions
      ? [forbiddenField(`${at}.securityContext.windowsOptions`, 'windows options cannot be set for a linux pod')]
      : [],
  )
}

/** In upstream's order; some fields of the Pod lie beside its security context. */
const NOT_OF_WINDOWS_PODS = [
  'securityContext.appArmorProfile',
  'securityContext.seLinuxOptions',
  'hostUsers',
  'hostPID',
  'hostIPC',
  'securityContext.seccompProfile',
  'securityContext.fsGroup',
  'securityContext.fsGroupChangePolicy',
  'securityContext.sysctls',
  'shareProcessNamespace',
  'securityContext.runAsUser',
  'securityContext.runAsGroup',
  'securityContext.supplementalGroups',
  'securityContext.supplementalGroupsPolicy',
  'securityContext.seLinuxChangePolicy',
]
/** Upstream asks whether these say something, of all others whether they are there. */
const EMPTY_IS_ABSENT = new Set(['hostPID', 'hostIPC', 'securityContext.sysctls'])

const NOT_OF_WINDOWS_CONTAINERS = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const

const NOT_OF_WINDOWS = 'cannot be set for a windows pod'

function validateWindows(spec: PodSpec, field: string): FieldError[] {
  const { securityContext, hostUsers, hostPID, hostIPC, shareProcessNamespace } = spec
  const values: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(
      Object.entries(securityContext ?? {}).map(([name, value]) => [`securityContext.${name}`, value]),
    ),
    hostUsers,
    hostPID,
    hostIPC,
    shareProcessNamespace,
  }
  const isSet = (name: string): boolean => {
    const value = values[name]
    if (!EMPTY_IS_ABSENT.has(name)) return value !== undefined
    return Array.isArray(value) ? value.length > 0 : Boolean(value)
  }
  return [
    ...NOT_OF_WINDOWS_PODS.filter(isSet).map((name) => forbiddenField(`${field}.${name}`, NOT_OF_WINDOWS)),
    ...containersWithFields(spec, field).flatMap(([container, at]) =>
      NOT_OF_WINDOWS_CONTAINERS.filter((name) => container.securityContext?.[name] !== undefined).map((name) =>
        forbiddenField(`${at}.securityContext.${name}`, NOT_OF_WINDOWS),
      ),
    ),
  ]
}
