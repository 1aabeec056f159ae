// Follows kubectl/pkg/describe describeIngressV1 and describeIngressClassV1, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { EndpointSlice, Kinds, Service } from '../../objects/kinds'
import { compareCodePoints } from '../output/go-json'
import type { DescribeContext, Describer } from './describer'
import { endpointsText } from './endpoints-text'
import { describeAnnotations, describeLabels } from './labels-section'

export const describeIngress: Describer<Kinds['Ingress']> = async (ingress, w, context) => {
  const { metadata, spec, status } = ingress
  const { namespace = '' } = metadata
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  w.field(0, 'Namespace', namespace)
  const addresses = (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '').filter(Boolean)
  w.field(0, 'Address', [...new Set(addresses)].sort(compareCodePoints).join(','))
  w.field(0, 'Ingress Class', spec.ingressClassName ?? '<none>')
  const fallback = spec.defaultBackend ? await backendText(namespace, spec.defaultBackend, context) : '<default>'
  w.field(0, 'Default backend', fallback)
  if (spec.tls?.length) w.put(0, 'TLS:\n')
  for (const { secretName, hosts = [] } of spec.tls ?? []) {
    w.put(1, secretName ? `${secretName} terminates ${hosts.join(',')}\n` : `SNI routes ${hosts.join(',')}\n`)
  }
  w.put(0, 'Rules:\n  Host\tPath\tBackends\n')
  w.put(1, '----\t----\t--------\n')
  const rules = (spec.rules ?? []).filter(({ http }) => http)
  for (const { host, http } of rules) {
    w.put(1, `${host || '*'}\t\n`)
    for (const { path = '', backend } of http?.paths ?? []) {
      w.put(2, `\t${path} \t${await backendText(namespace, backend, context)}\n`)
    }
  }
  if (rules.length === 0) w.row(1, '*', '*', fallback)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  await context.events(ingress, w)
}

async function backendText(namespace: string, backend: k.V1IngressBackend, context: DescribeContext): Promise<string> {
  if (backend.service) return serviceText(namespace, backend.service, context)
  if (!backend.resource) return ''
  const { apiGroup, kind, name } = backend.resource
  return `APIGroup: ${apiGroup ?? '<none>'}, Kind: ${kind}, Name: ${name}`
}

async function serviceText(
  namespace: string,
  backend: k.V1IngressServiceBackend,
  context: DescribeContext,
): Promise<string> {
  const { number, name } = backend.port ?? {}
  const shown = `${backend.name}:${number || name || ''}`
  try {
    const slices = await context.list<EndpointSlice>(
      `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
      {
        labelSelector: `kubernetes.io/service-name=${backend.name}`,
      },
    )
    const service = await context.get<Service>(`/api/v1/namespaces/${namespace}/services/${backend.name}`)
    const port = service.spec.ports?.find((each) => (number ? each.port === number : each.name === name))
    return `${shown} (${endpointsText(slices, port?.name ?? '')})`
  } catch (error) {
    return `${shown} (<error: ${(error as Error).message}>)`
  }
}

export const describeIngressClass: Describer<Kinds['IngressClass']> = async (ingressClass, w, context) => {
  const { metadata, spec } = ingressClass
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Controller', spec.controller ?? '')
  if (spec.parameters) {
    w.put(0, 'Parameters:\n')
    if (spec.parameters.apiGroup) w.field(1, 'APIGroup', spec.parameters.apiGroup)
    w.field(1, 'Kind', spec.parameters.kind)
    w.field(1, 'Name', spec.parameters.name)
  }
  await context.events(ingressClass, w)
}
