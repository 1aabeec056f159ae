import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Loop } from '../../simulation/loop'
import { LoopPace } from './loop-pace'

/** How many rounds so many loops make within two seconds that do nothing but go round. */
function roundsOf(loops: number): { rounds: number; first: number[] } {
  const loop = new Loop({ start: 0 })
  let rounds = 0
  const first: number[] = []
  for (let i = 0; i < loops; i++) {
    const pace = new LoopPace(loop)
    const turn = (): void => {
      for (;;) {
        rounds++
        const ms = pace.round()
        if (ms === 0) continue
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
