// Follows pkg/registry/core/endpoint, v1.36.
import type { CoreV1EndpointPort, V1EndpointAddress, V1EndpointSubset } from '../../../objects/generated/kubernetes'
import type { Endpoints } from '../../../objects/kinds'
import {
  isDns1123Label,
  isDns1123Subdomain,
  isIpv6,
  isPortNumber,
  isQualifiedName,
  isStrictIp,
} from '../../../objects/names'
import { required, type FieldError } from '../../field-errors'
import { each, invalidFor, requiredOneOf } from '../field-checks'
import { changed, filled, mapped, withoutZeros } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { PROTOCOLS } from '../pod-template/validate-containers'
import { validateNonSpecialIp } from '../service/validate-ip'

const endpointsColumns: readonly Column<Endpoints>[] = [
  nameColumn,
  { name: 'Endpoints', type: 'string', value: ({ subsets }) => endpointsText(subsets) },
  ageColumn,
]

export const endpointsKind: KindDefinition<Endpoints> = {
  kind: 'Endpoints',
  group: '',
  version: 'v1',
  plural: 'endpoints',
  singular: 'endpoints',
  madeByUpdate: true,
  shortNames: ['ep'],
  namespaced: true,
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  defaults: defaultEndpoints,
  validate: validateEndpoints,
  columns: endpointsColumns,
}

function defaultEndpoints(endpoints: Endpoints): Endpoints {
  const plain = withoutZeros(endpoints, ['subsets'])
  return plain.subsets ? changed(plain, { subsets: mapped(plain.subsets, defaultSubset) ?? [] }) : plain
}

const defaultSubset = (subset: V1EndpointSubset): V1EndpointSubset =>
  subset.ports
    ? changed(subset, { ports: mapped(subset.ports, (port) => filled(port, { protocol: 'TCP' })) ?? [] })
    : subset

function validateEndpoints({ subsets }: Endpoints): FieldError[] {
  return each(subsets, 'subsets', ({ addresses, notReadyAddresses, ports = [] }, at) => [
    ...(addresses?.length || notReadyAddresses?.length
      ? []
      : [required(at, 'must specify `addresses` or `notReadyAddresses`')]),
    ...each(addresses, `${at}.addresses`, validateAddress),
    ...each(notReadyAddresses, `${at}.notReadyAddresses`, validateAddress),
    ...each(ports, `${at}.ports`, (port, portAt) => validatePort(port, portAt, ports.length > 1)),
  ])
}

function validateAddress({ ip, hostname, nodeName }: V1EndpointAddress, field: string): FieldError[] {
  return [
    ...invalidFor(`${field}.ip`, ip, isStrictIp(ip)),
    ...(hostname ? invalidFor(`${field}.hostname`, hostname, isDns1123Label(hostname)) : []),
    ...(nodeName === undefined ? [] : invalidFor(`${field}.nodeName`, nodeName, isDns1123Subdomain(nodeName))),
    ...validateNonSpecialIp(ip, `${field}.ip`),
  ]
}

function validatePort(
  { name, port, protocol, appProtocol }: CoreV1EndpointPort,
  field: string,
  named: boolean,
): FieldError[] {
  return [
    ...(named && !name ? [required(`${field}.name`)] : []),
    ...(name ? invalidFor(`${field}.name`, name, isDns1123Label(name)) : []),
    ...invalidFor(`${field}.port`, port, isPortNumber(port)),
    ...requiredOneOf(`${field}.protocol`, protocol, PROTOCOLS),
    ...(appProtocol === undefined ? [] : invalidFor(`${field}.appProtocol`, appProtocol, isQualifiedName(appProtocol))),
  ]
}

const SHOWN_MAX = 3

/** The first three: `10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...` */
export function endpointsText(subsets: readonly V1EndpointSubset[] | undefined): string {
  if (!subsets?.length) return '<none>'
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => `${isIpv6(ip) ? `[${ip}]` : ip}:${port}`)),
  )
  const shown = all.slice(0, SHOWN_MAX).join(',')
  return all.length > SHOWN_MAX ? `${shown} + ${all.length - SHOWN_MAX} more...` : shown
}
