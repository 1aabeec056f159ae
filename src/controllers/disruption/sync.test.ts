// Single syncs, after upstream's disruption_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disruptionController, stalePodDisruptionController } from './controller'
import type { Scale } from '../../apiserver/client'
import type { Pod, PodDisruptionBudget } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { ownerReferenceFor } from '../../objects/owners'
import { timeText } from '../../objects/time'
import { OneSync } from '../testing/one-sync'

const NOW = Date.UTC(2026, 0, 1, 8)
const secondsAgo = (seconds: number): string => timeText(NOW - seconds * 1000)

const meta = (name: string) => ({
  name,
  namespace: 'default',
  uid: `uid-${name}`,
  resourceVersion: '1',
  generation: 2,
  creationTimestamp: '2026-01-01T07:00:00Z',
})
const owner = (kind: string, name: string, controller?: KubeObject): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { ...meta(name), ...(controller ? { ownerReferences: [ownerReferenceFor(controller)] } : {}) },
})

type Condition = NonNullable<Pod['status']['conditions']>[number]

const podOf = (name: string, controller?: KubeObject, more: object = {}, ...conditions: Condition[]): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...meta(name),
    labels: { app: 'web' },
    ...(controller ? { ownerReferences: [ownerReferenceFor(controller)] } : {}),
    ...more,
  },
  spec: { containers: [] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }, ...conditions] },
})

const budget = (
  spec: Partial<PodDisruptionBudget['spec']>,
  disruptedPods?: Record<string, string>,
): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: meta('b'),
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  status: disruptedPods ? { disruptedPods } : {},
})

/** `allowed healthy/desired of expected`, and the Events. */
function counted(about: PodDisruptionBudget, objects: readonly KubeObject[], sizes: Record<string, number> = {}) {
  const scales: Record<string, Scale> = {}
  for (const [name, replicas] of Object.entries(sizes))
    scales[name] = { replicas, statusReplicas: replicas, selector: 'app=web' }
  const one = new OneSync([about, ...objects], { now: NOW, scales })
  one.run(disruptionController(), about)
  const status = one.get('PodDisruptionBudget', 'default', 'b')?.status ?? {}
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } = status
  const [condition] = status.conditions ?? []
  return {
    counts: `${disruptionsAllowed} ${currentHealthy}/${desiredHealthy} of ${expectedPods}`,
    reason: condition?.reason,
    message: condition?.message,
    disruptedPods: status.disruptedPods,
    events: one.events,
  }
}

const set = owner('ReplicaSet', 'set')
const NO_PODS = 'Normal NoPods: No matching pods found'
const UNMANAGED =
  'Warning UnmanagedPods: Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.'

test('what is counted: Pods for a number, what their controllers want for the rest', () => {
  const deployment = owner('Deployment', 'web')
  const both = [owner('ReplicaSet', 'old', deployment), owner('ReplicaSet', 'new', deployment)]
  const pods = (count: number, controller?: KubeObject) =>
    Array.from({ length: count }, (_, index) => podOf(`p${controller?.metadata.name}${index}`, controller))
  for (const [spec, objects, sizes, counts, events] of [
    [{ minAvailable: 3 }, [], {}, '0 0/3 of 0', [NO_PODS]],
    [{ minAvailable: 3 }, pods(4), {}, '1 4/3 of 4', []],
    [{ maxUnavailable: 1 }, [set, ...pods(1, set)], { set: 5 }, '0 1/4 of 5', []],
    [{ maxUnavailable: '30%' }, [set, ...pods(1, set)], { set: 7 }, '0 1/4 of 7', []],
    [{ maxUnavailable: '30%' }, [set, ...pods(1, set)], { set: 3 }, '0 1/2 of 3', []],
    [{ minAvailable: '20%' }, [set, ...pods(1, set)], { set: 10 }, '0 1/2 of 10', []],
    [{ minAvailable: '34%' }, [set, ...pods(3, set)], { set: 3 }, '1 3/2 of 3', []],
    [{ minAvailable: '34%' }, [set, ...pods(3, set), podOf('rogue')], { set: 3 }, '2 4/2 of 3', [UNMANAGED]],
    [{ minAvailable: '28%' }, [podOf('naked')], {}, '0 1/0 of 0', [UNMANAGED]],
    // Two ReplicaSets of a Deployment are the Deployment, once.
    [
      { minAvailable: '50%' },
      [deployment, ...both, ...pods(2, both[0]), ...pods(2, both[1])],
      { web: 4 },
      '2 4/2 of 4',
      [],
    ],
  ] as const) {
    const found = counted(budget(spec), objects, sizes)
    assert.deepEqual([found.counts, found.events], [counts, events], JSON.stringify(spec))
  }
})

test('Pods whose number nobody knows', () => {
  const failed = (objects: readonly KubeObject[]) => {
    const { reason, message, events } = counted(budget({ minAvailable: '28%' }), objects)
    assert.deepEqual(
      [reason, events],
      [
        'SyncFailed',
        [`Warning CalculateExpectedPodCountFailed: Failed to calculate the number of expected pods: ${message}`],
      ],
    )
    return message
  }
  const daemons = owner('DaemonSet', 'agent')
  const former = { ...set, metadata: { ...set.metadata, uid: 'former' } }
  assert.equal(failed([podOf('p', set)]), 'found no controllers for pod "p"')
  assert.equal(failed([set, podOf('p', former)]), 'found no controllers for pod "p"')
  assert.equal(failed([daemons, podOf('p', daemons)]), 'daemonsets.apps does not implement the scale subresource')
})

// Follows TestUpdateDisruptedPods; the Event names the namespace twice, as upstream does.
test('evictions that were granted, and what became of them', () => {
  const granted = { p1: secondsAgo(0), p2: secondsAgo(180), p3: secondsAgo(60), notthere: secondsAgo(0) }
  const found = counted(budget({ minAvailable: 1 }, granted), [
    podOf('p1', undefined, { deletionTimestamp: secondsAgo(0) }),
    podOf('p2'),
    podOf('p3'),
  ])
  assert.deepEqual(
    [found.counts, found.disruptedPods, found.events],
    [
      '0 1/1 of 3',
      { p3: secondsAgo(60) },
      ["Warning NotDeleted: Pod was expected by PDB default/default to be deleted but it wasn't"],
    ],
  )
})

// Follows TestStalePodDisruption.
test('a Pod that was to be disrupted and stays', () => {
  const condition = (seconds: number, more: Partial<Condition> = {}): Condition => ({
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    lastTransitionTime: secondsAgo(seconds),
    ...more,
  })
  const after = (before: Condition, more: object = {}, phase = 'Running') => {
    const pod = podOf('p', undefined, more, before)
    const found: Pod = { ...pod, status: { ...pod.status, phase } }
    const one = new OneSync([found], { now: NOW })
    const again = one.run(stalePodDisruptionController(), pod)
    return [one.get('Pod', 'default', 'p')?.status.conditions?.[1], again]
  }
  const kept: readonly [Condition, object?, string?][] = [
    [condition(121), { deletionTimestamp: secondsAgo(60) }],
    [condition(121), {}, 'Failed'],
    [condition(121, { reason: 'TerminationByKubelet' })],
    [condition(121, { status: 'False' })],
  ]
  for (const given of kept) assert.deepEqual(after(...given), [given[0], undefined])
  assert.deepEqual(after(condition(119)), [condition(119), { afterMs: 1000 }])
  assert.deepEqual(after(condition(121)), [
    { type: 'DisruptionTarget', observedGeneration: 2, status: 'False', lastTransitionTime: secondsAgo(0) },
    undefined,
  ])
})
