import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScenarioRecord } from '../../objects/run-record'
import { layoutPicture } from './layout'

/** Two ReplicaSets of a Deployment with so many Pods. */
function record(first: number, second: number): ScenarioRecord {
  const pods = (owner: number, count: number) => Array.from({ length: count }, (_, i) => ({ kind: 'Pod', namespace: 'default', name: `web-${owner}-${i}`, owner }))
  const objects = [{ kind: 'Deployment', namespace: 'default', name: 'web' }, { kind: 'ReplicaSet', namespace: 'default', name: 'web-1', owner: 0, revision: '10' }, { kind: 'ReplicaSet', namespace: 'default', name: 'web-2', owner: 0, revision: '9' }, ...pods(1, first), ...pods(2, second)]
  const lanes = objects.flatMap(({ kind }, object) => (kind === 'Pod' ? [{ object, spans: [{ from: 0, state: 'ready' as const, status: 'Running', ready: '1/1', restarts: 0, image: 'nginx' }] }] : []))
  return { version: 1, seed: 0, start: 0, end: 1000, kubernetes: '', steps: [], objects, writes: [], pods: lanes, workloads: [], nodes: [], services: [], events: [] }
}

test('groups share the room, and revisions come in their order', () => {
  const table: [number, number, number[], number, boolean][] = [[3, 2, [2, 3], 0, false], [100, 2, [2, 58], 42, true], [100, 100, [30, 30], 140, true]]
  for (const [first, second, lanes, hidden, isDense] of table) {
    const layout = layoutPicture(record(first, second))
    assert.deepEqual([layout.groups.map((group) => group.lanes.length), layout.hidden, layout.isDense], [lanes, hidden, isDense])
  }
})

test('behind the last instant there is room for how it ended', () => {
  const { x, at } = layoutPicture(record(1, 1))
  assert.deepEqual([x(0), x(1000), at(96), at(100)], [0, 96, 1000, 1000])
})
