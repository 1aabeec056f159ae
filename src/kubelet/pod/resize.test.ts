import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Rig } from '../testing/rig.test'

type Amounts = Record<string, string>
const container = (requests: Amounts, more: object = {}) => ({
  name: 'c',
  image: 'busybox:1.28',
  command: ['sleep'],
  resources: { requests },
  ...more,
})

function rigWith(): Rig {
  const rig = new Rig()
  rig.kubelets.join(
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'small' },
      spec: {},
      status: { allocatable: { cpu: '1', memory: '1Gi', pods: '10' } },
    } as never,
    { quiet: true },
  )
  rig.kubelets.preload('small', 'busybox:1.28')
  return rig
}
const resizes = (rig: Rig, name = 'p') =>
  (rig.get(name).status.conditions ?? [])
    .filter(({ type }) => type.startsWith('PodResize'))
    .map(({ type, status, reason, message, observedGeneration }) => ({
      type,
      status,
      reason,
      message,
      observedGeneration,
    }))
const told = (rig: Rig, name = 'p') => rig.events(name).filter((text) => /^(Resize|Killing)/.test(text))
const of = (rig: Rig, name = 'p') => {
  const status = rig.get(name).status.containerStatuses?.[0]
  return {
    allocated: status?.allocatedResources,
    requests: status?.resources?.requests,
    restarts: status?.restartCount,
  }
}

// Events and conditions as test/e2e/common/node/pod_resize.go and pkg/kubelet/allocation's tests of v1.36 have them.
describe('in-place resize', () => {
  it('is done while the container runs', () => {
    const rig = rigWith()
    rig.pod('p', { nodeName: 'small', containers: [container({ cpu: '100m' })] })
    rig.pass(2000)
    rig.change('p', { containers: [container({ cpu: '200m' })] })
    rig.pass(100)
    assert.deepEqual(resizes(rig), [
      { type: 'PodResizeInProgress', status: 'True', reason: undefined, message: undefined, observedGeneration: 2 },
    ])
    assert.deepEqual(of(rig), { allocated: { cpu: '200m' }, requests: { cpu: '100m' }, restarts: 0 })
    rig.pass(1000)
    assert.deepEqual(resizes(rig), [])
    assert.deepEqual(of(rig), { allocated: { cpu: '200m' }, requests: { cpu: '200m' }, restarts: 0 })
    assert.deepEqual(told(rig), [
      'ResizeStarted Pod resize started: {"containers":[{"name":"c","resources":{"requests":{"cpu":"200m"}}}],"generation":2}',
      'ResizeCompleted Pod resize completed: {"containers":[{"name":"c","resources":{"requests":{"cpu":"200m"}}}],"generation":2}',
    ])
  })

  it('restarts the container when its resizePolicy says so', () => {
    const rig = rigWith()
    const resizePolicy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }]
    rig.pod('p', { nodeName: 'small', containers: [container({ memory: '64Mi' }, { resizePolicy })] })
    rig.pass(2000)
    rig.change('p', { containers: [container({ memory: '128Mi' }, { resizePolicy })] })
    rig.pass(3000)
    assert.deepEqual(of(rig), { allocated: { memory: '128Mi' }, requests: { memory: '128Mi' }, restarts: 1 })
    assert.deepEqual(
      told(rig).map((text) => text.split(':')[0]),
      [
        'ResizeStarted Pod resize started',
        'Killing Container c resize requires restart',
        'ResizeCompleted Pod resize completed',
      ],
    )
    assert.deepEqual(resizes(rig), [])
  })

  it('is infeasible beyond what the node has', () => {
    const rig = rigWith()
    rig.pod('p', { nodeName: 'small', containers: [container({ cpu: '100m' })] })
    rig.pass(2000)
    rig.change('p', { containers: [container({ cpu: '2' })] })
    rig.pass(3000)
    const message = "Node didn't have enough capacity: cpu, requested: 2000, capacity: 1000"
    assert.deepEqual(resizes(rig), [
      { type: 'PodResizePending', status: 'True', reason: 'Infeasible', message, observedGeneration: 2 },
    ])
    assert.deepEqual(of(rig), { allocated: { cpu: '100m' }, requests: { cpu: '100m' }, restarts: 0 })
    assert.deepEqual(told(rig), [
      `ResizeInfeasible Pod resize Infeasible: {"containers":[{"name":"c","resources":{"requests":{"cpu":"2"}}}],"generation":2,"error":"${message}"}`,
    ])
    rig.change('p', { containers: [container({ cpu: '100m' })] })
    rig.pass(3000)
    assert.deepEqual(resizes(rig), [])
  })

  it('waits until another Pod has left', () => {
    const rig = rigWith()
    for (const name of ['p', 'q']) rig.pod(name, { nodeName: 'small', containers: [container({ cpu: '400m' })] })
    rig.pass(2000)
    rig.change('p', { containers: [container({ cpu: '800m' })] })
    rig.pass(3000)
    assert.deepEqual(
      resizes(rig).map(({ reason, message }) => `${reason}: ${message}`),
      ["Deferred: Node didn't have enough resource: cpu, requested: 800, used: 400, capacity: 1000"],
    )
    rig.delete('q')
    rig.pass(5000)
    assert.deepEqual(resizes(rig), [])
    assert.deepEqual(of(rig), { allocated: { cpu: '800m' }, requests: { cpu: '800m' }, restarts: 0 })
  })

  it('does not take away memory that is in use', () => {
    const rig = rigWith()
    const limited = (memory: string) => ({
      name: 'c',
      image: 'busybox:1.28',
      command: ['sleep'],
      resources: { limits: { memory }, requests: { memory: '1Mi' } },
    })
    rig.pod('p', { nodeName: 'small', containers: [limited('64Mi')] })
    rig.pass(2000)
    rig.change('p', { containers: [limited('1Mi')] })
    rig.pass(12_000)
    assert.deepEqual(
      resizes(rig).map(({ type, reason }) => `${type} ${reason}`),
      ['PodResizeInProgress Error'],
    )
    assert.equal(rig.get('p').status.containerStatuses?.[0]?.resources?.limits?.['memory'], '64Mi')
  })
})

describe('ephemeral containers', () => {
  it('start once, beside the others, and are told of apart', () => {
    const rig = rigWith()
    rig.runtime.programs.set('look', { start: ({ loop, exit }) => void loop.after(1500, () => exit(0)) })
    rig.pod('p', { nodeName: 'small', containers: [container({})] })
    rig.pass(2000)
    rig.change('p', { ephemeralContainers: [{ name: 'debugger', image: 'busybox:1.28', command: ['look'] }] })
    rig.pass(500)
    const status = () =>
      rig
        .get('p')
        .status.ephemeralContainerStatuses?.map(({ name, ready, restartCount, state, ...rest }) => [
          name,
          ready,
          restartCount,
          Object.keys(state ?? {})[0],
          'started' in rest,
        ])
    assert.deepEqual(status(), [['debugger', false, 0, 'running', false]])
    assert.deepEqual(rig.events('p').slice(-3), [
      'Pulled Container image "busybox:1.28" already present on machine and can be accessed by the pod',
      'Created Container created',
      'Started Container started',
    ])
    rig.pass(10_000)
    assert.deepEqual(status(), [['debugger', false, 0, 'terminated', false]])
    const { phase, conditions } = rig.get('p').status
    assert.deepEqual([phase, conditions?.find(({ type }) => type === 'Ready')?.status], ['Running', 'True'])
  })

  it('also while an init container hangs', () => {
    const rig = rigWith()
    rig.pod('p', {
      nodeName: 'small',
      initContainers: [{ name: 'i', image: 'busybox:1.28', command: ['sleep'] }],
      containers: [container({})],
    })
    rig.pass(2000)
    rig.change('p', { ephemeralContainers: [{ name: 'debugger', image: 'busybox:1.28', command: ['look'] }] })
    rig.pass(2000)
    assert.deepEqual(
      rig.get('p').status.ephemeralContainerStatuses?.map(({ state }) => Object.keys(state ?? {})[0]),
      ['running'],
    )
    assert.equal(rig.get('p').status.phase, 'Pending')
  })
})
