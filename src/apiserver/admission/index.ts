// The admission plugins that upstream enables by default, in its recommended order (pkg/kubeapiserver/options/plugins.go, v1.36).
// Not in the chain: NodeRestriction and the certificate plugins (there is no authorisation here), webhooks and policies.
import type { AdmissionPlugin } from '../admission'
import { defaultIngressClass } from './default-ingress-class'
import { defaultStorageClass } from './default-storage-class'
import { defaultTolerationSeconds } from './default-toleration-seconds'
import { limitRanger } from './limit-ranger'
import { namespaceLifecycle } from './namespace-lifecycle'
import { persistentVolumeClaimResize } from './persistent-volume-claim-resize'
import { podSecurity } from './pod-security'
import { priority } from './priority'
import { resourceQuota } from './resource-quota'
import { runtimeClass } from './runtime-class'
import { serviceAccount } from './service-account'
import { storageObjectInUseProtection } from './storage-object-in-use-protection'
import { taintNodesByCondition } from './taint-nodes-by-condition'

export const admissionChain: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  taintNodesByCondition,
  podSecurity,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  persistentVolumeClaimResize,
  runtimeClass,
  defaultIngressClass,
  resourceQuota,
]
