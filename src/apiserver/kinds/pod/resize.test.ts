// What a resize may change: facts of TestValidatePodResize of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { errorText } from '../../field-errors'
import { container, podOf } from '../testing/pods'
import { resize } from './resize'

const init = { ...container, name: 'init' }
const sidecar = { ...container, name: 'side', restartPolicy: 'Always' }
const cpu = (amount: string, more: object = {}) => ({ resources: { requests: { cpu: amount, ...more } } })
const ONLY = 'spec: Forbidden: only cpu and memory resources are mutable'
const RESTARTS = { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }

const cases: readonly [what: string, before: object, after: object, errors: string[]][] = [
  ['processors', { containers: [{ ...container, ...cpu('1') }] }, { containers: [{ ...container, ...cpu('2') }] }, []],
  [
    'a policy',
    { containers: [{ ...container, ...cpu('1') }] },
    { containers: [{ ...container, ...cpu('1'), ...RESTARTS }] },
    [ONLY],
  ],
  [
    'another resource of each container',
    { containers: [container, { ...container, name: 'd' }].map((each) => ({ ...each, ...cpu('1') })) },
    {
      containers: [container, { ...container, name: 'd' }].map((each) => ({
        ...each,
        ...cpu('1', { 'ephemeral-storage': '1' }),
      })),
    },
    [ONLY, ONLY],
  ],
  [
    'an init container',
    { initContainers: [{ ...init, ...cpu('1') }] },
    { initContainers: [{ ...init, ...cpu('2') }] },
    ['spec: Forbidden: resources for non-sidecar init containers are immutable'],
  ],
  [
    'a sidecar',
    { initContainers: [{ ...sidecar, ...cpu('1') }] },
    { initContainers: [{ ...sidecar, ...cpu('2') }] },
    [],
  ],
  [
    'another resource of a sidecar, with a request taken away',
    { initContainers: [{ ...sidecar, ...cpu('1', { memory: '1Gi' }) }] },
    { initContainers: [{ ...sidecar, ...cpu('1', { 'ephemeral-storage': '1' }) }] },
    [
      'spec.initContainers[0].resources.requests: Forbidden: resource requests cannot be removed',
      'spec.initContainers[0]: Forbidden: only cpu and memory resources for init or sidecar containers are mutable',
    ],
  ],
  ['those of the whole Pod', cpu('1'), cpu('2'), []],
  [
    'those of the whole Pod, away',
    { ...cpu('1'), containers: [{ ...container, ...cpu('1') }] },
    { containers: [{ ...container, ...cpu('1') }] },
    ['spec.resources: Forbidden: pod-level resources cannot be removed'],
  ],
  [
    'a request of the whole Pod, away',
    cpu('1', { memory: '1Gi', 'hugepages-2Mi': '2Mi' }),
    cpu('1'),
    ['spec.resources.requests: Forbidden: pod-level resource requests cannot be removed', `${ONLY} at pod-level`],
  ],
  ['on Windows', { os: { name: 'windows' } }, cpu('1'), [': Forbidden: windows pods cannot be resized']],
]

for (const [what, before, after, errors] of cases)
  test(`a resize of ${what}`, () => {
    const [previous, wanted] = [before, after].map((spec) => podOf(spec) as Pod)
    assert.ok(previous && wanted)
    assert.deepEqual(resize.validate(resize.take(wanted, previous), previous).map(errorText), errors)
  })

test('a resize needs a node that tells resources', () => {
  const pod = podOf({ containers: [{ ...container, ...cpu('1') }] }) as Pod
  const running = {
    ...pod,
    status: { ...pod.status, containerStatuses: [{ name: 'c', state: { running: {} } }] },
  } as Pod
  assert.deepEqual(resize.validate(resize.take(pod, running), running).map(errorText), [
    'spec: Forbidden: Pod running on node without support for resize',
  ])
})
