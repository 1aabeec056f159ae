// Words of a scenario that change what containers do: they exit, hang, need long to get ready, use more than they should.
import type { Listener } from '../../simulation/wire'

/** Which containers are meant; everything that is given must hold. Names may end in `*`. */
export interface ContainerChoice {
  readonly namespace?: string
  readonly pod?: string
  readonly container?: string
  /** as the manifest says it */
  readonly image?: string
}

export interface Behaviour {
  /** ends by itself */
  readonly exits?: { readonly code: number; readonly afterMs: number }
  /** listens only after this time */
  readonly readyAfterMs?: number
  /** ports refuse */
  readonly isSilent?: boolean
  /** takes connections and never answers */
  readonly hangs?: boolean
  /** bytes */
  readonly memory?: number
  /** millicores */
  readonly cpu?: number
}

export interface ContainerWords {
  /** ends with this code, `afterMs` after its start (each time it starts) */
  exits(choice: ContainerChoice, code: number, afterMs?: number): void
  /** its ports are closed until it has run this long */
  becomesReadyAfter(choice: ContainerChoice, ms: number): void
  /** its ports refuse connections, from now on */
  stopsAnswering(choice: ContainerChoice): void
  /** its ports take connections and say nothing, from now on */
  hangs(choice: ContainerChoice): void
  /** answers again as its image does: takes back stopsAnswering and hangs */
  answersAgain(choice: ContainerChoice): void
  /** holds this much memory; beyond its limit it is killed (OOMKilled) */
  usesMemory(choice: ContainerChoice, bytes: number): void
  usesCpu(choice: ContainerChoice, millicores: number): void
  /** takes back everything that was said about these containers */
  behave(choice: ContainerChoice): void
}

export interface ContainerFacts {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly image: string
}

interface Rule {
  readonly choice: ContainerChoice
  readonly behaviour: Behaviour
}

/** What was said, and who has to hear of it. */
export class Behaviours implements ContainerWords {
  private rules: Rule[] = []
  private readonly running = new Set<ContainerFacts & { changed(): void }>()

  exits(choice: ContainerChoice, code: number, afterMs = 0): void {
    this.say(choice, { exits: { code, afterMs } })
  }

  becomesReadyAfter(choice: ContainerChoice, ms: number): void {
    this.say(choice, { readyAfterMs: ms })
  }

  stopsAnswering(choice: ContainerChoice): void {
    this.say(choice, { isSilent: true, hangs: false })
  }

  hangs(choice: ContainerChoice): void {
    this.say(choice, { hangs: true, isSilent: false })
  }

  answersAgain(choice: ContainerChoice): void {
    this.say(choice, { hangs: false, isSilent: false })
  }

  usesMemory(choice: ContainerChoice, bytes: number): void {
    this.say(choice, { memory: bytes })
  }

  usesCpu(choice: ContainerChoice, millicores: number): void {
    this.say(choice, { cpu: millicores })
  }

  behave(choice: ContainerChoice): void {
    const same = (a: ContainerChoice, b: ContainerChoice) =>
      a.namespace === b.namespace && a.pod === b.pod && a.container === b.container && a.image === b.image
    this.rules = this.rules.filter((rule) => !same(rule.choice, choice))
    this.tell(choice)
  }

  /** Everything said of a container; later words win. undefined when nothing was said. */
  of(facts: ContainerFacts): Behaviour | undefined {
    let found: Behaviour | undefined
    for (const { choice, behaviour } of this.rules) if (isMeant(choice, facts)) found = { ...found, ...behaviour }
    return found
  }

  add(container: ContainerFacts & { changed(): void }): void {
    this.running.add(container)
  }

  remove(container: ContainerFacts & { changed(): void }): void {
    this.running.delete(container)
  }

  private say(choice: ContainerChoice, behaviour: Behaviour): void {
    this.rules.push({ choice, behaviour })
    this.tell(choice)
  }

  private tell(choice: ContainerChoice): void {
    for (const each of [...this.running]) if (isMeant(choice, each)) each.changed()
  }
}

const fits = (wanted: string | undefined, name: string): boolean =>
  wanted === undefined || wanted === name || (wanted.endsWith('*') && name.startsWith(wanted.slice(0, -1)))

const isMeant = (choice: ContainerChoice, facts: ContainerFacts): boolean =>
  fits(choice.namespace, facts.namespace) &&
  fits(choice.pod, facts.pod) &&
  fits(choice.container, facts.container) &&
  fits(choice.image, facts.image)

/** A listener that does as the scenario says at the moment of the call. */
export class ChangedListener implements Listener {
  constructor(
    private readonly listener: Listener,
    private readonly container: { readonly behaviour: Behaviour | undefined },
  ) {}

  get http(): Listener['http'] {
    const { listener } = this
    if (!listener.http) return undefined
    return this.container.behaviour?.hangs
      ? () => {}
      : (request, caller, answer) => listener.http?.(request, caller, answer)
  }

  get scheme(): Listener['scheme'] {
    return this.listener.scheme
  }

  get tcp(): Listener['tcp'] {
    const { listener } = this
    if (!listener.tcp) return undefined
    return this.container.behaviour?.hangs ? () => {} : (connection) => listener.tcp?.(connection)
  }

  get udp(): Listener['udp'] {
    const { listener } = this
    if (!listener.udp) return undefined
    return this.container.behaviour?.hangs
      ? () => {}
      : (datagram, caller, answer) => listener.udp?.(datagram, caller, answer)
  }

  get refuses(): boolean {
    return this.container.behaviour?.isSilent === true
  }
}
