// How patches and applies treat lists and maps: the `patchStrategy`, `patchMergeKey`, `listType`, `listMapKey` and
// `mapType` marks of upstream's types.go (staging/src/k8s.io/api, v1.36), by schema and field. A list that is not named
// here is atomic; a map or struct that is not named here is granular.

export interface FieldMark {
  /** x-kubernetes-patch-strategy, for strategic merge patches */
  readonly patchStrategy?: 'merge' | 'retainKeys' | 'merge,retainKeys' | 'replace'
  /** x-kubernetes-patch-merge-key */
  readonly patchMergeKey?: string
  /** x-kubernetes-list-type, for server-side apply */
  readonly listType?: 'map' | 'set' | 'atomic'
  /** x-kubernetes-list-map-keys */
  readonly listMapKeys?: readonly string[]
  /** x-kubernetes-map-type: atomic */
  readonly mapType?: 'atomic'
}

/** Merged by a key in both kinds of patch. */
const by = (key: string, ...furtherKeys: string[]): FieldMark => ({
  patchStrategy: 'merge',
  patchMergeKey: key,
  listType: 'map',
  listMapKeys: [key, ...furtherKeys],
})
/** As `by`, but what a patch does not name in an item goes: the members of a union. */
const byRetaining = (key: string): FieldMark => ({ ...by(key), patchStrategy: 'merge,retainKeys' })
/** A map for apply only: a strategic patch replaces it. */
const mapOf = (...listMapKeys: string[]): FieldMark => ({ listType: 'map', listMapKeys })
/** Merged by a key in strategic patches, atomic for apply. */
const atomicBy = (key: string): FieldMark => ({ patchStrategy: 'merge', patchMergeKey: key, listType: 'atomic' })
const set: FieldMark = { listType: 'set' }
const mergedSet: FieldMark = { patchStrategy: 'merge', listType: 'set' }
const atomicMap: FieldMark = { mapType: 'atomic' }
const retainKeys: FieldMark = { patchStrategy: 'retainKeys' }
const replaced: FieldMark = { patchStrategy: 'replace' }

const CORE = 'io.k8s.api.core.v1'
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'

const container: Readonly<Record<string, FieldMark>> = {
  env: by('name'),
  ports: by('containerPort', 'protocol'),
  volumeDevices: by('devicePath'),
  volumeMounts: by('mountPath'),
}
const conditions: Readonly<Record<string, FieldMark>> = { conditions: by('type') }

/** schema -> field -> marks */
export const listMetadata: Readonly<Record<string, Readonly<Record<string, FieldMark>>>> = {
  ...Object.fromEntries(
    [
      'certificates.v1.CertificateSigningRequestStatus',
      'flowcontrol.v1.FlowSchemaStatus',
      'flowcontrol.v1.PriorityLevelConfigurationStatus',
      'networking.v1.ServiceCIDRStatus',
      'admissionregistration.v1.ValidatingAdmissionPolicyStatus',
    ].map((name) => [`io.k8s.api.${name}`, conditions]),
  ),
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceStatus': conditions,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionStatus': {
    conditions: mapOf('type'),
  },
  ...Object.fromEntries(
    ['Mutating', 'Validating'].flatMap((which): [string, Readonly<Record<string, FieldMark>>][] => [
      [`io.k8s.api.admissionregistration.v1.${which}WebhookConfiguration`, { webhooks: by('name') }],
      [`io.k8s.api.admissionregistration.v1.${which}Webhook`, { matchConditions: by('name') }],
      [`io.k8s.api.admissionregistration.v1.${which}AdmissionPolicySpec`, { matchConditions: by('name') }],
    ]),
  ),
  [`${META}.ObjectMeta`]: { finalizers: mergedSet, ownerReferences: by('uid') },
  [`${CORE}.Container`]: container,
  [`${CORE}.EphemeralContainer`]: container,
  [`${CORE}.ContainerStatus`]: { volumeMounts: by('mountPath'), allocatedResourcesStatus: by('name') },
  [`${CORE}.ResourceStatus`]: { resources: mapOf('resourceID') },
  [`${CORE}.ContainerRestartRuleOnExitCodes`]: { values: set },
  [`${CORE}.ResourceRequirements`]: { claims: mapOf('name') },
  [`${CORE}.PodSpec`]: {
    containers: by('name'),
    initContainers: by('name'),
    ephemeralContainers: by('name'),
    hostAliases: by('ip'),
    imagePullSecrets: by('name'),
    resourceClaims: byRetaining('name'),
    schedulingGates: by('name'),
    topologySpreadConstraints: by('topologyKey', 'whenUnsatisfiable'),
    volumes: byRetaining('name'),
    nodeSelector: atomicMap,
  },
  [`${CORE}.PodStatus`]: {
    ...conditions,
    hostIPs: atomicBy('ip'),
    podIPs: by('ip'),
    resourceClaimStatuses: byRetaining('name'),
  },
  [`${CORE}.ServiceSpec`]: { ports: by('port', 'protocol'), selector: atomicMap },
  [`${CORE}.ServiceStatus`]: conditions,
  [`${CORE}.ServiceAccount`]: { secrets: by('name') },
  [`${CORE}.NodeSpec`]: { podCIDRs: mergedSet },
  [`${CORE}.NodeStatus`]: { ...conditions, addresses: by('type') },
  [`${CORE}.NamespaceStatus`]: conditions,
  [`${CORE}.NodeAllocatableResourceClaimStatus`]: { containers: set },
  [`${CORE}.PersistentVolumeClaimStatus`]: conditions,
  [`${CORE}.ReplicationControllerSpec`]: { selector: atomicMap },
  [`${CORE}.ReplicationControllerStatus`]: conditions,
  'io.k8s.api.apps.v1.DeploymentSpec': { strategy: retainKeys },
  'io.k8s.api.apps.v1.DeploymentStatus': conditions,
  'io.k8s.api.apps.v1.ReplicaSetStatus': conditions,
  'io.k8s.api.apps.v1.StatefulSetStatus': conditions,
  'io.k8s.api.apps.v1.DaemonSetStatus': conditions,
  'io.k8s.api.batch.v1.JobStatus': { conditions: atomicBy('type') },
  'io.k8s.api.batch.v1.PodFailurePolicyOnExitCodesRequirement': { values: set },
  'io.k8s.api.batch.v1.UncountedTerminatedPods': { failed: set, succeeded: set },
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerStatus': conditions,
  'io.k8s.api.policy.v1.PodDisruptionBudgetSpec': { selector: replaced },
  'io.k8s.api.policy.v1.PodDisruptionBudgetStatus': conditions,
  'io.k8s.api.storage.v1.CSINodeSpec': { drivers: by('name') },
  'io.k8s.api.storage.v1.CSIDriverSpec': { volumeLifecycleModes: set },
  'io.k8s.api.node.v1.Scheduling': { nodeSelector: atomicMap },
  'io.k8s.api.discovery.v1.Endpoint': { addresses: set },
}

/** Structs that apply replaces as a whole (`+structType=atomic`): references and selectors, mostly. */
export const atomicStructs: ReadonlySet<string> = new Set([
  `${META}.LabelSelector`,
  `${META}.OwnerReference`,
  ...[
    'ConfigMapKeySelector',
    'EndpointAddress',
    'EndpointPort',
    'FileKeySelector',
    'LocalObjectReference',
    'NodeSelector',
    'NodeSelectorTerm',
    'ObjectFieldSelector',
    'ObjectReference',
    'ResourceFieldSelector',
    'ScopeSelector',
    'SecretKeySelector',
    'SecretReference',
    'TypedLocalObjectReference',
  ].map((name) => `${CORE}.${name}`),
  `${CORE}.TopologySelectorTerm`,
  'io.k8s.api.discovery.v1.EndpointPort',
  'io.k8s.api.networking.v1.ServiceBackendPort',
  'io.k8s.api.autoscaling.v1.CrossVersionObjectReference',
  'io.k8s.api.rbac.v1.RoleRef',
  'io.k8s.api.rbac.v1.Subject',
])
