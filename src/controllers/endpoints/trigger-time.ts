// When the change happened that an update of endpoints answers to. Follows
// staging/src/k8s.io/endpointslice/util/trigger_time_tracker.go, v1.36.
import { conditionOf } from '../../objects/conditions'
import type { Pod, Service } from '../../objects/kinds'

export const LAST_CHANGE_TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'

interface Known {
  readonly serviceAt: string
  readonly podsAt: ReadonlyMap<string, string>
}

/** Remembers, Service by Service, which times it has seen. */
export class TriggerTimes {
  private readonly known = new Map<string, Known>()

  /** The earliest time that is new since the last call: of the Service's creation or a Pod's readiness. Undefined when none is. */
  next(key: string, service: Service, pods: readonly Pod[]): string | undefined {
    const before = this.known.get(key)
    const serviceAt = service.metadata.creationTimestamp
    const podsAt = new Map<string, string>()
    const changed: string[] = []
    for (const pod of pods) {
      const at = conditionOf(pod.status.conditions, 'Ready')?.lastTransitionTime
      if (!at) continue
      podsAt.set(pod.metadata.name, at)
      if (at > (before?.podsAt.get(pod.metadata.name) ?? '')) changed.push(at)
    }
    if (serviceAt > (before?.serviceAt ?? '')) changed.push(serviceAt)
    this.known.set(key, { serviceAt, podsAt })
    return before ? changed.sort()[0] : serviceAt
  }

  forget(key: string): void {
    this.known.delete(key)
  }
}

/** The annotations with the time put in, or without it when there is none. */
export function withTriggerTime(
  annotations: Record<string, string> | undefined,
  time: string | undefined,
): Record<string, string> | undefined {
  const { [LAST_CHANGE_TRIGGER_TIME]: _, ...others } = annotations ?? {}
  const next = time === undefined ? others : { ...others, [LAST_CHANGE_TRIGGER_TIME]: time }
  return Object.keys(next).length === 0 ? undefined : next
}
