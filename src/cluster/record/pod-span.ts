import type { Pod } from '../../objects/kinds'
import type { Ms, PodSpan, PodState } from '../../objects/run-record'

/** STATUS, READY and RESTARTS as `kubectl get pods` prints them. */
export interface PodWords {
  readonly status: string
  readonly ready: string
  readonly restarts: number
}

export function podSpan(pod: Pod, from: Ms, { status, ready, restarts }: PodWords): PodSpan {
  const { nodeName, containers } = pod.spec
  const { podIP } = pod.status
  const image = containers[0]?.image
  return {
    from,
    state: podState(pod),
    status,
    ready,
    restarts,
    ...(nodeName ? { node: nodeName } : {}),
    ...(podIP ? { ip: podIP } : {}),
    ...(image ? { image } : {}),
  }
}

export function podState({ metadata, spec, status }: Pod): PodState {
  // Containers that were told to stop end well or badly while the Pod goes: to a reader it goes.
  if (metadata.deletionTimestamp) return 'terminating'
  if (status.phase === 'Failed') return 'failed'
  if (status.phase === 'Succeeded') return 'succeeded'
  if (status.phase === 'Running')
    return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True')
      ? 'ready'
      : 'running'
  return spec.nodeName ? 'creating' : 'pending'
}
