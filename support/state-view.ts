import type { KindName, Kinds } from '../src/objects/kinds'
import type { KubeObject } from '../src/objects/kube-object'
import type { TimelineEntry } from '../src/cluster/timeline'

/** The objects of the cluster at one instant. */
export interface StateView {
  list<K extends KindName>(kind: K, namespace?: string): readonly Kinds[K][]
  get<K extends KindName>(kind: K, namespace: string, name: string): Kinds[K] | undefined
}

/** A state that is carried forward write by write: how the history is judged. */
export class ReplayedState implements StateView {
  private readonly kinds = new Map<string, Map<string, KubeObject>>()

  list<K extends KindName>(kind: K, namespace?: string): readonly Kinds[K][] {
    const all = [...(this.kinds.get(kind)?.values() ?? [])] as unknown as Kinds[K][]
    return namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace)
  }

  get<K extends KindName>(kind: K, namespace: string, name: string): Kinds[K] | undefined {
    return this.kinds.get(kind)?.get(`${namespace}/${name}`) as Kinds[K] | undefined
  }

  apply({ type, kind, namespace, name, after }: TimelineEntry): void {
    let objects = this.kinds.get(kind)
    if (!objects) this.kinds.set(kind, (objects = new Map<string, KubeObject>()))
    if (type === 'DELETED') objects.delete(`${namespace}/${name}`)
    else objects.set(`${namespace}/${name}`, after)
  }
}
