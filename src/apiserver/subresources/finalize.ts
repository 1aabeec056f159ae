// Follows pkg/registry/core/namespace/storage (FinalizeREST), v1.36.
import type { Namespace } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import type { Caller } from '../caller'
import { notFound } from '../status'
import type { WriteDeps } from '../write/write-deps'

/** Changes spec.finalizers of a Namespace only; the Namespace goes when it waits for its deletion and the last one is gone. */
export function finalizeNamespace({ store, actorWrites }: WriteDeps, wanted: KubeObject, caller: Caller): KubeObject {
  const { name } = wanted.metadata
  const current = store.get('Namespace', '', name) as Namespace | undefined
  if (!current) throw notFound({ group: '', resource: 'namespaces' }, name)
  const finalizers = (wanted as Namespace).spec.finalizers ?? []
  const next: Namespace = { ...current, spec: { ...current.spec, finalizers } }
  const isDone = finalizers.length === 0 && current.metadata.deletionTimestamp && !current.metadata.finalizers?.length
  if (isDone) actorWrites.removed(current)
  return isDone ? store.remove('Namespace', next, caller.actor) : store.put('Namespace', next, caller.actor)
}
