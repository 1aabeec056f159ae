// Follows kubectl/pkg/describe describeCSINode, v1.36.
import type { Kinds } from '../../objects/kinds'
import { goPrint } from '../output/go-print'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { longTime } from './texts'

export const describeCsiNode: Describer<Kinds['CSINode']> = async (node, w, context) => {
  const { metadata, spec } = node
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp))
  w.put(0, 'Spec:\n')
  if (spec.drivers) w.put(1, 'Drivers:\n')
  for (const { name, nodeID, allocatable, topologyKeys } of spec.drivers ?? []) {
    w.put(2, `${name}:\n`)
    w.field(3, 'Node ID', nodeID)
    if (allocatable?.count !== undefined) {
      w.put(3, 'Allocatables:\n')
      w.field(4, 'Count', allocatable.count)
    }
    if (topologyKeys) w.field(3, 'Topology Keys', goPrint(topologyKeys))
  }
  await context.events(node, w)
}
