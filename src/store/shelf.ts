import type { KubeObject } from '../objects/kube-object'

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The objects of one kind: by namespace and name, listed in the order of their keys, as etcd lists them. */
export class Shelf {
  private readonly namespaces = new Map<string, Map<string, KubeObject>>()
  private readonly sortedNames = new Map<string, readonly string[]>()
  size = 0

  get(namespace: string, name: string): KubeObject | undefined {
    return this.namespaces.get(namespace)?.get(name)
  }

  set(namespace: string, name: string, object: KubeObject): void {
    let objects = this.namespaces.get(namespace)
    if (!objects) this.namespaces.set(namespace, (objects = new Map<string, KubeObject>()))
    if (!objects.has(name)) {
      this.size++
      this.sortedNames.delete(namespace)
    }
    objects.set(name, object)
  }

  delete(namespace: string, name: string): void {
    const objects = this.namespaces.get(namespace)
    if (!objects?.delete(name)) return
    this.size--
    this.sortedNames.delete(namespace)
    if (objects.size === 0) this.namespaces.delete(namespace)
  }

  /** Of one namespace, or of all when none is given. */
  list(namespace?: string): KubeObject[] {
    if (namespace !== undefined) return this.listOne(namespace)
    return [...this.namespaces.keys()].sort(byText).flatMap((each) => this.listOne(each))
  }

  private listOne(namespace: string): KubeObject[] {
    const objects = this.namespaces.get(namespace)
    if (!objects) return []
    let names = this.sortedNames.get(namespace)
    if (!names) this.sortedNames.set(namespace, (names = [...objects.keys()].sort(byText)))
    return names.map((name) => objects.get(name) as KubeObject)
  }
}
