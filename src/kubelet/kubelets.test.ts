import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Rig, type Program } from './testing/rig.test'

// The same Pods as in the recordings of a real node (pod-init-containers, pod-sidecar, pod-crash-loop, pod-image-missing,
// pod-hooks, pod-liveness, pod-readiness, pod-termination): the same states in the same order, at times rounded to what
// timing.ts says.

/** Runs for so long, then exits. */
const lasts = (ms: number, exitCode = 0): Program => ({
  start: ({ loop, exit }) => void loop.after(ms, () => exit(exitCode)),
})
const DEAF: Program = { onSignal: () => {} }
const busybox = (name: string, command: string, more: object = {}) => ({
  name,
  image: 'busybox:1.28',
  command: [command],
  ...more,
})
const PULLED = 'Pulled Container image "busybox:1.28" already present on machine and can be accessed by the pod'

function rigWith(programs: Record<string, Program> = {}): Rig {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  for (const [name, program] of Object.entries(programs)) rig.runtime.programs.set(name, program)
  return rig
}
const withoutUid = (lines: string[]): string[] => lines.map((line) => line.replace(/\([0-9a-f-]{36}\)/, '(UID)'))

describe('the life of a Pod, as recorded', () => {
  it('init containers run one after the other', () => {
    const rig = rigWith({ three: lasts(3000) })
    rig.pod('p', {
      initContainers: [busybox('first', 'three'), busybox('second', 'three')],
      containers: [busybox('main', 'sleep')],
    })
    rig.pass(12_000)
    assert.deepEqual(rig.story('p'), [
      '0 Pending -',
      '0 Pending - first=PodInitializing second=PodInitializing main=PodInitializing',
      '500 Pending - first=running second=PodInitializing main=PodInitializing',
      '4000 Pending - first=Completed:0 second=PodInitializing main=PodInitializing',
      '4100 Pending - first=Completed:0 second=running main=PodInitializing',
      '8000 Pending - first=Completed:0 second=Completed:0 main=PodInitializing',
      '8100 Running ready first=Completed:0 second=Completed:0 main=running',
    ])
  })

  it('an init container that fails is tried again, and with Never fails the Pod', () => {
    const rig = rigWith({ fails: lasts(1000, 1) })
    rig.pod('again', { initContainers: [busybox('init', 'fails')], containers: [busybox('main', 'sleep')] })
    rig.pod('never', {
      restartPolicy: 'Never',
      initContainers: [busybox('init', 'fails')],
      containers: [busybox('main', 'sleep')],
    })
    rig.pass(8_000)
    assert.deepEqual(rig.story('again').slice(2), [
      '500 Pending - init=running main=PodInitializing',
      '2000 Pending - init=Error:1 main=PodInitializing',
      '2100 Pending - init=running(1) main=PodInitializing',
      '4000 Pending - init=Error:1(1) main=PodInitializing',
    ])
    assert.deepEqual(rig.story('never').slice(2), [
      '500 Pending - init=running main=PodInitializing',
      '2000 Pending - init=Error:1 main=PodInitializing',
      '3100 Failed - init=Error:1 main=PodInitializing',
    ])
  })

  it('a sidecar starts first, stays, and stops last', () => {
    const rig = rigWith({ five: lasts(5000) })
    rig.pod('p', {
      initContainers: [busybox('side', 'sleep', { restartPolicy: 'Always' })],
      containers: [busybox('main', 'five')],
    })
    rig.pass(20_000)
    rig.delete('p')
    rig.pass(5000)
    assert.deepEqual(rig.story('p'), [
      '0 Pending -',
      '0 Pending - side=PodInitializing main=PodInitializing',
      '500 Pending - side=running main=PodInitializing',
      '600 Running ready side=running main=running',
      '6000 Running - side=running main=Completed:0',
      '6100 Running ready side=running main=running(1)',
      '12000 Running - side=running main=Completed:0(1)',
      '20100 Succeeded - side=Completed:0 main=Completed:0(1)',
      '21000 gone - side=Completed:0 main=Completed:0(1)',
    ])
  })

  it('restarts back off, and CrashLoopBackOff shows with the next sync', () => {
    const rig = rigWith({ one: lasts(1000, 1) })
    rig.pod('p', { containers: [busybox('c', 'one')] })
    rig.pass(60_000)
    assert.deepEqual(rig.story('p').slice(2), [
      '500 Running ready c=running',
      '2000 Running - c=Error:1',
      '2100 Running ready c=running(1)',
      '4000 Running - c=Error:1(1)',
      '14000 Running - c=CrashLoopBackOff(1)',
      '14100 Running ready c=running(2)',
      '16000 Running - c=Error:1(2)',
      '36000 Running - c=CrashLoopBackOff(2)',
      '36100 Running ready c=running(3)',
      '38000 Running - c=Error:1(3)',
    ])
    const status = rig.get('p').status.containerStatuses?.[0]
    assert.equal(status?.lastState?.terminated?.exitCode, 1)
    assert.deepEqual(withoutUid(rig.events('p')), [
      `${PULLED} (x4)`,
      'Created Container created (x4)',
      'Started Container started (x4)',
      'BackOff Back-off restarting failed container c in pod p_default(UID) (x3)',
    ])
  })

  it('the wait between restarts grows to 5 minutes and is forgotten after 10 minutes of running', () => {
    const waits: number[] = []
    let ended = 0
    const rig = rigWith({
      one: {
        start: ({ loop, exit }) => {
          if (ended) waits.push((loop.now() - ended) / 1000)
          loop.after(waits.length === 8 ? 700_000 : 1000, () => {
            ended = loop.now()
            exit(1)
          })
        },
      },
    })
    rig.pod('p', { containers: [busybox('c', 'one')] })
    rig.pass(3_600_000)
    const expected = [0, 10, 20, 40, 80, 160, 300, 300, 0, 10]
    // The end is noticed, and a wait over, on the next second; starting takes a tenth.
    assert.deepEqual(
      waits.slice(0, 10).map((wait, place) => wait >= (expected[place] ?? 0) && wait <= (expected[place] ?? 0) + 2.1),
      expected.map(() => true),
      waits.join(' '),
    )
  })

  it('an image that nobody has', () => {
    const rig = rigWith()
    rig.runtime.missing.add('nginx:1.91')
    rig.pod('p', { containers: [{ name: 'c', image: 'nginx:1.91' }] })
    rig.pass(50_000)
    assert.deepEqual(rig.story('p').slice(2), [
      '1000 Pending - c=ErrImagePull',
      '11000 Pending - c=ImagePullBackOff',
      '22000 Pending - c=ErrImagePull',
      '32000 Pending - c=ImagePullBackOff',
      '43000 Pending - c=ErrImagePull',
    ])
    const why =
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.91": failed to resolve image: docker.io/library/nginx:1.91: not found'
    assert.deepEqual(rig.events('p'), [
      'Pulling Pulling image "nginx:1.91" (x3)',
      `Failed Failed to pull image "nginx:1.91": ${why} (x3)`,
      'Failed Error: ErrImagePull (x3)',
      'BackOff Back-off pulling image "nginx:1.91" (x3)',
      'Failed Error: ImagePullBackOff (x3)',
    ])
    rig.delete('p')
    rig.pass(3000)
    assert.deepEqual(rig.story('p').slice(-3), [
      '50000 Pending - c=ContainerCreating',
      '51000 Failed - c=ContainerStatusUnknown:137',
      '51000 gone - c=ContainerStatusUnknown:137',
    ])
  })

  it('a postStart hook that fails kills its container', () => {
    const rig = rigWith({ deaf: { ...DEAF, exec: ({ onExit }) => onExit({ exitCode: 7 }) } })
    rig.pod('bad', {
      terminationGracePeriodSeconds: 2,
      containers: [busybox('c', 'deaf', { lifecycle: { postStart: { exec: { command: ['sh', '-c', 'exit 7'] } } } })],
    })
    rig.pass(22_000)
    assert.deepEqual(rig.story('bad').slice(2), [
      '3000 Running - c=PostStartHookError',
      '6000 Running - c=PostStartHookError(1)',
      '7000 Running - c=CrashLoopBackOff(1)',
      '19000 Running - c=PostStartHookError(2)',
      '20000 Running - c=CrashLoopBackOff(2)',
    ])
    const first = rig.changes.find(
      ({ change }) => change.object.status.containerStatuses?.[0]?.state?.waiting?.reason === 'PostStartHookError',
    )
    assert.equal(
      first?.change.object.status.containerStatuses?.[0]?.state?.waiting?.message?.replace(
        /\([0-9a-f-]{36}\)/,
        '(UID)',
      ),
      'Exec lifecycle hook ([sh -c exit 7]) for Container "c" in Pod "bad_default(UID)" failed - error: command \'sh -c exit 7\' exited with 7: , message: ""',
    )
    assert.deepEqual(withoutUid(rig.events('bad')), [
      `${PULLED} (x3)`,
      'Created Container created (x3)',
      'Started Container started (x3)',
      'FailedPostStartHook PostStartHook failed (x3)',
      'Killing FailedPostStartHook (x3)',
      'BackOff Back-off restarting failed container c in pod bad_default(UID) (x4)',
    ])
  })

  it('a liveness probe that fails: two restarts at once, then a wait', () => {
    const rig = rigWith({ deaf: DEAF })
    rig.pod('tcp', {
      terminationGracePeriodSeconds: 2,
      containers: [
        busybox('c', 'deaf', { livenessProbe: { tcpSocket: { port: 81 }, periodSeconds: 2, failureThreshold: 2 } }),
      ],
    })
    rig.pass(24_000)
    assert.deepEqual(rig.story('tcp').slice(2), [
      '500 Running ready c=running',
      '6400 Running ready c=running(1)',
      '12400 Running ready c=running(2)',
      '19000 Running - c=CrashLoopBackOff(2)',
    ])
    assert.deepEqual(withoutUid(rig.events('tcp')).slice(3), [
      'Unhealthy Liveness probe failed: dial tcp 10.244.0.2:81: connect: connection refused (x6)',
      'Killing Container c failed liveness probe, will be restarted (x3)',
      'BackOff Back-off restarting failed container c in pod tcp_default(UID) (x2)',
    ])
  })

  it('a startup probe holds the others back, and restarts the container when it fails for good', () => {
    const asked: string[] = []
    const rig = rigWith({
      slow: {
        onSignal: (_signal, { exit }) => exit(0),
        exec: ({ command, onExit }) => {
          asked.push(command[0] ?? '')
          onExit({ exitCode: 1 })
        },
      },
    })
    const probe = (name: string) => ({ exec: { command: [name] }, periodSeconds: 1, failureThreshold: 3 })
    rig.pod('p', {
      containers: [
        busybox('c', 'slow', {
          startupProbe: probe('startup'),
          livenessProbe: probe('liveness'),
          readinessProbe: probe('readiness'),
        }),
      ],
    })
    rig.pass(5000)
    assert.deepEqual(new Set(asked), new Set(['startup']))
    assert.ok(rig.events('p').includes('Killing Container c failed startup probe, will be restarted'))
    assert.equal(rig.get('p').status.containerStatuses?.[0]?.restartCount, 1)
    assert.equal(rig.get('p').status.containerStatuses?.[0]?.started, false)
  })

  it('a readiness probe decides readiness and nothing else', () => {
    let ok = false
    const rig = rigWith({
      six: {
        start: ({ loop }) => {
          loop.after(6000, () => {
            ok = true
          })
          loop.after(13_000, () => {
            ok = false
          })
        },
        exec: ({ onExit, onOutput }) => {
          if (!ok) onOutput('stderr', "cat: can't open '/tmp/ok': No such file or directory\n")
          onExit({ exitCode: ok ? 0 : 1 })
        },
      },
    })
    rig.pod('p', {
      containers: [
        busybox('c', 'six', {
          readinessProbe: { exec: { command: ['cat', '/tmp/ok'] }, periodSeconds: 2, failureThreshold: 1 },
        }),
      ],
    })
    rig.pass(16_000)
    assert.deepEqual(rig.story('p').slice(2), [
      '500 Running - c=running',
      '7000 Running ready c=running',
      '15000 Running - c=running',
    ])
    assert.equal(
      rig.events('p').at(-1),
      "Unhealthy Readiness probe failed: cat: can't open '/tmp/ok': No such file or directory\n (x6)",
    )
  })

  it('preStop first, then SIGTERM, then SIGKILL after the grace; a hook that still runs gets 2 seconds more', () => {
    const signals: string[] = []
    const heard = (name: string): Program => ({
      onSignal: (signal, { loop }) => void signals.push(`${name} ${signal} ${loop.now()}`),
      exec: () => {},
    })
    const rig = rigWith({ deaf: heard('deaf'), slow: heard('slow') })
    rig.pod('polite', { containers: [busybox('c', 'sleep')] })
    rig.pod('deaf', { terminationGracePeriodSeconds: 2, containers: [busybox('c', 'deaf')] })
    rig.pod('slow-hook', {
      terminationGracePeriodSeconds: 2,
      containers: [busybox('c', 'slow', { lifecycle: { preStop: { exec: { command: ['sleep', '30'] } } } })],
    })
    rig.pass(3000)
    for (const name of ['polite', 'deaf', 'slow-hook']) rig.delete(name)
    rig.pass(6000)
    assert.deepEqual(rig.story('polite').slice(3), ['3100 Succeeded - c=Completed:0', '4000 gone - c=Completed:0'])
    assert.deepEqual(rig.story('deaf').slice(3), ['5100 Failed - c=Error:137', '6000 gone - c=Error:137'])
    assert.deepEqual(rig.story('slow-hook').slice(3), ['7100 Failed - c=Error:137', '8000 gone - c=Error:137'])
    assert.deepEqual(signals, [`deaf SIGTERM ${rig.begun + 3000}`, `slow SIGTERM ${rig.begun + 5000}`])
    assert.equal(rig.events('slow-hook').at(-1), 'FailedPreStopHook PreStopHook failed')
  })

  it('restart policies for exits with 0 and 3', () => {
    const rig = rigWith({ ok: lasts(1000), bad: lasts(1000, 3) })
    for (const policy of ['Always', 'OnFailure', 'Never'])
      for (const [name, code] of [
        ['ok', 0],
        ['bad', 3],
      ] as const)
        rig.pod(`${policy.toLowerCase()}-${code}`, { restartPolicy: policy, containers: [busybox('c', name)] })
    rig.pass(13_000)
    const last = (name: string) => rig.story(name).at(-1)?.replace(/^\d+ /, '')
    assert.deepEqual(['always-0', 'always-3', 'onfailure-0', 'onfailure-3', 'never-0', 'never-3'].map(last), [
      'Running - c=Completed:0(1)',
      'Running - c=Error:3(1)',
      'Succeeded - c=Completed:0',
      'Running - c=Error:3(1)',
      'Succeeded - c=Completed:0',
      'Failed - c=Error:3',
    ])
    // First the containers end, then the Pod: the phase waits until nothing of it runs.
    assert.deepEqual(rig.story('never-3').slice(3), ['2000 Running - c=Error:3', '3100 Failed - c=Error:3'])
  })

  it('what is missing keeps a container from being created, and a volume from being mounted', () => {
    const rig = rigWith()
    const env = (name: string, key: string) => [{ name: 'COLOR', valueFrom: { configMapKeyRef: { name, key } } }]
    rig.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app' }, data: { color: 'blue' } })
    rig.pod('no-env', { containers: [busybox('c', 'sleep', { env: env('missing', 'color') })] })
    rig.pod('no-key', { containers: [busybox('c', 'sleep', { env: env('app', 'nope') })] })
    rig.pod('no-volume', {
      volumes: [{ name: 'v', configMap: { name: 'missing' } }],
      containers: [busybox('c', 'sleep', { volumeMounts: [{ name: 'v', mountPath: '/etc/app' }] })],
    })
    rig.pass(7000)
    assert.deepEqual(rig.get('no-env').status.containerStatuses?.[0]?.state, {
      waiting: { reason: 'CreateContainerConfigError', message: 'configmap "missing" not found' },
    })
    assert.deepEqual(rig.events('no-key'), [
      `${PULLED} (x2)`,
      "Failed Error: couldn't find key nope in ConfigMap default/app (x2)",
    ])
    assert.equal(rig.story('no-volume').at(-1), '0 Pending - c=ContainerCreating')
    assert.deepEqual(rig.events('no-volume'), [
      'FailedMount MountVolume.SetUp failed for volume "v" : configmap "missing" not found (x4)',
    ])
    rig.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'missing' }, data: { color: 'red' } })
    rig.pass(13_000)
    for (const name of ['no-env', 'no-volume']) assert.equal(rig.get(name).status.phase, 'Running', name)
  })
})
