import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { ContainerStatus, Pod } from '../../objects/kinds'
import { podPhase } from './phase'

const running = { state: { running: {} }, started: true }
const waiting = { state: { waiting: {} } }
const ended = (exitCode: number) => ({ state: { terminated: { exitCode } } })
const waitingAfter = (exitCode: number) => ({
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { exitCode } },
})
const statuses = (...of: object[]): ContainerStatus[] =>
  of.map((each, place) => ({ name: String(place), ...each }) as ContainerStatus)

// After the tables of pkg/kubelet/kubelet_pods_test.go (TestPodPhaseWithRestart...), v1.36.
const table: [policy: string, init: object[], main: object[], phase: string, finalPhase: string][] = [
  ['Always', [], [waiting, waiting], 'Pending', 'Pending'],
  ['Always', [], [running, running], 'Running', 'Running'],
  ['Always', [], [running, ended(0)], 'Running', 'Running'],
  ['Always', [], [running, waiting], 'Pending', 'Pending'],
  ['Always', [], [running, waitingAfter(1)], 'Running', 'Running'],
  ['Always', [], [ended(0), ended(0)], 'Running', 'Succeeded'],
  ['Always', [], [ended(1), ended(0)], 'Running', 'Failed'],
  ['Always', [], [waitingAfter(1), waitingAfter(1)], 'Running', 'Failed'],
  ['OnFailure', [], [ended(0), ended(0)], 'Succeeded', 'Succeeded'],
  ['OnFailure', [], [ended(0), ended(1)], 'Running', 'Failed'],
  ['Never', [], [ended(0), ended(0)], 'Succeeded', 'Succeeded'],
  ['Never', [], [ended(0), ended(1)], 'Failed', 'Failed'],
  ['Never', [], [running, ended(1)], 'Running', 'Running'],
  ['Always', [running], [waiting], 'Pending', 'Pending'],
  ['Always', [ended(1)], [waiting], 'Pending', 'Pending'],
  ['Never', [ended(1)], [waiting], 'Failed', 'Failed'],
  ['Always', [ended(0)], [running], 'Running', 'Running'],
  ['Always', [waitingAfter(1)], [waiting], 'Pending', 'Pending'],
]
for (const [restartPolicy, init, main, phase, finalPhase] of table) {
  it(`${restartPolicy} ${JSON.stringify(init)} ${JSON.stringify(main)}`, () => {
    const pod = {
      spec: {
        restartPolicy,
        initContainers: init.map((_, place) => ({ name: String(place) })),
        containers: main.map((_, place) => ({ name: String(place) })),
      },
    } as unknown as Pod
    const of = { initContainerStatuses: statuses(...init), containerStatuses: statuses(...main) }
    assert.equal(podPhase(pod, of, false), phase)
    assert.equal(podPhase(pod, of, true), finalPhase)
  })
}
