// Whom a container runs as, and what it may do. Follows pkg/kubelet/kuberuntime/security_context.go, v1.36.
import type { Container, Pod } from '../../objects/kinds'
import { fnv1a } from '../../objects/hash'
import { qosClass } from '../../objects/pods'
import { parseQuantity, quantityValue } from '../../objects/quantity'
import type { MemoryFs } from '../files/memory-fs'
import type { FoundImage } from '../pulls/image-puller'
import { PLAIN_SECURITY, type ContainerSecurity } from '../runtime/container-runtime'
import { podText } from './lifecycle-hook'

/** Why it must not run: it would be root, and it was said that it must not. */
export function rootRefusal(pod: Pod, container: Container, image: FoundImage): string | undefined {
  const own = container.securityContext
  const all = pod.spec.securityContext
  if (!(own?.runAsNonRoot ?? all?.runAsNonRoot)) return undefined
  const uid = own?.runAsUser ?? all?.runAsUser
  const where = `(pod: "${podText(pod)}", container: ${container.name})`
  if (uid === 0) return `container's runAsUser breaks non-root policy ${where}`
  return uid === undefined && (image.uid ?? 0) === 0
    ? `container has runAsNonRoot and image will run as root ${where}`
    : undefined
}

const PROFILES = '/var/lib/kubelet/seccomp/'

/** Why the runtime cannot make it: a profile that it names is not on the node. None for AppArmor is loaded there. */
export function profileFault({ spec }: Pod, { securityContext }: Container, disk: () => MemoryFs): string | undefined {
  const appArmor = securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile
  if (appArmor?.type === 'Localhost')
    return `failed to get container spec opts: failed to generate apparmor spec opts: apparmor profile not found ${appArmor.localhostProfile ?? ''}`
  const profile = securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile
  if (profile?.type !== 'Localhost' || securityContext?.privileged) return undefined
  const path = `${PROFILES}${profile.localhostProfile ?? ''}`
  return disk().existsSync(path)
    ? undefined
    : `failed to create containerd container: cannot load seccomp profile "${path}": open ${path}: no such file or directory`
}

/** @param memoryBytes what the node has */
export function securityOf(pod: Pod, container: Container, memoryBytes: number): ContainerSecurity {
  const own = container.securityContext
  const all = pod.spec.securityContext
  const oomScoreAdj = oomScore(pod, container, memoryBytes)
  const isApart = pod.spec.hostUsers === false
  if (!own && !all && !isApart && oomScoreAdj === PLAIN_SECURITY.oomScoreAdj) return PLAIN_SECURITY
  const profile = own?.seccompProfile ?? all?.seccompProfile
  const isPrivileged = own?.privileged === true
  return {
    groups: extraGroups(pod),
    isPrivileged,
    noNewPrivileges: own?.allowPrivilegeEscalation === false && !isPrivileged,
    hasSeccomp: !isPrivileged && profile !== undefined && profile.type !== 'Unconfined',
    oomScoreAdj,
    ...(isApart ? { rootIs: rangeOf(pod) } : {}),
    sysctls: Object.fromEntries((all?.sysctls ?? []).map(({ name, value }) => [name.replaceAll('/', '.'), value])),
  }
}

const USERS_OF_A_POD = 65_536
const RANGES = 65_534

/** The kubelet gives each Pod a range of the node's users; which one is chance. */
const rangeOf = ({ metadata }: Pod): number => USERS_OF_A_POD * (1 + (fnv1a.ofText(metadata.uid) % RANGES))

const GUARANTEED = -997
const BEST_EFFORT = 1000
const NODE_CRITICAL = 2_000_001_000

/** Follows pkg/kubelet/qos/policy.go, v1.36. */
function oomScore({ spec }: Pod, { resources }: Container, memoryBytes: number): number {
  if ((spec.priority ?? 0) >= NODE_CRITICAL) return GUARANTEED
  const qos = qosClass(spec)
  if (qos !== 'Burstable') return qos === 'Guaranteed' ? GUARANTEED : BEST_EFFORT
  const asked = quantityValue(parseQuantity(resources?.requests?.['memory'] ?? '0'))
  return Math.min(Math.max(1000 - Math.floor((1000 * asked) / memoryBytes), 1000 + GUARANTEED), BEST_EFFORT - 1)
}

/** In the order in which the kubelet hands them to the runtime. */
export const extraGroups = ({ spec }: Pod): readonly number[] => {
  const { fsGroup, supplementalGroups = [] } = spec.securityContext ?? {}
  return fsGroup === undefined ? supplementalGroups : [fsGroup, ...supplementalGroups]
}
