import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WorkQueue } from './work-queue'

const filled = (count: number): WorkQueue<number> => {
  const queue = new WorkQueue<number>()
  for (let i = 0; i < count; i++) queue.add(i)
  return queue
}

const drained = (queue: WorkQueue<number>): number[] => {
  const taken: number[] = []
  while (queue.size > 0) taken.push(queue.take() as number)
  return taken
}

test('first in, first out, each key once', () => {
  const queue = filled(3)
  queue.add(1)
  assert.equal(queue.size, 3)
  assert.deepEqual(drained(queue), [0, 1, 2])
  assert.equal(queue.take(), undefined)
})

test('a key that was taken from the middle goes to the end when it comes again', () => {
  const queue = filled(5)
  assert.deepEqual([queue.takeAt(2), queue.takeAt(2), queue.takeAt(9)], [2, 3, undefined])
  queue.add(2)
  assert.deepEqual(drained(queue), [0, 1, 4, 2])
})

test('a line that was cut short keeps its order', () => {
  const queue = filled(500)
  for (let i = 0; i < 400; i++) queue.takeAt(i % 2)
  queue.add(0)
  const rest = drained(queue)
  assert.equal(rest.length, 101)
  assert.deepEqual(
    rest.slice(1, -1),
    [...rest.slice(1, -1)].sort((a, b) => a - b),
  )
  assert.equal(rest.at(-1), 0)
})

test('a key that is deleted loses its place', () => {
  const queue = filled(4)
  queue.delete(1)
  queue.delete(7)
  queue.add(1)
  assert.deepEqual(drained(queue), [0, 2, 3, 1])
})
