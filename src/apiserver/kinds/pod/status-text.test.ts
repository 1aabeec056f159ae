import assert from 'node:assert/strict'
import test from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { podStatusText } from './status-text'

interface Given {
  readonly status: object
  readonly init?: readonly object[]
  readonly deleted?: boolean
  readonly containers?: number
}

const NOW = Date.parse('2026-11-21T06:00:00Z')
const pod = ({ status, init = [], deleted = false, containers = 1 }: Given): Pod =>
  ({
    metadata: { name: 'p', ...(deleted ? { deletionTimestamp: 'x' } : {}) },
    spec: {
      containers: Array.from({ length: containers }, (_, index) => ({ name: `c${index}` })),
      initContainers: init,
    },
    status,
  }) as unknown as Pod

const running = (name = 'c0') => ({ name, ready: true, restartCount: 0, state: { running: {} } })
const ended = (reason: string, exitCode = 0, name = 'c0') => ({
  name,
  ready: false,
  restartCount: 0,
  state: { terminated: { reason, exitCode } },
})
const waiting = (reason: string, name = 'c0') => ({
  name,
  ready: false,
  restartCount: 0,
  state: { waiting: { reason } },
})
const crashed = {
  ...waiting('CrashLoopBackOff'),
  restartCount: 3,
  lastState: { terminated: { exitCode: 1, finishedAt: '2026-11-21T05:59:48Z' } },
}
const sidecar = { name: 's', restartPolicy: 'Always' }
const ready = [{ type: 'Ready', status: 'True' }]

// Rules of upstream's TestPrintPod, and states as the recordings show them.
const cases: readonly [what: string, given: Given, ready: string, status: string, restarts: string][] = [
  ['new', { status: { phase: 'Pending' } }, '0/1', 'Pending', '0'],
  [
    'being made',
    { status: { phase: 'Pending', containerStatuses: [waiting('ContainerCreating')] } },
    '0/1',
    'ContainerCreating',
    '0',
  ],
  ['running', { status: { phase: 'Running', containerStatuses: [running()] } }, '1/1', 'Running', '0'],
  [
    'not ready',
    { status: { phase: 'Running', containerStatuses: [{ ...running(), ready: false }] } },
    '0/1',
    'Running',
    '0',
  ],
  [
    'crashing',
    { status: { phase: 'Running', containerStatuses: [crashed] } },
    '0/1',
    'CrashLoopBackOff',
    '3 (12s ago)',
  ],
  [
    'no such image',
    { status: { phase: 'Pending', containerStatuses: [waiting('ImagePullBackOff')] } },
    '0/1',
    'ImagePullBackOff',
    '0',
  ],
  ['done', { status: { phase: 'Succeeded', containerStatuses: [ended('Completed')] } }, '0/1', 'Completed', '0'],
  ['failed', { status: { phase: 'Failed', containerStatuses: [ended('Error', 1)] } }, '0/1', 'Error', '0'],
  [
    'failed without a reason',
    { status: { phase: 'Failed', containerStatuses: [ended('', 3)] } },
    '0/1',
    'ExitCode:3',
    '0',
  ],
  ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, '0/1', 'Evicted', '0'],
  ['going', { status: { phase: 'Running', containerStatuses: [running()] }, deleted: true }, '1/1', 'Terminating', '0'],
  [
    'gone while done',
    { status: { phase: 'Succeeded', containerStatuses: [ended('Completed')] }, deleted: true },
    '0/1',
    'Completed',
    '0',
  ],
  [
    'lost',
    { status: { phase: 'Running', reason: 'NodeLost', containerStatuses: [running()] }, deleted: true },
    '1/1',
    'Unknown',
    '0',
  ],
  [
    'gated',
    {
      status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] },
    },
    '0/1',
    'SchedulingGated',
    '0',
  ],
  [
    'initialising',
    {
      status: {
        phase: 'Pending',
        initContainerStatuses: [running('i'), waiting('PodInitializing', 'j')],
        containerStatuses: [waiting('PodInitializing')],
      },
      init: [{ name: 'i' }, { name: 'j' }],
    },
    '0/1',
    'Init:0/2',
    '0',
  ],
  [
    'initialising, one done',
    {
      status: {
        phase: 'Pending',
        initContainerStatuses: [ended('Completed', 0, 'i'), running('j')],
        containerStatuses: [waiting('PodInitializing')],
      },
      init: [{ name: 'i' }, { name: 'j' }],
    },
    '0/1',
    'Init:1/2',
    '0',
  ],
  [
    'initialised',
    {
      status: {
        phase: 'Pending',
        initContainerStatuses: [ended('Completed', 0, 'i')],
        containerStatuses: [waiting('PodInitializing')],
      },
      init: [{ name: 'i' }],
    },
    '0/1',
    'PodInitializing',
    '0',
  ],
  [
    'init crashes',
    {
      status: {
        phase: 'Pending',
        initContainerStatuses: [{ ...crashed, name: 'i' }],
        containerStatuses: [waiting('PodInitializing')],
      },
      init: [{ name: 'i' }],
    },
    '0/1',
    'Init:CrashLoopBackOff',
    '3 (12s ago)',
  ],
  [
    'init fails',
    { status: { phase: 'Failed', initContainerStatuses: [ended('Error', 1, 'i')] }, init: [{ name: 'i' }] },
    '0/1',
    'Init:Error',
    '0',
  ],
  [
    'sidecar and container',
    {
      status: {
        phase: 'Running',
        initContainerStatuses: [{ ...running('s'), started: true }],
        containerStatuses: [running()],
      },
      init: [sidecar],
    },
    '2/2',
    'Running',
    '0',
  ],
  [
    'sidecar restarted',
    {
      status: {
        phase: 'Running',
        initContainerStatuses: [{ ...running('s'), started: true, restartCount: 2 }],
        containerStatuses: [running()],
      },
      init: [sidecar],
    },
    '2/2',
    'Running',
    '2',
  ],
  [
    'sidecar starts',
    { status: { phase: 'Pending', initContainerStatuses: [waiting('', 's')] }, init: [sidecar] },
    '0/2',
    'Init:0/1',
    '0',
  ],
  [
    'one of two done',
    {
      status: { phase: 'Running', conditions: [], containerStatuses: [ended('Completed'), running('c1')] },
      containers: 2,
    },
    '1/2',
    'NotReady',
    '0',
  ],
  [
    'one of two done, ready',
    {
      status: { phase: 'Running', conditions: ready, containerStatuses: [ended('Completed'), running('c1')] },
      containers: 2,
    },
    '1/2',
    'Running',
    '0',
  ],
]

for (const [what, given, readyText, status, restarts] of cases)
  test(`a Pod that is ${what} is ${status}`, () =>
    assert.deepEqual(podStatusText(pod(given), NOW), { ready: readyText, status, restarts }))
