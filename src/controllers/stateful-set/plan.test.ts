import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod, StatefulSet } from '../../objects/kinds'
import { planStatefulSet, type SetFacts, type Step } from './plan'
import { statefulSetStatus } from './status'

const NOW = Date.UTC(2026, 0, 1, 12)

const set = (spec: object = {}): StatefulSet =>
  ({
    metadata: { name: 'web', namespace: 'default', generation: 1 },
    spec: {
      replicas: 3,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      template: {},
      ...spec,
    },
    status: {},
  }) as unknown as StatefulSet

/** `web-0 old ready`, `web-1 new pending`, `web-2 new failed`, `... leaving` */
function pod(text: string): Pod {
  const [name = '', version, ...state] = text.split(' ')
  const is = (word: string): boolean => state.includes(word)
  const phase = is('pending') ? 'Pending' : is('failed') ? 'Failed' : is('succeeded') ? 'Succeeded' : 'Running'
  return {
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      ...(is('leaving') ? { deletionTimestamp: 'soon' } : {}),
      labels: {
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': name.slice(4),
        'controller-revision-hash': version,
      },
    },
    spec: { containers: [] },
    status: {
      phase,
      conditions: is('ready') ? [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T11:00:00Z' }] : [],
    },
  } as unknown as Pod
}

const facts = (pods: readonly string[], spec: object = {}) => ({
  set: set(spec),
  pods: pods.map(pod),
  currentRevision: 'old',
  updateRevision: 'new',
  now: NOW,
  claims: { isStale: () => false, haveOwners: () => true },
})

const text = (step: Step): string =>
  step.verb === 'create' ? `create web-${step.ordinal} ${step.version}` : `${step.verb} ${step.pod.metadata.name}`
const stepsOf = (given: SetFacts): string[] => planStatefulSet(given).flat(2).map(text)
const plan = (pods: readonly string[], spec: object = {}): string[] =>
  stepsOf(facts(pods, spec)).filter((step) => !step.startsWith('claim '))

const ready = (version: string, ...ordinals: number[]): string[] =>
  ordinals.map((ordinal) => `web-${ordinal} ${version} ready`)
const Parallel = { podManagementPolicy: 'Parallel' }
const OnDelete = { updateStrategy: { type: 'OnDelete' } }
const partition = (value: number): object => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: value } },
})

const TABLE: readonly [name: string, pods: string[], spec: object, then: string[]][] = [
  ['the first Pod is 0', [], {}, ['create web-0 update']],
  ['one at a time', ready('new', 0), {}, ['create web-1 update']],
  ['not before the one before is ready', ['web-0 new'], {}, []],
  ['not while the one before leaves', ['web-0 new ready leaving'], {}, []],
  ['a start ordinal', [], { ordinals: { start: 5 } }, ['create web-5 update']],
  ['Parallel: all at once', [], Parallel, ['create web-0 update', 'create web-1 update', 'create web-2 update']],
  ['a failed Pod is made anew', ['web-0 new failed', ...ready('new', 1, 2)], {}, ['delete web-0']],
  ['a succeeded one as well', ['web-0 new succeeded'], {}, ['delete web-0']],
  ['a failed one that leaves is waited for', ['web-0 new failed leaving'], {}, []],
  ['the highest goes first', ready('new', 0, 1, 2, 3, 4), {}, ['delete web-4']],
  ['and is waited for', [...ready('new', 0, 1, 2, 3), 'web-4 new ready leaving'], {}, []],
  ['a sick replica stops the scaling down', ['web-0 new', ...ready('new', 1, 2, 3)], {}, []],
  [
    'a sick condemned Pod that is the first sick one goes',
    [...ready('new', 0, 1, 2), 'web-3 new'],
    {},
    ['delete web-3'],
  ],
  ['a sick one above the first sick one waits', [...ready('new', 0, 1, 2), 'web-3 new', 'web-4 new'], {}, []],
  ['Parallel: all condemned at once', ready('new', 0, 1, 2, 3, 4), Parallel, ['delete web-4', 'delete web-3']],
  ['update: the highest old one', ready('old', 0, 1, 2), {}, ['delete web-2']],
  ['update: the next when the one above is ready', [...ready('old', 0, 1), ...ready('new', 2)], {}, ['delete web-1']],
  ['update: waits for the one above', [...ready('old', 0, 1), 'web-2 new'], {}, []],
  ['update: Parallel waits as well', [...ready('old', 0, 1), 'web-2 new'], Parallel, []],
  ['update: a sick old Pod stops everything under OrderedReady', [...ready('old', 0, 1), 'web-2 old'], {}, []],
  ['update: Parallel replaces a sick old Pod', [...ready('old', 0, 1), 'web-2 old'], Parallel, ['delete web-2']],
  ['partition: nobody below it', [...ready('old', 0, 1), ...ready('new', 2)], partition(2), []],
  ['partition: a Pod below comes back old', ready('new', 1, 2), partition(2), ['create web-0 current']],
  ['partition: a Pod above comes back new', ready('old', 0, 1), partition(2), ['create web-2 update']],
  ['partition above the replicas', ready('old', 0, 1, 2), partition(5), []],
  ['OnDelete: nothing by itself', ready('old', 0, 1, 2), OnDelete, []],
  ['OnDelete: a deleted Pod comes back new', ready('old', 1, 2), OnDelete, ['create web-0 update']],
  ['nothing to do', ready('new', 0, 1, 2), {}, []],
  [
    'no replicas: the highest goes, though one below is sick',
    ['web-0 new', ...ready('new', 1)],
    { replicas: 0 },
    ['delete web-1'],
  ],
  ['no replicas: the last one, though sick', ['web-0 new'], { replicas: 0 }, ['delete web-0']],
  [
    'a start ordinal that moved up: what is below goes, once those inside are there',
    ready('new', 0, 1, 2, 3),
    { ordinals: { start: 1 } },
    ['delete web-0'],
  ],
  [
    'a start ordinal that moved up: first the new places',
    ready('new', 0, 1, 2),
    { ordinals: { start: 1 } },
    ['create web-3 update'],
  ],
  [
    'partition counts from the start ordinal',
    ready('old', 5, 6, 7),
    { ordinals: { start: 5 }, ...partition(2) },
    ['delete web-7'],
  ],
  [
    'partition from the start ordinal: below it old again',
    ready('old', 6, 7),
    { ordinals: { start: 5 }, ...partition(1) },
    ['create web-5 current'],
  ],
  ['scaling goes before the update', ready('old', 0, 1), {}, ['create web-2 update']],
  ['scaling down goes before the update', ready('old', 0, 1, 2, 3), {}, ['delete web-3']],
  [
    'Parallel: scaling down and the update in one',
    ready('old', 0, 1, 2, 3),
    Parallel,
    ['delete web-3', 'delete web-2'],
  ],
  ['Parallel: a leaving Pod stops the update only', [...ready('old', 0, 1), 'web-2 new ready leaving'], Parallel, []],
  [
    'Parallel: a finished Pod of another version is told to go twice',
    [...ready('old', 0, 1), 'web-2 old failed'],
    Parallel,
    ['delete web-2', 'delete web-2'],
  ],
  [
    'Parallel: a finished Pod of this version once',
    [...ready('new', 0, 1), 'web-2 new failed'],
    Parallel,
    ['delete web-2'],
  ],
  [
    'Parallel: all finished Pods at once',
    ['web-0 new failed', 'web-1 new succeeded', ...ready('new', 2)],
    Parallel,
    ['delete web-0', 'delete web-1'],
  ],
  ['a Pod whose name has no ordinal is nobody', [...ready('new', 0, 1, 2), 'web-x new ready'], {}, []],
  [
    'no rollingUpdate: as many old ones as the status says',
    ready('new', 2),
    { updateStrategy: { type: 'RollingUpdate' } },
    ['create web-0 update'],
  ],
]

for (const [name, pods, spec, then] of TABLE) test(name, () => assert.deepEqual(plan(pods, spec), then))

test('Parallel: batches of 1, 2, 4 ... Pods, whatever has to be done about them', () => {
  const sizes = (replicas: number): number[] =>
    planStatefulSet(facts(ready('new', 0, 1, 2), { ...Parallel, replicas })).map(({ length }) => length)
  // the last one is the update's
  assert.deepEqual(sizes(10), [1, 2, 4, 3, 1])
  assert.equal(Math.max(...sizes(3000)), 500)
})

test('an adopted Pod gets its identity', () => {
  const stranger = pod('web-0 new ready')
  const { labels: _, ...metadata } = stranger.metadata
  const given = { ...facts(ready('new', 1, 2)), pods: [{ ...stranger, metadata }, ...ready('new', 1, 2).map(pod)] }
  assert.deepEqual(stepsOf(given), ['correct web-0', 'delete web-0'])
})

test('minReadySeconds: the next Pod waits until this one has been ready so long', () => {
  const justReady = {
    ...pod('web-0 new ready'),
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T11:59:55Z' }],
    },
  } as unknown as Pod
  const given = { ...facts([], { minReadySeconds: 10 }), pods: [justReady] }
  assert.deepEqual(stepsOf(given), [])
  assert.deepEqual(stepsOf({ ...given, now: NOW + 5_000 }), ['create web-1 update'])
})

test('a claim that still belongs to the former Pod holds up the new one', () => {
  assert.deepEqual(stepsOf({ ...facts([]), claims: { isStale: () => true, haveOwners: () => true } }), [])
})

test('status: the Pods at the start of the sync, less the one deleted for the update', () => {
  const given = { ...facts([...ready('old', 0, 1), 'web-2 old ready']), collisionCount: 0, outdatedDeleted: true }
  // recordings/statefulset-rolling-update.json, the write after the patch
  assert.deepEqual(statefulSetStatus(given), {
    replicas: 3,
    availableReplicas: 3,
    readyReplicas: 3,
    currentReplicas: 2,
    currentRevision: 'old',
    updateRevision: 'new',
    observedGeneration: 1,
    collisionCount: 0,
  })
})

test('status: when all are new and ready the update is complete', () => {
  const status = statefulSetStatus({ ...facts(ready('new', 0, 1, 2)), collisionCount: 0, outdatedDeleted: false })
  assert.deepEqual([status.currentRevision, status.currentReplicas, status.updatedReplicas], ['new', 3, 3])
})
