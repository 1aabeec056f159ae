// The situations of TestSync in upstream's binder_test.go, and some of provision_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { persistentVolumeController } from './controller'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { OneSync } from '../testing/one-sync'

const CREATED = '2026-01-01T08:00:00Z'
const CHOSEN = { 'pv.kubernetes.io/bound-by-controller': 'yes' }
const COMPLETE = { 'pv.kubernetes.io/bind-completed': 'yes' }

const annotationsOf = (words: readonly string[]) => ({
  ...(words.includes('chosen') ? CHOSEN : {}),
  ...(words.includes('complete') ? COMPLETE : {}),
})
const wordsOf = ({ metadata: { annotations = {} } }: KubeObject): string[] => [
  ...('pv.kubernetes.io/bound-by-controller' in annotations ? ['chosen'] : []),
  ...('pv.kubernetes.io/bind-completed' in annotations ? ['complete'] : []),
]

/** `v 1Gi uid/c Bound chosen`: name, size, claim (`-` for none, `/c` without uid), phase, and who tied them together. */
function volumeOf(text: string, spec: Partial<PersistentVolume['spec']> = {}): PersistentVolume {
  const [name = '', storage = '', claim = '-', phase = '', ...words] = text.split(' ')
  const [uid, claimName] = claim.split('/')
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: CREATED, annotations: annotationsOf(words) },
    spec: {
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      ...(claim === '-' ? {} : { claimRef: { namespace: 'default', name: claimName, ...(uid ? { uid } : {}) } }),
      ...spec,
    },
    status: { phase },
  }
}

function volumeText(volume: PersistentVolume): string {
  const { claimRef, capacity } = volume.spec
  const claim = claimRef ? `${claimRef.uid ?? ''}/${claimRef.name}` : '-'
  return [volume.metadata.name, capacity?.['storage'], claim, volume.status.phase, ...wordsOf(volume)].join(' ')
}

/** `1Gi - Pending`: what the claim named c asks for, its volume, phase, who tied them together; bound: what it has. */
function claimOf(text: string, spec: Partial<PersistentVolumeClaim['spec']> = {}): PersistentVolumeClaim {
  const [storage = '', volumeName = '-', phase = '', ...words] = text.split(' ')
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'c',
      namespace: 'default',
      uid: 'uid',
      resourceVersion: '1',
      creationTimestamp: CREATED,
      annotations: annotationsOf(words),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage } },
      ...(volumeName === '-' ? {} : { volumeName }),
      ...spec,
    },
    status: { phase, ...(phase === 'Bound' ? { accessModes: ['ReadWriteOnce'], capacity: { storage } } : {}) },
  }
}

function claimText(claim: PersistentVolumeClaim): string {
  const { spec, status } = claim
  const size = status.capacity?.['storage']
  const has = size ? [`has ${size}`] : []
  return [spec.resources?.requests?.['storage'], spec.volumeName ?? '-', status.phase, ...wordsOf(claim), ...has].join(
    ' ',
  )
}

type Row = readonly [
  name: string,
  volumes: readonly (string | PersistentVolume)[],
  claim: string | PersistentVolumeClaim | undefined,
  then: readonly [volumes: readonly string[], claim: string | undefined, events?: string],
]

function sync(
  which: 'claim' | 'volume',
  [name, volumes, claim, then]: Row,
  others: readonly KubeObject[] = [],
): OneSync {
  const all = volumes.map((each) => (typeof each === 'string' ? volumeOf(each) : each))
  const asked = typeof claim === 'string' ? claimOf(claim) : claim
  const one = new OneSync([...all, ...(asked ? [asked] : []), ...others], { now: Date.parse(CREATED) })
  one.run(persistentVolumeController(), (which === 'claim' ? asked : all[0]) as KubeObject)
  const after = one.get('PersistentVolumeClaim', 'default', 'c')
  const [thenVolumes, thenClaim, events = ''] = then
  assert.deepEqual(
    [one.all('PersistentVolume').map(volumeText), after && claimText(after), one.events.map(shortened).join(', ')],
    [thenVolumes, thenClaim, events],
    name,
  )
  return one
}

const shortened = (event: string): string => event.split(':')[0] ?? ''
const LABELS = { foo: 'true', bar: 'false' }
const picky = { selector: { matchLabels: LABELS } }
const labelled = (text: string): PersistentVolume => {
  const volume = volumeOf(text)
  return { ...volume, metadata: { ...volume.metadata, labels: LABELS } }
}
const ofClass = (storageClassName: string) => ({ storageClassName })
const NOTHING = 'Normal FailedBinding'

test('a claim that takes any volume', () => {
  const bound = '1Gi v Bound chosen complete has 1Gi'
  for (const row of [
    ['bind', ['v 1Gi - Available'], '1Gi - Pending', [['v 1Gi uid/c Bound chosen'], bound]],
    ['too small', ['v 1Gi - Available'], '10Gi - Pending', [['v 1Gi - Available'], '10Gi - Pending', NOTHING]],
    ['Pending again', ['v 1Gi - Available'], '10Gi - Bound', [['v 1Gi - Available'], '10Gi - Pending', NOTHING]],
    [
      'the smallest',
      ['big 10Gi - Available', 'v 1Gi - Available'],
      '1Gi - Pending',
      [['big 10Gi - Available', 'v 1Gi uid/c Bound chosen'], bound],
    ],
    ...(['/c', 'uid/c'] as const).map((reserved): Row => [
      `kept for it: ${reserved}`,
      [`v 10Gi ${reserved} Pending`, 'small 1Gi - Available'],
      '1Gi - Pending',
      [['v 10Gi uid/c Bound', 'small 1Gi - Available'], '1Gi v Bound chosen complete has 10Gi'],
    ]),
    [
      'kept for another of this name',
      ['v 10Gi other/c Pending'],
      '1Gi - Pending',
      [['v 10Gi other/c Pending'], '1Gi - Pending', NOTHING],
    ],
    ['half done', ['v 1Gi uid/c Pending chosen'], '1Gi - Pending', [['v 1Gi uid/c Bound chosen'], bound]],
    ['nearly done', ['v 1Gi uid/c Bound chosen'], '1Gi - Pending', [['v 1Gi uid/c Bound chosen'], bound]],
    [
      'status missing',
      ['v 1Gi uid/c Bound chosen'],
      '1Gi v Pending chosen complete',
      [['v 1Gi uid/c Bound chosen'], bound],
    ],
    ['labels', [labelled('v 1Gi - Available')], claimOf('1Gi - Pending', picky), [['v 1Gi uid/c Bound chosen'], bound]],
    [
      'other labels',
      ['v 1Gi - Available'],
      claimOf('1Gi - Pending', picky),
      [['v 1Gi - Available'], '1Gi - Pending', NOTHING],
    ],
    [
      'without a class',
      [volumeOf('gold 1Gi - Available', ofClass('gold')), 'v 10Gi - Available'],
      '1Gi - Pending',
      [['gold 1Gi - Available', 'v 10Gi uid/c Bound chosen'], '1Gi v Bound chosen complete has 10Gi'],
    ],
    [
      'of its class',
      ['small 1Gi - Available', volumeOf('v 10Gi - Available', ofClass('gold'))],
      claimOf('1Gi - Pending', ofClass('gold')),
      [['small 1Gi - Available', 'v 10Gi uid/c Bound chosen'], '1Gi v Bound chosen complete has 10Gi'],
    ],
    ...[
      ['', ''],
      [undefined, ''],
      ['', undefined],
    ].map(([ofVolume, ofTheClaim]): Row => [
      'an empty class is none',
      [volumeOf('v 1Gi - Available', { storageClassName: ofVolume })],
      claimOf('1Gi - Pending', { storageClassName: ofTheClaim }),
      [['v 1Gi uid/c Bound chosen'], bound],
    ]),
  ] as Row[])
    sync('claim', row)
})

test('a claim that names its volume', () => {
  const bound = '1Gi v Bound complete has 1Gi'
  for (const row of [
    ['no such volume', [], '10Gi v Pending', [[], '10Gi v Pending']],
    ['no such volume, Pending again', [], '10Gi v Bound', [[], '10Gi v Pending']],
    ['free', ['v 1Gi - Pending'], '1Gi v Pending', [['v 1Gi uid/c Bound chosen'], bound]],
    ['kept for it', ['v 1Gi /c Pending'], '1Gi v Pending', [['v 1Gi uid/c Bound'], bound]],
    ['kept for this very one', ['v 1Gi uid/c Pending'], '1Gi v Pending', [['v 1Gi uid/c Bound'], bound]],
    [
      'bound to another',
      ['v 1Gi o/other Bound'],
      '1Gi v Bound',
      [['v 1Gi o/other Bound'], '1Gi v Pending', 'Warning FailedBinding'],
    ],
    [
      'chosen, bound to another',
      ['v 1Gi o/other Bound'],
      '1Gi v Bound chosen',
      [['v 1Gi o/other Bound'], '1Gi v Bound chosen has 1Gi'],
    ],
    ['of other labels', ['v 1Gi - Pending'], claimOf('1Gi v Pending', picky), [['v 1Gi uid/c Bound chosen'], bound]],
    [
      'too small',
      ['v 1Gi - Available'],
      '2Gi v Pending',
      [['v 1Gi - Available'], '2Gi v Pending', 'Warning VolumeMismatch'],
    ],
  ] as Row[])
    sync('claim', row)
})

test('a volume that is being deleted is not bound, and the claim is told why', () => {
  const volume = volumeOf('v 1Gi - Available')
  const going = { ...volume, metadata: { ...volume.metadata, deletionTimestamp: CREATED } }
  const then = [['v 1Gi - Available'], '1Gi v Pending', 'Warning VolumeMismatch'] as const
  assert.deepEqual(sync('claim', ['deleted', [going], '1Gi v Pending', then]).events, [
    'Warning VolumeMismatch: Cannot bind to requested volume "v": the volume is marked for deletion "v"',
  ])
})

test('a claim that was bound', () => {
  const bound = '10Gi v Bound chosen complete has 10Gi'
  for (const row of [
    ['names no volume', [], '10Gi - Bound chosen complete', [[], '10Gi - Lost chosen complete', 'Warning ClaimLost']],
    ['no such volume', [], '10Gi v Bound chosen complete', [[], '10Gi v Lost chosen complete', 'Warning ClaimLost']],
    ['free volume', ['v 10Gi - Pending'], '10Gi v Pending chosen complete', [['v 10Gi uid/c Bound chosen'], bound]],
    [
      'of another of this name',
      ['v 10Gi other/c Pending'],
      '10Gi v Pending chosen complete',
      [['v 10Gi other/c Pending'], '10Gi v Lost chosen complete', 'Warning ClaimMisbound'],
    ],
    [
      'bound to its volume',
      ['v 10Gi uid/c Pending'],
      '10Gi v Pending complete',
      [['v 10Gi uid/c Bound'], '10Gi v Bound complete has 10Gi'],
    ],
    [
      'of another',
      ['v 10Gi o/other Pending'],
      '10Gi v Pending complete',
      [['v 10Gi o/other Pending'], '10Gi v Lost complete', 'Warning ClaimMisbound'],
    ],
    [
      'of other labels',
      ['v 10Gi - Pending'],
      claimOf('10Gi v Pending chosen complete', picky),
      [['v 10Gi uid/c Bound chosen'], bound],
    ],
  ] as Row[])
    sync('claim', row)
})

test('a volume', () => {
  const elsewhere = '10Gi w Bound has 10Gi'
  const other = { ...claimOf('10Gi v Bound complete'), metadata: { ...claimOf('').metadata, uid: 'other' } }
  for (const row of [
    ['free', ['v 10Gi - Pending'], undefined, [['v 10Gi - Available'], undefined]],
    ['kept for one to come', ['v 10Gi /c Pending'], undefined, [['v 10Gi /c Available'], undefined]],
    ['its claim is gone', ['v 10Gi uid/c Bound'], undefined, [['v 10Gi uid/c Released'], undefined]],
    ['its claim was made anew', ['v 10Gi uid/c Bound'], other, [['v 10Gi uid/c Released'], '10Gi v Bound has 10Gi']],
    [
      'of an unbound claim',
      ['v 10Gi uid/c Bound chosen'],
      '10Gi - Pending',
      [['v 10Gi uid/c Bound chosen'], '10Gi - Pending'],
    ],
    [
      'of an unbound claim, by hand',
      ['v 10Gi uid/c Bound'],
      '10Gi - Pending',
      [['v 10Gi uid/c Bound'], '10Gi - Pending'],
    ],
    ['of a bound claim', ['v 10Gi uid/c Available'], '10Gi v Bound', [['v 10Gi uid/c Bound'], '10Gi v Bound has 10Gi']],
    ['of one bound elsewhere', ['v 10Gi uid/c Bound chosen'], '10Gi w Bound', [['v 10Gi - Available'], elsewhere]],
    ['of one bound elsewhere, by hand', ['v 10Gi uid/c Bound'], '10Gi w Bound', [['v 10Gi /c Available'], elsewhere]],
  ] as Row[])
    sync('volume', row)
})
