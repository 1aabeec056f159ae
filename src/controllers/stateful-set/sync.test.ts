// Single syncs, after upstream's stateful_set_control_test.go and stateful_pod_control_test.go: what is refused, and what is told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statefulSetController } from './controller'
import { claimsOf, podOf, REVISION_LABEL } from './identity'
import { ApiError } from '../../apiserver/client'
import { failure } from '../../apiserver/status'
import type { ControllerRevision, PersistentVolumeClaim, Pod, StatefulSet } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { asKept, revisionData } from '../history/revisions'
import { OneSync, fakeError } from '../testing/one-sync'

const NOW = Date.UTC(2026, 0, 1, 12)
const stored = (name: string) => ({
  name,
  namespace: 'default',
  uid: `uid-${name}`,
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T08:00:00Z',
})
const templateOf = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'c', image }] },
})

const setOf = (spec: Partial<StatefulSet['spec']>, status: StatefulSet['status']): StatefulSet => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { ...stored('web'), generation: 1 },
  spec: {
    replicas: 3,
    revisionHistoryLimit: 10,
    serviceName: 'web',
    podManagementPolicy: 'OrderedReady',
    selector: { matchLabels: { app: 'web' } },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    template: templateOf('old'),
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
    ...spec,
  },
  status,
})

const revisionOf = (set: StatefulSet, image: string, revision: number): ControllerRevision => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata: { ...stored(image), labels: { app: 'web' }, ownerReferences: [ownerReferenceFor(set)] },
  data: asKept(revisionData(templateOf(image))),
  revision,
})

/** `0 Running`: ready when it runs. `0 Failed`, `0 Pending without claim`, `0 Running nameless` */
function objectsOf(set: StatefulSet, text: string): (Pod | PersistentVolumeClaim)[] {
  const [ordinal = '', phase = '', ...state] = text.split(' ')
  const draft = podOf(set, Number(ordinal), { template: templateOf('old'), revision: 'old' })
  const name = draft.metadata.name ?? ''
  const pod = {
    ...draft,
    metadata: {
      ...stored(name),
      ...draft.metadata,
      ...(state.includes('nameless') ? { labels: { app: 'web', [REVISION_LABEL]: 'old' } } : {}),
    },
    status: {
      phase,
      conditions: [
        {
          type: 'Ready',
          status: phase === 'Running' ? 'True' : 'False',
          lastTransitionTime: '2026-01-01T11:00:00Z',
        },
      ],
    },
  } as unknown as Pod
  if (state.includes('without')) return [pod]
  const claims = claimsOf(set, Number(ordinal)).map((claim) => ({
    ...claim,
    metadata: { ...stored(claim.metadata.name ?? ''), ...claim.metadata },
    status: {},
  }))
  return [pod, ...(claims as unknown as PersistentVolumeClaim[])]
}

interface When {
  readonly spec?: Partial<StatefulSet['spec']>
  readonly status?: StatefulSet['status']
  readonly pods?: readonly string[]
  /** the images of the versions that there are, oldest first */
  readonly versions?: readonly string[]
  readonly refuse?: Readonly<Record<string, ApiError>>
}

function sync({ spec = {}, status = { replicas: 0 }, pods = [], versions = ['old'], refuse = {} }: When) {
  const set = setOf(spec, status)
  const revisions = versions.map((image, index) => revisionOf(set, image, index + 1))
  const one = new OneSync([set, ...revisions, ...pods.flatMap((text) => objectsOf(set, text))], {
    now: NOW,
    refuse: (call) => refuse[call],
  })
  const answer = one.run(statefulSetController(), set)
  return {
    writes: one.writes,
    events: one.events,
    failed: answer instanceof ApiError ? answer.message : undefined,
    after: one.get('StatefulSet', 'default', 'web')?.status,
    revisions: one.all('ControllerRevision'),
  }
}

const READY = ['0 Running', '1 Running', '2 Running']
const isOld = { replicas: 3, currentRevision: 'old', updateRevision: 'old', currentReplicas: 3 }
const ofNew: Partial<StatefulSet['spec']> = { template: templateOf('new') }
const STATUS = 'status StatefulSet web'
const parallel = { podManagementPolicy: 'Parallel' }
const down = failure(500, 'InternalError', 'API server down')
const exists = failure(409, 'AlreadyExists', 'pods "web-0" already exists')
const CLAIMED = 'Normal SuccessfulCreate: Create Claim data-web-0 Pod web-0 in StatefulSet web success'

/** What is written, what is told, and what the sync ends with. */
type Then = readonly [writes: readonly string[], events: readonly string[], failed?: string]

const TABLE: readonly [name: string, when: When, then: Then][] = [
  [
    'the claim comes before the Pod',
    {},
    [
      ['create PersistentVolumeClaim data-web-0', 'create Pod web-0', STATUS],
      [CLAIMED, 'Normal SuccessfulCreate: Create Pod web-0 in StatefulSet web successful'],
    ],
  ],
  [
    'a Pod that is refused: its claim stays, the status is written',
    { refuse: { 'create Pod web-0': down } },
    [
      ['create PersistentVolumeClaim data-web-0', STATUS],
      [CLAIMED, 'Warning FailedCreate: Create Pod web-0 in StatefulSet web failed error: API server down'],
      'API server down',
    ],
  ],
  [
    'a Pod that exists already: nothing is told',
    { refuse: { 'create Pod web-0': exists } },
    [['create PersistentVolumeClaim data-web-0', STATUS], [CLAIMED], 'pods "web-0" already exists'],
  ],
  [
    'a claim that is refused: no Pod, and both are told of',
    { refuse: { 'create PersistentVolumeClaim data-web-0': down } },
    [
      [STATUS],
      [
        'Warning FailedCreate: Create Claim data-web-0 Pod web-0 in StatefulSet web failed error: API server down',
        'Warning FailedCreate: Create Pod web-0 in StatefulSet web failed error: failed to create PVC data-web-0: API server down',
      ],
      'failed to create PVC data-web-0: API server down',
    ],
  ],
  [
    'Parallel: a refusal ends the sync after its batch',
    { spec: parallel, refuse: { 'create Pod web-1': down } },
    [
      [
        'create PersistentVolumeClaim data-web-0',
        'create Pod web-0',
        'create PersistentVolumeClaim data-web-1',
        'create PersistentVolumeClaim data-web-2',
        'create Pod web-2',
        STATUS,
      ],
      [
        CLAIMED,
        'Normal SuccessfulCreate: Create Pod web-0 in StatefulSet web successful',
        CLAIMED.replaceAll('web-0', 'web-1'),
        'Warning FailedCreate: Create Pod web-1 in StatefulSet web failed error: API server down',
        CLAIMED.replaceAll('web-0', 'web-2'),
        'Normal SuccessfulCreate: Create Pod web-2 in StatefulSet web successful',
      ],
      'API server down',
    ],
  ],
  [
    'a waiting Pod gets the claim that it lacks',
    { pods: ['0 Pending without claim'] },
    [['create PersistentVolumeClaim data-web-0', STATUS], [CLAIMED]],
  ],
  [
    'a finished Pod goes, and no other comes in this sync',
    { pods: ['0 Failed'] },
    [['delete Pod web-0', STATUS], ['Normal SuccessfulDelete: Delete Pod web-0 in StatefulSet web successful']],
  ],
  [
    'a finished Pod that cannot be deleted',
    { pods: ['0 Succeeded'], refuse: { 'delete Pod web-0': down } },
    [
      [STATUS],
      ['Warning FailedDelete: Delete Pod web-0 in StatefulSet web failed error: API server down'],
      'API server down',
    ],
  ],
  [
    'a Pod without its name as a label gets it',
    { pods: ['0 Running nameless', '1 Running', '2 Running'], status: isOld },
    [['update Pod web-0', STATUS], ['Normal SuccessfulUpdate: Update Pod web-0 in StatefulSet web successful']],
  ],
  [
    'the owner of a claim changes: the Pod is told of',
    {
      pods: READY,
      status: isOld,
      spec: { replicas: 1, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
    },
    [
      [
        'update PersistentVolumeClaim data-web-0',
        'update Pod web-0',
        'update PersistentVolumeClaim data-web-2',
        'update PersistentVolumeClaim data-web-1',
        'delete Pod web-2',
        STATUS,
      ],
      [
        'Normal SuccessfulUpdate: Update Pod web-0 in StatefulSet web successful',
        'Normal SuccessfulDelete: Delete Pod web-2 in StatefulSet web successful',
      ],
    ],
  ],
  [
    'too many that cannot be deleted',
    { pods: READY, status: isOld, spec: { replicas: 0 }, refuse: { 'delete Pod web-2': down } },
    [
      [STATUS],
      ['Warning FailedDelete: Delete Pod web-2 in StatefulSet web failed error: API server down'],
      'API server down',
    ],
  ],
]

for (const [name, when, [writes, events, failed]] of TABLE)
  test(name, () => {
    const done = sync(when)
    assert.deepEqual([done.writes, done.events, done.failed], [writes, events, failed])
  })

// Follows NewRevisionDeletePodFailure.
test('a Pod that cannot be deleted for the update still counts as current', () => {
  const counts = (refuse: When['refuse']) => {
    const { after, failed } = sync({ pods: READY, status: isOld, spec: ofNew, versions: ['old', 'new'], refuse })
    return [after?.currentReplicas, after?.currentRevision, after?.updateRevision, failed]
  }
  const gone = failure(404, 'NotFound', 'pods "web-2" not found')
  assert.deepEqual(counts({ 'delete Pod web-2': fakeError() }), [3, 'old', 'new', 'fake error'])
  assert.deepEqual(counts({ 'delete Pod web-2': gone }), [2, 'old', 'new', undefined])
  assert.deepEqual(counts({}), [2, 'old', 'new', undefined])
})

// Follows UpdateSetStatusFailure.
test('a status that is refused: what was done is done, and the sync failed', () => {
  const { writes, failed } = sync({ refuse: { [STATUS]: down } })
  assert.deepEqual(
    [writes, failed],
    [['create PersistentVolumeClaim data-web-0', 'create Pod web-0'], 'API server down'],
  )
})

// Follows TestStatefulSetControl_getSetRevisions.
test('versions: one for each template, and one that comes back gets the next number', () => {
  const versions = (...[image, ...present]: string[]): string[] => {
    const { revisions, after } = sync({
      spec: { template: templateOf(image ?? '') },
      status: { replicas: 0, currentRevision: 'a' },
      versions: present,
    })
    const nameOf = ({ metadata: { name }, revision }: ControllerRevision) =>
      `${name.startsWith('web-') ? 'made' : name} ${revision}`
    const roleOf = ({ metadata: { name } }: ControllerRevision) =>
      `${name === after?.currentRevision ? ' current' : ''}${name === after?.updateRevision ? ' update' : ''}`
    return revisions.map((each) => `${nameOf(each)}${roleOf(each)}`)
  }
  assert.deepEqual(versions('a'), ['made 1 current update'])
  assert.deepEqual(versions('b', 'a'), ['a 1 current', 'made 2 update'])
  assert.deepEqual(versions('b', 'a', 'b'), ['a 1 current', 'b 2 update'])
  assert.deepEqual(versions('b', 'a', 'b', 'c'), ['a 1 current', 'b 4 update', 'c 3'])
})
