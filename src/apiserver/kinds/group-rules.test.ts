import test from 'node:test'
import assert from 'node:assert/strict'
import type { KubeObject } from '../../objects/kube-object'
import { errorText } from '../field-errors'
import { CONTEXT, definitionOf, faults, taken } from './testing/take'

const container = { name: 'c', image: 'i' }
const pods = (spec: object = {}) => ({ metadata: { labels: { app: 'a' } }, spec: { containers: [container], ...spec } })
const jobPods = (spec: object = {}) => ({ spec: { restartPolicy: 'Never', containers: [container], ...spec } })
const selector = { matchLabels: { app: 'a' } }
const manifestOf = (apiVersion: string, kind: string, fields: object, name = 'x') => ({
  apiVersion,
  kind,
  metadata: { name },
  ...fields,
})
const deployment = (spec: object) =>
  manifestOf('apps/v1', 'Deployment', { spec: { selector, template: pods(), ...spec } })
const daemonSet = (rollingUpdate: object) =>
  manifestOf('apps/v1', 'DaemonSet', { spec: { selector, template: pods(), updateStrategy: { rollingUpdate } } })
const statefulSet = (spec: object, name = 'x') =>
  manifestOf('apps/v1', 'StatefulSet', { spec: { serviceName: 's', selector, template: pods(), ...spec } }, name)
const job = (spec: object) => manifestOf('batch/v1', 'Job', { spec: { template: jobPods(), ...spec } })
const cronJob = (spec: object, name = 'x') =>
  manifestOf(
    'batch/v1',
    'CronJob',
    { spec: { schedule: '* * * * *', jobTemplate: { spec: { template: jobPods() } }, ...spec } },
    name,
  )
const autoscaler = (spec: object) =>
  manifestOf('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' }, maxReplicas: 3, ...spec },
  })
const budget = (spec: object) => manifestOf('policy/v1', 'PodDisruptionBudget', { spec: { selector, ...spec } })

const PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"

const wrong: readonly [what: string, manifest: object, errors: readonly string[]][] = [
  [
    'Deployment: selector',
    deployment({ selector: {} }),
    ['spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
  ],
  [
    'Deployment: deadline',
    deployment({ minReadySeconds: 600 }),
    ['spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds'],
  ],
  [
    'Deployment: strategy',
    deployment({ strategy: { type: 'Recreate', rollingUpdate: {} } }),
    ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
  ],
  [
    'Deployment: type',
    deployment({ strategy: { type: 'Blue' } }),
    [
      'spec.strategy: Unsupported value: {"Type":"Blue","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
    ],
  ],
  [
    'Deployment: percent',
    deployment({ strategy: { rollingUpdate: { maxSurge: 'many' } } }),
    [`spec.strategy.rollingUpdate.maxSurge: Invalid value: "many": ${PERCENT}`],
  ],
  [
    'Deployment: over 100%',
    deployment({ strategy: { rollingUpdate: { maxUnavailable: '101%' } } }),
    ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
  ],
  [
    'Deployment: deadline of Pods',
    deployment({ template: pods({ activeDeadlineSeconds: 3 }) }),
    ['spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported'],
  ],
  [
    'DaemonSet: both',
    daemonSet({ maxSurge: 1, maxUnavailable: 1 }),
    ['spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero'],
  ],
  [
    'DaemonSet: neither',
    daemonSet({ maxSurge: 0, maxUnavailable: 0 }),
    ['spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0'],
  ],
  [
    'StatefulSet: policy',
    statefulSet({ podManagementPolicy: 'Any' }),
    [`spec.podManagementPolicy: Invalid value: "Any": must be 'OrderedReady' or 'Parallel'`],
  ],
  [
    'StatefulSet: OnDelete',
    statefulSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } }),
    [
      `spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy 'RollingUpdate'`,
    ],
  ],
  [
    'StatefulSet: Service',
    statefulSet({ serviceName: 'a.b' }),
    ['spec.serviceName: Invalid value: "a.b": must not contain dots'],
  ],
  [
    'StatefulSet: claims and mounts',
    statefulSet({
      template: pods({
        containers: [
          {
            ...container,
            volumeMounts: [
              { name: 'www', mountPath: '/a' },
              { name: 'none', mountPath: '/b' },
            ],
          },
        ],
      }),
      volumeClaimTemplates: [
        {
          metadata: { name: 'www' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    }),
    ['spec.template.spec.containers[0].volumeMounts[1].name: Not found: "none"'],
  ],
  ['StatefulSet: name', statefulSet({}, 'a.b'), ['metadata.name: Invalid value: "a.b": must not contain dots']],
  [
    'StatefulSet: retention',
    statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep' } }),
    [
      'spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "Keep": supported values: "Retain", "Delete"',
    ],
  ],
  [
    'Job: policy',
    job({ template: jobPods({ restartPolicy: 'Always' }) }),
    ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
  ],
  [
    'Job: no policy',
    job({ template: { spec: { containers: [container] } } }),
    ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
  ],
  [
    'Job: indexed',
    job({ completionMode: 'Indexed', parallelism: 2 }),
    ['spec.completions: Required value: when completion mode is Indexed'],
  ],
  [
    'Job: limit of failures',
    job({ backoffLimit: -1 }),
    ['spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0'],
  ],
  [
    'Job: failure policy',
    job({ podFailurePolicy: { rules: [{ action: 'Retry', onExitCodes: { operator: 'In', values: [2, 0, 0] } }] } }),
    [
      'spec.podFailurePolicy.rules[0].action: Unsupported value: "Retry": supported values: "Count", "FailIndex", "FailJob", "Ignore"',
      'spec.podFailurePolicy.rules[0].onExitCodes.values[1]: Invalid value: 0: must not be 0 for the In operator',
      'spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Invalid value: 0: must not be 0 for the In operator',
      'spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 0',
      'spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,0,0]: must be ordered',
    ],
  ],
  [
    'Job: failure rule',
    job({ podFailurePolicy: { rules: [{ action: 'Ignore' }] } }),
    ['spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required'],
  ],
  [
    'CronJob: fields',
    cronJob({ schedule: '* * * *' }),
    ['spec.schedule: Invalid value: "* * * *": expected exactly 5 fields, found 4: [* * * *]'],
  ],
  [
    'CronJob: range',
    cronJob({ schedule: '60 * * * *' }),
    ['spec.schedule: Invalid value: "60 * * * *": end of range (60) above maximum (59): 60'],
  ],
  [
    'CronJob: Sunday is 0',
    cronJob({ schedule: '0 0 * * 7' }),
    ['spec.schedule: Invalid value: "0 0 * * 7": end of range (7) above maximum (6): 7'],
  ],
  [
    'CronJob: words',
    cronJob({ schedule: 'x * * * *' }),
    [
      'spec.schedule: Invalid value: "x * * * *": failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax',
    ],
  ],
  [
    'CronJob: step',
    cronJob({ schedule: '*/0 * * * *' }),
    ['spec.schedule: Invalid value: "*/0 * * * *": step of range should be a positive number: */0'],
  ],
  [
    'CronJob: descriptor',
    cronJob({ schedule: '@noon' }),
    ['spec.schedule: Invalid value: "@noon": unrecognized descriptor: @noon'],
  ],
  [
    'CronJob: zone in schedule',
    cronJob({ schedule: 'TZ=UTC * * * * *' }),
    [
      'spec.schedule: Invalid value: "TZ=UTC * * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
    ],
  ],
  [
    'CronJob: zone',
    cronJob({ timeZone: 'Mars/Base' }),
    ['spec.timeZone: Invalid value: "Mars/Base": unknown time zone Mars/Base'],
  ],
  [
    'CronJob: policy',
    cronJob({ concurrencyPolicy: 'Skip' }),
    ['spec.concurrencyPolicy: Unsupported value: "Skip": supported values: "Allow", "Forbid", "Replace"'],
  ],
  [
    'CronJob: name',
    cronJob({}, 'a'.repeat(53)),
    [`metadata.name: Invalid value: "${'a'.repeat(53)}": must be no more than 52 characters`],
  ],
  [
    'HorizontalPodAutoscaler: bounds',
    autoscaler({ minReplicas: 5 }),
    ['spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`'],
  ],
  [
    'HorizontalPodAutoscaler: group',
    autoscaler({ scaleTargetRef: { kind: 'Deployment', name: 'd' } }),
    ['spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group'],
  ],
  [
    'HorizontalPodAutoscaler: metric',
    autoscaler({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }] }),
    [
      'spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization',
    ],
  ],
  [
    'HorizontalPodAutoscaler: behavior',
    autoscaler({ behavior: { scaleDown: { stabilizationWindowSeconds: 4000 } } }),
    ['spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: 4000: must be less than or equal to 3600'],
  ],
  [
    'PodDisruptionBudget: both',
    budget({ minAvailable: 1, maxUnavailable: 1 }),
    [
      'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"a"}},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
    ],
  ],
  [
    'PodDisruptionBudget: over 100%',
    budget({ minAvailable: '120%' }),
    ['spec.minAvailable: Invalid value: "120%": must not be greater than 100%'],
  ],
  [
    'PriorityClass: too high',
    manifestOf('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000000001 }),
    ['value: Forbidden: maximum allowed value of a user defined priority is 1000000000'],
  ],
  [
    'PriorityClass: reserved',
    manifestOf('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }, 'system-x'),
    [
      "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-x is not a known system priority class",
    ],
  ],
  [
    'StorageClass',
    manifestOf('storage.k8s.io/v1', 'StorageClass', { volumeBindingMode: 'Later' }),
    [
      'provisioner: Required value',
      'volumeBindingMode: Unsupported value: "Later": supported values: "Immediate", "WaitForFirstConsumer"',
    ],
  ],
  [
    'Role',
    manifestOf('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ verbs: [], resources: ['pods'] }] }),
    [
      'rules[0].verbs: Required value: verbs must contain at least one value',
      'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
    ],
  ],
]
for (const [what, manifest, errors] of wrong)
  test(`validation of ${what}`, () => assert.deepEqual(faults(taken(manifest)), errors))

test('a Job keeps its template, a DaemonSet its selector, a PriorityClass its value', () => {
  const cases: [object, (object: KubeObject) => KubeObject, string[]][] = [
    [
      job({}),
      (object) => changedSpec(object, { completions: 5 }),
      ['spec.completions: Invalid value: 5: field is immutable'],
    ],
    [job({}), (object) => changedSpec(object, { parallelism: 5, suspend: true }), []],
    [
      manifestOf('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }),
      (object) => ({ ...object, value: 2 }) as KubeObject,
      ['value: Forbidden: may not be changed in an update.'],
    ],
  ]
  for (const [manifest, change, errors] of cases) {
    const previous = taken(manifest)
    const answers = definitionOf(previous.kind).validateUpdate?.(change(previous), previous) ?? []
    assert.deepEqual(answers.map(errorText), errors)
  }
})

const changedSpec = (object: KubeObject, change: object): KubeObject =>
  ({ ...object, spec: { ...(object as KubeObject & { spec: object }).spec, ...change } }) as KubeObject

test('a change of its template counts the DaemonSet one generation on', () => {
  const previous = taken(daemonSet({}))
  const { prepareForUpdate } = definitionOf('DaemonSet')
  const generationAfter = (change: object) =>
    prepareForUpdate?.(changedSpec(previous, change), previous, CONTEXT).metadata.annotations?.[
      'deprecated.daemonset.template.generation'
    ]
  assert.equal(generationAfter({ minReadySeconds: 5 }), '1')
  assert.equal(generationAfter({ template: pods({ hostNetwork: true }) }), '2')
})

test('maxUnavailable of a StatefulSet is behind a gate that is off', () => {
  const set = taken(statefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } })) as KubeObject & {
    spec: { updateStrategy: unknown }
  }
  assert.deepEqual(set.spec.updateStrategy, { type: 'RollingUpdate', rollingUpdate: { partition: 0 } })
})
