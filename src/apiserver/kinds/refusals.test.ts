// What a client reads of a refusal, to the letter: as pkg/apis/*/validation and field.Error, v1.36, word it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import type { KubeObject } from '../../objects/kube-object'
import { handle } from '../handle/handle'
import { Query } from '../handle/request'
import { coreKinds } from './core'
import { groupKinds } from './groups'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const definitions = [...coreKinds, ...groupKinds]

function send(method: string, path: string, body: object, type = 'application/json') {
  const headers = { 'content-type': type, 'user-agent': 'test/1' }
  const answer = handle(server, { method, path, query: new Query(), headers, body: JSON.stringify(body) })
  const { message = 'ok' } = answer.body as { message?: string }
  return { message, warnings: [answer.headers?.['warning'] ?? []].flat() }
}

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata?: Partial<KubeObject['metadata']>
}

function pathOf({ apiVersion, kind }: Manifest): string {
  const definition = definitions.find((each) => each.kind === kind)
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  return `${root}${definition?.namespaced ? '/namespaces/default' : ''}/${definition?.plural}`
}

const named = (manifest: Manifest, name: string) => ({ ...manifest, metadata: { name, ...manifest.metadata } })
const made = (manifest: Manifest, name: string) => send('POST', pathOf(manifest), named(manifest, name))

let count = 0
function changed(manifest: Manifest, patch: object, subresource = ''): string {
  const name = manifest.metadata?.name ?? `x${count++}`
  assert.equal(made(manifest, name).message, 'ok')
  const path = `${pathOf(manifest)}/${name}${subresource}`
  return send('PATCH', path, patch, 'application/merge-patch+json').message.replace(`"${name}" `, '')
}

const selector = { matchLabels: { app: 'a' } }
const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c', image: 'i' }] } }
const ofGroup = (group: string) => (kind: string, fields: object) => ({ apiVersion: group, kind, ...fields })
const [core, apps, batch] = [ofGroup('v1'), ofGroup('apps/v1'), ofGroup('batch/v1')]
const [policy, rbac, scheduling] = [
  ofGroup('policy/v1'),
  ofGroup('rbac.authorization.k8s.io/v1'),
  ofGroup('scheduling.k8s.io/v1'),
]
const deployment = (spec: object) => apps('Deployment', { spec: { selector, template, ...spec } })
const job = (spec: object) =>
  batch('Job', { spec: { template: { spec: { ...template.spec, restartPolicy: 'Never' } }, ...spec } })
const claimSpec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
const claim = core('PersistentVolumeClaim', { spec: claimSpec })
const volume = (spec: object) =>
  core('PersistentVolume', { spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...spec } })
const node = (key: string) => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Exists' }] }] },
})

const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const CONFIG_KEY =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
const UNMATCHED = '`selector` does not match template `labels`'

const refused: readonly [what: string, manifest: Manifest, message: string][] = [
  [
    'labels are shown by key',
    deployment({ template: { ...template, metadata: { labels: { z: '1', b: '2' } } } }),
    `Deployment.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"b":"2","z":"1"}: ${UNMATCHED}`,
  ],
  [
    'what is empty of a selector is not shown',
    deployment({ selector: { matchLabels: {}, matchExpressions: [] } }),
    'Deployment.apps "x" is invalid: spec.selector: Invalid value: {}: empty selector is invalid for deployment',
  ],
  [
    'no selector can be made of a wrong value',
    deployment({ selector: { matchLabels: { z: 'a', app: '-a-' } } }),
    `Deployment.apps "x" is invalid: [spec.selector.matchLabels: Invalid value: "-a-": ${LABEL_VALUE}, spec.selector: Invalid value: {"matchLabels":{"app":"-a-","z":"a"}}: invalid label selector]`,
  ],
  [
    'no selector can be made of a wrong key, and a DaemonSet does not say so',
    apps('DaemonSet', { spec: { selector: { matchLabels: { 'a b': 'a' } }, template } }),
    `DaemonSet.apps "x" is invalid: spec.selector.matchLabels: Invalid value: "a b": ${NAME_PART}`,
  ],
  [
    'what is no pointer in memory is never null',
    deployment({ strategy: { type: 'Blue', rollingUpdate: { maxSurge: 1 } } }),
    'Deployment.apps "x" is invalid: spec.strategy: Unsupported value: {"Type":"Blue","RollingUpdate":{"MaxUnavailable":0,"MaxSurge":1}}: supported values: "Recreate", "RollingUpdate"',
  ],
  [
    'a map that is not there is null',
    core('PersistentVolume', { spec: { accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' } } }),
    'PersistentVolume "x" is invalid: [spec.capacity: Required value, spec.capacity: Unsupported value: null: supported values: "storage"]',
  ],
  [
    'a selector that nothing became of is "null"',
    rbac('ClusterRole', {
      aggregationRule: { clusterRoleSelectors: [{ matchExpressions: [{ key: 'a', operator: 'Maybe' }] }] },
    }),
    'ClusterRole.rbac.authorization.k8s.io "x" is invalid: [aggregationRule.clusterRoleSelectors[0].matchExpressions[0].operator: Invalid value: "Maybe": not a valid selector operator, aggregationRule.clusterRoleSelectors[0]: Invalid value: "null": invalid label selector.]',
  ],
  [
    'texts are quoted as Go quotes them',
    core('ConfigMap', { metadata: { labels: { a: 'b\u00a0c', d: '\u0001<"é' } } }),
    `ConfigMap "x" is invalid: [metadata.labels: Invalid value: "b\\u00a0c": ${LABEL_VALUE}, metadata.labels: Invalid value: "\\x01<\\"é": ${LABEL_VALUE}]`,
  ],
  [
    'signs of HTML are escaped within JSON',
    rbac('Role', { rules: [{ verbs: ['get'], nonResourceURLs: ['/a&b'] }] }),
    'Role.rbac.authorization.k8s.io "x" is invalid: rules[0].nonResourceURLs: Invalid value: ["/a\\u0026b"]: namespaced rules cannot apply to non-resource URLs',
  ],
  [
    'a ConfigMap as a whole is []',
    core('ConfigMap', { data: { a: 'x'.repeat(1024 * 1024 + 1) } }),
    'ConfigMap "x" is invalid: []: Too long: may not be more than 1048576 bytes',
  ],
  [
    'a budget may have any name, and any finalizer that a name can be',
    policy('PodDisruptionBudget', {
      metadata: { name: 'My_Budget', finalizers: ['mine'] },
      spec: { minAvailable: 1, selector },
    }),
    'ok',
  ],
  [
    'finalizers of classes are asked what those of the core are',
    scheduling('PriorityClass', { value: 1, metadata: { finalizers: ['mine'] } }),
    'PriorityClass.scheduling.k8s.io "x" is invalid: metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
  ],
  [
    'an account is named as accounts are',
    rbac('RoleBinding', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 'A_' }],
    }),
    `RoleBinding.rbac.authorization.k8s.io "x" is invalid: subjects[0].name: Invalid value: "A_": ${SUBDOMAIN}`,
  ],
  [
    'the kubelets have that port',
    core('Service', { spec: { type: 'LoadBalancer', ports: [{ port: 10250 }] } }),
    'Service "x" is invalid: spec.ports[0]: Invalid value: 10250: may not expose port 10250 externally since it is used by kubelet',
  ],
  [
    'two annotations say one thing',
    core('Service', {
      metadata: {
        annotations: {
          'service.kubernetes.io/topology-mode': 'Auto',
          'service.kubernetes.io/topology-aware-hints': 'Disabled',
        },
      },
      spec: { ports: [{ port: 80 }] },
    }),
    'Service "x" is invalid: metadata.annotations[service.kubernetes.io/topology-mode]: Invalid value: "Auto": must match annotations[service.kubernetes.io/topology-aware-hints] when both are specified',
  ],
  [
    'a driver is named as a domain, but for capitals',
    volume({ csi: { driver: 'A_b', volumeHandle: 'h' } }),
    `PersistentVolume "x" is invalid: spec.csi.driver: Invalid value: "A_b": ${SUBDOMAIN}`,
  ],
  [
    'containers have certain resources only',
    ofGroup('autoscaling/v2')('HorizontalPodAutoscaler', {
      spec: {
        maxReplicas: 2,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
        metrics: [
          {
            type: 'ContainerResource',
            containerResource: { name: 'gold', container: 'c', target: { type: 'Utilization', averageUtilization: 1 } },
          },
        ],
      },
    }),
    'HorizontalPodAutoscaler.autoscaling "x" is invalid: [spec.metrics[0].containerResource.name: Invalid value: "gold": must be a standard resource type or fully qualified, spec.metrics[0].containerResource.name: Invalid value: "gold": must be a standard resource for containers]',
  ],
  [
    'a selector of scopes is shown as it is in memory',
    core('ResourceQuota', {
      spec: {
        hard: { services: '1' },
        scopeSelector: { matchExpressions: [{ scopeName: 'BestEffort', operator: 'Exists' }] },
      },
    }),
    'ResourceQuota "x" is invalid: spec.scopeSelector.matchExpressions: Invalid value: {"MatchExpressions":[{"ScopeName":"BestEffort","Operator":"Exists","Values":null}]}: unsupported scope applied to resource',
  ],
  [
    'two sources are one',
    core('PersistentVolumeClaim', {
      spec: {
        ...claimSpec,
        dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
        dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
      },
    }),
    'PersistentVolumeClaim "x" is invalid: spec: Invalid value: {}: must match dataSourceRef',
  ],
  [
    'a Node is judged by what it offers',
    core('Node', { status: { capacity: { cpu: '-1' } } }),
    'Node "x" is invalid: [status.capacity.cpu: Invalid value: "-1": must be greater than or equal to 0, status.allocatable.cpu: Invalid value: "-1": must be greater than or equal to 0]',
  ],
]

for (const [what, manifest, message] of refused)
  test(`${manifest.kind}: ${what}`, () => assert.equal(made(manifest, 'x').message, message))

const refusedChanges: readonly [
  what: string,
  manifest: Manifest,
  patch: object,
  message: string,
  subresource?: string,
][] = [
  [
    'a pointer to nothing is "null"',
    deployment({}),
    { spec: { selector: null } },
    `Deployment.apps is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: {"app":"a"}: ${UNMATCHED}, spec.selector: Invalid value: "null": field is immutable]`,
  ],
  [
    'as many as before, which is no number now',
    job({ completions: 3, parallelism: 1 }),
    { spec: { completions: null } },
    'Job.batch is invalid: spec.completions: Invalid value: "null": field is immutable',
  ],
  [
    'an Indexed one may grow beyond what its name allows',
    { ...job({ completionMode: 'Indexed', completions: 1, parallelism: 1 }), metadata: { name: 'x'.repeat(61) } },
    { spec: { completions: 100, parallelism: 100 } },
    'ok',
  ],
  [
    'what is new comes first, the whole after it',
    core('Secret', {}),
    { type: 'kubernetes.io/tls' },
    'Secret is invalid: [type: Invalid value: "kubernetes.io/tls": field is immutable, data[tls.crt]: Required value, data[tls.key]: Required value]',
  ],
  [
    'what is new comes first, the whole after it',
    core('ConfigMap', { data: { a: '1' }, immutable: true }),
    { data: { 'b c': '2' } },
    `ConfigMap is invalid: [data: Forbidden: field is immutable when \`immutable\` is set, data[b c]: Invalid value: "b c": ${CONFIG_KEY}]`,
  ],
  [
    'what is new comes first, the whole after it',
    core('Service', { spec: { clusterIP: '10.96.77.1', ports: [{ port: 80 }] } }),
    { spec: { clusterIP: '10.96.77.2', sessionAffinity: 'Ever' } },
    'Service is invalid: [spec.clusterIPs[0]: Invalid value: ["10.96.77.2"]: may not change once set, spec.sessionAffinity: Unsupported value: "Ever": supported values: "ClientIP", "None"]',
  ],
  [
    'only its change is judged',
    scheduling('PriorityClass', { value: 1 }),
    { value: 2000000000 },
    'PriorityClass.scheduling.k8s.io is invalid: value: Forbidden: may not be changed in an update.',
  ],
  [
    'an unbound claim may take another class of attributes',
    claim,
    { spec: { volumeAttributesClassName: 'fast' } },
    'ok',
  ],
  [
    'where it may be used is shown as it is in memory',
    volume({ hostPath: { path: '/a' }, nodeAffinity: node('a') }),
    { spec: { nodeAffinity: node('b') } },
    'PersistentVolume is invalid: nodeAffinity: Invalid value: {"Required":{"NodeSelectorTerms":[{"MatchExpressions":[{"Key":"b","Operator":"Exists","Values":null}],"MatchFields":null}]}}: field is immutable, except for updating from beta label to GA',
  ],
  [
    'an address is shown as it is in memory',
    core('Node', {}),
    { status: { addresses: ['', ''].map(() => ({ type: 'InternalIP', address: '10.0.0.1' })) } },
    'Node is invalid: status.addresses[1]: Duplicate value: {"Type":"InternalIP","Address":"10.0.0.1"}',
    '/status',
  ],
]

for (const [what, manifest, patch, message, subresource] of refusedChanges)
  test(`a changed ${manifest.kind}: ${what}`, () => assert.equal(changed(manifest, patch, subresource), message))

test('the template of a Job is shown with its labels by key', () => {
  const answer = changed(job({}), { spec: { template: { metadata: { labels: { z: '1', b: '2' } } } } })
  assert.match(
    answer,
    /^Job\.batch is invalid: spec\.template: Invalid value: \{"labels":\{"b":"2","batch\.kubernetes\.io\/controller-uid":"[-0-9a-f]+","batch\.kubernetes\.io\/job-name":"x\d+","controller-uid":"[-0-9a-f]+","job-name":"x\d+","z":"1"\},"Spec":\{"Volumes":null,/,
  )
})

test('of a Job that large its maker is warned', () => {
  const large = job({ completionMode: 'Indexed', completions: 100_001, parallelism: 10_001 })
  const words =
    'spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail'
  assert.deepEqual(made(large, 'large').warnings, [`299 - "${words}"`])
})

test('of labels that nodes had once the maker of a class is warned', () => {
  const allowedTopologies = [
    { matchLabelExpressions: [{ key: 'failure-domain.beta.kubernetes.io/zone', values: ['a'] }] },
  ]
  const storageClass = ofGroup('storage.k8s.io/v1')('StorageClass', { provisioner: 'p', allowedTopologies })
  const words =
    'allowedTopologies[0].matchLabelExpressions[0].key: deprecated since v1.17; use "topology.kubernetes.io/zone" instead'
  assert.deepEqual(made(storageClass, 'zonal').warnings, [`299 - ${JSON.stringify(words)}`])
})

test('a Node is made with the status that its maker gives it', () => {
  const capacity = { cpu: '32', memory: '256Gi', pods: '110' }
  made(core('Node', { status: { capacity } }), 'registered')
  const answer = handle(server, {
    method: 'GET',
    path: '/api/v1/nodes/registered',
    query: new Query(),
    headers: {},
    body: '',
  })
  const { status } = answer.body as { status?: { capacity: object; allocatable: object } }
  assert.deepEqual([status?.capacity, status?.allocatable], [capacity, capacity])
})
