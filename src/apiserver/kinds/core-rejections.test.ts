import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubeObject } from '../../objects/kube-object'
import { errorText } from '../field-errors'
import { coreKinds } from './core'
import type { KindDefinition } from './kind'
import { validateObjectMeta } from './metadata'

const definitionOf = (kind: string): KindDefinition => coreKinds.find((each) => each.kind === kind) as KindDefinition

const manifest = (kind: string, fields: object, name = 'p'): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: {
    name,
    ...(definitionOf(kind).namespaced ? { namespace: 'default' } : {}),
    uid: 'u',
    resourceVersion: '1',
    creationTimestamp: '',
  },
  ...fields,
})

function faults(object: KubeObject): string[] {
  const definition = definitionOf(object.kind)
  const full = definition.defaults?.(object) ?? object
  return [
    ...validateObjectMeta(full.metadata, definition),
    ...(definition.validate?.(full) ?? []),
    ...(definition.validateCreate?.(full) ?? []),
  ].map(errorText)
}

const container = { name: 'c', image: 'i' }
const pod = (spec: object, name?: string) => manifest('Pod', { spec: { containers: [container], ...spec } }, name)
const withContainer = (fields: object) => pod({ containers: [{ ...container, ...fields }] })
const service = (spec: object, name = 's') => manifest('Service', { spec: { ports: [{ port: 80 }], ...spec } }, name)
const claim = (spec: object) =>
  manifest('PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  })
const volume = (spec: object) =>
  manifest('PersistentVolume', {
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/d' }, ...spec },
  })

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

const rejected: readonly [KubeObject, string[]][] = [
  // As recorded from v1.36.2.
  [pod({}, 'Bad_Name'), [`metadata.name: Invalid value: "Bad_Name": ${SUBDOMAIN}`]],
  [pod({ containers: [{ name: 'c' }] }), ['spec.containers[0].image: Required value']],
  [pod({ containers: [] }), ['spec.containers: Required value']],
  [
    withContainer({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    ['spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
  ],
  // As upstream's validation has it.
  [pod({ containers: [container, container] }), ['spec.containers[1].name: Duplicate value: "c"']],
  [pod({ containers: [{ ...container, name: 'C_1' }] }), [`spec.containers[0].name: Invalid value: "C_1": ${LABEL}`]],
  [
    pod({ containers: [{ ...container, name: 'a.b' }] }),
    ['spec.containers[0].name: Invalid value: "a.b": must not contain dots'],
  ],
  [
    withContainer({ image: ' i' }),
    ['spec.containers[0].image: Invalid value: " i": must not have leading or trailing whitespace'],
  ],
  [
    withContainer({ imagePullPolicy: 'Sometimes' }),
    [
      'spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"',
    ],
  ],
  [
    withContainer({ ports: [{ containerPort: 70000 }] }),
    ['spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive'],
  ],
  [
    withContainer({ ports: [{ containerPort: 80, protocol: 'HTTP' }] }),
    ['spec.containers[0].ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"'],
  ],
  [
    withContainer({ ports: [{ containerPort: 80, name: 'a-name-that-is-too-long' }] }),
    ['spec.containers[0].ports[0].name: Invalid value: "a-name-that-is-too-long": must be no more than 15 characters'],
  ],
  [
    withContainer({
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    }),
    ['spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"'],
  ],
  [
    withContainer({ env: [{ name: 'A=B', value: 'x' }] }),
    [
      'spec.containers[0].env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    ],
  ],
  [
    withContainer({ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
    ['spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty'],
  ],
  [
    withContainer({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.hostname' } } }] }),
    [
      'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.hostname": error converting fieldPath: field label not supported: spec.hostname',
    ],
  ],
  [
    withContainer({ envFrom: [{}] }),
    ['spec.containers[0].envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`'],
  ],
  [
    withContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    ['spec.containers[0].volumeMounts[0].name: Not found: "data"'],
  ],
  [
    pod({
      containers: [
        {
          ...container,
          volumeMounts: [
            { name: 'a', mountPath: '/x' },
            { name: 'b', mountPath: '/x' },
          ],
        },
      ],
      volumes: [{ name: 'a' }, { name: 'b' }],
    }),
    ['spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/x": must be unique'],
  ],
  [
    pod({ volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/x' } }] }),
    ['spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type'],
  ],
  [pod({ volumes: [{ name: 'v' }, { name: 'v' }] }), ['spec.volumes[1].name: Duplicate value: "v"']],
  [pod({ volumes: [{ name: 'v', configMap: { name: '' } }] }), ['spec.volumes[0].configMap.name: Required value']],
  [
    pod({ volumes: [{ name: 'v', hostPath: { path: '/x', type: 'Dir' } }] }),
    [
      'spec.volumes[0].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
    ],
  ],
  [
    withContainer({ livenessProbe: {} }),
    ['spec.containers[0].livenessProbe: Required value: must specify a handler type'],
  ],
  [
    withContainer({ livenessProbe: { exec: { command: ['x'] }, httpGet: { port: 80 } } }),
    ['spec.containers[0].livenessProbe.httpGet: Forbidden: may not specify more than 1 handler type'],
  ],
  [
    withContainer({ livenessProbe: { exec: { command: ['x'] }, successThreshold: 2 } }),
    ['spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1'],
  ],
  [
    withContainer({ readinessProbe: { tcpSocket: { port: 0 } } }),
    ['spec.containers[0].readinessProbe.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive'],
  ],
  [
    withContainer({ readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 } }),
    [
      'spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes',
    ],
  ],
  [
    withContainer({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }),
    [
      'spec.containers[0].lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)',
    ],
  ],
  [
    pod({ initContainers: [{ ...container, name: 'i', livenessProbe: { exec: { command: ['x'] } } }] }),
    [
      'spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
    ],
  ],
  [pod({ initContainers: [container] }), ['spec.initContainers[0].name: Duplicate value: "c"']],
  [
    pod({ restartPolicy: 'Sometimes' }),
    ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
  ],
  [pod({ dnsPolicy: 'None' }), ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None']],
  [
    pod({ activeDeadlineSeconds: 0 }),
    ['spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive'],
  ],
  [pod({ nodeSelector: { a: 'b c' } }), [`spec.nodeSelector: Invalid value: "b c": ${LABEL_VALUE}`]],
  [
    pod({ hostNetwork: true, containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 81 }] }] }),
    ['spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true'],
  ],
  [
    pod({ tolerations: [{ operator: 'Equal' }] }),
    [
      'spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"',
    ],
  ],
  [
    pod({ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }),
    ['spec.tolerations[0].operator: Invalid value: "b": value must be empty when `operator` is \'Exists\''],
  ],
  [
    pod({ tolerations: [{ key: 'a', operator: 'Is' }] }),
    ['spec.tolerations[0].operator: Unsupported value: "Is": supported values: "Equal", "Exists"'],
  ],
  [
    pod({ tolerations: [{ key: 'a', effect: 'NoRun' }] }),
    [
      'spec.tolerations[0].effect: Unsupported value: "NoRun": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
  ],
  [
    pod({ tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 3 }] }),
    [
      'spec.tolerations[0].effect: Invalid value: "NoSchedule": effect must be \'NoExecute\' when `tolerationSeconds` is set',
    ],
  ],
  [
    pod({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Is', values: ['b'] }] }],
          },
        },
      },
    }),
    [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator',
    ],
  ],
  [
    pod({
      affinity: {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 101, preference: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
          ],
        },
      },
    }),
    [
      'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100',
    ],
  ],
  [
    pod({
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { a: 'b' } } }],
        },
      },
    }),
    [
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value: can not be empty',
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must be non-empty',
      "spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ],
  [
    pod({ topologySpreadConstraints: [{ maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'Maybe' }] }),
    [
      'spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero',
      'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Maybe": supported values: "DoNotSchedule", "ScheduleAnyway"',
    ],
  ],
  [
    withContainer({ resources: { limits: { gpu: '1' } } }),
    [
      'spec.containers[0].resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
      'spec.containers[0].resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers',
      'spec.containers[0].resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
      'spec.containers[0].resources.requests[gpu]: Invalid value: "gpu": must be a standard resource for containers',
    ],
  ],
  [
    withContainer({ resources: { requests: { memory: '-1' } } }),
    ['spec.containers[0].resources.requests[memory]: Invalid value: "-1": must be greater than or equal to 0'],
  ],
  [
    withContainer({ resources: { requests: { 'a.com/gpu': '1' } } }),
    ['spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources'],
  ],
  [
    withContainer({ securityContext: { runAsUser: -1 } }),
    ['spec.containers[0].securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive'],
  ],
  [service({}, '1s'), []],
  [service({}, 's_1'), [`metadata.name: Invalid value: "s_1": ${LABEL}`]],
  [service({ ports: [] }), ['spec.ports: Required value']],
  [
    service({ ports: [{ port: 80 }, { port: 81 }] }),
    ['spec.ports[0].name: Required value', 'spec.ports[1].name: Required value'],
  ],
  [
    service({ ports: [{ port: 0 }] }),
    [
      'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
      'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
  ],
  [
    service({ type: 'Cluster' }),
    [
      'spec.type: Unsupported value: "Cluster": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
  ],
  [
    service({ type: 'ClusterIP', ports: [{ port: 80, nodePort: 30080 }] }),
    ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
  ],
  [service({ type: 'ExternalName', ports: [] }), ['spec.externalName: Required value']],
  [
    service({ type: 'NodePort', clusterIP: 'None', clusterIPs: ['None'] }),
    ['spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services'],
  ],
  [
    service({ sessionAffinity: 'Sticky' }),
    ['spec.sessionAffinity: Unsupported value: "Sticky": supported values: "ClientIP", "None"'],
  ],
  [claim({ accessModes: [] }), ['spec.accessModes: Required value: at least 1 access mode is required']],
  [
    claim({ accessModes: ['RWO'] }),
    [
      'spec.accessModes: Unsupported value: "RWO": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
    ],
  ],
  [claim({ resources: {} }), ['spec.resources[storage]: Required value']],
  [
    claim({ resources: { requests: { storage: '0' } } }),
    ['spec.resources[storage]: Invalid value: "0": must be greater than zero'],
  ],
  [volume({ hostPath: undefined }), ['spec: Required value: must specify a volume type']],
  [
    volume({ capacity: {} }),
    ['spec.capacity: Required value', 'spec.capacity: Unsupported value: {}: supported values: "storage"'],
  ],
  [
    volume({ persistentVolumeReclaimPolicy: 'Keep' }),
    ['spec.persistentVolumeReclaimPolicy: Unsupported value: "Keep": supported values: "Delete", "Recycle", "Retain"'],
  ],
  [
    volume({ hostPath: undefined, local: { path: '/d' } }),
    ['spec.nodeAffinity: Required value: Local volume requires node affinity'],
  ],
  [
    manifest('ConfigMap', { data: { 'a b': 'x' } }),
    [
      "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
  ],
  [manifest('ConfigMap', { data: { '..a': 'x' } }), ['data[..a]: Invalid value: "..a": must not start with \'..\'']],
  [manifest('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }), ['data[tls.key]: Required value']],
  [
    manifest('Node', { spec: { taints: [{ key: 'a', effect: 'No' }] } }),
    [
      'metadata.taints[0].effect: Unsupported value: "No": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
  ],
  [manifest('Namespace', {}, 'a.b'), ['metadata.name: Invalid value: "a.b": must not contain dots']],
  [
    manifest('ResourceQuota', { spec: { hard: { cpus: '1' } } }),
    [
      'spec.hard[cpus]: Invalid value: "cpus": must be a standard resource type or fully qualified',
      'spec.hard[cpus]: Invalid value: "cpus": must be a standard resource for quota',
    ],
  ],
  [
    manifest('ResourceQuota', { spec: { hard: { pods: '1500m' } } }),
    ['spec.hard[pods]: Invalid value: "1500m": must be an integer'],
  ],
  [
    manifest('LimitRange', { spec: { limits: [{ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } }] } }),
    [
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
      'spec.limits[0].defaultRequest[cpu]: Invalid value: "1": min value 2 is greater than default request value 1',
      'spec.limits[0].default[cpu]: Invalid value: "2": min value 2 is greater than default value 1',
    ],
  ],
  [
    manifest('ReplicationController', {
      spec: {
        selector: { app: 'a' },
        template: { metadata: { labels: { app: 'b' } }, spec: { containers: [container] } },
      },
    }),
    ['spec.template.metadata.labels: Invalid value: {"app":"b"}: `selector` does not match template `labels`'],
  ],
]

for (const [object, errors] of rejected)
  test(`${object.kind}: ${errors[0]?.slice(0, 90) ?? 'nothing wrong'}`, () => assert.deepEqual(faults(object), errors))

const updated = (object: KubeObject, change: object, before: object = {}): string[] => {
  const definition = definitionOf(object.kind)
  const previous = definition.defaults?.({ ...object, ...before }) as KubeObject
  const next = definition.defaults?.({ ...previous, ...change }) as KubeObject
  return (definition.validateUpdate?.(next, previous) ?? []).map(errorText)
}

const MAY_CHANGE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'
const plain = pod({})
const specOf = (object: KubeObject) => (object as unknown as { spec: object }).spec

const refusedChanges: readonly [what: string, object: KubeObject, change: object, errors: string[]][] = [
  ['another image', plain, { spec: { containers: [{ ...container, image: 'j' }] } }, []],
  [
    'a second container',
    plain,
    { spec: { containers: [container, { ...container, name: 'd' }] } },
    ['spec.containers: Forbidden: pod updates may not add or remove containers'],
  ],
  [
    'another command',
    plain,
    { spec: { containers: [{ ...container, command: ['x'] }] } },
    [
      `spec: Forbidden: ${MAY_CHANGE}\n@@ -5,7 +5,9 @@\n   {\n    "Name": "c",\n    "Image": "i",\n-   "Command": null,\n+   "Command": [\n+    "x"\n+   ],\n    "Args": null,\n    "WorkingDir": "",\n    "Ports": null,\n`,
    ],
  ],
  [
    'a toleration taken away',
    pod({ tolerations: [{ key: 'a', operator: 'Exists' }] }),
    { spec: { containers: [container] } },
    ['spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds'],
  ],
  [
    'a longer deadline',
    pod({ activeDeadlineSeconds: 5 }),
    { spec: { containers: [container], activeDeadlineSeconds: 6 } },
    ['spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous value'],
  ],
  [
    'a new gate',
    plain,
    { spec: { containers: [container], schedulingGates: [{ name: 'g' }] } },
    ["spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'g'"],
  ],
  [
    'another address',
    service({ clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'] }),
    { spec: { ...specOf(service({ clusterIP: '10.96.0.2', clusterIPs: ['10.96.0.2'] })) } },
    ['spec.clusterIPs[0]: Invalid value: ["10.96.0.2"]: may not change once set'],
  ],
  [
    'another class',
    claim({ storageClassName: 'a' }),
    { spec: { ...specOf(claim({ storageClassName: 'b' })) } },
    [
      'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n@@ -10,7 +10,7 @@\n   }\n  },\n  "VolumeName": "",\n- "StorageClassName": "a",\n+ "StorageClassName": "b",\n  "VolumeMode": "Filesystem",\n  "DataSource": null,\n  "DataSourceRef": null,\n',
    ],
  ],
  [
    'data of an immutable map',
    manifest('ConfigMap', { data: { a: '1' }, immutable: true }),
    { data: { a: '2' } },
    ['data: Forbidden: field is immutable when `immutable` is set'],
  ],
  [
    'another type',
    manifest('Secret', {}),
    { type: 'kubernetes.io/tls' },
    [
      'type: Invalid value: "kubernetes.io/tls": field is immutable',
      'data[tls.crt]: Required value',
      'data[tls.key]: Required value',
    ],
  ],
]

for (const [what, object, change, errors] of refusedChanges)
  test(`${object.kind}: ${what}`, () => assert.deepEqual(updated(object, change), errors))
