// Follows pkg/registry/discovery/endpointslice, pkg/apis/discovery/{v1,validation} and printEndpointSlice, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { EndpointSlice } from '../../../objects/kinds'
import { duplicate, invalid, notSupported, required, tooMany, type FieldError } from '../../field-errors'
import { each, immutable } from '../field-checks'
import { changed, filled, mapped, orNull } from '../filled'
import { kindDefinition } from '../kind'
import { isDns1123Label, isDns1123Subdomain, isIpv4, isIpv6, isQualifiedName } from '../metadata'
import { between, textColumn } from '../workload-columns'

const ENDPOINTS_MAX = 1000
const ADDRESSES_MAX = 100
const PORTS_MAX = 20_000
const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6']
const PROTOCOLS = ['SCTP', 'TCP', 'UDP']
/** More are counted, not shown. */
const SHOWN_MAX = 3

function validate({ addressType, endpoints, ports }: EndpointSlice): FieldError[] {
  return [
    ...(addressType ? [] : [required('addressType')]),
    ...(!addressType || ADDRESS_TYPES.includes(addressType)
      ? []
      : [notSupported('addressType', addressType, ADDRESS_TYPES)]),
    ...(endpoints && endpoints.length > ENDPOINTS_MAX
      ? [tooMany('endpoints', endpoints.length, ENDPOINTS_MAX)]
      : each(endpoints ?? [], 'endpoints', (endpoint, field) => validateEndpoint(endpoint, addressType, field))),
    ...(ports && ports.length > PORTS_MAX ? [tooMany('ports', ports.length, PORTS_MAX)] : validatePorts(ports ?? [])),
  ]
}

function validateEndpoint({ addresses, hostname }: k.V1Endpoint, type: string, field: string): FieldError[] {
  const at = `${field}.addresses`
  return [
    ...(addresses.length === 0 ? [required(at, 'must contain at least 1 address')] : []),
    ...(addresses.length > ADDRESSES_MAX ? [tooMany(at, addresses.length, ADDRESSES_MAX)] : []),
    ...each(addresses, at, (address, item) => validateAddress(address, type, item)),
    ...(hostname === undefined
      ? []
      : isDns1123Label(hostname).map((message) => invalid(`${field}.hostname`, hostname, message))),
  ]
}

function validateAddress(address: string, type: string, field: string): FieldError[] {
  if (type === 'FQDN') return isDns1123Subdomain(address).map((message) => invalid(field, address, message))
  if (type === 'IPv4' && !isIpv4(address)) return [invalid(field, address, 'must be a valid IPv4 address')]
  if (type === 'IPv6' && !isIpv6(address)) return [invalid(field, address, 'must be a valid IPv6 address')]
  return []
}

function validatePorts(ports: readonly k.DiscoveryV1EndpointPort[]): FieldError[] {
  const names = new Set<string>()
  return ports.flatMap(({ name = '', protocol, appProtocol }, index) => {
    const field = `ports[${index}]`
    const errors: FieldError[] =
      name === '' ? [] : isDns1123Label(name).map((message) => invalid(`${field}.name`, name, message))
    if (names.has(name)) errors.push(duplicate(`${field}.name`, name))
    names.add(name)
    if (protocol === undefined) errors.push(required(`${field}.protocol`))
    else if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${field}.protocol`, protocol, PROTOCOLS))
    if (appProtocol !== undefined)
      errors.push(
        ...isQualifiedName(appProtocol).map((message) => invalid(`${field}.appProtocol`, appProtocol, message)),
      )
    return errors
  })
}

function shown(texts: readonly string[]): string {
  if (texts.length === 0) return '<unset>'
  const more = texts.length - SHOWN_MAX
  return more > 0 ? `${texts.slice(0, SHOWN_MAX).join(',')} + ${more} more...` : texts.join(',')
}

export const endpointSlice = kindDefinition<EndpointSlice>({
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  singular: 'endpointslice',
  namespaced: true,
  generation: ({ addressType, endpoints, ports, metadata: { labels } }) => [
    addressType,
    endpoints,
    ports,
    labels ?? {},
  ],
  defaults: (slice) =>
    changed(slice, {
      ports: orNull(slice.ports, (ports) => mapped(ports, (port) => filled(port, { name: '', protocol: 'TCP' }))),
      endpoints: orNull(slice.endpoints, (endpoints) => mapped(endpoints, (each) => filled(each, { conditions: {} }))),
    }),
  validate,
  validateUpdate: (next, previous) => immutable('addressType', next.addressType, previous.addressType),
  columns: between([
    textColumn('AddressType', ({ addressType }) => addressType),
    textColumn('Ports', ({ ports }) =>
      shown((ports ?? []).map(({ port }) => (port === undefined ? '*' : String(port)))),
    ),
    textColumn('Endpoints', ({ endpoints }) => shown((endpoints ?? []).flatMap(({ addresses }) => addresses))),
  ]),
})
