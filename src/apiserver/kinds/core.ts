// The kinds of the core group, in the order of upstream's discovery.
import { bindingKind } from './binding/kind'
import { configMapKind } from './config-map/kind'
import { endpointsKind } from './endpoints/kind'
import { eventKind } from './event/kind'
import { kindDefinition, type KindDefinition } from './kind'
import { limitRangeKind } from './limit-range/kind'
import { namespaceKind } from './namespace/kind'
import { nodeKind } from './node/kind'
import { persistentVolumeClaimKind } from './persistent-volume-claim/kind'
import { persistentVolumeKind } from './persistent-volume/kind'
import { podKind } from './pod/kind'
import { podTemplateKind } from './pod-template/kind'
import { replicationControllerKind } from './replication-controller/kind'
import { resourceQuotaKind } from './resource-quota/kind'
import { secretKind } from './secret/kind'
import { serviceAccountKind } from './service-account/kind'
import { serviceKind } from './service/kind'

export const coreKinds: readonly KindDefinition[] = [
  bindingKind,
  kindDefinition(configMapKind),
  kindDefinition(endpointsKind),
  kindDefinition(eventKind),
  kindDefinition(limitRangeKind),
  kindDefinition(namespaceKind),
  kindDefinition(nodeKind),
  kindDefinition(persistentVolumeClaimKind),
  kindDefinition(persistentVolumeKind),
  kindDefinition(podKind),
  kindDefinition(podTemplateKind),
  kindDefinition(replicationControllerKind),
  kindDefinition(resourceQuotaKind),
  kindDefinition(secretKind),
  kindDefinition(serviceAccountKind),
  kindDefinition(serviceKind),
]
