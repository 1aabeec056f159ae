// Follows pkg/registry/discovery/endpointslice, pkg/apis/discovery/{v1,validation} and printEndpointSlice, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { EndpointSlice } from '../../../objects/kinds'
import { ipWarnings } from '../../../objects/cidr'
import { duplicate, invalid, notSupported, required, tooMany, type FieldError } from '../../field-errors'
import { each, immutable, invalidFor } from '../field-checks'
import { changed, filled, mapped, orNull } from '../filled'
import { kindDefinition } from '../kind'
import {
  isDns1123Label,
  isDns1123Subdomain,
  isIpv4,
  isIpv6,
  isLabelValue,
  isQualifiedName,
  validateLabels,
} from '../metadata'
import { validateNonSpecialIp } from '../service/validate-ip'
import { between, textColumn } from '../workload-columns'

const ENDPOINTS_MAX = 1000
const ADDRESSES_MAX = 100
const PORTS_MAX = 20_000
const TOPOLOGY_MAX = 16
const HINTS_MAX = 8
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

function validateEndpoint(endpoint: k.V1Endpoint, type: string, field: string): FieldError[] {
  const { addresses = [], hostname, nodeName, deprecatedTopology = {}, hints } = endpoint
  const at = `${field}.addresses`
  const topology = Object.keys(deprecatedTopology).length
  return [
    ...(addresses.length === 0 ? [required(at, 'must contain at least 1 address')] : []),
    ...(addresses.length > ADDRESSES_MAX ? [tooMany(at, addresses.length, ADDRESSES_MAX)] : []),
    ...each(addresses, at, (address, item) => validateAddress(address, type, item)),
    ...(nodeName === undefined ? [] : invalidFor(`${field}.nodeName`, nodeName, isDns1123Subdomain(nodeName))),
    ...(topology > TOPOLOGY_MAX ? [tooMany(`${field}.deprecatedTopology`, topology, TOPOLOGY_MAX)] : []),
    ...validateLabels(deprecatedTopology, `${field}.deprecatedTopology`),
    ...(hostname === undefined ? [] : invalidFor(`${field}.hostname`, hostname, isDns1123Label(hostname))),
    ...validateHints(hints?.forZones, `${field}.hints.forZones`, isLabelValue),
    ...validateHints(hints?.forNodes, `${field}.hints.forNodes`, isDns1123Subdomain),
  ]
}

function validateHints(
  hints: readonly { name: string }[] | undefined,
  field: string,
  check: (name: string) => string[],
): FieldError[] {
  if (hints && hints.length > HINTS_MAX) return [tooMany(field, hints.length, HINTS_MAX)]
  return each(hints, field, ({ name }, at, index) => [
    ...((hints ?? []).findIndex((other) => other.name === name) < index ? [duplicate(`${at}.name`, name)] : []),
    ...invalidFor(`${at}.name`, name, check(name)),
  ])
}

function validateAddress(address: string, type: string, field: string): FieldError[] {
  if (type === 'FQDN') return validateFullName(address, field)
  if (type !== 'IPv4' && type !== 'IPv6') return []
  const isOfType = type === 'IPv4' ? isIpv4(address) : isIpv6(address)
  return [
    ...(isOfType ? [] : [invalid(field, address, `must be a valid ${type} address`)]),
    ...validateNonSpecialIp(address, field),
  ]
}

/** Follows IsFullyQualifiedDomainName of apimachinery/pkg/util/validation: what is wrong first is told. */
function validateFullName(address: string, field: string): FieldError[] {
  if (address === '') return [required(field)]
  const name = address.replace(/\.$/, '')
  const faults = isDns1123Subdomain(name)
  if (faults.length > 0) return [invalid(field, name, faults.join(','))]
  const labels = name.split('.')
  if (labels.length < 2)
    return [invalid(field, name, 'should be a domain with at least two segments separated by dots')]
  const wrong = labels.find((label) => isDns1123Label(label).length > 0)
  return wrong === undefined ? [] : [invalid(field, wrong, isDns1123Label(wrong).join(','))]
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

const CONTROLLERS = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io']

/** Controllers write addresses in their standard form: theirs are not looked at. */
function warnings({ addressType, endpoints, metadata: { labels } }: EndpointSlice, previous?: EndpointSlice): string[] {
  const isOfController = CONTROLLERS.includes(labels?.['endpointslice.kubernetes.io/managed-by'] ?? '')
  return [
    ...(addressType === 'FQDN' && !previous ? ['spec.addressType: FQDN endpoints are deprecated'] : []),
    ...(isOfController || addressType === 'FQDN'
      ? []
      : (endpoints ?? []).flatMap(({ addresses }, index) =>
          addresses.flatMap((ip, place) => ipWarnings(ip, `endpoints[${index}].addresses[${place}]`)),
        )),
  ]
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
  warnings,
  validateUpdate: (next, previous) => immutable('addressType', next.addressType, previous.addressType),
  columns: between([
    textColumn('AddressType', ({ addressType }) => addressType),
    textColumn('Ports', ({ ports }) =>
      shown((ports ?? []).map(({ port }) => (port === undefined ? '*' : String(port)))),
    ),
    textColumn('Endpoints', ({ endpoints }) => shown((endpoints ?? []).flatMap(({ addresses }) => addresses))),
  ]),
})
