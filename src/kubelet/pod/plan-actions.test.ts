import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Pod } from '../../objects/kinds'
import type { ContainerSight, RuntimeStatus } from '../runtime/runtime-status'
import { BackOff } from './back-off'
import { planActions, type ProbeResults } from './plan-actions'

const podOf = (spec: object): Pod =>
  ({ metadata: { name: 'p' }, spec: { restartPolicy: 'Always', ...spec }, status: {} }) as unknown as Pod
const named = (name: string, more: object = {}) => ({ name, image: 'i', ...more })
const sidecar = (name: string) => named(name, { restartPolicy: 'Always' })
const sight = (name: string, state: 'running' | number, sandbox = 0): ContainerSight => ({
  id: `id-${name}`,
  name,
  state: state === 'running' ? 'running' : 'exited',
  restartCount: 0,
  sandbox,
  createdAt: 0,
  startedAt: 0,
  finishedAt: 0,
  exitCode: state === 'running' ? 0 : state,
  reason: '',
  message: '',
  wanted: 'i',
  image: 'i',
  imageID: 'i',
  uid: 0,
  gid: 0,
  groups: [],
  resources: undefined,
})
const ready = (...containers: ContainerSight[]): RuntimeStatus => ({ sandbox: 'ready', attempt: 0, ip: '', containers })
const QUIET: ProbeResults = { startup: () => undefined, liveness: () => undefined }
const TWO = { containers: [named('a'), named('b')] }
const INIT = { initContainers: [named('i1'), named('i2')], containers: [named('a')] }
const SIDE = { initContainers: [sidecar('s'), named('i')], containers: [named('a')] }

/** `sandbox`, `kill pod`, `kill x`, `init x`, `start x` in the order in which they are done. */
function words(pod: Pod, status: RuntimeStatus, probes = QUIET): string[] {
  const { killPod, createSandbox, kill, startInit, start } = planActions(pod, status, probes)
  return [
    ...(killPod ? ['kill pod'] : []),
    ...kill.map(({ container }) => `kill ${container.name}`),
    ...(createSandbox ? ['sandbox'] : []),
    ...startInit.map(({ name }) => `init ${name}`),
    ...start.map(({ name }) => `start ${name}`),
  ]
}

describe('what a sync does', () => {
  const none: RuntimeStatus = { sandbox: 'none', attempt: 0, ip: '', containers: [] }
  const lost = (...containers: ContainerSight[]): RuntimeStatus => ({ ...none, sandbox: 'stopped', containers })
  const table: [string, object, RuntimeStatus, string[]][] = [
    ['everything is new', TWO, none, ['sandbox', 'start a', 'start b']],
    ['init containers go first, one at a time', INIT, none, ['sandbox', 'init i1']],
    ['all run', TWO, ready(sight('a', 'running'), sight('b', 'running')), []],
    ['one has ended', TWO, ready(sight('a', 1), sight('b', 'running')), ['start a']],
    [
      'one has ended well, OnFailure',
      { ...TWO, restartPolicy: 'OnFailure' },
      ready(sight('a', 0), sight('b', 'running')),
      [],
    ],
    [
      'all have ended well, OnFailure',
      { ...TWO, restartPolicy: 'OnFailure' },
      ready(sight('a', 0), sight('b', 0)),
      ['kill pod'],
    ],
    ['all have failed, Never', { ...TWO, restartPolicy: 'Never' }, ready(sight('a', 1), sight('b', 1)), ['kill pod']],
    ['an init container runs', INIT, ready(sight('i1', 'running')), []],
    ['an init container is done', INIT, ready(sight('i1', 0)), ['init i2']],
    ['an init container failed', INIT, ready(sight('i1', 1)), ['init i1']],
    ['an init container failed, Never', { ...INIT, restartPolicy: 'Never' }, ready(sight('i1', 1)), ['kill pod']],
    ['all init containers are done', INIT, ready(sight('i2', 0), sight('i1', 0)), ['start a']],
    ['a sidecar runs: the next begins', SIDE, ready(sight('s', 'running')), ['init i']],
    ['a sidecar ended while the next runs', SIDE, ready(sight('i', 'running'), sight('s', 0)), ['init s']],
    ['a sidecar ended later', SIDE, ready(sight('a', 'running'), sight('i', 0), sight('s', 0)), ['init s']],
    [
      'the sandbox was lost',
      TWO,
      lost(sight('a', 255), sight('b', 255)),
      ['kill pod', 'sandbox', 'start a', 'start b'],
    ],
    [
      'the sandbox was lost, Never',
      { ...TWO, restartPolicy: 'Never' },
      lost(sight('a', 255), sight('b', 255)),
      ['kill pod'],
    ],
    [
      'initialization begins anew in a new sandbox',
      INIT,
      { ...ready(sight('i1', 0, 1), sight('a', 255, 0)), attempt: 1 },
      ['init i2'],
    ],
    [
      'rules of the container go before the policy',
      {
        restartPolicy: 'Never',
        containers: [
          named('a', {
            restartPolicy: 'Never',
            restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
          }),
          named('b'),
        ],
      },
      ready(sight('a', 42), sight('b', 'running')),
      ['start a'],
    ],
  ]
  for (const [name, spec, status, expected] of table)
    it(name, () => assert.deepEqual(words(podOf(spec), status), expected))

  it('a failed probe kills, and starts again where the policy lets it', () => {
    const status = ready(sight('a', 'running'), sight('b', 'running'))
    const failing: ProbeResults = { ...QUIET, liveness: (id) => (id === 'id-a' ? 'failure' : undefined) }
    assert.deepEqual(words(podOf(TWO), status, failing), ['kill a', 'start a'])
    assert.deepEqual(words(podOf({ ...TWO, restartPolicy: 'Never' }), status, failing), ['kill a'])
    assert.equal(
      planActions(podOf({ ...TWO, restartPolicy: 'Never' }), status, failing).kill[0]?.message,
      'Container a failed liveness probe',
    )
  })

  it('nothing that runs is started, nothing that rests is killed', () => {
    const state = fc.oneof(
      fc.constant('none' as const),
      fc.constant('running' as const),
      fc.integer({ min: 0, max: 3 }),
    )
    fc.assert(
      fc.property(
        fc.array(state, { minLength: 4, maxLength: 4 }),
        fc.constantFrom('Always', 'OnFailure', 'Never'),
        fc.boolean(),
        (states, restartPolicy, isSidecar) => {
          const pod = podOf({
            restartPolicy,
            initContainers: [isSidecar ? sidecar('i1') : named('i1'), named('i2')],
            containers: [named('a'), named('b')],
          })
          const sights = ['i1', 'i2', 'a', 'b'].flatMap((name, place) => {
            const is = states[place]
            return is === undefined || is === 'none' ? [] : [sight(name, is)]
          })
          const plan = planActions(pod, ready(...sights), QUIET)
          const running = new Set(sights.filter((each) => each.state === 'running').map(({ name }) => name))
          for (const { name } of [...plan.startInit, ...plan.start]) assert.ok(!running.has(name), name)
          for (const { container } of plan.kill) assert.ok(running.has(container.name))
          const names = [...plan.startInit, ...plan.start].map(({ name }) => name)
          assert.equal(new Set(names).size, names.length)
        },
      ),
    )
  })
})

describe('back-off', () => {
  it('doubles from 10 seconds to 5 minutes and is forgotten after 10 quiet minutes', () => {
    const backOff = new BackOff()
    const waits: number[] = []
    let now = 0
    for (let i = 0; i < 8; i++) {
      backOff.next('c', now, now)
      waits.push(backOff.get('c') / 1000)
      now += backOff.get('c')
    }
    assert.deepEqual(waits, [10, 20, 40, 80, 160, 300, 300, 300])
    const last = now - 300_000
    assert.equal(backOff.isInBackOffSince('c', last, last + 299_999), true)
    assert.equal(backOff.isInBackOffSince('c', last, last + 300_000), false)
    backOff.next('c', last + 600_001, last + 600_001)
    assert.equal(backOff.get('c'), 10_000)
  })
})
