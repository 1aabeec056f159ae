/** Keys waiting for their turn, each at most once, first in first out. */
export class WorkQueue<K> {
  private readonly waiting = new Set<K>()
  constructor(private readonly onWork: () => void = () => {}) {}

  add(key: K): void {
    if (this.waiting.has(key)) return
    this.waiting.add(key)
    this.onWork()
  }

  take(): K | undefined {
    for (const key of this.waiting) {
      this.waiting.delete(key)
      return key
    }
    return undefined
  }

  /** Takes the waiting key at this place in line: seeded orders use it. */
  takeAt(place: number): K | undefined {
    let i = 0
    for (const key of this.waiting) {
      if (i++ < place) continue
      this.waiting.delete(key)
      return key
    }
    return undefined
  }

  delete(key: K): void {
    this.waiting.delete(key)
  }

  get size(): number {
    return this.waiting.size
  }
}
