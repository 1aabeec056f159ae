// Whom a container runs as, and what it may do. Follows pkg/kubelet/kuberuntime/security_context.go, v1.36.
import type { Container, Pod } from '../../objects/kinds'
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

export function securityOf(pod: Pod, { securityContext: own }: Container): ContainerSecurity {
  const all = pod.spec.securityContext
  if (!own && !all) return PLAIN_SECURITY
  const profile = own?.seccompProfile ?? all?.seccompProfile
  const isPrivileged = own?.privileged === true
  return {
    groups: extraGroups(pod),
    isPrivileged,
    noNewPrivileges: own?.allowPrivilegeEscalation === false && !isPrivileged,
    hasSeccomp: !isPrivileged && profile !== undefined && profile.type !== 'Unconfined',
    sysctls: Object.fromEntries((all?.sysctls ?? []).map(({ name, value }) => [name.replaceAll('/', '.'), value])),
  }
}

/** In the order in which the kubelet hands them to the runtime. */
export const extraGroups = ({ spec }: Pod): readonly number[] => {
  const { fsGroup, supplementalGroups = [] } = spec.securityContext ?? {}
  return fsGroup === undefined ? supplementalGroups : [fsGroup, ...supplementalGroups]
}
