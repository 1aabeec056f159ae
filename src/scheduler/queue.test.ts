// When Pods come back: after pkg/scheduler/backend/queue (backoff_queue_test.go, scheduling_queue_test.go), v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../objects/kinds'
import { backoffMs, SchedulingQueue, type QueuedPod } from './queue'
import { pod } from './testing/fake-cluster'

const REFUSED = new Set(['NodeResourcesFit'])
const podOf = (name: string, priority = 0): Pod => {
  const draft = pod(name, { priority })
  return { ...draft, metadata: { ...draft.metadata, uid: name } } as unknown as Pod
}

function stage(): { queue: SchedulingQueue; at: (ms: number) => void; take: () => QueuedPod; rest: () => string[] } {
  let now = 0
  const queue = new SchedulingQueue(() => now, { isGated: () => false, helps: () => true })
  const take = (): QueuedPod => queue.take() as QueuedPod
  const rest = (): string[] => Array.from({ length: queue.ready }, () => take().info.name)
  return { queue, at: (ms) => void (now = ms), take, rest }
}
const wake = (queue: SchedulingQueue, priorityMax?: number): void =>
  queue.wake({ on: 'NominatedPodDelete', pod: podOf('x') }, priorityMax)

test('back-off: 1 s, doubled, at most 10 s', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 50].map(backoffMs), [1000, 2000, 4000, 8000, 10_000, 10_000])
})

test('after errors a Pod comes back with the whole second after its time', () => {
  const { queue, at, take } = stage()
  at(300)
  queue.add(podOf('p'))
  const times: (number | undefined)[] = []
  for (let tries = 0; tries < 6; tries++) {
    queue.failed(take())
    const due = queue.nextDue() ?? 0
    times.push(due)
    at(due - 1)
    queue.releaseDue()
    assert.equal(queue.ready, 0)
    at(due)
    queue.releaseDue()
    assert.equal(queue.ready, 1)
  }
  assert.deepEqual(times, [2000, 5000, 10_000, 19_000, 30_000, 41_000])
})

test('Pods that back off: window by window, in each by priority, then who failed first', () => {
  const { queue, at, take, rest } = stage()
  const fail = (ms: number, name: string, priority = 0): void => {
    at(ms)
    queue.add(podOf(name, priority))
    queue.rejected(take(), REFUSED)
  }
  fail(100, 'early')
  fail(999, 'dear', 5)
  fail(300, 'second')
  fail(1000, 'dearest, a window later', 9)
  at(1500)
  wake(queue)
  assert.equal(queue.ready, 4, 'nobody else is there: they need not wait')
  assert.deepEqual(rest(), ['dear', 'early', 'second', 'dearest, a window later'])
})

test('a Pod whose back-off is over goes in front of those that back off', () => {
  const { queue, at, take, rest } = stage()
  for (const [ms, name] of [
    [0, 'over'],
    [1000, 'not yet'],
  ] as const) {
    at(ms)
    queue.add(podOf(name, name === 'over' ? 0 : 9))
    queue.rejected(take(), REFUSED)
  }
  at(2000)
  wake(queue)
  assert.deepEqual(rest(), ['over', 'not yet'])
})

test('only Pods up to a priority are woken', () => {
  const { queue, take, rest } = stage()
  for (const priority of [1, 2, 3]) queue.add(podOf(`p${priority}`, priority))
  while (queue.ready > 0) queue.rejected(take(), REFUSED)
  wake(queue, 2)
  assert.deepEqual(rest(), ['p2', 'p1'])
})
