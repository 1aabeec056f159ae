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
        ({ name, restartCount, state }) => `${name} ${restartCount} ${Object.keys(state ?? {})[0]}`,
      ),
    ],
    ['Running', 'once 1 terminated', 'main 1 running', 'trigger 1 running'],
  )
  assert.deepEqual(hooks, [])
})
