// For tests of what clients may send.
const TEMPLATE = {
  metadata: { labels: { a: 'b' } },
  spec: {
    containers: [
      {
        name: 'c',
        image: 'i',
        ports: [{ containerPort: 80, name: 'h' }],
        env: [{ name: 'A', value: 'b' }],
        resources: { requests: { cpu: '1m' }, limits: { cpu: '1' } },
        livenessProbe: { httpGet: { port: 80, path: '/' } },
        lifecycle: { preStop: { exec: { command: ['a'] } } },
        securityContext: { runAsUser: 1 },
        volumeMounts: [{ name: 'v', mountPath: '/v' }],
      },
    ],
    initContainers: [{ name: 'ic', image: 'i' }],
    volumes: [
      { name: 'v', emptyDir: {} },
      { name: 'w', configMap: { name: 'x', items: [{ key: 'a', path: 'b' }] } },
      {
        name: 'pr',
        projected: {
          sources: [
            { secret: { name: 's' } },
            { downwardAPI: { items: [{ path: 'l', fieldRef: { fieldPath: 'metadata.labels' } }] } },
          ],
        },
      },
    ],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }],
        },
      },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, podAffinityTerm: { topologyKey: 'x', labelSelector: { matchLabels: { a: 'b' } } } },
        ],
      },
    },
    tolerations: [{ key: 'a', operator: 'Exists' }],
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'x', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } } },
    ],
    securityContext: { fsGroup: 1 },
    nodeSelector: { q: 'r' },
    hostAliases: [{ ip: '1.2.3.4', hostnames: ['a'] }],
    dnsConfig: { options: [{ name: 'a' }] },
  },
}
const N = '/api/v1/namespaces/default/',
  A = '/apis/apps/v1/namespaces/default/',
  B = '/apis/batch/v1/namespaces/default/'
const sel = { matchLabels: { a: 'b' } }
const SMALL = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } }
const OF_JOB = { ...SMALL, spec: { ...SMALL.spec, restartPolicy: 'Never' } }

/** An object of nearly every kind with nearly every field, without its name, and where it is posted. */
export const wholeObjects: readonly [path: string, fields: object][] = [
  [N + 'pods', TEMPLATE],
  [N + 'configmaps', { data: { a: 'b' } }],
  [N + 'secrets', { data: { a: 'Yg==' } }],
  [N + 'services', { spec: { selector: { a: 'b' }, ports: [{ port: 80, name: 'a' }] } }],
  [N + 'serviceaccounts', {}],
  [N + 'endpoints', { subsets: [{ addresses: [{ ip: '1.2.3.4' }], ports: [{ port: 80 }] }] }],
  [
    N + 'persistentvolumeclaims',
    { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  ],
  [
    '/api/v1/persistentvolumes',
    {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        hostPath: { path: '/a' },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } },
      },
    },
  ],
  [N + 'replicationcontrollers', { spec: { selector: { a: 'b' }, template: SMALL } }],
  [N + 'podtemplates', { template: SMALL }],
  [N + 'limitranges', { spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] } }],
  [
    N + 'resourcequotas',
    {
      spec: {
        hard: { pods: '100' },
        scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] },
      },
    },
  ],
  ['/api/v1/namespaces', {}],
  ['/api/v1/nodes', { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] }, status: { capacity: { cpu: '1' } } }],
  [N + 'events', { involvedObject: { namespace: 'default', kind: 'Pod' } }],
  [A + 'deployments', { spec: { selector: sel, template: SMALL, strategy: { rollingUpdate: { maxSurge: 1 } } } }],
  [
    A + 'statefulsets',
    {
      spec: {
        selector: sel,
        template: SMALL,
        serviceName: 's',
        volumeClaimTemplates: [
          {
            metadata: { name: 'd' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    },
  ],
  [A + 'daemonsets', { spec: { selector: sel, template: SMALL } }],
  [A + 'replicasets', { spec: { selector: sel, template: SMALL } }],
  [A + 'controllerrevisions', { revision: 1, data: { a: 1 } }],
  [
    B + 'jobs',
    {
      spec: {
        template: OF_JOB,
        podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'A' }] }] },
      },
    },
  ],
  [B + 'cronjobs', { spec: { schedule: '* * * * *', jobTemplate: { spec: { template: OF_JOB } } } }],
  [
    '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers',
    {
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
          {
            type: 'Object',
            object: {
              describedObject: { kind: 'a', name: 'b' },
              metric: { name: 'm', selector: sel },
              target: { type: 'Value', value: '1' },
            },
          },
          { type: 'Pods', pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '1' } } },
        ],
        behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 10 }] } },
      },
    },
  ],
  [
    '/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers',
    { spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' } } },
  ],
  ['/apis/policy/v1/namespaces/default/poddisruptionbudgets', { spec: { minAvailable: 1, selector: sel } }],
  [
    '/apis/networking.k8s.io/v1/namespaces/default/ingresses',
    {
      spec: {
        rules: [
          {
            host: 'a',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }],
            },
          },
        ],
        tls: [{ hosts: ['a'] }],
      },
    },
  ],
  [
    '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies',
    {
      spec: {
        podSelector: sel,
        ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 80 }] }],
        egress: [{}],
      },
    },
  ],
  [
    '/apis/networking.k8s.io/v1/ingressclasses',
    { spec: { controller: 'a.b/c', parameters: { kind: 'a', name: 'b' } } },
  ],
  [
    '/apis/storage.k8s.io/v1/storageclasses',
    {
      provisioner: 'a.b/c',
      parameters: { a: 'b' },
      allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }],
    },
  ],
  ['/apis/storage.k8s.io/v1/csidrivers', { spec: {} }],
  [
    '/apis/storage.k8s.io/v1/csinodes',
    { spec: { drivers: [{ name: 'a', nodeID: 'b', topologyKeys: ['c'], allocatable: { count: 1 } }] } },
  ],
  [
    '/apis/storage.k8s.io/v1/volumeattachments',
    { spec: { attacher: 'a', nodeName: 'b', source: { persistentVolumeName: 'c' } } },
  ],
  ['/apis/scheduling.k8s.io/v1/priorityclasses', { value: 1 }],
  [
    '/apis/coordination.k8s.io/v1/namespaces/default/leases',
    { spec: { holderIdentity: 'a', leaseDurationSeconds: 1 } },
  ],
  [
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices',
    {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['1.2.3.4'], hints: { forZones: [{ name: 'a' }] } }],
      ports: [{ port: 80, name: 'a' }],
    },
  ],
  [
    '/apis/events.k8s.io/v1/namespaces/default/events',
    {
      eventTime: '2026-01-01T00:00:00.000000Z',
      regarding: { namespace: 'default', kind: 'Pod' },
      type: 'Normal',
      reason: 'a',
      action: 'b',
      reportingController: 'x',
      reportingInstance: 'y',
    },
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles',
    { rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] },
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/clusterroles',
    { rules: [{ verbs: ['get'], nonResourceURLs: ['/'] }], aggregationRule: { clusterRoleSelectors: [sel] } },
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings',
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' },
      subjects: [{ kind: 'User', name: 'a', apiGroup: 'rbac.authorization.k8s.io' }],
    },
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'a' } },
  ],
  [
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    {
      spec: {
        group: 'g.io',
        names: { plural: 'as', kind: 'A' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { spec: { type: 'object', properties: { a: { type: 'integer' } } } },
              },
            },
            subresources: { status: {} },
            additionalPrinterColumns: [{ name: 'a', type: 'string', jsonPath: '.a' }],
          },
        ],
      },
    },
  ],
  [
    '/apis/node.k8s.io/v1/runtimeclasses',
    {
      handler: 'a',
      overhead: { podFixed: { cpu: '1' } },
      scheduling: { nodeSelector: { a: 'b' }, tolerations: [{ key: 'a' }] },
    },
  ],
  [
    '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    {
      webhooks: [
        {
          name: 'a.b.c',
          clientConfig: { url: 'https://a' },
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
          rules: [{ operations: ['*'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] }],
        },
      ],
    },
  ],
]
