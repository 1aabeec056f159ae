// How fast a loop of a script goes round: some rounds at one instant cost no time; beyond, the loop burns processor time, as it
// would. Where many loops burn they share the processors, and each gets round less often: a thousand of them cost no more
// steps than ten.
import type { Loop } from '../../simulation/loop'

const FREE_ROUNDS = 1_000
/** of all loops together at one instant */
const FREE_ROUNDS_TOGETHER = 5_000
const ROUNDS_BETWEEN_WAITS = 10
const WAIT_MS = 100
const WAIT_MAX_MS = 60_000
const LOOPS_AT_FULL_SPEED = 10

class Crowd {
  private at = -1
  private rounds = 0
  burning = 0

  /** @returns whether the rounds that cost nothing are used up */
  round(now: number): boolean {
    if (this.at !== now) {
      this.at = now
      this.rounds = 0
    }
    return ++this.rounds > FREE_ROUNDS_TOGETHER
  }
}

const crowds = new WeakMap<Loop, Crowd>()

export class LoopPace {
  private readonly crowd: Crowd
  private rounds = 0
  private at = -1
  private waitMs = WAIT_MS
  private lastWaitMs = 0

  constructor(private readonly loop: Loop) {
    let crowd = crowds.get(loop)
    if (!crowd) crowds.set(loop, (crowd = new Crowd()))
    this.crowd = crowd
  }

  /** One more round. @returns ms of processor time that have to pass before it; the caller tells when they have */
  round(): number {
    const now = this.loop.now()
    const isCrowded = this.crowd.round(now)
    if (now !== this.at) {
      // It has rested: it is no busy loop any more.
      if (now - this.at > 2 * Math.max(this.lastWaitMs, WAIT_MS)) this.waitMs = WAIT_MS
      this.at = now
      this.rounds = 0
    }
    const isBusy = this.waitMs > WAIT_MS
    const free = isCrowded ? 1 : isBusy ? ROUNDS_BETWEEN_WAITS : FREE_ROUNDS
    if (++this.rounds <= free) return 0
    this.crowd.burning++
    this.lastWaitMs = Math.min(this.waitMs * Math.ceil(this.crowd.burning / LOOPS_AT_FULL_SPEED), WAIT_MAX_MS)
    this.waitMs = Math.min(this.waitMs * 2, WAIT_MAX_MS)
    return this.lastWaitMs
  }

  waited(): void {
    this.crowd.burning--
    this.at = this.loop.now()
    this.rounds = 0
  }
}
