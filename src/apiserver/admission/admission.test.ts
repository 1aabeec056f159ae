import test from 'node:test'
import assert from 'node:assert/strict'
import type { KubeObject } from '../../objects/kube-object'
import type { Pod, ResourceQuota } from '../../objects/kinds'
import { Loop } from '../../simulation/loop'
import { Store } from '../../store/store'
import { ApiServer } from '../api-server'
import { KindRegistry, kinds } from '../kinds'
import { isApiError } from '../status'
import type { Submitted } from '../write/create'
import { admissionChain } from './index'

const CALLER = { actor: 'test' }

class Bench {
  readonly server = new ApiServer({
    store: new Store(),
    loop: new Loop({ seed: 1 }),
    registry: new KindRegistry(kinds),
    admission: admissionChain,
  })

  constructor() {
    this.make('Namespace', 'v1', {}, 'default', '')
    this.make('ServiceAccount', 'v1', {})
  }

  make<T extends KubeObject>(
    kind: string,
    apiVersion: string,
    fields: object,
    name = 'default',
    namespace = 'default',
  ): T {
    return this.server.create(
      kind,
      namespace,
      { apiVersion, kind, metadata: { name }, ...fields } as Submitted,
      CALLER,
    ) as T
  }

  pod(spec: object = {}, name = 'p', namespace = 'default'): Pod {
    return this.make('Pod', 'v1', { spec: { containers: [{ name: 'c', image: 'i' }], ...spec } }, name, namespace)
  }

  /** A quota as its controller leaves it when nothing is used. */
  quota(hard: Record<string, string>, more: object = {}): void {
    const quota = this.make<ResourceQuota>('ResourceQuota', 'v1', { spec: { hard, ...more } }, 'q')
    const used = Object.fromEntries(Object.keys(hard).map((name) => [name, '0']))
    this.server.update('ResourceQuota', { ...quota, status: { hard, used } } as KubeObject, CALLER, 'status')
  }

  used(): unknown {
    return (this.server.get('ResourceQuota', 'default', 'q') as ResourceQuota).status.used
  }
}

function refusal(run: () => unknown): [code: number, reason: string, message: string] {
  try {
    run()
  } catch (error) {
    if (isApiError(error)) return [error.code, error.reason, error.message]
    throw error
  }
  return assert.fail('nothing was refused')
}

const resources = (requests: object, limits: object) => ({
  containers: [{ name: 'c', image: 'i', resources: { requests, limits } }],
})

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

test('a quota books what is made and refuses what is too much', () => {
  const bench = new Bench()
  bench.quota({ pods: '2', 'requests.cpu': '1', 'count/configmaps': '1' })
  bench.pod(resources({ cpu: '300m' }, {}), 'a')
  bench.pod(resources({ cpu: '500m' }, {}), 'b')
  assert.deepEqual(bench.used(), { pods: '2', 'requests.cpu': '800m', 'count/configmaps': '0' })
  assert.deepEqual(
    refusal(() => bench.pod(resources({ cpu: '300m' }, {}), 'c')),
    [
      403,
      'Forbidden',
      'pods "c" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=300m, used: pods=2,requests.cpu=800m, limited: pods=2,requests.cpu=1',
    ],
  )
  assert.deepEqual(
    refusal(() => bench.pod({}, 'd')),
    [403, 'Forbidden', 'pods "d" is forbidden: failed quota: q: must specify requests.cpu for: c'],
  )
  bench.make('ConfigMap', 'v1', {}, 'one')
  assert.deepEqual(
    refusal(() => bench.make('ConfigMap', 'v1', {}, 'two')),
    [
      403,
      'Forbidden',
      'configmaps "two" is forbidden: exceeded quota: q, requested: count/configmaps=1, used: count/configmaps=1, limited: count/configmaps=1',
    ],
  )
})

test('a quota with scopes looks at what is in them', () => {
  const bench = new Bench()
  bench.quota({ pods: '0' }, { scopes: ['BestEffort'] })
  bench.pod(resources({ cpu: '1' }, { cpu: '1' }), 'burstable')
  assert.equal(
    refusal(() => bench.pod({}, 'idle'))[2],
    'pods "idle" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
  )
})

test('a quota that nobody has counted lets nothing through', () => {
  const bench = new Bench()
  bench.make('ResourceQuota', 'v1', { spec: { hard: { pods: '1' } } }, 'q')
  assert.equal(refusal(() => bench.pod())[2], 'pods "p" is forbidden: status unknown for quota: q, resources: pods')
})

test('a LimitRange fills in and bounds', () => {
  const bench = new Bench()
  const item = {
    type: 'Container',
    default: { cpu: '500m' },
    defaultRequest: { cpu: '200m' },
    max: { cpu: '800m' },
    min: { cpu: '100m' },
  }
  bench.make('LimitRange', 'v1', { spec: { limits: [item] } }, 'limits')
  const { metadata, spec } = bench.pod()
  assert.deepEqual(spec.containers[0]?.resources, { limits: { cpu: '500m' }, requests: { cpu: '200m' } })
  assert.equal(
    metadata.annotations?.['kubernetes.io/limit-ranger'],
    'LimitRanger plugin set: cpu request for container c; cpu limit for container c',
  )
  assert.deepEqual(
    refusal(() => bench.pod(resources({ cpu: '500m' }, { cpu: '1500m' }), 'big')),
    [403, 'Forbidden', 'pods "big" is forbidden: maximum cpu usage per Container is 800m, but limit is 1500m'],
  )
  assert.equal(
    refusal(() => bench.pod(resources({ cpu: '50m' }, { cpu: '1' }), 'odd'))[2],
    'pods "odd" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 800m, but limit is 1]',
  )
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
