// Follows kubectl/pkg/describe describeEndpointSliceV1, v1.36.
import type { EndpointSlice } from '../../objects/kinds'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { orUnset } from './texts'

export const describeEndpointSlice: Describer<EndpointSlice> = async (slice, w, context) => {
  const { metadata, addressType, ports, endpoints } = slice
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'AddressType', addressType)
  if (!ports?.length) w.put(0, 'Ports: <unset>\n')
  else {
    w.put(0, 'Ports:\n')
    w.put(1, 'Name\tPort\tProtocol\n')
    w.put(1, '----\t----\t--------\n')
    for (const { name, port, protocol } of ports) w.row(1, name || '<unset>', orUnset(port), protocol ?? '')
  }
  if (!endpoints?.length) w.put(0, 'Endpoints: <none>\n')
  else w.put(0, 'Endpoints:\n')
  for (const endpoint of endpoints ?? []) describeEndpoint(endpoint, w)
  await context.events(slice, w)
}

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number]

function describeEndpoint(
  { addresses, conditions, hostname, targetRef, nodeName, zone }: Endpoint,
  w: DescribeWriter,
): void {
  w.field(1, '- Addresses', addresses.join(', ') || '<none>')
  w.put(2, 'Conditions:\n')
  w.field(3, 'Ready', conditions?.ready === undefined ? '<unset>' : conditions.ready)
  w.field(2, 'Hostname', orUnset(hostname))
  if (targetRef) w.field(2, 'TargetRef', `${targetRef.kind ?? ''}/${targetRef.name ?? ''}`)
  w.field(2, 'NodeName', orUnset(nodeName))
  w.field(2, 'Zone', orUnset(zone))
}
