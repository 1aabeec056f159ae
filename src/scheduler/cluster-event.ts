// Changes that may help a Pod which did not fit. Follows pkg/scheduler/framework/events.go, v1.36.
import type { Kinds, Node, Pod } from '../objects/kinds'

/** What of a node changed in a way that matters for placing Pods. */
export interface NodeChanges {
  readonly allocatable: boolean
  readonly labels: boolean
  /** taints, or spec.unschedulable */
  readonly taints: boolean
}

/** What of a Pod changed in a way that matters. */
export interface PodChanges {
  readonly labels: boolean
  readonly scaledDown: boolean
  readonly tolerations: boolean
  readonly ungated: boolean
}

type Volumes =
  | 'PersistentVolume'
  | 'PersistentVolumeClaim'
  | 'StorageClass'
  | 'CSINode'
  | 'CSIDriver'
  | 'CSIStorageCapacity'
  | 'VolumeAttachment'

export type ClusterEvent =
  | { readonly on: 'NodeAdd' | 'NodeDelete'; readonly node: Node }
  | { readonly on: 'NodeUpdate'; readonly node: Node; readonly previous: Node; readonly changes: NodeChanges }
  /** a Pod on a node: bound, finished or deleted */
  | { readonly on: 'AssignedPodAdd' | 'AssignedPodDelete'; readonly pod: Pod }
  /** the room that was kept for a Pod on a node is free: it is gone, or shall go elsewhere */
  | { readonly on: 'NominatedPodDelete'; readonly pod: Pod }
  | { readonly on: 'AssignedPodUpdate'; readonly pod: Pod; readonly previous: Pod; readonly changes: PodChanges }
  /** the waiting Pod itself */
  | { readonly on: 'OwnUpdate'; readonly pod: Pod; readonly previous: Pod; readonly changes: PodChanges }
  | VolumeEvent<Volumes>

export type VolumeEvent<K extends Volumes> = K extends Volumes
  ? {
      readonly on: 'VolumeAdd' | 'VolumeUpdate' | 'VolumeDelete'
      readonly kind: K
      readonly object: Kinds[K]
      readonly previous: Kinds[K] | undefined
    }
  : never

export type VolumeKind = Volumes
