// What is said of containers: facts of the tables of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { container, containerFaults, podFaults } from '../testing/pods'

const exits = (operator: string | undefined, values: number[]) => ({ ...(operator ? { operator } : {}), values })
const rule = (action: string, exitCodes?: object) => ({ action, ...(exitCodes ? { exitCodes } : {}) })
const C = 'spec.containers[0]'
const I = 'spec.initContainers[0]'

const ofContainers: readonly [what: string, part: object, errors: string[]][] = [
  [
    'rules without a policy',
    { restartPolicyRules: [rule('Restart', exits('Between', [1]))] },
    [
      `${C}.restartPolicy: Required value: must specify restartPolicy when restart rules are used`,
      `${C}.restartPolicyRules[0].exitCodes.operator: Unsupported value: "Between": supported values: "In", "NotIn"`,
    ],
  ],
  [
    'an unknown policy',
    { restartPolicy: 'Sometimes' },
    [`${C}.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"`],
  ],
  [
    'rules without an action and an operator',
    { restartPolicy: 'Never', restartPolicyRules: [rule('', exits(undefined, [1]))] },
    [
      `${C}.restartPolicyRules[0].action: Unsupported value: "": supported values: "Restart", "RestartAllContainers"`,
      `${C}.restartPolicyRules[0].exitCodes.operator: Unsupported value: "": supported values: "In", "NotIn"`,
    ],
  ],
  [
    'rules without exit codes, and too many of them',
    {
      restartPolicy: 'Never',
      restartPolicyRules: [
        rule('Restart'),
        rule(
          'Restart',
          exits(
            'In',
            Array.from({ length: 256 }, (_, i) => i),
          ),
        ),
        ...Array.from({ length: 19 }, (_, i) => rule('Restart', exits('In', [i]))),
      ],
    },
    [
      `${C}.restartPolicyRules: Too many: 21: must have at most 20 items`,
      `${C}.restartPolicyRules[0].exitCodes: Required value: must be specified`,
      `${C}.restartPolicyRules[1].exitCodes.values: Too many: 256: must have at most 255 items`,
    ],
  ],
  [
    'a key of a file',
    { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'V_', path: '../a', key: 'a=b' } } }] },
    [
      `${C}.env[0].valueFrom.fileKeyRef.key: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='`,
      `${C}.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "V_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
      `${C}.env[0].valueFrom.fileKeyRef.path: Invalid value: "../a": must not contain '..'`,
      `${C}.env[0].valueFrom.fileKeyRef.volumeName: Not found: "V_"`,
    ],
  ],
  ...(
    [
      ['v2', 'metadata.name', '"metadata.name": error converting fieldPath: unsupported pod version: v2'],
      [
        'v1',
        "metadata.name['key']",
        "\"metadata.name['key']\": error converting fieldPath: field label does not support subscript: metadata.name['key']",
      ],
      [
        'v1',
        'metadata.whoops',
        '"metadata.whoops": error converting fieldPath: field label not supported: metadata.whoops',
      ],
      [
        'v1',
        'status.nominatedNodeName',
        '"status.nominatedNodeName": error converting fieldPath: field label not supported: status.nominatedNodeName',
      ],
    ] as const
  ).map(([apiVersion, fieldPath, words]): [string, object, string[]] => [
    `the field ${fieldPath} of ${apiVersion}`,
    { env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion, fieldPath } } }] },
    [`${C}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: ${words}`],
  ]),
  [
    'a label that cannot be',
    { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['']" } } }] },
    [
      `${C}.env[0].valueFrom.fieldRef: Invalid value: "": name part must be non-empty`,
      `${C}.env[0].valueFrom.fieldRef: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    ],
  ],
  [
    'huge pages',
    { resources: { limits: { 'hugepages-2Mi': '4Mi', cpu: '1' }, requests: { 'hugepages-2Mi': '3Mi' } } },
    [
      `${C}.resources.requests: Invalid value: "3Mi": must be equal to hugepages-2Mi limit of 4Mi`,
      `${C}.resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi`,
    ],
  ],
  [
    'options of Windows',
    {
      securityContext: {
        windowsOptions: { gmsaCredentialSpecName: 'a_b', gmsaCredentialSpec: '', runAsUserName: '.\\a?' },
        appArmorProfile: { type: 'Localhost', localhostProfile: ' a' },
      },
    },
    [
      `${C}.securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
      `${C}.securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec cannot be an empty string`,
      `${C}.securityContext.windowsOptions.runAsUserName: Invalid value: ".\\\\a?": runAsUserName's Domain doesn't match the NetBios nor the DNS format`,
      `${C}.securityContext.windowsOptions.runAsUserName: Invalid value: ".\\\\a?": runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`,
      `${C}.securityContext.appArmorProfile.localhostProfile: Invalid value: " a": must not be padded with whitespace`,
    ],
  ],
]

for (const [what, part, errors] of ofContainers)
  test(`a container with ${what}`, () => assert.deepEqual(containerFaults(part), errors))

const init = { ...container, name: 'init' }

const ofPods: readonly [what: string, spec: object, errors: string[]][] = [
  [
    'a policy of resizing where nothing restarts',
    {
      restartPolicy: 'Never',
      containers: [{ ...container, resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }],
    },
    [
      `${C}.resizePolicy: Invalid value: "RestartContainer": must be 'NotRequired' when pod \`restartPolicy\` is 'Never'`,
    ],
  ],
  [
    'an init container with rules and no policy, and with a restart for a resize',
    {
      initContainers: [
        {
          ...init,
          restartPolicyRules: [rule('')],
          resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
          livenessProbe: { exec: { command: ['x'] } },
        },
      ],
    },
    [
      `${I}.restartPolicy: Required value: must specify restartPolicy when restart rules are used`,
      `${I}.livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always`,
      `${I}.resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to 'RestartContainer' for non-sidecar initContainers`,
    ],
  ],
  [
    'a file of a volume that is no emptyDir',
    {
      volumes: [{ name: 'v', hostPath: { path: '/a' } }],
      initContainers: [
        { ...init, env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'a', key: 'A' } } }] },
      ],
    },
    [`${I}.env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "v": referenced volume must be of type emptyDir`],
  ],
  [
    'claims of containers',
    {
      resourceClaims: [{ name: 'a', resourceClaimName: 'x' }],
      containers: [
        {
          ...container,
          resources: {
            claims: [{ name: 'a', request: 'R' }, { name: 'a' }, { name: 'a', request: 'r' }, { name: 'b' }],
          },
        },
      ],
    },
    [
      `${C}.resources.claims[0].request: Invalid value: "R": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
      `${C}.resources.claims[1]: Duplicate value: "a"`,
      `${C}.resources.claims[2]: Duplicate value: "a"`,
      `${C}.resources.claims[3]: Not found: "b": must be one of the names in pod.spec.resourceClaims: a`,
    ],
  ],
  [
    'an ephemeral container with all that it may not have',
    {
      ephemeralContainers: [
        {
          name: 'd',
          image: 'i',
          lifecycle: { preStop: { exec: { command: ['x'] } } },
          livenessProbe: { exec: { command: ['x'] } },
          resources: { limits: { cpu: '1' } },
          ports: [{ containerPort: 80 }],
        },
      ],
    },
    [
      ...['ports', 'resources', 'livenessProbe', 'lifecycle'].map(
        (name) => `spec.ephemeralContainers[0].${name}: Forbidden: cannot be set for an Ephemeral Container`,
      ),
      'spec.ephemeralContainers: Forbidden: cannot be set on create',
    ],
  ],
]

for (const [what, spec, errors] of ofPods) test(`a Pod with ${what}`, () => assert.deepEqual(podFaults(spec), errors))
