import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Rig } from '../testing/rig.test'

it('an exit that its rule names starts the whole Pod anew, with its init containers and without hooks', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  const hooks: string[] = []
  rig.runtime.programs.set('once', { start: ({ exit }) => exit(0) })
  rig.runtime.programs.set('trigger', {
    start: ({ loop, exit, spec }) => void (spec.attempt === 0 && loop.after(3000, () => exit(42))),
  })
  rig.runtime.programs.set('main', {
    exec: (request) => {
      hooks.push('preStop')
      request.onExit({ exitCode: 0 })
    },
  })
  const busybox = (name: string, more: object = {}) => ({ name, image: 'busybox:1.28', command: [name], ...more })
  rig.pod('p', {
    restartPolicy: 'Never',
    initContainers: [busybox('once')],
    containers: [
      busybox('main', { lifecycle: { preStop: { exec: { command: ['hook'] } } } }),
      busybox('trigger', {
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }],
      }),
    ],
  })
  const condition = () =>
    rig
      .get('p')
      .status.conditions?.filter(({ type }) => type === 'AllContainersRestarting')
      .map(({ status, reason, message }) => [status, reason, message])
  rig.pass(3000)
  assert.deepEqual(condition(), [['False', undefined, undefined]])
  rig.pass(2000)
  assert.deepEqual(condition(), [['True', 'RestartAllContainersStarted', 'container exited with restart policy rule']])
  assert.equal(rig.get('p').status.phase, 'Running')
  rig.pass(5000)
  assert.deepEqual(condition(), [['False', undefined, undefined]])
  const { phase, initContainerStatuses = [], containerStatuses = [] } = rig.get('p').status
  assert.deepEqual(
    [
      phase,
      ...[...initContainerStatuses, ...containerStatuses].map(
        ({ name, restartCount, state, lastState }) =>
          `${name} ${restartCount} ${Object.keys(state ?? {})[0]}, before: ${lastState?.terminated?.reason}`,
      ),
    ],
    [
      'Running',
      'once 1 terminated, before: RestartingAllContainers',
      'main 1 running, before: RestartingAllContainers',
      'trigger 1 running, before: RestartingAllContainers',
    ],
  )
  // Upstream keeps this end in place of each container's own.
  assert.deepEqual(containerStatuses[0]?.lastState?.terminated, {
    exitCode: 137,
    reason: 'RestartingAllContainers',
    message: 'The container is removed because RestartAllContainers in place',
    startedAt: null,
    finishedAt: null,
  })
  assert.deepEqual(hooks, [])
})

// test/e2e/common/node/container_restart_policy.go: should restart init and sidecar containers on init container exit
it('an init container starts all anew, too, though the Pod is never restarted otherwise', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  rig.runtime.programs.set('source', { start: ({ exit, spec }) => exit(spec.attempt === 0 ? 42 : 0) })
  const busybox = (name: string, more: object = {}) => ({ name, image: 'busybox:1.28', command: [name], ...more })
  rig.pod('p', {
    restartPolicy: 'Never',
    initContainers: [
      busybox('sidecar', { restartPolicy: 'Always' }),
      busybox('source', {
        restartPolicy: 'Never',
        restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }],
      }),
    ],
    containers: [busybox('main')],
  })
  rig.pass(20_000)
  const { phase, initContainerStatuses = [], containerStatuses = [] } = rig.get('p').status
  assert.deepEqual(
    [phase, ...[...initContainerStatuses, ...containerStatuses].map(({ name, restartCount }) => [name, restartCount])],
    ['Running', ['sidecar', 1], ['source', 1], ['main', 0]],
  )
})
