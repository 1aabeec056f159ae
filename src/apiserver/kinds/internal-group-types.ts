// Internal types of the groups, as `internal-types.ts` writes them. Follows pkg/apis/{apps,batch,policy,rbac}/types.go, v1.36.

export const GROUP_TYPES: Readonly<Record<string, readonly string[]>> = {
  DeploymentStrategy: ['Type string', 'RollingUpdate *RollingUpdateDeployment'],
  RollingUpdateDeployment: ['MaxUnavailable int', 'MaxSurge int'],
  StatefulSetUpdateStrategy: ['Type string', 'RollingUpdate *RollingUpdateStatefulSetStrategy'],
  RollingUpdateStatefulSetStrategy: ['Partition int', 'MaxUnavailable *any'],
  DaemonSetUpdateStrategy: ['Type string', 'RollingUpdate *RollingUpdateDaemonSet'],
  RollingUpdateDaemonSet: ['MaxUnavailable int', 'MaxSurge int'],
  PodDisruptionBudgetSpec: [
    'MinAvailable *any',
    'Selector *LabelSelector',
    'MaxUnavailable *any',
    'UnhealthyPodEvictionPolicy *string',
  ],
  PodFailurePolicy: ['Rules []PodFailurePolicyRule'],
  PodFailurePolicyRule: [
    'Action string',
    'OnExitCodes *PodFailurePolicyOnExitCodes',
    'OnPodConditions []PodFailurePolicyOnPodConditions',
  ],
  PodFailurePolicyOnExitCodes: ['ContainerName *string', 'Operator string', 'Values []int'],
  PodFailurePolicyOnPodConditions: ['Type string', 'Status string'],
  SuccessPolicy: ['Rules []SuccessPolicyRule'],
  SuccessPolicyRule: ['SucceededIndexes *string', 'SucceededCount *int'],
  RoleRef: ['APIGroup string apiGroup', 'Kind string', 'Name string'],
}
