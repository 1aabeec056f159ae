// Follows pkg/registry/networking/ingress and printIngress, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { changed } from '../filled'
import { kindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'
import { validateClassName, validateIngress, validateIngressStatus } from './validate'

type Ingress = Kinds['Ingress']

/** More hosts are counted, not shown. */
const HOSTS_SHOWN_MAX = 3

function hostsText({ spec: { rules = [] } }: Ingress): string {
  const hosts = rules.map(({ host }) => host ?? '').filter((host) => host !== '')
  if (hosts.length === 0) return '*'
  const more = hosts.length - HOSTS_SHOWN_MAX
  return more > 0 ? `${hosts.slice(0, HOSTS_SHOWN_MAX).join(',')} + ${more} more...` : hosts.join(',')
}

export const ingress = kindDefinition<Ingress>({
  kind: 'Ingress',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  namespaced: true,
  hasStatus: true,
  generation: ({ spec }) => spec,
  defaults: (object) =>
    changed(object, { status: object.status?.loadBalancer ? object.status : { ...object.status, loadBalancer: {} } }),
  validate: validateIngress,
  validateCreate: validateClassName,
  validateStatusUpdate: validateIngressStatus,
  warnings: ({ metadata: { annotations } }, previous) =>
    annotations?.['kubernetes.io/ingress.class'] === undefined || previous
      ? []
      : ['annotation "kubernetes.io/ingress.class" is deprecated, please use \'spec.ingressClassName\' instead'],
  columns: between([
    textColumn('Class', ({ spec }) => spec.ingressClassName ?? '<none>'),
    textColumn('Hosts', hostsText),
    textColumn('Address', ({ status }) =>
      (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '').join(','),
    ),
    textColumn('Ports', ({ spec }) => (spec.tls?.length ? '80, 443' : '80')),
  ]),
})
