import TinyQueue from 'tinyqueue'

interface Ticket<T> {
  readonly item: T
  readonly rank: Rank
  readonly seq: number
}

/** Smaller goes first; the second number decides when the first are equal, and so on. */
export type Rank = readonly [number, number, number]

/** Things in the order of a rank, which is taken when they join; equal ones first come, first served. */
export class WaitingLine<T extends object> {
  private readonly heap = new TinyQueue<Ticket<T>>([], (a, b) => byRank(a.rank, b.rank) || a.seq - b.seq)
  private readonly tickets = new Map<T, Ticket<T>>()
  private seq = 0

  constructor(private readonly rankOf: (item: T) => Rank) {}

  get size(): number {
    return this.tickets.size
  }

  add(item: T): void {
    if (this.tickets.has(item)) return
    const ticket = { item, rank: this.rankOf(item), seq: this.seq++ }
    this.tickets.set(item, ticket)
    this.heap.push(ticket)
  }

  peek(): T | undefined {
    for (;;) {
      const ticket = this.heap.peek()
      if (!ticket || this.tickets.get(ticket.item) === ticket) return ticket?.item
      this.heap.pop()
    }
  }

  take(): T | undefined {
    const item = this.peek()
    if (!item) return undefined
    this.heap.pop()
    this.tickets.delete(item)
    return item
  }

  /** Its ticket stays in the heap until its turn comes, and then counts for nothing. */
  delete(item: T): void {
    this.tickets.delete(item)
  }
}

const byRank = (a: Rank, b: Rank): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
