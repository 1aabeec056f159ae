import type { Draft } from '../objects/kube-object'
import type { KindName, Kinds } from '../objects/kinds'
import type { ApiServer } from './api-server'
import type { Caller } from './caller'
import type { Api } from './client'
import { evictPod } from './subresources/eviction'
import { getScale, setScale } from './subresources/scale'

/** The verbs in the name of one actor: what the timeline shows as its writes. */
export function createActorApi(server: ApiServer, caller: Caller): Api {
  return {
    create: <K extends KindName>(kind: K, draft: Draft<Kinds[K]>) =>
      server.create(kind, draft.metadata.namespace ?? '', draft, caller) as unknown as Kinds[K],
    update: (object) => server.update(object.kind, object, caller) as never,
    updateStatus: (object) => server.update(object.kind, object, caller, 'status') as never,
    patch: (kind, namespace, name, patch, subresource) =>
      server.patch({ kind, namespace, name, patch, ...(subresource ? { subresource } : {}) }, caller) as never,
    delete: (kind, namespace, name, options = {}) => void server.delete(kind, namespace, name, options, caller),
    bind: (namespace, name, nodeName) => server.bind(namespace, name, nodeName, caller),
    evict: (namespace, name, options = {}) => evictPod(server, { namespace, name }, options, caller),
    finalizeNamespace: (namespace) => void server.update('Namespace', namespace, caller, 'finalize'),
    getScale: (kind, namespace, name) => getScale(server, kind, namespace, name),
    setScale: (kind, namespace, name, replicas) => void setScale(server, { kind, namespace, name, replicas }, caller),
  }
}
