// What a client is told of a template that is taken all the same. Follows pkg/api/pod/warnings_test.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statefulSet } from '../stateful-set/kind'
import { taken } from '../testing/take'
import { podTemplateWarnings } from './warnings'

type Case = readonly [what: string, spec: object, warnings: readonly string[]]

const judged = (cases: readonly Case[]): void => {
  for (const [what, spec, warnings] of cases)
    assert.deepEqual(podTemplateWarnings({ spec: { containers: [], ...spec } }, ''), warnings, what)
}

const volume = (source: object, name = 'foo') => ({ volumes: [{ name, ...source }] })
const items = (...paths: string[]) => paths.map((path) => ({ key: 'k', path }))
const projected = (...sources: object[]) => volume({ projected: { sources } })
const token = (path: string) => ({ serviceAccountToken: { path } })
const configMap = (...paths: string[]) => ({ configMap: { name: 'Test', items: items(...paths) } })
const secret = (...paths: string[]) => ({ secret: { name: 'Test', items: items(...paths) } })
const downwardApi = (...paths: string[]) => ({ downwardAPI: { items: items(...paths) } })
const about = 'volume "foo" (Projected): overlapping paths:'

test('of files of a volume that are in the way of each other', () => {
  judged([
    [
      'the same path twice',
      volume({ configMap: { name: 'm', items: items('test', 'test') } }),
      ['volume "foo" (ConfigMap "m"): overlapping paths: "test" with "test"'],
    ],
    [
      'a file in a file',
      volume({ configMap: { name: 'm', items: items('test', 'test/app') } }),
      ['volume "foo" (ConfigMap "m"): overlapping paths: "test/app" with "test"'],
    ],
    [
      'a folder that is a file',
      volume({ secret: { secretName: 's', items: items('test/app', 'test/') } }),
      ['volume "foo" (Secret "s"): overlapping paths: "test" with "test/app"'],
    ],
    [
      'fields',
      volume({ downwardAPI: { items: items('test', 'test') } }),
      ['volume "foo" (DownwardAPI): overlapping paths: "test" with "test"'],
    ],
    ['names that only begin alike', volume({ configMap: { name: 'm', items: items('test', 'test.txt') } }), []],
    ['nothing provided', projected({}), ['volume "foo" (Projected) has no sources provided']],
    [
      'a token and a file',
      projected(configMap('test'), token('test/file')),
      [`${about} "test/file" (ServiceAccountToken) with "test" (ConfigMap "Test")`],
    ],
    [
      'several sources',
      projected(downwardApi('test'), secret('test'), token('test')),
      [
        `${about} "test" (Secret "Test") with "test" (DownwardAPI)`,
        `${about} "test" (ServiceAccountToken) with "test" (DownwardAPI)`,
        `${about} "test" (ServiceAccountToken) with "test" (Secret "Test")`,
      ],
    ],
    [
      'the same path twice after another',
      projected(token('test/test2'), downwardApi('test', 'test')),
      [
        `${about} "test" (DownwardAPI) with "test/test2" (ServiceAccountToken)`,
        `${about} "test" (DownwardAPI) with "test/test2" (ServiceAccountToken)`,
        `${about} "test" (DownwardAPI) with "test" (DownwardAPI)`,
      ],
    ],
    [
      'a source that names no files is taken for the one before',
      projected(token('token'), { configMap: { name: 'Test' } }),
      [`${about} "token" (ServiceAccountToken) with "token" (ServiceAccountToken)`],
    ],
  ])
})

test('of volumes that are no more, and of claims for parts of a byte', () => {
  judged([
    [
      'gitRepo',
      volume({ gitRepo: {} }),
      ['spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+'],
    ],
    [
      'storageos',
      volume({ storageos: {} }),
      ['spec.volumes[0].storageOS: deprecated in v1.22, non-functional in v1.25+'],
    ],
    [
      'an ephemeral claim',
      volume({ ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '200m' } } } } } }),
      [
        'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests[storage]: fractional byte value "200m" is invalid, must be an integer',
      ],
    ],
  ])
})

const twoPorts = (first: object, second: object) => ({
  containers: [
    { name: 'foo', ports: [{ containerPort: 80, protocol: 'UDP', ...first }] },
    { name: 'bar', ports: [{ containerPort: 80, protocol: 'UDP', ...second }] },
  ],
})
const like = (how: string) => [`spec.containers[1].ports[0]: ${how} port definition with spec.containers[0].ports[0]`]

test('of ports that two containers have', () => {
  judged([
    ['another protocol', twoPorts({}, { protocol: 'TCP' }), []],
    ['other ports of the host', twoPorts({ hostPort: 80 }, { hostPort: 81 }), []],
    ['other addresses', twoPorts({ hostPort: 80, hostIP: '10.0.0.1' }, { hostPort: 80, hostIP: '10.0.0.2' }), []],
    ['the same', twoPorts({}, {}), like('duplicate')],
    ['the same of the host', twoPorts({ hostPort: 80 }, { hostPort: 80 }), like('duplicate')],
    ['one of the host', twoPorts({ hostPort: 80 }, {}), like('overlapping')],
    ['one address', twoPorts({ hostPort: 80, hostIP: '10.0.0.1' }, { hostPort: 80 }), like('dangerously ambiguous')],
    [
      'an address without a port',
      { containers: [{ ports: [{ containerPort: 80, protocol: 'UDP', hostIP: '10.0.0.1' }] }] },
      [
        'spec.containers[0].ports[0]: hostIP set without hostPort: {Name: HostPort:0 ContainerPort:80 Protocol:UDP HostIP:10.0.0.1}',
      ],
    ],
  ])
})

const affinityTerms = (term: (of: object) => object) => [term({ labelSelector: {} }), term({})]
const podAffinity = {
  requiredDuringSchedulingIgnoredDuringExecution: affinityTerms((of) => of),
  preferredDuringSchedulingIgnoredDuringExecution: affinityTerms((of) => ({ podAffinityTerm: of })),
}
const AFFINITY = 'spec.affinity'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'
const NULL_SELECTOR = 'a null labelSelector results in matching no pod'

test('of selectors that are not there', () => {
  const of = (kind: string) => [
    `${AFFINITY}.${kind}.requiredDuringSchedulingIgnoredDuringExecution[1].labelSelector: ${NULL_SELECTOR}`,
    `${AFFINITY}.${kind}.${PREFERRED}[1].podAffinityTerm.labelSelector: ${NULL_SELECTOR}`,
  ]
  judged([
    [
      'both',
      { affinity: { podAffinity, podAntiAffinity: podAffinity } },
      [...of('podAffinity'), ...of('podAntiAffinity')],
    ],
    [
      'spread',
      { topologySpreadConstraints: affinityTerms((term) => term) },
      [`spec.topologySpreadConstraints[1].labelSelector: ${NULL_SELECTOR}`],
    ],
  ])
})

const preferring = (requirement: object) => ({
  affinity: { nodeAffinity: { [PREFERRED]: [{ preference: { matchExpressions: [requirement] } }] } },
})
const expression = `${AFFINITY}.nodeAffinity.${PREFERRED}[0].preference.matchExpressions[0]`

test('of labels of nodes', () => {
  judged([
    [
      'selected',
      { nodeSelector: { 'node-role.kubernetes.io/master': '', 'beta.kubernetes.io/os': 'linux' } },
      [
        'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
        'spec.nodeSelector[node-role.kubernetes.io/master]: use "node-role.kubernetes.io/control-plane" instead',
      ],
    ],
    [
      'preferred',
      preferring({ key: 'node-role.kubernetes.io/master', operator: 'Exists' }),
      [`${expression}.key: node-role.kubernetes.io/master is use "node-role.kubernetes.io/control-plane" instead`],
    ],
    [
      'a value that no label can have',
      preferring({ key: 'a', operator: 'In', values: ['ok', '-1'] }),
      [
        `${expression}.values[1]: -1 is invalid, a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      ],
    ],
  ])
})

test('of profiles that only annotations name', () => {
  const annotations = {
    'seccomp.security.alpha.kubernetes.io/pod': 'default',
    'container.seccomp.security.alpha.kubernetes.io/foo': 'default',
    'container.apparmor.security.beta.kubernetes.io/foo': 'unconfined',
    'security.alpha.kubernetes.io/sysctls': 'a,b,c',
  }
  const told = (spec: object, field: string) =>
    podTemplateWarnings({ metadata: { annotations }, spec: { containers: [{ name: 'foo' }], ...spec } }, field)
  const at = 'spec.template.metadata.annotations'
  const sysctls = `${at}[security.alpha.kubernetes.io/sysctls]: non-functional in v1.11+; use the "sysctls" field instead`
  assert.deepEqual(told({}, 'spec.template'), [
    sysctls,
    `${at}[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "seccompProfile" field instead`,
    `${at}[container.seccomp.security.alpha.kubernetes.io/foo]: non-functional in v1.27+; use the "seccompProfile" field instead`,
    `${at}[container.apparmor.security.beta.kubernetes.io/foo]: deprecated since v1.30; use the "appArmorProfile" field instead`,
  ])
  const seccompProfile = { type: 'RuntimeDefault' }
  const withFields = {
    securityContext: { seccompProfile, appArmorProfile: { type: 'Unconfined' } },
    containers: [{ name: 'foo', securityContext: { seccompProfile } }],
  }
  assert.deepEqual(told(withFields, 'spec.template'), [sysctls])
})

test('a change of an object with a template is warned about when it makes a new generation', () => {
  const { metadata, ...rest } = taken({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 's' },
    spec: {
      template: { spec: { terminationGracePeriodSeconds: -1 } },
      volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '200m' } } } }],
    },
  })
  const at = (generation: number) => ({ ...rest, metadata: { ...metadata, generation } })
  const ofTemplate =
    'spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1'
  const ofClaim = (field: string) =>
    `spec.volumeClaimTemplates[0]${field}.resources.requests[storage]: fractional byte value "200m" is invalid, must be an integer`
  assert.deepEqual(statefulSet.warnings?.(at(1), undefined), [ofTemplate, ofClaim('')])
  assert.deepEqual(statefulSet.warnings?.(at(2), at(1)), [ofTemplate, ofClaim('.Spec')])
  assert.deepEqual(statefulSet.warnings?.(at(1), at(1)), [ofClaim('.Spec')])
})
