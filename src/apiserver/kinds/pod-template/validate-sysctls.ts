// Follows validateSysctls and ValidateHostSysctl of pkg/apis/core/validation, and k8s.io/component-helpers/node/util/sysctl,
// v1.36.
import type { PodSpec } from '../../../objects/kinds'
import { duplicate, invalid, required, type FieldError } from '../../field-errors'
import { each } from '../field-checks'

const SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const FORMAT = `^(${SEGMENT}[\\./])*${SEGMENT}$`
const SYSCTL = new RegExp(FORMAT)
const BYTES_MAX = 253

export function validateSysctls(spec: PodSpec, field: string): FieldError[] {
  const seen = new Set<string>()
  return each(spec.securityContext?.sysctls, field, ({ name = '' }, at) => {
    const errors = [...validateName(name, seen, `${at}.name`), ...validateNamespace(name, spec, `${at}.name`)]
    seen.add(name)
    return errors
  })
}

function validateName(name: string, seen: ReadonlySet<string>, field: string): FieldError[] {
  if (!name) return [required(field)]
  if (name.length > BYTES_MAX || !SYSCTL.test(name))
    return [invalid(field, name, `must have at most ${BYTES_MAX} characters and match regex ${FORMAT}`)]
  return seen.has(name) ? [duplicate(field, name)] : []
}

/** With parts of names that were known as namespaced once. */
const OF_IPC = new Set([
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
  'kernel.shm',
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.msg',
])

/** What the Pod shares with the host, it may not set. */
function validateNamespace(name: string, { hostNetwork, hostIPC }: PodSpec, field: string): FieldError[] {
  const dotted = withDots(name)
  if (hostNetwork && dotted.startsWith('net.'))
    return [invalid(field, name, "may not be specified when 'hostNetwork' is true")]
  if (hostIPC && (OF_IPC.has(dotted) || dotted.startsWith('fs.mqueue.')))
    return [invalid(field, name, "may not be specified when 'hostIPC' is true")]
  return []
}

/** `net/ipv4/conf/eno2.100/mtu` -> `net.ipv4.conf.eno2/100.mtu`: the separator that comes first decides. */
const withDots = (name: string): string =>
  /^[^./]*\//.test(name) ? name.replace(/[./]/g, (sign) => (sign === '/' ? '.' : '/')) : name
