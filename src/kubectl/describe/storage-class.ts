// Follows kubectl/pkg/describe describeStorageClass, v1.36.
import type { StorageClass } from '../../objects/kinds'
import { labelsOrNone } from '../../objects/selector-text'
import type { AnyObject } from '../objects'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { boolOrUnset } from './texts'

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

interface VolumeAttributesClass extends AnyObject {
  readonly driverName: string
  readonly parameters?: Readonly<Record<string, string>>
}

/** Follows describeVolumeAttributesClass. */
export const describeVolumeAttributesClass: Describer<VolumeAttributesClass> = async (attributesClass, w, context) => {
  w.field(0, 'Name', attributesClass.metadata.name)
  w.field(0, 'Annotations', labelsOrNone(attributesClass.metadata.annotations))
  w.field(0, 'DriverName', attributesClass.driverName)
  w.field(0, 'Parameters', labelsOrNone(attributesClass.parameters))
  await context.events(attributesClass, w)
}

export const describeStorageClass: Describer<StorageClass> = async (storageClass, w, context) => {
  const { metadata, provisioner, parameters, mountOptions = [] } = storageClass
  w.field(0, 'Name', metadata.name)
  w.field(0, 'IsDefaultClass', IS_DEFAULT.some((key) => metadata.annotations?.[key] === 'true') ? 'Yes' : 'No')
  w.field(0, 'Annotations', labelsOrNone(metadata.annotations))
  w.field(0, 'Provisioner', provisioner)
  w.field(0, 'Parameters', labelsOrNone(parameters))
  w.field(0, 'AllowVolumeExpansion', boolOrUnset(storageClass.allowVolumeExpansion))
  if (mountOptions.length === 0) w.put(0, 'MountOptions:\t<none>\n')
  else w.put(0, 'MountOptions:\n')
  for (const option of mountOptions) w.put(1, `${option}\n`)
  if (storageClass.reclaimPolicy) w.field(0, 'ReclaimPolicy', storageClass.reclaimPolicy)
  if (storageClass.volumeBindingMode) w.field(0, 'VolumeBindingMode', storageClass.volumeBindingMode)
  describeTopologies(storageClass, w)
  await context.events(storageClass, w)
}

function describeTopologies({ allowedTopologies }: StorageClass, w: DescribeWriter): void {
  if (!allowedTopologies) return
  w.put(0, allowedTopologies.length === 0 ? 'AllowedTopologies:\t<none>\n' : 'AllowedTopologies:\t\n')
  allowedTopologies.forEach(({ matchLabelExpressions = [] }, number) => {
    w.put(1, `Term ${number}:\t${matchLabelExpressions.length === 0 ? '<none>\n' : ''}`)
    matchLabelExpressions.forEach(({ key, values }, i) => {
      if (i > 0) w.put(1, '\t')
      w.put(0, `${key} in${values.length > 0 ? ` [${values.join(', ')}]` : ''}\n`)
    })
  })
}
