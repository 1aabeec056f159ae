// Follows kubectl/pkg/describe describeEndpoints, v1.36.
import type { Endpoints } from '../../objects/kinds'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'

export const describeEndpoints: Describer<Endpoints> = async (endpoints, w, context) => {
  const { metadata, subsets = [] } = endpoints
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.put(0, 'Subsets:\n')
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    w.field(1, 'Addresses', addresses.map(({ ip }) => ip).join(',') || '<none>')
    w.field(1, 'NotReadyAddresses', notReadyAddresses.map(({ ip }) => ip).join(',') || '<none>')
    if (ports.length > 0) {
      w.put(1, 'Ports:\n')
      w.put(2, 'Name\tPort\tProtocol\n')
      w.put(2, '----\t----\t--------\n')
      for (const { name, port, protocol } of ports) w.row(2, name || '<unset>', port, protocol ?? '')
    }
    w.put(0, '\n')
  }
  await context.events(endpoints, w)
}
