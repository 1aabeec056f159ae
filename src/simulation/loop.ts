import { Dice } from './dice'
import { Processes } from './processes'
import { Timers, type Instant, type Timer } from './timers'

/** Somebody who works when there is something to do: a controller, the scheduler, the kubelets. */
export interface Actor {
  readonly name: string
  /** How many keys wait for this actor. */
  pending(): number
  /** Does one piece of work, the one at this place in line, and says which (for the report of an endless loop). */
  turn(place: number): string
}

export interface LoopOptions {
  /** The instant at which the clock starts. */
  start?: Instant
  /** 0 keeps the registered order of actors; any other seed shuffles whose turn it is. */
  seed?: number
  /** Turns and timers at one instant before the loop gives up and names the busiest keys. */
  stepsPerInstantMax?: number
}

/**
 * An actor with much to do does this part of it before the others get a turn: what three Pods do is seen one by one, what
 * three thousand do at one instant costs the others some hundred looks and not three thousand.
 */
const BATCH_PART = 8
/** So much is seen one by one. */
const SEEN_ONE_BY_ONE_MAX = 16

/** Why the loop stopped: the condition holds, the deadline has come, nothing is left to happen, or a process runs (async). */
export type Stopped = 'held' | 'deadline' | 'quiet' | 'running'

export class EndlessLoop extends Error {
  constructor(
    readonly instant: Instant,
    steps: number,
    busiest: readonly string[],
  ) {
    super(`${steps} steps at one instant and no end: the busiest were ${busiest.join(', ')}`)
    this.name = 'EndlessLoop'
  }
}

const START = Date.UTC(2026, 0, 1, 8, 0, 0)
const STEPS_PER_INSTANT_MAX = 2_000_000

/**
 * One thread, one clock, one dice. At one instant the loop fires the timers that are due in (time, sequence) order,
 * drains each actor's queue in registered order until all are empty, and only then lets time move.
 */
export class Loop {
  readonly dice: Dice
  readonly processes = new Processes()
  private readonly timers = new Timers()
  private readonly actors: Actor[] = []
  private readonly shuffle: Dice | undefined
  private readonly stepsMax: number
  private instant: Instant
  private steps = 0
  private batch: { readonly actor: Actor; left: number } | undefined
  private busy = new Map<string, number>()

  constructor({ start = START, seed = 0, stepsPerInstantMax = STEPS_PER_INSTANT_MAX }: LoopOptions = {}) {
    this.instant = start
    this.dice = new Dice(seed)
    this.shuffle = seed === 0 ? undefined : new Dice(~seed)
    this.stepsMax = stepsPerInstantMax
  }

  now = (): Instant => this.instant

  /** The order of registration is the order of turns. */
  addActor(actor: Actor): void {
    this.actors.push(actor)
  }

  at(instant: Instant, run: () => void): Timer {
    return this.timers.set(Math.max(instant, this.instant), run)
  }

  after(ms: number, run: () => void): Timer {
    return this.timers.set(this.instant + Math.max(0, ms), run)
  }

  /** When something will happen next by itself, if ever. */
  nextTimerAt(): Instant | undefined {
    return this.timers.nextAt()
  }

  /** Does everything that can be done at this instant. */
  settle(): 'quiet' | 'running' {
    return this.run({ until: () => false, deadline: this.instant }) === 'running' ? 'running' : 'quiet'
  }

  /**
   * Works and lets time pass until the condition holds, at the latest until the deadline (then the clock stands exactly
   * there). The condition is judged after each step, so that no state on the way escapes it.
   * Returns 'running' when a process has to go on first: await `processes.idle()` and call again.
   */
  run({ until, deadline }: { until: () => boolean; deadline: Instant }): Stopped {
    for (;;) {
      if (this.processes.runnable > 0) return 'running'
      if (until()) return 'held'
      if (this.step()) continue
      const next = this.timers.nextAt()
      if (next === undefined || next > deadline) {
        if (deadline === Infinity) return 'quiet'
        this.moveTo(deadline)
        return 'deadline'
      }
      this.moveTo(next)
    }
  }

  private moveTo(instant: Instant): void {
    if (instant <= this.instant) return
    this.instant = instant
    this.steps = 0
    this.busy.clear()
  }

  /** One timer or one turn at this instant. False when nothing is left to do now. */
  private step(): boolean {
    const due = this.timers.takeDue(this.instant)
    if (due) {
      this.count('timer')
      due()
      return true
    }
    const actor = this.nextActor()
    if (!actor) return false
    const place = this.shuffle ? this.shuffle.below(actor.pending()) : 0
    this.count(`${actor.name} ${actor.turn(place)}`)
    return true
  }

  /** The one who is in the middle of a batch, else the first in order (with a seed: any) who has something to do. */
  private nextActor(): Actor | undefined {
    if (this.batch && this.batch.left > 0 && this.batch.actor.pending() > 0) {
      this.batch.left--
      return this.batch.actor
    }
    const actor = this.shuffle ? this.anyActor(this.shuffle) : this.actors.find((candidate) => candidate.pending() > 0)
    this.batch = actor && {
      actor,
      left: actor.pending() <= SEEN_ONE_BY_ONE_MAX ? 0 : Math.floor(actor.pending() / BATCH_PART),
    }
    return actor
  }

  private anyActor(dice: Dice): Actor | undefined {
    const willing = this.actors.filter((actor) => actor.pending() > 0)
    return willing[dice.below(willing.length)]
  }

  private count(who: string): void {
    if (++this.steps < this.stepsMax / 2) return // only the second half is counted by name: it is what does not end
    this.busy.set(who, (this.busy.get(who) ?? 0) + 1)
    if (this.steps < this.stepsMax) return
    const busiest = [...this.busy].sort((a, b) => b[1] - a[1]).slice(0, 5)
    throw new EndlessLoop(
      this.instant,
      this.steps,
      busiest.map(([name, times]) => `${name} (${times})`),
    )
  }
}
