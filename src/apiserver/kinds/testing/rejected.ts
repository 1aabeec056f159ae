// What Kubernetes v1.36.2 answered to manifests that are wrong, recorded with kubectl.
const labelled = (label: string) => ({ matchLabels: { app: label } })
const template = (label: string, spec: object = {}) => ({
  metadata: { labels: { app: label } },
  spec: { ...spec, containers: [{ name: 'c', image: 'i' }] },
})
const apps = (kind: string, spec: object) => ({ apiVersion: 'apps/v1', kind, metadata: { name: 'bad' }, spec })

export const rejected: readonly [manifest: object, errors: readonly string[]][] = [
  [
    apps('Deployment', { selector: labelled('a'), template: template('b') }),
    ['spec.template.metadata.labels: Invalid value: {"app":"b"}: `selector` does not match template `labels`'],
  ],
  [
    apps('StatefulSet', { serviceName: 'x', template: template('b') }),
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: {"app":"b"}: `selector` does not match template `labels`',
    ],
  ],
  [
    apps('DaemonSet', { selector: labelled('a'), template: template('a', { restartPolicy: 'Never' }) }),
    ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
  ],
  [
    apps('Deployment', { replicas: -1, selector: labelled('a'), template: template('a') }),
    ['spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
  ],
  [
    apps('Deployment', {
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
      selector: labelled('a'),
      template: template('a'),
    }),
    ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
  ],
]

/** Changes of the recorded Deployment d and StatefulSet web. */
export const refusedChanges: readonly [kind: string, change: object, errors: readonly string[]][] = [
  [
    'Deployment',
    { selector: { matchLabels: { app: 'other' } } },
    [
      'spec.template.metadata.labels: Invalid value: {"app":"nginx"}: `selector` does not match template `labels`',
      'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
    ],
  ],
  ...[{ serviceName: 'other' }, { podManagementPolicy: 'Parallel' }].map((change): [string, object, string[]] => [
    'StatefulSet',
    change,
    [
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ],
  ]),
]
