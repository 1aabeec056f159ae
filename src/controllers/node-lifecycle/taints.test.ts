import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSilent, nextHealth, silentConditions } from './health'
import { withConditionTaints, withNoExecute } from './taints'
import { atRate, NEW_LIMITER, zonesOf, zoneState } from './zones'
import type { Lease, Node, Taint } from '../../objects/kinds'
import { timeText } from '../../objects/time'

const T0 = Date.UTC(2026, 0, 1, 8, 0, 0)
const condition = (type: string, status: string) => ({
  type,
  status,
  reason: 'R',
  message: 'm',
  lastHeartbeatTime: timeText(T0),
  lastTransitionTime: timeText(T0),
})
const node = (
  conditions: Record<string, string>,
  spec: Node['spec'] = {},
  labels: Record<string, string> = {},
): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n', uid: 'n', resourceVersion: '1', creationTimestamp: timeText(T0), labels },
  spec,
  status: { conditions: Object.entries(conditions).map(([type, status]) => condition(type, status)) },
})
const lease = (renewTime: string): Lease => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'n', uid: 'l', resourceVersion: '1', creationTimestamp: '' },
  spec: { renewTime },
})
const text = (taints: readonly Taint[]) =>
  taints.map(({ key, effect }) => `${key.replace('node.kubernetes.io/', '')}:${effect}`)

test('conditions show as taints', () => {
  const own: Taint = { key: 'mine', effect: 'NoSchedule' }
  const old: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }
  for (const [subject, then] of [
    [node({ Ready: 'True' }), []],
    [node({ Ready: 'False' }), ['not-ready:NoSchedule']],
    [node({ Ready: 'Unknown' }), ['unreachable:NoSchedule']],
    [
      node({
        NetworkUnavailable: 'True',
        MemoryPressure: 'True',
        DiskPressure: 'True',
        PIDPressure: 'True',
        Ready: 'Unknown',
      }),
      [
        'network-unavailable:NoSchedule',
        'memory-pressure:NoSchedule',
        'disk-pressure:NoSchedule',
        'pid-pressure:NoSchedule',
        'unreachable:NoSchedule',
      ],
    ],
    [node({ Ready: 'True', MemoryPressure: 'Unknown' }, { unschedulable: true }), ['unschedulable:NoSchedule']],
    [node({ Ready: 'True' }, { taints: [own, old] }), ['mine:NoSchedule']],
    [node({ Ready: 'Unknown' }, { taints: [old, own] }), ['mine:NoSchedule', 'unreachable:NoSchedule']],
  ] as const) {
    assert.deepEqual(text(withConditionTaints(subject, '')), then)
  }
})

test('NoExecute follows readiness, one taint for the other', () => {
  const unreachable = withNoExecute([], 'Unknown', '')
  assert.deepEqual(text(unreachable), ['unreachable:NoExecute'])
  assert.deepEqual(text(withNoExecute(unreachable, 'False', '')), ['not-ready:NoExecute'])
  assert.equal(withNoExecute(unreachable, 'Unknown', ''), unreachable)
  assert.deepEqual(withNoExecute(unreachable, 'True', ''), [])
})

test('a renewed lease or a posted status proves life; fifty seconds without either is silence', () => {
  const ready = node({ Ready: 'True' })
  const first = nextHealth(undefined, ready, lease('a'), T0)
  const renewed = nextHealth(first, ready, lease('b'), T0 + 10_000)
  const silent = nextHealth(renewed, ready, lease('b'), T0 + 60_000)
  assert.deepEqual(
    [first, renewed, silent].map(({ probedAt }) => probedAt - T0),
    [0, 10_000, 10_000],
  )
  assert.equal(isSilent(silent, ready, T0 + 60_000), false)
  assert.equal(isSilent(silent, ready, T0 + 60_001), true)
  const fresh = node({})
  assert.equal(isSilent(nextHealth(undefined, fresh, undefined, T0 + 60_000), fresh, T0 + 60_000), false)
  assert.equal(isSilent(nextHealth(undefined, fresh, undefined, T0 + 60_001), fresh, T0 + 60_001), true)
})

test('what a silent node says of itself', () => {
  const said = silentConditions(
    node({ Ready: 'True', MemoryPressure: 'False', NetworkUnavailable: 'False', PIDPressure: 'Unknown' }),
    timeText(T0 + 1000),
  )
  assert.deepEqual(
    said.map(({ type, status, reason, message }) => [type, status, reason, message]),
    [
      ['Ready', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'],
      ['MemoryPressure', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'],
      ['NetworkUnavailable', 'False', 'R', 'm'],
      ['PIDPressure', 'Unknown', 'R', 'm'],
      ['DiskPressure', 'Unknown', 'NodeStatusNeverUpdated', 'Kubelet never posted node status.'],
    ],
  )
})

test('a zone in trouble is judged by the nodes that count', () => {
  assert.deepEqual(
    [zoneState(1, 1), zoneState(0, 1), zoneState(3, 3), zoneState(2, 3)],
    ['Normal', 'FullDisruption', 'Normal', 'PartialDisruption'],
  )
  const of = (status: string, zone: string, excluded = false) =>
    node(
      { Ready: status },
      {},
      { 'topology.kubernetes.io/zone': zone, ...(excluded ? { 'node.kubernetes.io/exclude-disruption': '' } : {}) },
    )
  const zones = zonesOf(
    [...Array<Node>(3).fill(of('Unknown', 'a')), of('True', 'a', true), of('True', 'b'), of('Unknown', 'c', true)],
    ({ status }) => status.conditions?.[0]?.status === 'True',
  )
  assert.deepEqual(
    [...zones.values()],
    [
      { state: 'FullDisruption', size: 3 },
      { state: 'Normal', size: 1 },
    ],
  )
})

test('a new rate holds from now on for who had to wait, and at once for who had not', () => {
  assert.deepEqual(atRate(NEW_LIMITER, 0.1, T0), NEW_LIMITER)
  assert.deepEqual(atRate(NEW_LIMITER, 0, T0), { perSecond: 0, nextAt: Infinity })
  assert.deepEqual(atRate(NEW_LIMITER, 0.01, T0), { perSecond: 0.01, nextAt: T0 })
  assert.deepEqual(atRate({ perSecond: 0.1, nextAt: T0 + 5000 }, 0.01, T0), { perSecond: 0.01, nextAt: T0 + 100_000 })
  assert.deepEqual(atRate({ perSecond: 0, nextAt: Infinity }, 0.1, T0), { perSecond: 0.1, nextAt: T0 + 10_000 })
})
