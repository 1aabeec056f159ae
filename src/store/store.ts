import type { KubeObject } from '../objects/kube-object'
import type { Pod } from '../objects/kinds'
import type { Selector } from '../objects/selectors'
import type { Change, ChangeType, Listener } from './change'
import { deepFreeze } from './freeze'
import { IndexBy } from './index-by'
import { PodCensus, type CountedPods } from './pod-census'
import { Shelf } from './shelf'

/** How many changes a late watcher can still be told; older versions are answered with "too old". */
const WATCH_HISTORY_MAX = 20_000

/**
 * Objects by kind, namespace and name. Frozen on entry, versioned by one counter, with a bounded history of changes.
 * It has no rules: what a write means is decided in src/apiserver, the only room that writes here.
 */
export class Store {
  private readonly shelves = new Map<string, Shelf>()
  private readonly byNode = new IndexBy(nodeName, (object) => [nodeName(object)].filter((name) => name !== undefined))
  private readonly podCensus = new PodCensus()
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly allListeners = new Set<Listener>()
  private history: Change[] = []
  private version: number
  private forgottenUpTo = 0

  constructor({ resourceVersion = 1 }: { resourceVersion?: number } = {}) {
    this.version = resourceVersion
    this.forgottenUpTo = resourceVersion
  }

  /** The version of the last write. */
  get resourceVersion(): number {
    return this.version
  }

  /** The oldest version from which changes can still be told. */
  get oldestVersion(): number {
    return this.forgottenUpTo
  }

  get(kind: string, namespace: string, name: string): KubeObject | undefined {
    return this.shelves.get(kind)?.get(namespace, name)
  }

  list(kind: string, namespace?: string): KubeObject[] {
    return this.shelves.get(kind)?.list(namespace) ?? []
  }

  count(kind: string): number {
    return this.shelves.get(kind)?.size ?? 0
  }

  kinds(): string[] {
    return [...this.shelves.keys()]
  }

  /** The version of the last write of a kind, 0 when there was none. */
  lastChangeOf(kind: string): number {
    return this.shelves.get(kind)?.version ?? 0
  }

  /** Objects of a kind whose ownerReferences name this uid. */
  ownedBy(kind: string, ownerUid: string): readonly KubeObject[] {
    return this.shelves.get(kind)?.ownedBy(ownerUid) ?? []
  }

  /** Objects of every kind whose ownerReferences name this uid. */
  dependentsOf(ownerUid: string): readonly KubeObject[] {
    return [...this.shelves.values()].flatMap((shelf) => shelf.ownedBy(ownerUid))
  }

  /** Objects of a namespace that have no controller. */
  uncontrolled(kind: string, namespace: string): readonly KubeObject[] {
    return this.shelves.get(kind)?.uncontrolledIn(namespace) ?? []
  }

  /** How many Pods of which class a controller has. */
  podsOf(controllerUid: string): CountedPods {
    return this.podCensus.of(controllerUid, () => this.ownedBy('Pod', controllerUid) as readonly Pod[])
  }

  /** Pods that are bound to a node. */
  podsOnNode(node: string): readonly KubeObject[] {
    return this.byNode.find(node)
  }

  /** Objects of a namespace whose labels match. */
  select(kind: string, namespace: string, selector: Selector): KubeObject[] {
    return this.shelves.get(kind)?.select(namespace, selector) ?? []
  }

  /** Writes an object as it is (with the next resourceVersion) and tells the watchers. */
  put(kind: string, object: KubeObject, actor: string): KubeObject {
    const { namespace = '', name } = object.metadata
    const resourceVersion = ++this.version
    const kept = deepFreeze(versioned(object, resourceVersion))
    const shelf = this.shelf(kind)
    shelf.version = resourceVersion
    const previous = shelf.set(namespace, name, kept)
    if (kind === 'Pod') this.podCensus.replace(previous as Pod | undefined, kept as Pod)
    this.tell(previous ? 'MODIFIED' : 'ADDED', kind, kept, previous, resourceVersion, actor)
    return kept
  }

  /** Removes an object; the change carries its last state (`last`, when the deletion changed it) with the version of the removal. */
  remove(kind: string, last: KubeObject, actor: string): KubeObject {
    const { namespace = '', name } = last.metadata
    const resourceVersion = ++this.version
    const gone = deepFreeze(versioned(last, resourceVersion))
    const shelf = this.shelf(kind)
    shelf.version = resourceVersion
    const previous = shelf.delete(namespace, name)
    if (kind === 'Pod') this.podCensus.replace(previous as Pod | undefined, undefined)
    this.tell('DELETED', kind, gone, previous, resourceVersion, actor)
    return gone
  }

  /** Calls back on every change of a kind (of all kinds for '*'), in the order of writes. Returns what stops it. */
  subscribe(kind: string, listener: Listener): () => void {
    const set = kind === '*' ? this.allListeners : this.listenersOf(kind)
    set.add(listener)
    return () => set.delete(listener)
  }

  /** The changes of a kind after a version, or 'too old' when the history does not reach back so far. */
  changesSince(kind: string, resourceVersion: number): readonly Change[] | 'too old' {
    if (resourceVersion < this.forgottenUpTo) return 'too old'
    return this.history.slice(this.firstAfter(resourceVersion)).filter((change) => change.kind === kind)
  }

  private firstAfter(resourceVersion: number): number {
    let low = 0
    let high = this.history.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.history[middle] as Change).resourceVersion > resourceVersion) high = middle
      else low = middle + 1
    }
    return low
  }

  private tell(
    type: ChangeType,
    kind: string,
    object: KubeObject,
    previous: KubeObject | undefined,
    resourceVersion: number,
    actor: string,
  ): void {
    const change: Change = { type, kind, object, previous, resourceVersion, actor }
    this.history.push(change)
    if (this.history.length > 2 * WATCH_HISTORY_MAX) this.forget()
    for (const listener of this.allListeners) listener(change)
    const listeners = this.listeners.get(kind)
    if (listeners) for (const listener of listeners) listener(change)
  }

  private forget(): void {
    this.forgottenUpTo = (this.history[this.history.length - WATCH_HISTORY_MAX - 1] as Change).resourceVersion
    this.history = this.history.slice(-WATCH_HISTORY_MAX)
  }

  private shelf(kind: string): Shelf {
    let shelf = this.shelves.get(kind)
    if (!shelf) this.shelves.set(kind, (shelf = new Shelf(kind === 'Pod' ? [this.byNode] : [])))
    return shelf
  }

  private listenersOf(kind: string): Set<Listener> {
    let set = this.listeners.get(kind)
    if (!set) this.listeners.set(kind, (set = new Set<Listener>()))
    return set
  }
}

/** `Object.assign` copies a frozen object of whatever shape in half the time of a spread, and this is done on every write. */
function versioned(object: KubeObject, resourceVersion: number): KubeObject {
  const metadata = Object.assign({}, object.metadata, { resourceVersion: String(resourceVersion) })
  return Object.assign({}, object, { metadata })
}

const nodeName = (object: KubeObject): string | undefined => (object as Pod).spec.nodeName || undefined
