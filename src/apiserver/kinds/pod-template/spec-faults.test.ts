// What is said of Pods as a whole: facts of the tables of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { container, podFaults } from '../testing/pods'

const C = 'spec.containers[0]'
const SUBDOMAIN = (characters: string, format: string) =>
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, ${characters} or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${format}(\\.${format})*')`
const PLAIN = SUBDOMAIN("'-'", '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
const NOT_WINDOWS = 'Forbidden: cannot be set for a windows pod'
const REQUIRED = 'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]'

const affinityTo = (term: object) => ({
  affinity: {
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', ...term }] },
  },
})
const spreadOver = (constraint: object) => ({
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', ...constraint }],
})
const keyIn = (...values: string[]) => ({ matchExpressions: [{ key: 'key', operator: 'In', values }] })

const cases: readonly [what: string, spec: object, errors: string[]][] = [
  [
    'a key in both matchLabelKeys and the selector',
    affinityTo({ labelSelector: keyIn('a'), matchLabelKeys: ['key'] }),
    [`${REQUIRED}[0]: Invalid value: "key": exists in both matchLabelKeys and labelSelector`],
  ],
  [
    'keys without a selector',
    affinityTo({ matchLabelKeys: ['key'], mismatchLabelKeys: ['key'] }),
    [
      `${REQUIRED}.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set`,
      `${REQUIRED}.mismatchLabelKeys: Forbidden: must not be specified when labelSelector is not set`,
      `${REQUIRED}.matchLabelKeys[0]: Invalid value: "key": exists in both matchLabelKeys and mismatchLabelKeys`,
    ],
  ],
  [
    'a spread whose key is selected as well',
    spreadOver({ labelSelector: { matchLabels: { key: 'a' } }, matchLabelKeys: ['other', 'key'] }),
    ['spec.topologySpreadConstraints[0][1]: Invalid value: "key": exists in both matchLabelKeys and labelSelector'],
  ],
  ['a spread whose key is not selected', spreadOver({ labelSelector: {}, matchLabelKeys: ['key'] }), []],
  [
    'addresses of name servers',
    { dnsConfig: { nameservers: ['010.0.0.1', '::ffff:1.2.3.4', '::1'], searches: ['_a.example.com.', 'a__', '-'] } },
    [
      'spec.dnsConfig.nameservers[0]: Invalid value: "010.0.0.1": must not have leading 0s',
      'spec.dnsConfig.nameservers[1]: Invalid value: "::ffff:1.2.3.4": must not be an IPv4-mapped IPv6 address',
      ...['a__', '-'].map(
        (name, i) =>
          `spec.dnsConfig.searches[${i + 1}]: Invalid value: ${JSON.stringify(name)}: ${SUBDOMAIN("'_', '-'", '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?')}`,
      ),
    ],
  ],
  [
    'claims of names that cannot be',
    {
      resourceClaims: [
        { name: 'a', resourceClaimName: '.', resourceClaimTemplateName: '.' },
        { name: 'a' },
        { name: '', resourceClaimName: 'x' },
      ],
    },
    [
      'spec.resourceClaims[0]: Invalid value: {"Name":"a","ResourceClaimName":".","ResourceClaimTemplateName":"."}: at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
      `spec.resourceClaims[0].resourceClaimName: Invalid value: ".": ${PLAIN}`,
      `spec.resourceClaims[0].resourceClaimTemplateName: Invalid value: ".": ${PLAIN}`,
      'spec.resourceClaims[1].name: Duplicate value: "a"',
      'spec.resourceClaims[1]: Invalid value: {"Name":"a","ResourceClaimName":null,"ResourceClaimTemplateName":null}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`',
      'spec.resourceClaims[2].name: Required value',
    ],
  ],
  [
    'users of its own in namespaces of the host',
    {
      hostUsers: false,
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'v' } }],
      containers: [{ ...container, volumeDevices: [{ name: 'v', devicePath: '/v' }] }],
    },
    ['hostNetwork', 'HostPID', 'HostIPC', 'containers[0].volumeDevices'].map(
      (field) => `spec.${field}: Forbidden: when \`hostUsers\` is false`,
    ),
  ],
  [
    'a host name of its own',
    { hostnameOverride: 'A', setHostnameAsFQDN: true, hostNetwork: true },
    [
      'spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true',
      'spec.hostnameOverride: Forbidden: may not be specified when hostNetwork is true',
      `spec.hostnameOverride: Invalid value: "A": ${PLAIN}`,
    ],
  ],
  [
    'a long host name of its own',
    { hostnameOverride: 'a'.repeat(65) },
    ['spec.hostnameOverride: Too long: may not be more than 64 bytes'],
  ],
  [
    'settings of what it shares with the host',
    {
      hostNetwork: true,
      hostIPC: true,
      securityContext: {
        sysctls: ['net/ipv4/a', 'kernel.shmmax', 'kernel.shm_x', 'vm.a', 'vm.a'].map((name) => ({ name, value: '1' })),
      },
    },
    [
      `spec.securityContext.sysctls[0].name: Invalid value: "net/ipv4/a": may not be specified when 'hostNetwork' is true`,
      `spec.securityContext.sysctls[1].name: Invalid value: "kernel.shmmax": may not be specified when 'hostIPC' is true`,
      'spec.securityContext.sysctls[4].name: Duplicate value: "vm.a"',
    ],
  ],
  ['a system without a name', { os: { name: '' } }, ['spec.os.name: Required value']],
  [
    'an unknown system',
    { os: { name: 'plan9' } },
    ['spec.os: Unsupported value: "plan9": supported values: "linux", "windows"'],
  ],
  [
    'Windows options on Linux',
    {
      os: { name: 'linux' },
      securityContext: { windowsOptions: { runAsUserName: 'a' } },
      containers: [{ ...container, securityContext: { windowsOptions: { runAsUserName: 'a' } } }],
    },
    ['spec', C].map(
      (field) => `${field}.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod`,
    ),
  ],
  [
    'Linux options on Windows',
    {
      os: { name: 'windows' },
      hostUsers: true,
      hostPID: true,
      shareProcessNamespace: false,
      resources: { requests: { cpu: '1' } },
      securityContext: { runAsUser: 1, fsGroup: 1, seLinuxOptions: { level: 's0' } },
      containers: [{ ...container, securityContext: { runAsGroup: 1, privileged: true, capabilities: {} } }],
    },
    [
      'spec.resources: Forbidden: may not be set for a windows pod',
      ...[
        'securityContext.seLinuxOptions',
        'hostUsers',
        'hostPID',
        'securityContext.fsGroup',
        'shareProcessNamespace',
        'securityContext.runAsUser',
        'containers[0].securityContext.capabilities',
        'containers[0].securityContext.privileged',
        'containers[0].securityContext.runAsGroup',
      ].map((field) => `spec.${field}: ${NOT_WINDOWS}`),
    ],
  ],
  [
    'processes of the host beside containers',
    {
      securityContext: { windowsOptions: { hostProcess: true } },
      containers: [container, { ...container, name: 'd', securityContext: { windowsOptions: { hostProcess: false } } }],
    },
    [
      'spec.containers[1].securityContext.windowsOptions.hostProcess: Invalid value: false: pod hostProcess value must be identical if both are specified, was true',
      'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
      'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    ],
  ],
  [
    'tolerations that compare numbers',
    { tolerations: [{ key: 'a', operator: 'Lt', value: '1' }] },
    ['spec.tolerations[0].operator: Unsupported value: "Lt": supported values: "Equal", "Exists", "Lt", "Gt"'],
  ],
  [
    'less for all than for each',
    {
      resources: { limits: { cpu: '1', 'hugepages-2Mi': '2Mi' }, requests: { cpu: '500m' } },
      containers: [
        {
          ...container,
          resources: { limits: { cpu: '2', memory: '1Gi', 'hugepages-2Mi': '4Mi' }, requests: { cpu: '1' } },
        },
      ],
    },
    [
      'spec.resources.requests[cpu]: Invalid value: "500m": must be greater than or equal to aggregate container requests of 1',
      'spec.resources.requests[hugepages-2Mi]: Invalid value: "2Mi": must be greater than or equal to aggregate container requests of 4Mi',
      'spec.resources.limits[hugepages-2Mi]: Invalid value: "2Mi": must be greater than or equal to aggregate container limits of 4Mi',
      'spec.resources.containers[0][cpu].limits: Invalid value: "2": must be less than or equal to pod limits of 1',
      'spec.resources.containers[0][hugepages-2Mi].limits: Invalid value: "4Mi": must be less than or equal to pod limits of 2Mi',
    ],
  ],
]

for (const [what, spec, errors] of cases)
  test(`a Pod with ${what}`, () => assert.deepEqual(podFaults(spec, { labels: { key: 'a' } }), errors))
