// Follows kubectl/pkg/describe describeService, v1.36.
import type { EndpointSlice, Service } from '../../objects/kinds'
import { labelsOrNone } from '../../objects/selector-text'
import { endpointsText } from './endpoints-text'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'

export const describeService: Describer<Service> = async (service, w, context) => {
  const { metadata, spec } = service
  const slices = await context
    .list<EndpointSlice>(`/apis/discovery.k8s.io/v1/namespaces/${metadata.namespace ?? ''}/endpointslices`, {
      labelSelector: `kubernetes.io/service-name=${metadata.name}`,
    })
    .catch(() => [])
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Selector', labelsOrNone(spec.selector))
  w.field(0, 'Type', spec.type ?? '')
  describeAddresses(service, w)
  describePorts(service, slices, w)
  w.field(0, 'Session Affinity', spec.sessionAffinity ?? '')
  if (spec.externalTrafficPolicy) w.field(0, 'External Traffic Policy', spec.externalTrafficPolicy)
  if (spec.internalTrafficPolicy) w.field(0, 'Internal Traffic Policy', spec.internalTrafficPolicy)
  if (spec.healthCheckNodePort) w.field(0, 'HealthCheck NodePort', spec.healthCheckNodePort)
  if (spec.loadBalancerSourceRanges?.length)
    w.field(0, 'LoadBalancer Source Ranges', spec.loadBalancerSourceRanges.join(','))
  if (spec.trafficDistribution) w.field(0, 'Traffic Distribution', spec.trafficDistribution)
  await context.events(service, w)
}

function describeAddresses({ spec, status }: Service, w: DescribeWriter): void {
  if (spec.ipFamilyPolicy) w.field(0, 'IP Family Policy', spec.ipFamilyPolicy)
  w.field(0, 'IP Families', spec.ipFamilies?.join(',') || '<none>')
  w.field(0, 'IP', spec.clusterIP ?? '')
  w.field(0, 'IPs', spec.clusterIPs?.join(',') || '<none>')
  if (spec.externalIPs?.length) w.field(0, 'External IPs', spec.externalIPs.join(','))
  if (spec.loadBalancerIP) w.field(0, 'Desired LoadBalancer IP', spec.loadBalancerIP)
  if (spec.externalName) w.field(0, 'External Name', spec.externalName)
  const ingress = status.loadBalancer?.ingress ?? []
  if (ingress.length === 0) return
  const texts = ingress.map(({ ip, ipMode, hostname }) =>
    ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : (hostname ?? ''),
  )
  w.field(0, 'LoadBalancer Ingress', texts.join(', '))
}

function describePorts({ spec }: Service, slices: readonly EndpointSlice[], w: DescribeWriter): void {
  for (const { name = '', port, protocol = '', targetPort, appProtocol, nodePort } of spec.ports ?? []) {
    const shown = name || '<unset>'
    w.row(0, 'Port:', shown, `${port}/${protocol}`)
    w.field(0, 'TargetPort', `${targetPort ?? 0}/${protocol}`)
    if (appProtocol !== undefined) w.field(0, 'AppProtocol', appProtocol)
    if (nodePort) w.row(0, 'NodePort:', shown, `${nodePort}/${protocol}`)
    w.field(0, 'Endpoints', endpointsText(slices, name))
  }
}
