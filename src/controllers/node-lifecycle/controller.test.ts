// Nodes that fall silent, round after round. After node_lifecycle_controller_test.go of upstream.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nodeLifecycleController } from './controller'
import type { Lease, Node, Pod } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import { OneSync } from '../testing/one-sync'

const T0 = Date.UTC(2026, 0, 1, 8)
const at = (seconds: number) => T0 + seconds * 1000

const node = (name: string, ready?: string): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: timeText(T0) },
  spec: {},
  status: ready
    ? {
        conditions: [
          { type: 'Ready', status: ready, lastHeartbeatTime: timeText(T0), lastTransitionTime: timeText(T0) },
        ],
      }
    : {},
})
const lease = (name: string, renewed: number): Lease => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name, namespace: 'kube-node-lease', uid: name, resourceVersion: '1', creationTimestamp: timeText(T0) },
  spec: { renewTime: timeText(renewed) },
})
const podOn = (nodeName: string): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', uid: 'p' },
    spec: { nodeName },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  }) as unknown as Pod

/** What the node called `n` says and bears after each round; another node renews its lease. */
function rounds(objects: readonly KubeObject[], until: number, renewedUntil = 0): string[] {
  const controller = nodeLifecycleController()
  let all = [...objects, node('other', 'True')]
  const told: string[] = []
  let before = ''
  for (let seconds = 0; seconds <= until; seconds += 5) {
    const leases = [
      lease('other', at(seconds)),
      ...(renewedUntil ? [lease('n', at(Math.min(seconds, renewedUntil)))] : []),
    ]
    const one = new OneSync([...all, ...leases], { now: at(seconds) })
    one.run(controller, node('all'))
    all = [...one.all('Node'), ...one.all('Pod')] as KubeObject[]
    const after = one.get('Node', '', 'n')
    const conditions = (after?.status.conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason}`)
    const taints = (after?.spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)
    const state = [...conditions, ...taints, ...one.events].join('; ')
    if (state !== before) told.push(`${seconds}s ${state}`)
    before = state
  }
  return told
}

const SAYS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']
const UNREACHABLE = 'node.kubernetes.io/unreachable:NoExecute'

test('a node that never says anything is given a minute, then it is given up', () => {
  const never = SAYS.map((type) => `${type}=Unknown NodeStatusNeverUpdated`).join('; ')
  assert.deepEqual(rounds([node('n')], 90), [`65s ${never}; ${UNREACHABLE}`])
})

test('a node that falls silent is not ready, nor are its Pods; a round later it gets its taint', () => {
  const [first, ...others] = SAYS
  const unknown = [`${first} NodeStatusUnknown`, ...others.map((type) => `${type}=Unknown NodeStatusNeverUpdated`)]
  const silent = unknown.join('; ').replace('Ready ', 'Ready=Unknown ')
  assert.deepEqual(rounds([node('n', 'True'), podOn('n')], 120, 20), [
    '0s Ready=True undefined',
    `75s ${silent}; Normal NodeNotReady: Node n status is now: NodeNotReady; Warning NodeNotReady: Node is not ready`,
    `80s ${silent}; ${UNREACHABLE}`,
  ])
})

test('a node whose kubelet says that it is not ready gets its taint at once, and nobody tells of it', () => {
  assert.deepEqual(rounds([node('n', 'False'), podOn('n')], 10, 10), [
    '0s Ready=False undefined; node.kubernetes.io/not-ready:NoExecute',
  ])
})

/** When each node gets and loses its NoExecute taint, in seconds. Its lease is renewed until it falls silent, and again when it is back. */
interface Watched {
  readonly zone: string
  readonly silentAt?: number
  readonly backAt?: number
  readonly excluded?: boolean
}

function taintTimes(nodes: Readonly<Record<string, Watched>>, until: number): string[] {
  const controller = nodeLifecycleController()
  let all: KubeObject[] = Object.entries(nodes).map(([name, { zone, excluded }]) => {
    const made = node(name, 'True')
    const labels = {
      'topology.kubernetes.io/zone': zone,
      ...(excluded ? { 'node.kubernetes.io/exclude-disruption': 'true' } : {}),
    }
    return { ...made, metadata: { ...made.metadata, labels } }
  })
  const told: string[] = []
  const tainted = new Set<string>()
  for (let seconds = 0; seconds <= until; seconds += 5) {
    const speaks = ({ silentAt = Infinity, backAt = Infinity }: Watched) => seconds <= silentAt || seconds >= backAt
    all = (all as Node[]).map((each) => {
      const isBack = seconds >= (nodes[each.metadata.name]?.backAt ?? Infinity)
      return isBack ? { ...each, status: node(each.metadata.name, 'True').status } : each
    })
    const leases = Object.entries(nodes).map(([name, each]) =>
      lease(name, at(speaks(each) ? seconds : (each.silentAt ?? 0))),
    )
    const one = new OneSync([...all, ...leases], { now: at(seconds) })
    one.run(controller, node('all'))
    all = one.all('Node')
    for (const { metadata, spec } of one.all('Node')) {
      const has = (spec.taints ?? []).some(({ effect }) => effect === 'NoExecute')
      if (has !== tainted.has(metadata.name)) told.push(`${seconds}s ${has ? '+' : '-'}${metadata.name}`)
      if (has) tainted.add(metadata.name)
      else tainted.delete(metadata.name)
    }
  }
  return told
}

const zone = (name: string, count: number, watched: Omit<Watched, 'zone'> = {}): Record<string, Watched> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, place) => [
      `${name}${watched.silentAt ?? ''}${watched.excluded ? 'x' : ''}-${place}`,
      { zone: name, ...watched },
    ]),
  )

test('of a zone that is down one node is given up every ten seconds, as long as another zone is up', () => {
  assert.deepEqual(taintTimes({ ...zone('a', 3, { silentAt: 0 }), ...zone('b', 2) }, 120), [
    '60s +a0-0',
    '70s +a0-1',
    '80s +a0-2',
  ])
})

test('of a small zone with most nodes down none is given up; of a large one one every hundred seconds', () => {
  assert.deepEqual(taintTimes({ ...zone('a', 3, { silentAt: 0 }), ...zone('a', 2), ...zone('b', 1) }, 400), [])
  assert.deepEqual(taintTimes({ ...zone('a', 30, { silentAt: 0 }), ...zone('a', 21), ...zone('b', 1) }, 300), [
    '60s +a0-0',
    '160s +a0-1',
    '260s +a0-2',
  ])
})

test('when all zones are down nobody is given up, and who was is taken back; when one is back all get a new start', () => {
  const nodes = { ...zone('a', 1, { silentAt: 0 }), ...zone('b', 1, { silentAt: 60, backAt: 200 }) }
  assert.deepEqual(taintTimes(nodes, 300), ['60s +a0-0', '115s -a0-0', '210s +a0-0'])
})

test('a node that is excluded from disruption keeps no zone up, and none down', () => {
  const up = zone('b', 1, { excluded: true })
  assert.deepEqual(taintTimes({ ...zone('a', 2, { silentAt: 0 }), ...up }, 120), [])
  const down = zone('a', 2, { silentAt: 0, excluded: true })
  assert.deepEqual(taintTimes({ ...down, ...zone('b', 1) }, 120), ['60s +a0x-0', '70s +a0x-1'])
})
