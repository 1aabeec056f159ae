// Follows syncClaim of pkg/controller/volume/persistentvolume/pv_controller.go, v1.36.
import { bind, setClaimStatus } from './bind'
import {
  BETA_STORAGE_PROVISIONER,
  BIND_COMPLETED,
  BOUND_BY_CONTROLLER,
  SELECTED_NODE,
  STORAGE_PROVISIONER,
  classOf,
  defaultClass,
  driverOf,
  hasAnnotation,
  isBoundTo,
  waitsForConsumer,
} from './claims'
import { bestMatch, mismatch } from './match'
import { notFound } from '../../apiserver/status'
import type { PersistentVolumeClaim, Pod } from '../../objects/kinds'
import { isPodScheduled, isPodTerminal } from '../../objects/pods'
import type { ReconcileContext } from '../runtime/controller'

export function syncClaim(claim: PersistentVolumeClaim, context: ReconcileContext): void {
  if (hasAnnotation(claim, BIND_COMPLETED)) syncBound(claim, context)
  else if (claim.spec.volumeName) syncNamed(claim, claim.spec.volumeName, context)
  else syncUnbound(claim, context)
}

function syncUnbound(claim: PersistentVolumeClaim, context: ReconcileContext): void {
  const { read, api, record } = context
  const isDelayed = waitsForConsumer(claim, read)
  const volume = bestMatch(claim, read.list('PersistentVolume'), isDelayed)
  if (volume) {
    bind(volume, claim, context)
    return
  }
  const fallback =
    claim.spec.storageClassName === undefined && classOf(claim) === ''
      ? defaultClass(read.list('StorageClass'))
      : undefined
  if (fallback) {
    // A default class that came after the claim serves it as well; the change brings the claim back here.
    api.update<'PersistentVolumeClaim'>({ ...claim, spec: { ...claim.spec, storageClassName: fallback.metadata.name } })
    return
  }
  if (isDelayed && !hasAnnotation(claim, SELECTED_NODE)) tellWaiting(claim, context)
  else if (classOf(claim) !== '') {
    provision(claim, context)
    return
  } else
    record.event(
      claim,
      'Normal',
      'FailedBinding',
      'no persistent volumes available for this claim and no storage class is set',
    )
  setClaimStatus(claim, 'Pending', undefined, context)
}

function tellWaiting(claim: PersistentVolumeClaim, { read, record }: ReconcileContext): void {
  const { name, namespace = '' } = claim.metadata
  const uses = ({ spec }: Pod) =>
    (spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name)
  const waiting = read.list('Pod', namespace).filter((pod) => !isPodScheduled(pod) && !isPodTerminal(pod) && uses(pod))
  const names = waiting.map(({ metadata }) => metadata.name).join(',')
  if (waiting.length === 0)
    record.event(claim, 'Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding')
  else
    record.event(
      claim,
      'Normal',
      'WaitForPodScheduled',
      `waiting for ${waiting.length > 1 ? 'pods' : 'pod'} ${names} to be scheduled`,
    )
}

/** Names the provisioner on the claim, and waits for it to make the volume. */
function provision(claim: PersistentVolumeClaim, { read, api, record }: ReconcileContext): void {
  const storageClass = read.get('StorageClass', '', classOf(claim))
  if (!storageClass) {
    record.event(
      claim,
      'Warning',
      'ProvisioningFailed',
      notFound({ group: 'storage.k8s.io', resource: 'storageclass' }, classOf(claim)).message,
    )
    return
  }
  const provisioner = driverOf(storageClass)
  if (provisioner.startsWith('kubernetes.io/')) {
    record.event(claim, 'Warning', 'ProvisioningFailed', `no volume plugin matched name: ${provisioner}`)
    return
  }
  const annotations = {
    ...claim.metadata.annotations,
    [BETA_STORAGE_PROVISIONER]: provisioner,
    [STORAGE_PROVISIONER]: provisioner,
  }
  const named = api.update<'PersistentVolumeClaim'>({ ...claim, metadata: { ...claim.metadata, annotations } })
  const message =
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. ` +
    'If volume creation is delayed, please verify that the provisioner is running and correctly registered.'
  record.event(named, 'Normal', 'ExternalProvisioning', message)
}

function syncNamed(claim: PersistentVolumeClaim, volumeName: string, context: ReconcileContext): void {
  const { read, record } = context
  const volume = read.get('PersistentVolume', '', volumeName)
  const pending = () => void setClaimStatus(claim, 'Pending', undefined, context)
  if (!volume) pending()
  else if (!volume.spec.claimRef) {
    const why = mismatch(volume, claim)
    if (why === undefined) return bind(volume, claim, context)
    record.event(claim, 'Warning', 'VolumeMismatch', `Cannot bind to requested volume "${volumeName}": ${why}`)
    pending()
  } else if (isBoundTo(volume, claim)) bind(volume, claim, context)
  else if (!hasAnnotation(claim, BOUND_BY_CONTROLLER)) {
    record.event(claim, 'Warning', 'FailedBinding', `volume "${volumeName}" already bound to a different claim.`)
    pending()
  }
}

function syncBound(claim: PersistentVolumeClaim, context: ReconcileContext): void {
  const { volumeName } = claim.spec
  const volume = volumeName ? context.read.get('PersistentVolume', '', volumeName) : undefined
  const lose = (reason: string, message: string) => {
    if (claim.status.phase === 'Lost') return
    setClaimStatus(claim, 'Lost', undefined, context)
    context.record.event(claim, 'Warning', reason, message)
  }
  if (!volumeName) lose('ClaimLost', 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!')
  else if (!volume) lose('ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!')
  else if (!volume.spec.claimRef || volume.spec.claimRef.uid === claim.metadata.uid) bind(volume, claim, context)
  else lose('ClaimMisbound', 'Two claims are bound to the same volume, this one is bound incorrectly')
}
