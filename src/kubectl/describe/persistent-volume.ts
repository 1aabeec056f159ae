// Follows kubectl/pkg/describe describePersistentVolume, v1.36.
import type { PersistentVolume } from '../../objects/kinds'
import { goPrint } from '../output/go-print'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { accessModesText, quantity, since, storageClassOf } from './texts'
import { describeVolumeSource } from './volumes'

export const describePersistentVolume: Describer<PersistentVolume> = async (volume, w, context) => {
  const { metadata, spec, status } = volume
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Finalizers', goPrint(metadata.finalizers ?? []))
  w.field(0, 'StorageClass', storageClassOf(volume))
  const deleted = metadata.deletionTimestamp
  w.field(0, 'Status', deleted ? `Terminating (lasts ${since(deleted, context.now)})` : (status.phase ?? ''))
  w.field(0, 'Claim', spec.claimRef ? `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}` : '')
  w.field(0, 'Reclaim Policy', spec.persistentVolumeReclaimPolicy ?? '')
  w.field(0, 'Access Modes', accessModesText(spec.accessModes))
  if (spec.volumeMode !== undefined) w.field(0, 'VolumeMode', spec.volumeMode)
  w.field(0, 'Capacity', quantity(spec.capacity?.['storage']))
  describeNodeAffinity(volume, w)
  w.field(0, 'Message', status.message ?? '')
  w.put(0, 'Source:\n')
  describeVolumeSource(w, spec, 'PersistentVolume')
  await context.events(volume, w)
}

function describeNodeAffinity({ spec }: PersistentVolume, w: DescribeWriter): void {
  const required = spec.nodeAffinity?.required
  if (!required) return w.put(0, 'Node Affinity:\t<none>\n')
  w.put(0, 'Node Affinity:\t\n')
  const terms = required.nodeSelectorTerms ?? []
  w.put(1, terms.length === 0 ? 'Required Terms:\t<none>\n' : 'Required Terms:\t\n')
  terms.forEach(({ matchExpressions = [] }, number) => {
    w.put(2, `Term ${number}:\t${matchExpressions.length === 0 ? '<none>\n' : ''}`)
    matchExpressions.forEach(({ key, operator, values = [] }, i) => {
      if (i > 0) w.put(2, '\t')
      w.put(0, `${key} ${operator.toLowerCase()}${values.length > 0 ? ` [${values.join(', ')}]` : ''}\n`)
    })
  })
}
