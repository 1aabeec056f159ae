// The numbers of all nodes side by side in memory: a scheduler looks at hundreds of nodes for each Pod, and numbers that lie
// scattered over the heap cost more time than the arithmetic.

/**
 * Places within a node's row. cpu in millicores, memory and storage in bytes; NON_ZERO: as scores see it; MAX: what is allocatable;
 * EVENNESS: of the use of cpu and memory. One object, to be taken apart once in a module: reading an import each time costs more.
 */
export const FIGURES = {
  CPU: 0,
  MEMORY: 1,
  STORAGE: 2,
  NON_ZERO_CPU: 3,
  NON_ZERO_MEMORY: 4,
  PODS: 5,
  CPU_MAX: 6,
  MEMORY_MAX: 7,
  STORAGE_MAX: 8,
  PODS_MAX: 9,
  EVENNESS: 10,
} as const

const ROW = 16
const ROWS_PER_TABLE = 1024

export interface Row {
  readonly table: Float64Array
  readonly at: number
}

/** Hands out rows, one for each node. */
export class Figures {
  private readonly tables: Float64Array[] = []

  row(slot: number): Row {
    const page = Math.floor(slot / ROWS_PER_TABLE)
    const table = (this.tables[page] ??= new Float64Array(ROW * ROWS_PER_TABLE))
    return { table, at: ROW * (slot % ROWS_PER_TABLE) }
  }
}

export const singleRow = (): Row => ({ table: new Float64Array(ROW), at: 0 })

export const copyRow = (from: Row): Row => ({ table: from.table.slice(from.at, from.at + ROW), at: 0 })
