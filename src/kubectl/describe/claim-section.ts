// Follows kubectl/pkg/describe printPersistentVolumeClaim, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { PersistentVolumeClaim } from '../../objects/kinds'
import { goPrint } from '../output/go-print'
import type { DescribeWriter } from './describe-writer'
import { describeAnnotations, describeLabels } from './labels-section'
import { accessModesText, quantity, since, storageClassOf } from './texts'

type Claim = k.V1PersistentVolumeClaimTemplate | PersistentVolumeClaim

/** A claim with its name and state, or the template of one when `now` is not given. */
export function describeClaim(w: DescribeWriter, claim: Claim, now?: number): void {
  const full = now === undefined ? undefined : (claim as PersistentVolumeClaim)
  if (full) {
    w.field(0, 'Name', full.metadata.name)
    w.field(0, 'Namespace', full.metadata.namespace ?? '')
  }
  w.field(0, 'StorageClass', storageClassOf(claim))
  if (full) {
    const deleted = full.metadata.deletionTimestamp
    w.field(0, 'Status', deleted ? `Terminating (lasts ${since(deleted, now ?? 0)})` : (full.status.phase ?? ''))
  }
  const { spec } = claim
  w.field(0, 'Volume', spec.volumeName ?? '')
  describeLabels(w, 'Labels', claim.metadata?.labels)
  describeAnnotations(w, 'Annotations', claim.metadata?.annotations)
  if (full) w.field(0, 'Finalizers', goPrint(full.metadata.finalizers ?? []))
  const bound = Boolean(spec.volumeName)
  w.field(0, 'Capacity', bound ? quantity(full?.status.capacity?.['storage']) : '')
  w.field(0, 'Access Modes', bound ? accessModesText(full?.status.accessModes) : '')
  if (spec.volumeMode !== undefined) w.field(0, 'VolumeMode', spec.volumeMode)
  if (!spec.dataSource) return
  w.put(0, 'DataSource:\n')
  if (spec.dataSource.apiGroup) w.field(1, 'APIGroup', spec.dataSource.apiGroup)
  w.field(1, 'Kind', spec.dataSource.kind)
  w.field(1, 'Name', spec.dataSource.name)
}
