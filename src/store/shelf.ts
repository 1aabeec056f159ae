import type { KubeObject } from '../objects/kube-object'
import { controllerOf } from '../objects/owners'
import { matches, type Selector } from '../objects/selectors'
import { IndexBy, type Place } from './index-by'

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The objects of one kind: by namespace and name, listed in the order of their keys, as etcd lists them; and their indexes. */
export class Shelf {
  private readonly namespaces = new Map<string, Map<string, Place>>()
  private readonly sortedNames = new Map<string, readonly string[]>()
  private readonly byOwner = new IndexBy(owners, ownerUids)
  private readonly byLabel = new Map<string, IndexBy>()
  private uncontrolled: IndexBy | undefined
  private readonly indexes: IndexBy[]
  size = 0
  /** of the last write */
  version = 0

  /** @param indexes further ones, which the kind has from the beginning */
  constructor(indexes: readonly IndexBy[] = []) {
    this.indexes = [this.byOwner, ...indexes]
  }

  get(namespace: string, name: string): KubeObject | undefined {
    return this.namespaces.get(namespace)?.get(name)?.object
  }

  /** @returns what stood there before */
  set(namespace: string, name: string, object: KubeObject): KubeObject | undefined {
    let places = this.namespaces.get(namespace)
    if (!places) this.namespaces.set(namespace, (places = new Map<string, Place>()))
    const place = places.get(name)
    if (!place) {
      this.add(places, name, { object })
      this.sortedNames.delete(namespace)
      return undefined
    }
    const previous = place.object
    place.object = object
    for (const index of this.indexes) index.replace(place, previous)
    return previous
  }

  private add(places: Map<string, Place>, name: string, place: Place): void {
    this.size++
    places.set(name, place)
    for (const index of this.indexes) index.add(place)
  }

  /** @returns what stood there */
  delete(namespace: string, name: string): KubeObject | undefined {
    const places = this.namespaces.get(namespace)
    const place = places?.get(name)
    if (!places || !place) return undefined
    for (const index of this.indexes) index.delete(place)
    this.size--
    places.delete(name)
    this.sortedNames.delete(namespace)
    if (places.size === 0) this.namespaces.delete(namespace)
    return place.object
  }

  /** Of one namespace, or of all when none is given. */
  list(namespace?: string): KubeObject[] {
    if (namespace !== undefined) return this.listOne(namespace)
    return [...this.namespaces.keys()].sort(byText).flatMap((each) => this.listOne(each))
  }

  private listOne(namespace: string): KubeObject[] {
    const places = this.namespaces.get(namespace)
    if (!places) return []
    let names = this.sortedNames.get(namespace)
    if (!names) this.sortedNames.set(namespace, (names = [...places.keys()].sort(byText)))
    return names.map((name) => (places.get(name) as Place).object)
  }

  ownedBy(uid: string): KubeObject[] {
    return this.byOwner.find(uid)
  }

  /** Through the label index where the selector names a value. */
  select(namespace: string, selector: Selector): KubeObject[] {
    const equal = selector.find(
      ({ operator, values }) => (operator === 'In' || operator === '=') && values.length === 1,
    )
    const some = equal ? this.labelIndex(equal.key).find(`${namespace}/${equal.values[0]}`) : this.list(namespace)
    return some.filter((object) => matches(selector, object.metadata.labels))
  }

  /** Those that no controller keeps. */
  uncontrolledIn(namespace: string): KubeObject[] {
    this.uncontrolled ??= this.index(
      new IndexBy(owners, (object) => (controllerOf(object) ? [] : [object.metadata.namespace ?? ''])),
    )
    return this.uncontrolled.find(namespace)
  }

  /** Label indexes are made when a selector first asks for their key: labels nobody selects by cost nothing. */
  private labelIndex(key: string): IndexBy {
    let index = this.byLabel.get(key)
    if (index) return index
    index = this.index(
      new IndexBy(labels, ({ metadata: { namespace = '', labels } }) => {
        const value = labels?.[key]
        return value === undefined ? [] : [`${namespace}/${value}`]
      }),
    )
    this.byLabel.set(key, index)
    return index
  }

  /** Takes up a further index: what is there is found by it as if it had been there from the beginning. */
  private index(index: IndexBy): IndexBy {
    for (const places of this.namespaces.values()) for (const place of places.values()) index.add(place)
    this.indexes.push(index)
    return index
  }
}

const owners = ({ metadata }: KubeObject): unknown => metadata.ownerReferences
const ownerUids = ({ metadata }: KubeObject): readonly string[] =>
  (metadata.ownerReferences ?? []).map(({ uid }) => uid)
const labels = ({ metadata }: KubeObject): unknown => metadata.labels
