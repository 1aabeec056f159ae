/** One measured figure. */
export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** what it is compared with: a bound of the project, or the real thing */
  readonly reference?: string
}

/** Milliseconds of the best of some runs: what the machine's other work adds is left out. */
export function bestMs(runs: number, run: () => void): number {
  let best = Infinity
  for (let i = 0; i < runs; i++) {
    const begun = performance.now()
    run()
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

export const rssMb = (): number => Math.round(process.memoryUsage().rss / 1e6)
