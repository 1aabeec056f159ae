import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Loop } from '../../simulation/loop'
import { LoopPace } from './loop-pace'

interface Loops {
  /** between two rounds */
  readonly sleepMs?: number
  readonly counting?: boolean
}

/** How many rounds so many loops make within two seconds, and when the first one was made to wait. */
function roundsOf(loops: number, { sleepMs = 0, counting = false }: Loops = {}): { rounds: number; first: number[] } {
  const loop = new Loop({ start: 0 })
  let rounds = 0
  const first: number[] = []
  for (let i = 0; i < loops; i++) {
    const pace = new LoopPace(loop)
    const turn = (): void => {
      for (;;) {
        rounds++
        const ms = pace.round(counting)
        if (ms === 0 && sleepMs === 0) continue
        if (ms === 0) {
          loop.after(sleepMs, turn)
          return
        }
        if (i === 0) first.push(loop.now())
        loop.after(ms, () => {
          pace.waited()
          turn()
        })
        return
      }
    }
    loop.after(0, turn)
  }
  loop.run({ until: () => false, deadline: 2_000 })
  return { rounds, first }
}

it('a loop goes round a thousand times for nothing, then less and less often', () => {
  assert.deepEqual(roundsOf(1), { rounds: 1_001 + 11 * 4, first: [0, 100, 300, 700, 1_500] })
})

it('a thousand loops make not much more rounds than ten', () => {
  const ten = roundsOf(10).rounds
  const thousand = roundsOf(1_000).rounds
  assert.ok(thousand < 3 * ten, `${thousand} rounds of a thousand loops, ${ten} of ten`)
})

it('one that sleeps between its rounds goes on, and of a thousand each gets round less often', () => {
  assert.deepEqual(roundsOf(1, { sleepMs: 10 }), { rounds: 201, first: [] })
  const thousand = roundsOf(1_000, { sleepMs: 10 }).rounds
  assert.ok(thousand < 10_000, `${thousand} rounds`)
})

it('who goes round twice a second never waits, however many they are', () => {
  assert.deepEqual(roundsOf(5_000, { sleepMs: 500 }), { rounds: 25_000, first: [] })
})

it('who counts to ten thousand is done at once', () => {
  assert.deepEqual(roundsOf(1, { counting: true }).first, [0, 100, 300, 700, 1_500])
  assert.equal(roundsOf(1, { counting: true }).rounds, 10_001 + 11 * 4)
})
