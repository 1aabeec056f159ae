// Follows kubectl/pkg/describe describeServiceCIDRV1 and describeIPAddressV1, v1.36.
import type { AnyObject } from '../objects'
import { listAt, textAt, valueAt } from '../objects'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { longTime } from './texts'

export const describeServiceCidr: Describer<AnyObject> = async (cidr, w, context) => {
  const { metadata } = cidr
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'CIDRs', listAt(cidr, 'spec', 'cidrs').join(', '))
  const conditions = listAt(cidr, 'status', 'conditions')
  if (conditions.length > 0) {
    w.put(0, 'Status:\nConditions:\n')
    w.put(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage\n')
    w.put(1, '----\t------\t------------------\t------\t-------\n')
    for (const each of conditions) {
      const changed = longTime(textAt(each, 'lastTransitionTime') || undefined)
      w.row(1, textAt(each, 'type'), textAt(each, 'status'), changed, textAt(each, 'reason'), textAt(each, 'message'))
    }
  }
  await context.events(cidr, w)
}

export const describeIpAddress: Describer<AnyObject> = async (address, w, context) => {
  const { metadata } = address
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  if (valueAt(address, 'spec', 'parentRef') !== undefined) {
    w.put(0, 'Parent Reference:\n')
    for (const [title, field] of [
      ['Group', 'group'],
      ['Resource', 'resource'],
      ['Namespace', 'namespace'],
      ['Name', 'name'],
    ] as const)
      w.field(1, title, textAt(address, 'spec', 'parentRef', field))
  }
  await context.events(address, w)
}
