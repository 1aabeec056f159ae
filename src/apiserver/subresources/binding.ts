// Follows pkg/registry/core/pod/storage/storage.go (BindingREST), v1.36.
import type { Pod } from '../../objects/kinds'
import { timeText } from '../../objects/time'
import type { Caller } from '../caller'
import { conflict, failure, notFound } from '../status'
import type { WriteDeps } from '../write/write-deps'

const PODS = { group: '', resource: 'pods' }

/** Sets spec.nodeName once and notes that the Pod was scheduled. Throws NotFound or Conflict. */
export function bindPod(
  { store, now }: WriteDeps,
  target: { namespace: string; name: string; nodeName: string },
  caller: Caller,
): Pod {
  const { namespace, name, nodeName } = target
  const pod = store.get('Pod', namespace, name) as Pod | undefined
  if (!pod) throw notFound(PODS, name)
  if (pod.metadata.deletionTimestamp)
    throw conflict(
      { group: '', resource: 'pods/binding' },
      name,
      `pod ${name} is being deleted, cannot be assigned to a host`,
    )
  if (pod.spec.nodeName)
    throw conflict(
      { group: '', resource: 'pods/binding' },
      name,
      `pod ${name} is already assigned to node "${pod.spec.nodeName}"`,
    )
  if (pod.spec.schedulingGates?.length)
    throw failure(409, 'Conflict', `pod ${name} has non-empty .spec.schedulingGates`)
  const scheduled = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: timeText(now()) }
  const before = pod.status.conditions ?? []
  const conditions = before.some(({ type }) => type === 'PodScheduled')
    ? before.map((each) => (each.type === 'PodScheduled' ? scheduled : each))
    : [...before, scheduled]
  // What the Pod was nominated for has come true, or is of no use any more.
  const { nominatedNodeName: _, ...status } = pod.status
  const bound = {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...status, conditions },
  } as Pod
  return caller.dryRun ? bound : (store.put('Pod', bound, caller.actor) as Pod)
}
