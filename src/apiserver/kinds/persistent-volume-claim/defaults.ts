// Follows SetDefaults_PersistentVolumeClaim of pkg/apis/core/v1, v1.36.
import type { V1PersistentVolumeClaimSpec } from '../../../objects/generated/kubernetes'
import type { PersistentVolumeClaim } from '../../../objects/kinds'
import { changed, filled, withoutZeros } from '../filled'
import { canonicalResources } from '../pod-template/default-resources'

export function defaultClaimSpec(given: V1PersistentVolumeClaimSpec | undefined): V1PersistentVolumeClaimSpec {
  const spec = filled(withoutZeros(given ?? {}, ['accessModes', 'volumeName']), { volumeMode: 'Filesystem' })
  const { requests, limits } = spec.resources ?? {}
  return changed(spec, {
    resources: changed(spec.resources ?? {}, {
      ...(requests ? { requests: canonicalResources(requests) } : {}),
      ...(limits ? { limits: canonicalResources(limits) } : {}),
    }),
  })
}

export function defaultClaim(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  return changed(claim, {
    spec: defaultClaimSpec(claim.spec),
    status: filled(claim.status ?? {}, { phase: 'Pending' }),
  })
}
