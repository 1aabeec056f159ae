// Follows pkg/scheduler/framework/plugins/volumebinding (volume_binding.go, binder.go), v1.36.
import { dequal } from 'dequal'
import type { Reader } from '../../apiserver/client'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import type { ClusterEvent } from '../cluster-event'
import { neverFits, type Plugin, type PodFilter, type Verdict } from '../framework'
import { termPicks, type NodeView } from '../node-affinity'
import type { PodInfo } from '../pod-info'
import { findVolume, requestedBytes, volumeReaches } from './find-volume'
import { claimsOfPod, claimsProblem, classOf, SELECTED_NODE, sortClaims, type SortedClaims } from './pod-claims'
import { capacityHelps, driverHelps, hasRoom } from './storage-capacity'

const NAME = 'VolumeBinding'
const BIND_CONFLICT = "node(s) didn't find available persistent volumes to bind"
const NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity"
const NO_SPACE = 'node(s) did not have enough free storage'
const VOLUME_MISSING = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)'
const UNBOUND = 'pod has unbound immediate PersistentVolumeClaims'
const NO_PROVISIONER = 'kubernetes.io/no-provisioner'

/** What has to be done for the claims of a Pod before it can be bound to a node. */
export interface VolumePlan {
  readonly bindings: readonly { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[]
  /** claims for which a volume is made on the node */
  readonly provisions: readonly PersistentVolumeClaim[]
}

export const volumeBinding: Plugin = {
  name: NAME,
  preFilter(pod, { read }) {
    if (pod.claims.length === 0) return undefined
    const problem = claimsProblem(pod, read)
    if (problem) return { rejected: neverFits(NAME, problem) }
    const claims = sortClaims(claimsOfPod(pod, read), read)
    if (claims.immediate.length > 0) return { rejected: neverFits(NAME, UNBOUND) }
    return new VolumeFilter(claims, read)
  },
  helps,
}

class VolumeFilter implements PodFilter {
  constructor(
    private readonly claims: SortedClaims,
    private readonly read: Reader,
  ) {}

  readonly filter = (node: NodeView): Verdict | undefined => {
    const reasons: string[] = []
    const volumes = this.claims.bound.map(({ spec }) => this.read.get('PersistentVolume', '', spec.volumeName ?? ''))
    if (volumes.some((volume) => volume && !volumeReaches(volume.spec.nodeAffinity, node))) reasons.push(NODE_CONFLICT)
    if (this.claims.delayed.length > 0) {
      const plan = planVolumes(this.claims.delayed, node, this.read)
      if (typeof plan === 'string') reasons.push(plan)
    }
    if (volumes.includes(undefined)) reasons.push(VOLUME_MISSING)
    return reasons.length === 0 ? undefined : { plugin: NAME, reasons, unresolvable: true }
  }
}

/** How the claims would get their volumes on this node, or why they cannot. Small claims choose first. */
export function planVolumes(
  claims: readonly PersistentVolumeClaim[],
  node: NodeView,
  read: Reader,
): VolumePlan | string {
  if (claims.some((claim) => (selectedNodeOf(claim) ?? node.name) !== node.name)) return BIND_CONFLICT
  const bindings: { claim: PersistentVolumeClaim; volume: PersistentVolume }[] = []
  const provisions: PersistentVolumeClaim[] = []
  const taken = new Set<string>()
  const volumes = read.list('PersistentVolume')
  for (const claim of [...claims].sort((a, b) => requestedBytes(a) - requestedBytes(b))) {
    const volume = selectedNodeOf(claim) === undefined ? findVolume(claim, volumes, node, taken) : undefined
    if (volume) {
      taken.add(volume.metadata.name)
      bindings.push({ claim, volume })
    } else provisions.push(claim)
  }
  // Those that have their node already are asked about first.
  const rank = (claim: PersistentVolumeClaim): number => Number(selectedNodeOf(claim) === undefined)
  for (const claim of provisions.sort((a, b) => rank(a) - rank(b))) {
    const problem = provisionProblem(claim, node, read)
    if (problem !== undefined) return problem
  }
  return { bindings, provisions }
}

const selectedNodeOf = ({ metadata }: PersistentVolumeClaim): string | undefined =>
  metadata.annotations?.[SELECTED_NODE]

function provisionProblem(claim: PersistentVolumeClaim, node: NodeView, read: Reader): string | undefined {
  const storageClass = classOf(claim, read)
  if (!storageClass?.provisioner || storageClass.provisioner === NO_PROVISIONER) return BIND_CONFLICT
  if (!isAllowed(storageClass, node)) return BIND_CONFLICT
  return hasRoom(claim, storageClass, node, read) ? undefined : NO_SPACE
}

function isAllowed({ allowedTopologies = [] }: StorageClass, node: NodeView): boolean {
  if (allowedTopologies.length === 0) return true
  return allowedTopologies.some(({ matchLabelExpressions = [] }) =>
    termPicks(
      { matchExpressions: matchLabelExpressions.map(({ key, values }) => ({ key, operator: 'In', values })) },
      node,
    ),
  )
}

function helps(event: ClusterEvent, pod: PodInfo): boolean {
  switch (event.on) {
    case 'NodeAdd':
      return true
    case 'NodeUpdate':
      return event.changes.labels
    case 'VolumeAdd':
    case 'VolumeUpdate':
      break
    default:
      return false
  }
  if (event.kind === 'PersistentVolumeClaim') {
    return (
      event.object.metadata.namespace === pod.namespace &&
      pod.claims.some(({ name }) => name === event.object.metadata.name)
    )
  }
  if (event.kind === 'CSIDriver') return driverHelps(event, pod)
  if (event.kind === 'CSIStorageCapacity') return capacityHelps(event)
  if (event.kind === 'StorageClass' && event.previous)
    return !dequal(event.object.allowedTopologies, event.previous.allowedTopologies)
  return (
    event.kind === 'PersistentVolume' ||
    event.kind === 'StorageClass' ||
    (event.kind === 'CSINode' && event.on === 'VolumeAdd')
  )
}
