// Follows utils/lru (groupcache), as client-go's Event caches use it.

/** What was used last; what was not used for the longest goes when there is too much. */
export class Recent<T> {
  private readonly entries = new Map<string, T>()

  constructor(private readonly max: number) {}

  get(key: string): T | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    this.entries.delete(key)
    this.entries.set(key, entry)
    return entry
  }

  set(key: string, entry: T): void {
    this.entries.delete(key)
    this.entries.set(key, entry)
    if (this.entries.size > this.max) this.entries.delete(this.entries.keys().next().value as string)
  }
}
