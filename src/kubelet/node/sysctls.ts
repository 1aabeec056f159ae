// Which kernel parameters a Pod may set: the safe ones that have a namespace. Follows pkg/kubelet/sysctl, v1.36, without
// --allowed-unsafe-sysctls.
import type { Pod } from '../../objects/kinds'
import type { Rejection } from '../pod/pod-host'

const SAFE = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
])

const namespaceOf = (name: string): 'net' | 'ipc' | undefined =>
  name.startsWith('net.') ? 'net' : /^(kernel\.(shm|msg)|kernel\.sem$|fs\.mqueue\.)/.test(name) ? 'ipc' : undefined

export function forbiddenSysctl({ spec }: Pod): Rejection | undefined {
  for (const { name: given } of spec.securityContext?.sysctls ?? []) {
    const name = given.replaceAll('/', '.')
    const namespace = namespaceOf(name)
    const why = !SAFE.has(name)
      ? 'not allowlisted'
      : namespace === 'net' && spec.hostNetwork
        ? 'not allowed with host net enabled'
        : namespace === 'ipc' && spec.hostIPC
          ? 'not allowed with host ipc enabled'
          : undefined
    if (why) return { reason: 'SysctlForbidden', message: `forbidden sysctl: "${name}" ${why}` }
  }
  return undefined
}
