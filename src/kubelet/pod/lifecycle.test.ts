import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MemoryFs } from '../files/memory-fs'
import { Rig, type Program } from '../testing/rig.test'

const busybox = (name: string, command: string, more: object = {}) => ({
  name,
  image: 'busybox:1.28',
  command: [command],
  ...more,
})
function rigWith(programs: Record<string, Program> = {}): Rig {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  for (const [name, program] of Object.entries(programs)) rig.runtime.programs.set(name, program)
  return rig
}
const DEAF: Program = { onSignal: () => {} }
const conditionsOf = (rig: Rig, name: string) =>
  Object.fromEntries(
    (rig.get(name).status.conditions ?? []).map(({ type, status, reason }) => [
      type,
      reason ? `${status} ${reason}` : status,
    ]),
  )

describe('what ends a Pod', () => {
  it('activeDeadlineSeconds: Failed, DeadlineExceeded, and its containers stop', () => {
    const rig = rigWith()
    rig.pod('p', { activeDeadlineSeconds: 5, containers: [busybox('c', 'sleep')] })
    rig.pass(8000)
    const { status } = rig.get('p')
    assert.deepEqual(
      [status.phase, status.reason, status.message],
      ['Failed', 'DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'],
    )
    assert.deepEqual(rig.story('p').slice(2), [
      '500 Running ready c=running',
      '5000 Running - c=running',
      '6100 Failed - c=Completed:0',
    ])
    assert.ok(
      rig.events('p').includes('DeadlineExceeded Pod was active on the node longer than the specified deadline'),
    )
  })

  it('more memory than its limit: OOMKilled, 137, and a restart', () => {
    const rig = rigWith({
      greedy: {
        start: ({ loop, exit, spec }) =>
          void loop.after(1000, () =>
            spec.memoryLimit === 32 * 1024 * 1024 && spec.attempt === 0 ? exit(137, 'OOMKilled') : undefined,
          ),
      },
    })
    rig.pod('p', { containers: [busybox('c', 'greedy', { resources: { limits: { memory: '32Mi' } } })] })
    rig.pass(3000)
    const container = rig.get('p').status.containerStatuses?.[0]
    assert.deepEqual(
      [container?.restartCount, container?.lastState?.terminated?.reason, container?.lastState?.terminated?.exitCode],
      [1, 'OOMKilled', 137],
    )
    assert.deepEqual(container?.resources, { limits: { memory: '32Mi' }, requests: { memory: '32Mi' } })
  })

  it('a second deletion with less grace shortens the first', () => {
    const rig = rigWith({ deaf: DEAF })
    rig.pod('p', { terminationGracePeriodSeconds: 60, containers: [busybox('c', 'deaf')] })
    rig.pass(2000)
    rig.delete('p')
    rig.pass(5000)
    rig.delete('p', 3)
    rig.pass(6000)
    // The kubelet breaks the first stop off and begins anew when it has listed the containers again, a second later.
    assert.deepEqual(rig.story('p').slice(3), ['11100 Failed - c=Error:137', '12000 gone - c=Error:137'])
  })

  it('by force the object goes at once, and what runs is stopped all the same', () => {
    const heard: string[] = []
    const rig = rigWith({
      deaf: { onSignal: (signal, { loop }) => void heard.push(`${signal} ${loop.now() - rig.begun}`) },
    })
    rig.pod('p', { containers: [busybox('c', 'deaf')] })
    rig.pass(2000)
    rig.delete('p', 0)
    assert.equal(rig.server.read.get('Pod', 'default', 'p'), undefined)
    rig.pass(1000)
    const { workers } = rig.kubelets.agentOf('k8s-node01')
    assert.equal(workers.size, 1)
    rig.pass(3000)
    assert.deepEqual(heard, ['SIGTERM 2000'])
    assert.equal(workers.size, 0)
  })

  it('a Pod that is deleted while its image is pulled never starts', () => {
    const rig = rigWith()
    rig.pod('p', { containers: [{ name: 'c', image: 'big' }] })
    rig.pass(410)
    rig.delete('p')
    rig.pass(3000)
    assert.equal(rig.server.read.get('Pod', 'default', 'p'), undefined)
    assert.deepEqual(rig.events('p'), ['Pulling Pulling image "big"'])
    rig.pod('q', { containers: [{ name: 'c', image: 'other' }] })
    rig.pass(2000)
    assert.equal(rig.get('q').status.phase, 'Running', 'the line of pulls goes on')
  })

  it('sidecars stop after the others, the last one first', () => {
    const order: string[] = []
    const slowly = (name: string): Program => ({
      onSignal: (_signal, { loop, exit }) => {
        order.push(name)
        loop.after(500, () => exit(0))
      },
    })
    const rig = rigWith({ main: slowly('main'), one: slowly('one'), two: slowly('two') })
    const sidecar = (name: string) => busybox(name, name, { restartPolicy: 'Always' })
    rig.pod('p', { initContainers: [sidecar('one'), sidecar('two')], containers: [busybox('main', 'main')] })
    rig.pass(2000)
    rig.delete('p')
    rig.pass(4000)
    assert.deepEqual(order, ['main', 'two', 'one'])
    assert.equal(rig.server.read.get('Pod', 'default', 'p'), undefined)
  })
})

describe('the order of an end', () => {
  it('the preStop hook of a sidecar runs at once, its SIGTERM waits for the others', () => {
    const heard: string[] = []
    const hear = (name: string, then: (run: Parameters<NonNullable<Program['onSignal']>>[1]) => void): Program => ({
      exec: (request, { loop }) => {
        heard.push(`${name} hook ${loop.now() - 2000}`)
        request.onExit({ exitCode: 0 })
      },
      onSignal: (signal, run) => {
        heard.push(`${name} ${signal} ${run.loop.now() - 2000}`)
        then(run)
      },
    })
    const rig = rigWith({
      main: hear('main', ({ loop, exit }) => void loop.after(3000, () => exit(0))),
      side: hear('side', ({ exit }) => exit(0)),
    })
    const lifecycle = { preStop: { exec: { command: ['hook'] } } }
    rig.pod('p', {
      initContainers: [busybox('side', 'side', { restartPolicy: 'Always', lifecycle })],
      containers: [busybox('main', 'main')],
    })
    rig.pass(2000)
    rig.delete('p')
    rig.pass(6000)
    assert.deepEqual(
      heard.map((text) => text.replace(/\d+$/, (ms) => String(Number(ms) - rig.begun))),
      ['main SIGTERM 0', 'side hook 0', 'side SIGTERM 3000'],
    )
  })
})

describe('readiness', () => {
  it('waits for the conditions that readiness gates name', () => {
    const rig = rigWith()
    rig.pod('p', { readinessGates: [{ conditionType: 'example.com/ready' }], containers: [busybox('c', 'sleep')] })
    rig.pass(2000)
    const ready = () => rig.get('p').status.conditions?.find(({ type }) => type === 'Ready')
    assert.deepEqual(
      [ready()?.status, ready()?.reason, ready()?.message],
      [
        'False',
        'ReadinessGatesNotReady',
        'corresponding condition of pod readiness gate "example.com/ready" does not exist.',
      ],
    )
    const pod = rig.get('p')
    const set = (status: string) =>
      rig.server.update(
        'Pod',
        {
          ...rig.get('p'),
          status: {
            ...rig.get('p').status,
            conditions: [{ type: 'example.com/ready', status }, ...(pod.status.conditions ?? [])],
          },
        } as never,
        { actor: 'test' },
        'status',
      )
    set('False')
    rig.pass(1000)
    assert.equal(ready()?.message, 'the status of pod readiness gate "example.com/ready" is not "True", but False')
    set('True')
    rig.pass(1000)
    assert.equal(ready()?.status, 'True')
    assert.equal(rig.get('p').status.conditions?.[0]?.type, 'example.com/ready')
  })

  it('goes when the containers go', () => {
    const rig = rigWith()
    rig.pod('p', { restartPolicy: 'Never', containers: [busybox('c', 'sleep')] })
    rig.pass(2000)
    assert.deepEqual(conditionsOf(rig, 'p'), {
      PodReadyToStartContainers: 'True',
      Initialized: 'True',
      Ready: 'True',
      ContainersReady: 'True',
      PodScheduled: 'True',
    })
    rig.kubelets.agentOf('k8s-node01').workers.forEach((worker) => worker.records[0]?.running?.signal('SIGTERM'))
    rig.pass(3000)
    assert.deepEqual(conditionsOf(rig, 'p'), {
      PodReadyToStartContainers: 'False',
      Initialized: 'True PodCompleted',
      Ready: 'False PodCompleted',
      ContainersReady: 'False PodCompleted',
      PodScheduled: 'True',
    })
  })
})

describe('containers that cannot be created or started', () => {
  const table: [string, object, string, string][] = [
    [
      'a command that is not there',
      busybox('c', 'nope'),
      'RunContainerError',
      'exec: "nope": executable file not found in $PATH',
    ],
    [
      'a name that is none',
      { name: 'c', image: 'Nginx' },
      'InvalidImageName',
      'Failed to apply default image tag "Nginx": couldn\'t parse image name "Nginx": invalid reference format: repository name (library/Nginx) must be lowercase',
    ],
    [
      'Never, and not there',
      { name: 'c', image: 'nginx:1.25', imagePullPolicy: 'Never' },
      'ErrImageNeverPull',
      'Container image "nginx:1.25" is not present with pull policy of Never',
    ],
  ]
  for (const [name, container, reason, message] of table) {
    it(name, () => {
      const rig = rigWith()
      rig.pod('p', { containers: [container] })
      rig.pass(1500)
      assert.deepEqual(rig.get('p').status.containerStatuses?.[0]?.state, { waiting: { reason, message } })
    })
  }
  it('runAsNonRoot with an image that runs as root', () => {
    const rig = rigWith()
    rig.pod('p', { securityContext: { runAsNonRoot: true }, containers: [busybox('c', 'sleep')] })
    rig.pass(1500)
    const { reason, message } = rig.get('p').status.containerStatuses?.[0]?.state?.waiting ?? {}
    assert.deepEqual(
      [reason, message],
      [
        'CreateContainerConfigError',
        `container has runAsNonRoot and image will run as root (pod: "p_default(${rig.get('p').metadata.uid})", container: c)`,
      ],
    )
  })
})

describe('probes', () => {
  const unhealthy = (rig: Rig) =>
    rig
      .events('p')
      .find((line) => line.startsWith('Unhealthy'))
      ?.replace(/ \(x\d+\)$/, '')
  const listener = (status: number, delayMs = 0): Program => ({
    start: ({ loop, spec }) => {
      rigs.at(-1)?.wire.listen(spec.pod.ip, 80, {
        http: (_request, _caller, answer) =>
          void (delayMs === 0
            ? answer({ status, headers: {}, body: '' })
            : loop.after(delayMs, () => answer({ status, headers: {}, body: '' }))),
      })
    },
  })
  const rigs: Rig[] = []
  const probed = (program: Program, probe: object): Rig => {
    const rig = rigWith({ serves: program })
    rigs.push(rig)
    rig.pod('p', {
      containers: [
        busybox('c', 'serves', {
          ports: [{ name: 'http', containerPort: 80 }],
          readinessProbe: { periodSeconds: 1, failureThreshold: 1, ...probe },
        }),
      ],
    })
    rig.pass(4000)
    return rig
  }
  const httpGet = { path: '/healthz', port: 'http' }
  const table: { name: string; program: Program; probe: object; ready: boolean; message?: string }[] = [
    { name: '200', program: listener(200), probe: { httpGet }, ready: true },
    { name: '302', program: listener(302), probe: { httpGet }, ready: true },
    {
      name: '500',
      program: listener(500),
      probe: { httpGet },
      ready: false,
      message: 'HTTP probe failed with statuscode: 500',
    },
    {
      name: 'nobody listens',
      program: {},
      probe: { httpGet },
      ready: false,
      message: 'Get "http://10.244.0.2:80/healthz": dial tcp 10.244.0.2:80: connect: connection refused',
    },
    {
      name: 'too slow',
      program: listener(200, 1500),
      probe: { httpGet },
      ready: false,
      message:
        'Get "http://10.244.0.2:80/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    },
    { name: 'in time', program: listener(200, 1500), probe: { httpGet, timeoutSeconds: 2 }, ready: true },
    { name: 'tcp', program: listener(500), probe: { tcpSocket: { port: 80 } }, ready: true },
    {
      name: 'a command that hangs',
      program: { exec: () => {} },
      probe: { exec: { command: ['sleep', '9'] } },
      ready: false,
      message: 'command timed out: "sleep 9" timed out after 1s',
    },
    {
      name: 'grpc, nobody',
      program: {},
      probe: { grpc: { port: 9000 } },
      ready: false,
      message: 'timeout: failed to connect service "10.244.0.2:9000" within 1s: context deadline exceeded',
    },
    { name: 'not yet', program: listener(200), probe: { httpGet, initialDelaySeconds: 10 }, ready: false },
    { name: 'not often enough', program: listener(200), probe: { httpGet, successThreshold: 9 }, ready: false },
  ]
  for (const { name, program, probe, ready, message } of table) {
    it(name, () => {
      const rig = probed(program, probe)
      assert.equal(conditionsOf(rig, 'p')['Ready'] === 'True', ready)
      assert.equal(unhealthy(rig), message === undefined ? undefined : `Unhealthy Readiness probe failed: ${message}`)
    })
  }

  it('one whose answer cannot change is asked once, and again in its old rhythm when it may have changed', () => {
    const asked: number[] = []
    let change = (): void => {}
    const rig = rigWith({
      steady: {
        start: ({ hooks }) => {
          change = () => hooks.onChange()
        },
        exec: ({ onExit }) => {
          asked.push(rig.loop.now() - rig.begun)
          onExit({ exitCode: 0 })
        },
      },
    })
    rig.runtime.steady = true
    rig.pod('p', {
      containers: [busybox('c', 'steady', { readinessProbe: { exec: { command: ['true'] }, periodSeconds: 5 } })],
    })
    rig.pass(60_000)
    assert.deepEqual(asked, [500])
    change()
    rig.pass(10_000)
    assert.deepEqual(asked, [500, 60_500])
  })
})

describe('a Pod that is changed', () => {
  const patch = (rig: Rig, body: object) =>
    rig.server.patch(
      { kind: 'Pod', namespace: 'default', name: 'p', patch: { type: 'strategic', body } },
      { actor: 'test' },
    )
  it('gets its container anew for another image, whatever its policy', () => {
    const rig = rigWith()
    rig.pod('p', { restartPolicy: 'Never', containers: [busybox('c', 'sleep')] })
    rig.pass(2000)
    patch(rig, { spec: { containers: [{ name: 'c', image: 'busybox:2' }] } })
    rig.pass(2000)
    assert.ok(rig.events('p').includes('Killing Container c definition changed, will be restarted'))
    const container = rig.get('p').status.containerStatuses?.[0]
    assert.deepEqual(
      [rig.get('p').status.phase, container?.restartCount, container?.image],
      ['Running', 1, 'docker.io/library/busybox:2'],
    )
  })
  it('shows changed labels in its volumes', () => {
    const rig = rigWith()
    let read = (): string => ''
    rig.runtime.programs.set('reads', {
      start: ({ spec }) => {
        const files = spec.files(new MemoryFs())
        read = () => files.readTextSync('/me/labels')
      },
    })
    const volumes = [
      { name: 'me', downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    ]
    rig.pod(
      'p',
      { volumes, containers: [busybox('c', 'reads', { volumeMounts: [{ name: 'me', mountPath: '/me' }] })] },
      { labels: { app: 'p' } },
    )
    rig.pass(2000)
    assert.equal(read(), 'app="p"')
    patch(rig, { metadata: { labels: { app: 'q' } } })
    rig.pass(1000)
    assert.equal(read(), 'app="q"')
  })
})

describe('postStart', () => {
  it('while it hangs the container is not Running', () => {
    const rig = rigWith({ slow: { exec: ({ onExit }) => void rig.loop.after(5000, () => onExit({ exitCode: 0 })) } })
    rig.pod('p', {
      containers: [busybox('c', 'slow', { lifecycle: { postStart: { exec: { command: ['sleep', '5'] } } } })],
    })
    rig.pass(8000)
    assert.deepEqual(rig.story('p').slice(1), ['0 Pending - c=ContainerCreating', '5500 Running ready c=running'])
  })

  it('that asks for HTTPS and gets HTTP tries again without', () => {
    const rig: Rig = rigWith({
      web: {
        start: ({ spec }) =>
          void rig.wire.listen(spec.pod.ip, 80, {
            scheme: 'http',
            http: (_request, _caller, answer) => answer({ status: 200, headers: {}, body: '' }),
          }),
      },
    })
    const httpGet = { path: '/', port: 80, scheme: 'HTTPS' }
    rig.pod('p', { containers: [busybox('c', 'web', { lifecycle: { postStart: { httpGet } } })] })
    rig.pass(2000)
    assert.equal(rig.get('p').status.phase, 'Running')
    assert.ok(
      rig
        .events('p')
        .includes(
          `LifecycleHTTPFallback request to HTTPS lifecycle hook ${rig.get('p').status.podIP}:80 got HTTP response, retry with HTTP succeeded`,
        ),
      rig.events('p').join('\n'),
    )
  })
})
