// Follows pkg/api/service/warnings.go, v1.36.
import type { Service } from '../../../objects/kinds'
import { cidrWarnings, ipWarnings } from '../../../objects/cidr'

export function serviceWarnings({ metadata, spec }: Service): string[] {
  const { type, clusterIP, clusterIPs = [], externalIPs = [], loadBalancerIP, loadBalancerSourceRanges = [] } = spec
  const isHeadless = type === 'ClusterIP' && clusterIP === 'None'
  const isExternalName = type === 'ExternalName'
  const when = (holds: boolean, text: string): string[] => (holds ? [text] : [])
  return [
    ...when(
      metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] !== undefined,
      'annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead',
    ),
    ...(clusterIP && clusterIP !== 'None'
      ? clusterIPs.flatMap((ip, index) => ipWarnings(ip, `spec.clusterIPs[${index}]`))
      : []),
    ...when(isHeadless && Boolean(loadBalancerIP), 'spec.loadBalancerIP is ignored for headless services'),
    ...when(isHeadless && externalIPs.length > 0, 'spec.externalIPs is ignored for headless services'),
    ...when(isHeadless && spec.sessionAffinity !== 'None', 'spec.SessionAffinity is ignored for headless services'),
    ...externalIPs.flatMap((ip, index) => ipWarnings(ip, `spec.externalIPs[${index}]`)),
    ...when(
      externalIPs.length > 0 && !isHeadless && !isExternalName,
      'spec.externalIPs is deprecated and may no longer be implemented in some clusters',
    ),
    ...(loadBalancerIP ? ipWarnings(loadBalancerIP, 'spec.loadBalancerIP') : []),
    ...loadBalancerSourceRanges.flatMap((cidr, index) => cidrWarnings(cidr, `spec.loadBalancerSourceRanges[${index}]`)),
    ...when(isExternalName && externalIPs.length > 0, 'spec.externalIPs is ignored when spec.type is "ExternalName"'),
    ...when(
      !isExternalName && Boolean(spec.externalName),
      'spec.externalName is ignored when spec.type is not "ExternalName"',
    ),
    ...when(
      spec.trafficDistribution === 'PreferClose',
      'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"',
    ),
  ]
}
