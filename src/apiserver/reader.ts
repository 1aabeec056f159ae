import { apiVersionOf } from '../objects/kube-object'
import type { KindName, Kinds, Pod } from '../objects/kinds'
import type { Store } from '../store/store'
import type { Reader } from './client'
import type { KindDefinition } from './kinds/kind'
import type { KindRegistry } from './kinds/kind-registry'

/** A Reader over the store: the types are those of the kinds, which the API server has checked on entry. */
export function createReader(store: Store, registry: KindRegistry): Reader {
  return {
    get: <K extends KindName>(kind: K, namespace: string, name: string) =>
      store.get(kind, namespace, name) as Kinds[K] | undefined,
    list: <K extends KindName>(kind: K, namespace?: string) =>
      store.list(kind, namespace) as unknown as readonly Kinds[K][],
    select: (kind, namespace, selector) => (selector ? (store.select(kind, namespace, selector) as never) : []),
    ownedBy: (kind, ownerUid) => store.ownedBy(kind, ownerUid) as never,
    uncontrolled: (kind, namespace) => store.uncontrolled(kind, namespace) as never,
    podsOf: (controllerUid) => store.podsOf(controllerUid),
    lastChangeOf: (kind) => store.lastChangeOf(kind),
    dependentsOf: (ownerUid) => store.dependentsOf(ownerUid),
    onNode: (nodeName) => store.podsOnNode(nodeName) as readonly Pod[],
    count: (kind) => store.count(kind),
    find: (kind, namespace, name) => store.get(kind, namespace, name),
    scopeOf: (kind, apiVersion) => {
      const definition = registry.byKind(kind)
      if (!definition || (apiVersion !== undefined && !isServed(definition, apiVersion))) return undefined
      return definition.namespaced ? 'Namespaced' : 'Cluster'
    },
    isInGroup: (kind, group) => {
      const definition = registry.byKind(kind)
      return definition !== undefined && servedAs(definition).some((served) => served.group === group)
    },
  }
}

const servedAs = ({ group, version, versions = [] }: KindDefinition) => [{ group, version }, ...versions]

const isServed = (definition: KindDefinition, apiVersion: string): boolean =>
  servedAs(definition).some((served) => apiVersionOf(served) === apiVersion)
