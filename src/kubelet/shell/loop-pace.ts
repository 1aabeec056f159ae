// How fast a loop of a script goes round: some rounds at one instant cost no time; beyond, the loop burns processor time, as it
// would. Where many loops are busy they share the processors, and each gets round less often: a thousand of them cost no more
// steps than ten. Who goes round twice a second is no busy loop and never waits, and who counts to ten thousand is soon done.
import type { Loop } from '../../simulation/loop'

const FREE_ROUNDS = 1_000
/** of a loop that ends when a number is reached */
const FREE_ROUNDS_COUNTING = 10_000
const WINDOW_MS = 1_000
/** of each loop within a second, whatever others do */
const LEISURELY_ROUNDS = 2
/** of all loops together within a second; of those who have burned before, while many burn, half as many in the next, down to the least */
const FREE_ROUNDS_TOGETHER = 2_000
const LEAST_ROUNDS_TOGETHER = 100
/** A process in the background costs as much as so many rounds. */
const ROUNDS_A_PROCESS = 6
const ROUNDS_BETWEEN_WAITS = 10
const WAIT_MS = 100
const WAIT_MAX_MS = 60_000
const LOOPS_AT_FULL_SPEED = 10

class Crowd {
  private window = -1
  private rounds = { new: 0, known: 0 }
  private freeOfKnown = FREE_ROUNDS_TOGETHER
  burning = 0

  add(rounds: number): void {
    this.rounds.new += rounds
  }

  /** @returns whether the rounds that cost nothing are used up: of those who are known to be busy, or of the others */
  round(window: number, who: 'new' | 'known', weight: number): boolean {
    if (this.window !== window) {
      const isLarge = this.burning > LOOPS_AT_FULL_SPEED
      this.freeOfKnown = isLarge ? Math.max(this.freeOfKnown / 2, LEAST_ROUNDS_TOGETHER) : FREE_ROUNDS_TOGETHER
      this.window = window
      this.rounds = { new: 0, known: 0 }
    }
    this.rounds[who] += weight
    return this.rounds[who] > (who === 'new' ? FREE_ROUNDS_TOGETHER : this.freeOfKnown)
  }
}

const crowds = new WeakMap<Loop, Crowd>()

export class LoopPace {
  private readonly crowd: Crowd
  private rounds = 0
  private at = -1
  private roundsInWindow = 0
  private window = -1
  private waitMs = WAIT_MS
  private lastWaitMs = 0

  constructor(private readonly loop: Loop) {
    let crowd = crowds.get(loop)
    if (!crowd) crowds.set(loop, (crowd = new Crowd()))
    this.crowd = crowd
  }

  /** One more round. @returns ms of processor time that have to pass before it; the caller tells when they have */
  round(isCounting = false): number {
    const now = this.loop.now()
    if (now !== this.at) {
      // It has rested: it is no busy loop any more.
      if (now - this.at > 2 * Math.max(this.lastWaitMs, WAIT_MS)) this.waitMs = WAIT_MS
      this.at = now
      this.rounds = 0
    }
    this.rounds++
    const free = isCounting ? FREE_ROUNDS_COUNTING : FREE_ROUNDS
    const isCrowded = this.isCrowded(Math.floor(now / WINDOW_MS), FREE_ROUNDS / free)
    if (!isCrowded && this.rounds <= (this.isBusy ? ROUNDS_BETWEEN_WAITS : free)) return 0
    this.crowd.burning++
    this.lastWaitMs = Math.min(this.waitMs * Math.ceil(this.crowd.burning / LOOPS_AT_FULL_SPEED), WAIT_MAX_MS)
    this.waitMs = Math.min(this.waitMs * 2, WAIT_MAX_MS)
    return this.lastWaitMs
  }

  forked(): void {
    this.crowd.add(ROUNDS_A_PROCESS)
  }

  waited(): void {
    this.crowd.burning--
    this.at = this.loop.now()
    this.rounds = 0
  }

  private get isBusy(): boolean {
    return this.waitMs > WAIT_MS
  }

  private isCrowded(window: number, weight: number): boolean {
    if (this.window !== window) {
      this.window = window
      this.roundsInWindow = 0
    }
    return ++this.roundsInWindow > LEISURELY_ROUNDS && this.crowd.round(window, this.isBusy ? 'known' : 'new', weight)
  }
}
