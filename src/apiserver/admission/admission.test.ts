import test from 'node:test'
import assert from 'node:assert/strict'
import type { KubeObject } from '../../objects/kube-object'
import { isApiError } from '../status'
import { Bench, CALLER, refusal } from './testing/bench'

test('a Pod gets its account, its token, its priority and its tolerations, as recorded', () => {
  const { spec } = new Bench().pod()
  const name = spec.volumes?.[0]?.name ?? ''
  assert.match(name, /^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
  const toleration = (key: string) => ({
    key: `node.kubernetes.io/${key}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  })
  assert.deepEqual(spec, {
    volumes: [
      {
        name,
        projected: {
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            {
              downwardAPI: {
                items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
              },
            },
          ],
          defaultMode: 420,
        },
      },
    ],
    containers: [
      {
        name: 'c',
        image: 'i',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'Always',
        volumeMounts: [{ name, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }],
      },
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'default',
    serviceAccount: 'default',
    securityContext: {},
    schedulerName: 'default-scheduler',
    tolerations: [toleration('not-ready'), toleration('unreachable')],
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  })
})

test('what a Pod says itself stays', () => {
  const bench = new Bench()
  bench.make('PriorityClass', 'scheduling.k8s.io/v1', { value: 7, preemptionPolicy: 'Never' }, 'low')
  const own = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }
  const { spec } = bench.pod({ automountServiceAccountToken: false, priorityClassName: 'low', tolerations: [own] })
  assert.equal(spec.volumes, undefined)
  assert.deepEqual([spec.priority, spec.preemptionPolicy], [7, 'Never'])
  assert.deepEqual(
    spec.tolerations?.map(({ tolerationSeconds }) => tolerationSeconds),
    [5, 300],
  )
})

test('a Pod does not stumble over a namespace that is so new that its default account is still on its way', () => {
  const bench = new Bench()
  bench.make('Namespace', 'v1', {}, 'new', '')
  const { spec } = bench.pod({}, 'p', 'new')
  assert.deepEqual([spec.serviceAccountName, spec.volumes?.length], ['default', 1])
})

test('refusals', () => {
  const bench = new Bench()
  bench.make('PriorityClass', 'scheduling.k8s.io/v1', { value: 1, globalDefault: true }, 'first')
  const cases: [() => unknown, [number, string, string]][] = [
    [() => bench.pod({}, 'p', 'nowhere'), [404, 'NotFound', 'namespaces "nowhere" not found']],
    [
      () => bench.pod({ serviceAccountName: 'robot' }),
      [
        403,
        'Forbidden',
        'pods "p" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
      ],
    ],
    [
      () => bench.pod({ priorityClassName: 'vip' }),
      [403, 'Forbidden', 'pods "p" is forbidden: no PriorityClass with name vip was found'],
    ],
    [
      () => bench.pod({ priority: 5 }),
      [
        403,
        'Forbidden',
        'pods "p" is forbidden: the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 1 from the given PriorityClass name',
      ],
    ],
    [
      () => bench.pod({ runtimeClassName: 'gvisor' }),
      [403, 'Forbidden', 'pods "p" is forbidden: pod rejected: RuntimeClass "gvisor" not found'],
    ],
    [
      () => bench.make('PriorityClass', 'scheduling.k8s.io/v1', { value: 1, globalDefault: true }, 'second'),
      [
        403,
        'Forbidden',
        'priorityclasses.scheduling.k8s.io "second" is forbidden: PriorityClass first is already marked as default. Only one default can exist',
      ],
    ],
    [
      () => {
        bench.make('PriorityClass', 'scheduling.k8s.io/v1', { value: 2_000_001_000 }, 'system-node-critical', '')
        bench.server.delete('PriorityClass', '', 'system-node-critical', {}, CALLER)
      },
      [
        403,
        'Forbidden',
        'priorityclasses.scheduling.k8s.io "system-node-critical" is forbidden: this is a system priority class and cannot be deleted',
      ],
    ],
    [
      () => bench.server.delete('Namespace', '', 'default', {}, CALLER),
      [403, 'Forbidden', 'namespaces "default" is forbidden: this namespace may not be deleted'],
    ],
  ]
  for (const [run, expected] of cases) assert.deepEqual(refusal(run), expected)
})

test('a terminating namespace takes nothing new', () => {
  const bench = new Bench()
  bench.make('Namespace', 'v1', {}, 'going', '')
  bench.make('ServiceAccount', 'v1', {}, 'default', 'going')
  bench.server.delete('Namespace', '', 'going', {}, CALLER)
  try {
    bench.pod({}, 'p', 'going')
    assert.fail('it was taken')
  } catch (error) {
    assert.ok(isApiError(error))
    assert.equal(
      error.message,
      'pods "p" is forbidden: unable to create new content in namespace going because it is being terminated',
    )
    assert.deepEqual(error.status.details, {
      name: 'p',
      kind: 'pods',
      causes: [
        { reason: 'NamespaceTerminating', message: 'namespace going is being terminated', field: 'metadata.namespace' },
      ],
    })
  }
})

test('volumes and claims are protected, claims get the default class, nodes start not ready', () => {
  const bench = new Bench()
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' }
  bench.make(
    'StorageClass',
    'storage.k8s.io/v1',
    { provisioner: 'x.io/y', metadata: { name: 'fast', annotations } },
    'fast',
  )
  const claim = bench.make<KubeObject & { spec: { storageClassName?: string } }>('PersistentVolumeClaim', 'v1', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  })
  assert.equal(claim.spec.storageClassName, 'fast')
  assert.deepEqual(claim.metadata.finalizers, ['kubernetes.io/pvc-protection'])
  const node = bench.make<KubeObject & { spec: { taints?: unknown } }>('Node', 'v1', {}, 'n', '')
  assert.deepEqual(node.spec.taints, [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }])
})
