import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EndlessLoop, Loop, type Actor } from './loop'
import { WorkQueue } from './work-queue'

/** An actor that writes down whose turn it was. */
function listener(name: string, heard: string[]): Actor & { queue: WorkQueue<string> } {
  const queue = new WorkQueue<string>()
  return {
    name,
    queue,
    pending: () => queue.size,
    turn: (place) => {
      const key = queue.takeAt(place) as string
      heard.push(`${name}:${key}`)
      return key
    },
  }
}

test('timers fire in the order of instant, then of setting; actors are drained before time moves', () => {
  const loop = new Loop({ start: 0 })
  const heard: string[] = []
  const first = listener('first', heard)
  const second = listener('second', heard)
  loop.addActor(first)
  loop.addActor(second)
  loop.after(20, () => heard.push('timer 20'))
  loop.after(10, () => {
    heard.push('timer 10 a')
    second.queue.add('x')
    first.queue.add('y')
  })
  loop.after(10, () => heard.push('timer 10 b'))
  assert.equal(loop.run({ until: () => false, deadline: 100 }), 'deadline')
  assert.deepEqual(heard, ['timer 10 a', 'timer 10 b', 'first:y', 'second:x', 'timer 20'])
  assert.equal(loop.now(), 100)
})

test('an endless loop is stopped and the busiest keys are named', () => {
  const loop = new Loop({ start: 0, stepsPerInstantMax: 1000 })
  const queue = new WorkQueue<string>()
  loop.addActor({
    name: 'pingpong',
    pending: () => queue.size,
    turn: () => {
      const key = queue.take() as string
      queue.add(key)
      return key
    },
  })
  queue.add('default/web')
  assert.throws(
    () => loop.settle(),
    (error: unknown) => error instanceof EndlessLoop && /pingpong default\/web/.test(error.message),
  )
})

test('time does not move while a process is runnable; processes run one at a time, in the order in which they woke', async () => {
  const loop = new Loop({ start: 0 })
  const heard: string[] = []
  for (const [name, ms] of [
    ['a', 20],
    ['b', 10],
  ] as const) {
    loop.processes.start(name, async (process) => {
      heard.push(`${name} starts at ${loop.now()}`)
      await process.wait<void>((wake) => {
        const timer = loop.after(ms, () => wake())
        return () => timer.cancel()
      })
      heard.push(`${name} wakes at ${loop.now()}`)
    })
  }
  for (;;) {
    const stopped = loop.run({ until: () => false, deadline: 100 })
    if (stopped !== 'running') break
    await loop.processes.idle()
  }
  assert.deepEqual(heard, ['a starts at 0', 'b starts at 0', 'b wakes at 10', 'a wakes at 20'])
})

test('the same seed gives the same order, another seed another one', () => {
  const order = (seed: number): string => {
    const loop = new Loop({ start: 0, seed })
    const heard: string[] = []
    for (const name of ['a', 'b', 'c', 'd']) {
      const each = listener(name, heard)
      loop.addActor(each)
      each.queue.add('1')
      each.queue.add('2')
    }
    loop.settle()
    return heard.join(' ')
  }
  assert.equal(order(7), order(7))
  assert.notEqual(order(7), order(8))
  assert.equal(order(0), 'a:1 a:2 b:1 b:2 c:1 c:2 d:1 d:2')
})
