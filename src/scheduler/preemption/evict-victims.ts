// Follows pkg/scheduler/framework/preemption (executor.go), v1.36.
import { isApiError, type Api, type Reader } from '../../apiserver/client'
import type { SeriesRecorder } from '../../apiserver/events/series-recorder'
import type { Pod } from '../../objects/kinds'
import type { Nominations } from '../nominations'
import type { PodInfo } from '../pod-info'
import { withDisruption, withNomination } from '../pod-status'
import type { Victims } from './victims'

export interface Eviction {
  readonly victims: Victims
  readonly preemptor: Pod
  readonly api: Api
  readonly read: Reader
  readonly nominations: Nominations
  readonly recorder: SeriesRecorder
  readonly nowText: string
}

/** Each victim is marked and deleted with its own grace; less important Pods nominated for the node look for another one. */
export function evictVictims(eviction: Eviction): void {
  const { victims, preemptor, nominations } = eviction
  for (const victim of victims.pods) evict(victim, eviction)
  const lower = [...nominations.onNode(victims.node.name)].filter(
    ({ priority }) => priority < (preemptor.spec.priority ?? 0),
  )
  for (const pod of lower) {
    nominations.delete(pod.uid)
    const current = eviction.read.get('Pod', pod.namespace, pod.name)
    if (current) tolerateRefusal(() => eviction.api.updateStatus(withNomination(current, '')))
  }
}

function evict(
  { namespace, name, uid }: PodInfo,
  { victims, preemptor, api, read, recorder, nowText }: Eviction,
): void {
  const victim = read.get('Pod', namespace, name)
  // One that is on its way out already need not be told.
  if (!victim || victim.metadata.uid !== uid || victim.metadata.deletionTimestamp) return
  const gone = !tolerateRefusal(() => {
    const marked = withDisruption(victim, preemptor.spec.schedulerName ?? '', nowText)
    if (marked !== victim) api.updateStatus(marked)
    api.delete('Pod', namespace, name, { preconditions: { uid } })
  })
  if (gone) return
  recorder.event({
    about: victim,
    type: 'Normal',
    reason: 'Preempted',
    action: 'Preempting',
    message: `Preempted by pod ${preemptor.metadata.uid} on node ${victims.node.name}`,
  })
}

/** False when the API server refused: somebody else was faster, and the next attempt sees what there is then. */
function tolerateRefusal(write: () => void): boolean {
  try {
    write()
    return true
  } catch (error) {
    if (isApiError(error)) return false
    throw error
  }
}
