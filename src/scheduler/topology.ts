// Which node is in which domain of a label, as numbers: labels are looked up once, not for every Pod.
import type { NodeInfo } from './node-info'

export class Topology {
  private readonly bySlot: number[] = []
  private readonly ids = new Map<string, number>()
  /** the values of the label, by the number of their domain */
  readonly values: string[] = []

  constructor(
    readonly key: string,
    nodes: Iterable<NodeInfo>,
  ) {
    for (const { slot, labels } of nodes) {
      while (this.bySlot.length <= slot) this.bySlot.push(-1)
      const value = labels?.[key]
      if (value !== undefined) this.bySlot[slot] = this.idOf(value)
    }
  }

  /** -1 for a node without the label. */
  domainOf(slot: number): number {
    return this.bySlot[slot] ?? -1
  }

  private idOf(value: string): number {
    let id = this.ids.get(value)
    if (id === undefined) {
      this.ids.set(value, (id = this.values.length))
      this.values.push(value)
    }
    return id
  }
}
