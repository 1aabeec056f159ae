import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failure } from '../../apiserver/status'
import type { Change } from '../../apiserver/client'
import { Loop } from '../../simulation/loop'
import { addControllers, type ControllerHost } from './controller-actor'
import type { Controller, RetryBackoff } from './controller'

/** Controllers without a cluster: changes are told by hand. */
class Rig {
  readonly loop = new Loop({ start: 0 })
  private readonly listeners: ((change: Change) => void)[] = []
  readonly syncs: string[] = []

  constructor(...controllers: readonly Partial<Controller>[]) {
    const host = {
      loop: this.loop,
      read: {},
      watch: { onChange: (_kind: string, listener: (change: Change) => void) => void this.listeners.push(listener) },
      contextFor: () => ({}),
      nowText: () => '',
      onDefect: (error: unknown) => {
        throw error
      },
    } as unknown as ControllerHost
    const whole = controllers.map((each, place): Controller => {
      const name = each.name ?? `c${place}`
      const sync = (key: { name: string }, ...rest: unknown[]): ReturnType<Controller['reconcile']> => {
        this.syncs.push(`${name} ${key.name} ${this.loop.now()}`)
        return each.reconcile?.(key as never, ...(rest as [never]))
      }
      return { wakesOn: [{ kind: 'Pod', keys: named }], ...each, name, reconcile: sync }
    })
    addControllers(this.loop, whole, () => host)
  }

  tell(name: string): void {
    for (const listener of this.listeners)
      listener({ type: 'MODIFIED', object: { metadata: { name } } } as unknown as Change)
  }

  pass(ms: number): string[] {
    this.loop.run({ until: () => false, deadline: this.loop.now() + ms })
    return this.syncs.splice(0)
  }
}

const named = ({ object: { metadata } }: Change): { namespace: string; name: string }[] => [
  { namespace: '', name: metadata.name },
]
const refuse = (): never => {
  throw failure(500, 'InternalError', 'no')
}
const times = (syncs: readonly string[]): number[] => syncs.map((text) => Number(text.split(' ').at(-1)))

test('a refused sync is tried again after 5 ms, 10 ms, 20 ms ... and what succeeds begins anew', () => {
  let refusals = 4
  const rig = new Rig({ reconcile: () => (refusals-- > 0 ? refuse() : undefined) })
  rig.tell('a')
  assert.deepEqual(times(rig.pass(1000)), [0, 5, 15, 35, 75])
  refusals = 1
  rig.tell('a')
  assert.deepEqual(times(rig.pass(1000)), [1000, 1005])
})

test('a back-off of its own, with a greatest wait; after so many retries the key is dropped until it is woken', () => {
  const retry: RetryBackoff = { baseMs: 10, maxMs: 30, timesMax: 4 }
  const rig = new Rig({ retry, reconcile: refuse })
  rig.tell('a')
  assert.deepEqual(times(rig.pass(10_000)), [0, 10, 30, 60, 90])
  rig.tell('a')
  assert.deepEqual(times(rig.pass(10_000)), [10_000, 10_010, 10_030, 10_060, 10_090])
})

test('who is woken while a retry is under way does not come twice for it', () => {
  const rig = new Rig({ retry: { baseMs: 100, maxMs: 100 }, reconcile: refuse })
  rig.tell('a')
  rig.pass(50)
  rig.tell('a')
  assert.deepEqual(times(rig.pass(300)), [50, 100, 200, 300])
})

test('of several wishes to come again the earliest wins', () => {
  const wishes = [300, 100, 200]
  const rig = new Rig({
    reconcile: () => {
      const afterMs = wishes.shift()
      return afterMs === undefined ? undefined : { afterMs }
    },
  })
  for (const _ of [1, 2, 3]) {
    rig.tell('a')
    rig.pass(0)
  }
  assert.deepEqual(times(rig.pass(1000)), [100])
})

test('what is heard late comes behind all others, in the order of the latest changes', () => {
  const rig = new Rig({ name: 'first', wakesOn: [{ kind: 'Pod', keys: named, late: true }] }, { name: 'second' })
  rig.tell('a')
  rig.tell('b')
  rig.tell('a')
  assert.deepEqual(rig.pass(0), ['second a 0', 'second b 0', 'first b 0', 'first a 0'])
})

test('changes that come together wait together', () => {
  const rig = new Rig({ wakesOn: [{ kind: 'Pod', keys: named, delayMs: 100 }] })
  rig.tell('a')
  rig.pass(60)
  rig.tell('a')
  assert.deepEqual(times(rig.pass(1000)), [100])
})
