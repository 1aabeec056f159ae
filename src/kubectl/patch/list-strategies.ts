// How strategic merge patches treat the lists and maps of the kinds that kubectl knows by itself: which lists are merged
// and by which key. The marks are those of staging/src/k8s.io/api, v1.36; a list that is not named here is replaced, a map
// that is not named here is merged.

export interface FieldStrategy {
  readonly strategy?: 'merge' | 'replace'
  /** the other fields of the map are dropped when one of them changes: unions */
  readonly retainKeys?: true
  /** of a list of objects that is merged */
  readonly mergeKey?: string
  /** what is known of the fields below */
  readonly below?: Shape
}

export type Shape = Readonly<Record<string, FieldStrategy>>

const by = (mergeKey: string, below?: Shape): FieldStrategy => ({
  strategy: 'merge',
  mergeKey,
  ...(below ? { below } : {}),
})
const unions = (mergeKey: string): FieldStrategy => ({ strategy: 'merge', retainKeys: true, mergeKey })
const within = (below: Shape): FieldStrategy => ({ below })

const metadata = within({ finalizers: { strategy: 'merge' }, ownerReferences: by('uid') })
const conditions = within({ conditions: by('type') })

const container: Shape = {
  env: by('name'),
  ports: by('containerPort'),
  volumeDevices: by('devicePath'),
  volumeMounts: by('mountPath'),
}

const podSpec = within({
  containers: by('name', container),
  initContainers: by('name', container),
  ephemeralContainers: by('name', container),
  hostAliases: by('ip'),
  imagePullSecrets: by('name'),
  resourceClaims: unions('name'),
  schedulingGates: by('name'),
  topologySpreadConstraints: by('topologyKey'),
  volumes: unions('name'),
})

const template = within({ metadata, spec: podSpec })
const workload: Shape = { metadata, spec: within({ template }), status: conditions }

const SHAPES: Readonly<Record<string, Shape>> = {
  Pod: {
    metadata,
    spec: podSpec,
    status: within({
      conditions: by('type'),
      hostIPs: by('ip'),
      podIPs: by('ip'),
      resourceClaimStatuses: unions('name'),
    }),
  },
  PodTemplate: { metadata, template },
  Deployment: { ...workload, spec: within({ template, strategy: { retainKeys: true } }) },
  ReplicaSet: workload,
  ReplicationController: workload,
  StatefulSet: workload,
  DaemonSet: workload,
  Job: workload,
  CronJob: { metadata, spec: within({ jobTemplate: within({ metadata, spec: within({ template }) }) }) },
  Service: { metadata, spec: within({ ports: by('port') }), status: conditions },
  ServiceAccount: { metadata, secrets: by('name') },
  Node: {
    metadata,
    spec: within({ podCIDRs: { strategy: 'merge' } }),
    status: within({ conditions: by('type'), addresses: by('type') }),
  },
  PodDisruptionBudget: { metadata, spec: within({ selector: { strategy: 'replace' } }), status: conditions },
  CSINode: { metadata, spec: within({ drivers: by('name') }) },
}

const OTHERS: Shape = { metadata, status: conditions }

/** What is known of a kind of the API's own groups; undefined for custom resources, which take plain merge patches. */
export function shapeOfKind(group: string, kind: string): Shape | undefined {
  if (group.includes('.') && !group.endsWith('.k8s.io')) return undefined
  return SHAPES[kind] ?? OTHERS
}
