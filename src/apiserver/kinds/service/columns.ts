// Follows pkg/printers/internalversion/printers.go, v1.36.
import type { Service } from '../../../objects/kinds'
import { labelsOrNone } from '../../../objects/selector-text'
import type { Column } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'

export const serviceColumns: readonly Column<Service>[] = [
  nameColumn,
  { name: 'Type', type: 'string', value: ({ spec }) => spec.type ?? '' },
  { name: 'Cluster-IP', type: 'string', value: ({ spec }) => spec.clusterIPs?.[0] ?? '<none>' },
  { name: 'External-IP', type: 'string', value: externalIpText },
  { name: 'Port(s)', type: 'string', value: portsText },
  ageColumn,
  { name: 'Selector', type: 'string', priority: 1, value: ({ spec }) => labelsOrNone(spec.selector) },
]

function externalIpText({ spec, status }: Service): string {
  const external = spec.externalIPs ?? []
  switch (spec.type) {
    case 'ClusterIP':
    case 'NodePort':
      return external.join(',') || '<none>'
    case 'LoadBalancer': {
      const balancers = new Set(
        (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '').filter(Boolean),
      )
      return [...external, ...[...balancers].sort()].join(',') || '<pending>'
    }
    case 'ExternalName':
      return spec.externalName ?? ''
    default:
      return '<unknown>'
  }
}

/** `80/TCP,443:30443/TCP` */
function portsText({ spec }: Service): string {
  const texts = (spec.ports ?? []).map(({ port, nodePort, protocol }) =>
    nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  )
  return texts.join(',') || '<none>'
}
