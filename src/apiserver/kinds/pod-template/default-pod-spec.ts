// Follows SetDefaults_PodSpec of pkg/apis/core/v1, v1.36.
import type { PodSpec, PodTemplateSpec } from '../../../objects/kinds'
import { changed, filled, mapped, withoutZeros } from '../filled'
import { defaultContainer } from './default-container'
import { canonicalResources, defaultResources } from './default-resources'
import { defaultVolume } from './default-volumes'

const OMITTED: readonly (keyof PodSpec)[] = [
  'dnsPolicy',
  'ephemeralContainers',
  'hostAliases',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostname',
  'imagePullSecrets',
  'initContainers',
  'nodeName',
  'nodeSelector',
  'priorityClassName',
  'readinessGates',
  'resourceClaims',
  'restartPolicy',
  'schedulerName',
  'schedulingGates',
  'serviceAccount',
  'serviceAccountName',
  'subdomain',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
  'overhead',
]

const DEFAULTS: Partial<PodSpec> = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: Object.freeze({}),
  schedulerName: 'default-scheduler',
  // What is missing is told by validation: until then it is an empty list, as in Go.
  containers: Object.freeze([]) as unknown as PodSpec['containers'],
}

/** The spec of a Pod or of a template, with what a client left out. Pods get a little more: see `defaultPod`. */
export function defaultPodSpec(given: PodSpec | undefined): PodSpec {
  // Upstream's decoder makes an absent spec an empty one.
  const spec = given ?? ({} as PodSpec)
  const full = filled(withoutZeros(spec, OMITTED), DEFAULTS)
  const account = full.serviceAccountName ?? full.serviceAccount
  const { volumes, containers, initContainers, ephemeralContainers, overhead, resources } = full
  return changed(full, {
    // The gate GenericWorkload is off.
    schedulingGroup: undefined,
    ...(account === undefined ? {} : { serviceAccountName: account, serviceAccount: account }),
    ...(volumes ? { volumes: mapped(volumes, defaultVolume) } : {}),
    ...(containers ? { containers: mapped(containers, defaultContainer) } : {}),
    ...(initContainers ? { initContainers: mapped(initContainers, defaultContainer) } : {}),
    ...(ephemeralContainers ? { ephemeralContainers: mapped(ephemeralContainers, defaultContainer) } : {}),
    ...(overhead ? { overhead: canonicalResources(overhead) } : {}),
    ...(resources ? { resources: defaultResources(resources) } : {}),
  })
}

/** metadata and spec are always there afterwards. */
export function defaultPodTemplate(template: PodTemplateSpec | undefined): PodTemplateSpec {
  const metadata = template?.metadata ?? {}
  return changed(template ?? {}, {
    metadata: withoutZeros(metadata, [
      'creationTimestamp',
      'labels',
      'annotations',
      'name',
      'namespace',
      'generateName',
      'finalizers',
      'ownerReferences',
    ]),
    spec: defaultPodSpec(template?.spec),
  })
}
