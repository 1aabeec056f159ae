/** One measured figure. */
export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** what it is compared with: a bound of the project, or the real thing */
  readonly reference?: string
}

export const rssMb = (): number => Math.round(process.memoryUsage().rss / 1e6)
