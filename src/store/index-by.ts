import type { KubeObject } from '../objects/kube-object'

/** Objects found by a derived key: the uid of an owner, the name of a node, a label. Order: as they came in. */
export class IndexBy {
  private readonly entries = new Map<string, Map<string, KubeObject>>()

  /** @param keysOf under which keys an object is found (none, one or several) */
  constructor(private readonly keysOf: (object: KubeObject) => readonly string[]) {}

  find(key: string): readonly KubeObject[] {
    const found = this.entries.get(key)
    return found ? [...found.values()] : []
  }

  count(key: string): number {
    return this.entries.get(key)?.size ?? 0
  }

  replace(previous: KubeObject | undefined, next: KubeObject | undefined): void {
    const before = previous ? this.keysOf(previous) : []
    const after = next ? this.keysOf(next) : []
    const id = (next ?? previous)?.metadata.uid as string
    for (const key of before) if (!after.includes(key)) this.remove(key, id)
    if (next) for (const key of after) this.put(key, id, next)
  }

  private put(key: string, id: string, object: KubeObject): void {
    let found = this.entries.get(key)
    if (!found) this.entries.set(key, (found = new Map<string, KubeObject>()))
    found.set(id, object)
  }

  private remove(key: string, id: string): void {
    const found = this.entries.get(key)
    if (!found?.delete(id)) return
    if (found.size === 0) this.entries.delete(key)
  }
}
