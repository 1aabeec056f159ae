// What the scheduler writes into a Pod's status. Follows pkg/scheduler/schedule_one.go (updatePod), v1.36.
import { withCondition } from '../objects/conditions'
import type { Pod } from '../objects/kinds'

type Condition = NonNullable<Pod['status']['conditions']>[number]

export interface Unscheduled {
  readonly reason: 'Unschedulable' | 'SchedulerError'
  readonly message: string
}

/** The Pod with its condition, and nominated for a node ('' for none, undefined: as it was). The same Pod when nothing differs. */
export function withUnscheduled(
  pod: Pod,
  { reason, message }: Unscheduled,
  nominated: string | undefined,
  nowText: string,
): Pod {
  return withNomination(
    withPodCondition(pod, { type: 'PodScheduled', status: 'False', reason, message }, nowText),
    nominated,
  )
}

export function withNomination(pod: Pod, nominated: string | undefined): Pod {
  const { nominatedNodeName, ...status } = pod.status
  if (nominated === undefined || nominated === (nominatedNodeName ?? '')) return pod
  return { ...pod, status: nominated === '' ? status : { ...status, nominatedNodeName: nominated } }
}

/** A victim of preemption says so before it goes. */
export const withDisruption = (pod: Pod, schedulerName: string, nowText: string): Pod =>
  withPodCondition(
    pod,
    {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: `${schedulerName}: preempting to accommodate a higher priority pod`,
    },
    nowText,
  )

function withPodCondition(
  pod: Pod,
  said: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
  nowText: string,
): Pod {
  const before = pod.status.conditions?.find(({ type }) => type === said.type)
  if (before && before.status === said.status && before.reason === said.reason && before.message === said.message)
    return pod
  const { type, status, reason, message } = said
  const condition = {
    type,
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    status,
    lastProbeTime: null as unknown as string,
    lastTransitionTime: nowText,
    reason,
    message,
  } as Condition
  return { ...pod, status: { ...pod.status, conditions: withCondition(pod.status.conditions, condition) } }
}
