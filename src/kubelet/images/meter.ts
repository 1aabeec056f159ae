// How much a container uses: a steady load, what each request costs, and what it holds in memory.

const BUCKET_MS = 5_000
const BUCKETS = 6

export class Meter {
  /** millicores used all the time */
  steadyCpu: number
  /** bytes */
  memory: number
  /** millicores; undefined is no limit */
  cpuLimit: number | undefined
  private spent: Map<number, number> | undefined
  private busyUntil = 0

  constructor(
    private readonly now: () => number,
    private readonly options: { cpu: number; memory: number; cpuLimit: number | undefined; startedAt: number },
  ) {
    this.cpuLimit = options.cpuLimit
    this.steadyCpu = options.cpu
    this.memory = options.memory
  }

  /** Milliseconds of one processor, spent now. */
  spend(cpuMs: number): void {
    const bucket = Math.floor(this.now() / BUCKET_MS)
    const spent = (this.spent ??= new Map())
    spent.set(bucket, (spent.get(bucket) ?? 0) + cpuMs)
    for (const old of spent.keys()) if (old <= bucket - BUCKETS - 1) spent.delete(old)
  }

  /**
   * Work that takes this much processor time, behind the work that is already there: returns how long it takes until it
   * is done. A cpu limit stretches it.
   */
  work(cpuMs: number): number {
    const share = Math.min(1, (this.cpuLimit ?? 1000) / 1000)
    const begin = Math.max(this.now(), this.busyUntil)
    this.busyUntil = begin + cpuMs / share
    this.spend(cpuMs)
    return this.busyUntil - this.now()
  }

  /** millicores over the last half minute, or since the start if that is shorter */
  cpu(): number {
    const now = this.now()
    const bucket = Math.floor(now / BUCKET_MS)
    const from = Math.max((bucket - BUCKETS) * BUCKET_MS, this.options.startedAt)
    let spent = 0
    for (const [each, ms] of this.spent ?? []) if (each >= bucket - BUCKETS) spent += ms
    const used = this.steadyCpu + (now > from ? (spent / (now - from)) * 1000 : 0)
    return Math.round(Math.min(used, this.cpuLimit ?? Infinity))
  }
}
