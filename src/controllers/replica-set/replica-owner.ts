import type { PodTemplateSpec, ReplicaSet, ReplicationController } from '../../objects/kinds'
import { selectorOf, selectorOfMap, type Selector } from '../../objects/selectors'

/** What a ReplicaSet and a ReplicationController have in common: the one controller keeps both. */
export interface ReplicaOwner {
  readonly object: ReplicaSet | ReplicationController
  readonly selector: Selector | undefined
  readonly template: PodTemplateSpec
  readonly replicas: number
  readonly minReadySeconds: number
}

export const ofReplicaSet = (object: ReplicaSet): ReplicaOwner => ({
  object,
  selector: selectorOf(object.spec.selector),
  template: object.spec.template ?? {},
  replicas: object.spec.replicas ?? 1,
  minReadySeconds: object.spec.minReadySeconds ?? 0,
})

export const ofReplicationController = (object: ReplicationController): ReplicaOwner => ({
  object,
  selector: selectorOfMap(object.spec.selector ?? {}),
  template: object.spec.template ?? {},
  replicas: object.spec.replicas ?? 1,
  minReadySeconds: object.spec.minReadySeconds ?? 0,
})
