// What Go's structs know and the OpenAPI document does not say: which fields are pointers (their zero values are kept),
// which structs are values (printed even when empty), and the names of Go's string types. Follows staging/src/k8s.io/api, v1.36.

import generated from './generated/string-types.json'

const stringTypes: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = generated

/** Optional scalars that are pointers in every struct that has them: false, 0 and "" are values there, not absence. */
const POINTERS = new Set(
  `automountServiceAccountToken enableServiceLinks shareProcessNamespace setHostnameAsFQDN hostUsers optional privileged
  runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation controller blockOwnerDeletion immutable suspend
  allowVolumeExpansion allocateLoadBalancerNodePorts serving attachRequired podInfoOnMount storageCapacity requiresRepublish
  seLinuxMount manualSelector started orphanDependents hostProcess recursiveReadOnlyMounts userNamespaces
  preventPodSchedulingIfMissing serviceAccountTokenInSecrets
  ignoreStoreReadErrorWithClusterBreakingPotential nodeAllocatableUpdatePeriodSeconds revisionHistoryLimit
  progressDeadlineSeconds parallelism completions backoffLimit backoffLimitPerIndex maxFailedIndexes activeDeadlineSeconds
  ttlSecondsAfterFinished startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit partition defaultMode mode
  expirationSeconds priority terminationGracePeriodSeconds tolerationSeconds runAsUser runAsGroup fsGroup minReplicas
  averageUtilization targetCPUUtilizationPercentage currentCPUUtilizationPercentage stabilizationWindowSeconds
  leaseDurationSeconds leaseTransitions gracePeriodSeconds deletionGracePeriodSeconds collisionCount minDomains endPort lun
  terminating volumeMode mountPropagation recursiveReadOnly ingressClassName runtimeClassName preemptionPolicy appProtocol zone
  trafficDistribution internalTrafficPolicy ipFamilyPolicy loadBalancerClass completionMode podReplacementPolicy timeZone
  managedBy reclaimPolicy volumeBindingMode persistentVolumeName apiGroup scope unhealthyPodEvictionPolicy selectPolicy
  pathType holderIdentity strategy preferredHolder fsGroupPolicy fsGroupChangePolicy seLinuxChangePolicy
  supplementalGroupsPolicy procMount localhostProfile gmsaCredentialSpec gmsaCredentialSpecName runAsUserName
  nodeAffinityPolicy nodeTaintsPolicy volumeAttributesClassName currentVolumeAttributesClassName stopSignal hostnameOverride
  initiatorName terminatingReplicas resourceClaimName resourceClaimTemplateName ipMode maxSkewPercentage uid`.split(
    /\s+/,
  ),
)
const NO_POINTERS = new Set([
  'ObjectMeta.uid',
  'ObjectReference.uid',
  'StatusDetails.uid',
  'BoundObjectReference.uid',
  'Toleration.key',
])

/** Scalars that are pointers only in these structs. */
const POINTERS_OF = new Set(
  `DeploymentSpec.replicas ReplicaSetSpec.replicas StatefulSetSpec.replicas ReplicationControllerSpec.replicas
  ClientIPConfig.timeoutSeconds JobStatus.ready EndpointConditions.ready VolumeNodeResources.count
  HorizontalPodAutoscalerStatus.observedGeneration PersistentVolumeClaimSpec.storageClassName Endpoint.hostname Endpoint.nodeName
  EndpointAddress.nodeName HostPathVolumeSource.type IngressClassParametersReference.namespace TypedObjectReference.namespace
  Container.restartPolicy EphemeralContainer.restartPolicy GRPCAction.service PodDNSConfigOption.value CSIVolumeSource.readOnly
  CSIVolumeSource.fsType AzureDiskVolumeSource.readOnly AzureDiskVolumeSource.fsType AzureDiskVolumeSource.cachingMode
  AzureDiskVolumeSource.kind LocalVolumeSource.fsType AzureFilePersistentVolumeSource.secretNamespace ContainerStatus.stopSignal
  NetworkPolicyPort.protocol ClusterTrustBundleProjection.name ClusterTrustBundleProjection.signerName
  PodFailurePolicyOnExitCodesRequirement.containerName SuccessPolicyRule.succeededIndexes SuccessPolicyRule.succeededCount
  JobStatus.failedIndexes VolumeError.errorCode PodResourceClaimStatus.resourceClaimName Preconditions.resourceVersion
  JSONSchemaProps.maximum JSONSchemaProps.minimum JSONSchemaProps.maxLength JSONSchemaProps.minLength JSONSchemaProps.maxItems JSONSchemaProps.minItems
  JSONSchemaProps.multipleOf JSONSchemaProps.maxProperties JSONSchemaProps.minProperties JSONSchemaProps.x-kubernetes-preserve-unknown-fields
  NodeSwapStatus.capacity TokenRequest.expirationSeconds PodSchedulingGroup.podGroupName`.split(/\s+/),
)
/** discovery.k8s.io: all fields of its EndpointPort are pointers; those of core's are not. */
const POINTER_STRUCTS = new Set(['io.k8s.api.discovery.v1.EndpointPort'])

const shortName = (schema: string): string => schema.slice(schema.lastIndexOf('.') + 1)

/** Whether an optional bool, number or string keeps its zero value. */
export function isPointer(schema: string, field: string): boolean {
  if (POINTER_STRUCTS.has(schema)) return true
  const name = `${shortName(schema)}.${field}`
  return POINTERS_OF.has(name) || (POINTERS.has(field) && !NO_POINTERS.has(name))
}

/** Structs that Go always prints, empty as they may be. */
const VALUES = new Set([
  'spec',
  'status',
  'metadata',
  'strategy',
  'updateStrategy',
  'loadBalancer',
  'state',
  'lastState',
  'daemonEndpoints',
  'kubeletEndpoint',
  'nodeInfo',
])
const VALUES_OF = new Set(
  `Container.resources EphemeralContainer.resources PersistentVolumeClaimSpec.resources ReplicaSetSpec.template
  PodTemplate.template Event.source Endpoint.conditions NetworkPolicySpec.podSelector IngressServiceBackend.port`.split(
    /\s+/,
  ),
)
/** Required structs that are pointers all the same: their absence is told from an empty one. */
const REQUIRED_POINTERS = new Set(['selector', 'required', 'data'])
const NO_VALUES = new Set(['CSIDriver.status', 'Status.metadata', 'Condition.status', 'DeploymentStrategy.strategy'])

/** Whether an absent struct is the same as an empty one. */
export function isValueStruct(schema: string, field: string, isRequired: boolean): boolean {
  const name = `${shortName(schema)}.${field}`
  if (VALUES_OF.has(name)) return true
  if (isRequired) return !REQUIRED_POINTERS.has(field)
  return VALUES.has(field) && !NO_VALUES.has(name)
}

/** Numbers without omitempty that OpenAPI calls optional: their zero is printed. */
const PRINTED = new Set([
  'StatefulSetStatus.availableReplicas',
  'StatefulSetSpec.serviceName',
  'Event.reportingComponent',
  'Event.reportingInstance',
])
export const isPrinted = (schema: string, field: string): boolean => PRINTED.has(`${shortName(schema)}.${field}`)

/** A field's type as messages of the decoder print it: many texts have a type of their own. */
export const stringType = (schema: string, field: string): string =>
  stringTypes[schema.split('.').slice(-3).join('.')]?.[field] ?? 'string'

/** `io.k8s.api.autoscaling.v2.MetricSpec` -> `v2.MetricSpec` */
export const structType = (schema: string): string => schema.split('.').slice(-2).join('.')
export const structName = shortName

/** Times and lists without omitempty: Go prints null for them, and a null that was read stays. */
const NULLS = new Set([
  'Event.eventTime',
  'Event.firstTimestamp',
  'Event.lastTimestamp',
  'PodCondition.lastProbeTime',
  'ContainerStateTerminated.startedAt',
  'ContainerStateTerminated.finishedAt',
  'EndpointSlice.endpoints',
  'EndpointSlice.ports',
])
export const keepsNull = (schema: string, field: string): boolean => NULLS.has(`${shortName(schema)}.${field}`)
