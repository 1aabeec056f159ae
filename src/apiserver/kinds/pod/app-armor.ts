// Follows applyAppArmorVersionSkew of pkg/registry/core/pod/strategy.go, v1.36: a new Pod's annotations become fields. The other
// way, from fields to annotations, was gone with v1.34; of seccomp's annotations nothing is made since v1.27.
import type { V1AppArmorProfile, V1Container } from '../../../objects/generated/kubernetes'
import type { Pod, PodSpec } from '../../../objects/kinds'
import { changed, mapped } from '../filled'
import { APP_ARMOR, LOCALHOST } from '../pod-template/validate-annotations'
import { validateAppArmor } from '../pod-template/validate-security-context'
import { APP_ARMOR_WORDS } from '../pod-template/warnings'

export function withAppArmorFields({ spec, metadata }: Pod, warn: (text: string) => void): PodSpec {
  const annotations = metadata.annotations ?? {}
  if (spec.os?.name === 'windows' || !Object.keys(annotations).some((key) => key.startsWith(APP_ARMOR))) return spec
  const ofPod = spec.securityContext?.appArmorProfile
  const completed = <C extends V1Container>(container: C): C => {
    const { name, securityContext } = container
    const annotation = annotations[APP_ARMOR + name]
    if (annotation === undefined || securityContext?.appArmorProfile) return container
    const profile = profileOf(annotation)
    if (profile && isSame(profile, ofPod)) return container
    warn(`metadata.annotations[${APP_ARMOR}${name}]: ${APP_ARMOR_WORDS}`)
    return profile ? { ...container, securityContext: { ...securityContext, appArmorProfile: profile } } : container
  }
  const { initContainers, containers, ephemeralContainers } = spec
  return changed(spec, {
    ...(initContainers ? { initContainers: mapped(initContainers, completed) } : {}),
    containers: mapped(containers, completed),
    ...(ephemeralContainers ? { ephemeralContainers: mapped(ephemeralContainers, completed) } : {}),
  })
}

/** What an annotation says, undefined where it is no profile. */
function profileOf(annotation: string): V1AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  if (!annotation.startsWith(LOCALHOST)) return undefined
  const profile = { type: 'Localhost', localhostProfile: annotation.slice(LOCALHOST.length) }
  return validateAppArmor(profile, '').length > 0 ? undefined : profile
}

const isSame = (one: V1AppArmorProfile, other: V1AppArmorProfile | undefined): boolean =>
  one.type === other?.type && one.localhostProfile === other.localhostProfile
