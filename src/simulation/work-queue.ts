/** A line is cut short when it has this many empty places more than keys. */
const EMPTY_MAX = 64

/** Keys waiting for their turn, each at most once, first in first out. */
export class WorkQueue<K> {
  private readonly waiting = new Set<K>()
  /** The keys in line. Whoever is taken leaves an empty place: a Set alone would be walked past all of them each time. */
  private line: (K | undefined)[] = []
  private first = 0
  constructor(private readonly onWork: () => void = () => {}) {}

  add(key: K): void {
    if (this.waiting.has(key)) return
    this.waiting.add(key)
    this.line.push(key)
    this.onWork()
  }

  take(): K | undefined {
    return this.takeAt(0)
  }

  /** Takes the waiting key at this place in line: seeded orders use it. */
  takeAt(place: number): K | undefined {
    const { line } = this
    while (this.first < line.length && line[this.first] === undefined) this.first++
    for (let i = this.first, left = place; i < line.length; i++) {
      const key = line[i]
      if (key === undefined || left-- > 0) continue
      line[i] = undefined
      this.waiting.delete(key)
      this.cutShort()
      return key
    }
    return undefined
  }

  delete(key: K): void {
    if (!this.waiting.delete(key)) return
    this.line[this.line.indexOf(key, this.first)] = undefined
    this.cutShort()
  }

  private cutShort(): void {
    if (this.line.length - this.waiting.size < this.waiting.size + EMPTY_MAX) return
    this.line = this.line.filter((key) => key !== undefined)
    this.first = 0
  }

  get size(): number {
    return this.waiting.size
  }
}
