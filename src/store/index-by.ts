import type { KubeObject } from '../objects/kube-object'

/** Where an object stands: the place stays while its object is replaced, so that an index need not follow every write. */
export interface Place {
  object: KubeObject
}

/** Objects found by a derived key: the uid of an owner, the name of a node, a label. Order: as they came in. */
export class IndexBy {
  private readonly entries = new Map<string, Set<Place>>()

  /**
   * @param partOf what the keys depend on: a write that leaves this part as it was moves nothing
   * @param keysOf under which keys an object is found (none, one or several)
   */
  constructor(
    private readonly partOf: (object: KubeObject) => unknown,
    private readonly keysOf: (object: KubeObject) => readonly string[],
  ) {}

  find(key: string): KubeObject[] {
    const found = this.entries.get(key)
    if (!found) return []
    const objects: KubeObject[] = []
    for (const { object } of found) objects.push(object)
    return objects
  }

  add(place: Place): void {
    for (const key of this.keysOf(place.object)) this.put(key, place)
  }

  /** The object of this place was another before. */
  replace(place: Place, previous: KubeObject): void {
    if (this.partOf(previous) === this.partOf(place.object)) return
    const before = this.keysOf(previous)
    const after = this.keysOf(place.object)
    for (const key of before) if (!after.includes(key)) this.remove(key, place)
    for (const key of after) this.put(key, place)
  }

  delete(place: Place): void {
    for (const key of this.keysOf(place.object)) this.remove(key, place)
  }

  private put(key: string, place: Place): void {
    let found = this.entries.get(key)
    if (!found) this.entries.set(key, (found = new Set<Place>()))
    found.add(place)
  }

  private remove(key: string, place: Place): void {
    const found = this.entries.get(key)
    if (!found?.delete(place)) return
    if (found.size === 0) this.entries.delete(key)
  }
}
