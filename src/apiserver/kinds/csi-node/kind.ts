// Follows pkg/registry/storage/csinode, pkg/apis/storage/validation and printCSINode, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { duplicate, required, type FieldError } from '../../field-errors'
import { changed } from '../filled'
import { kindDefinition } from '../kind'
import { between, numberColumn } from '../workload-columns'

type CSINode = Kinds['CSINode']

function validate({ spec }: CSINode): FieldError[] {
  const seen = new Set<string>()
  return (spec.drivers ?? []).flatMap(({ name, nodeID }, index) => {
    const field = `spec.drivers[${index}]`
    const errors = [
      ...(name ? [] : [required(`${field}.name`)]),
      ...(nodeID ? [] : [required(`${field}.nodeID`)]),
      ...(seen.has(name) ? [duplicate(`${field}.name`, name)] : []),
    ]
    seen.add(name)
    return errors
  })
}

export const csiNode = kindDefinition<CSINode>({
  kind: 'CSINode',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'csinodes',
  singular: 'csinode',
  needsVersion: true,
  namespaced: false,
  defaults: (node) => changed(node, { spec: node.spec.drivers ? node.spec : { ...node.spec, drivers: [] } }),
  validate,
  columns: between([numberColumn('Drivers', ({ spec }) => spec.drivers?.length ?? 0)]),
})
