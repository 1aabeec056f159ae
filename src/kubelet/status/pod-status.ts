// The status that the kubelet reports for a Pod, out of what it saw. Follows pkg/kubelet generateAPIPodStatus and
// pkg/kubelet/status mergePodStatus, v1.36.
import { conditionOf } from '../../objects/conditions'
import type { Container, ContainerStatus, Pod, PodStatus } from '../../objects/kinds'
import { couldRestartAll, isPodTerminal, podLimits, podRequests, qosClass } from '../../objects/pods'
import { addFields, present } from '../../objects/present'
import { timeText } from '../../objects/time'
import { withResources, type ResizeNote, type ResizeState } from '../pod/resize'
import { sightOf, type RuntimeStatus } from '../runtime/runtime-status'
import type { Instant } from '../../simulation/timers'
import { KUBELET_CONDITIONS, kubeletConditions } from './conditions'
import {
  containerStatuses,
  ephemeralContainerStatuses,
  initContainerStatuses,
  type ContainerStatusesInput,
} from './container-statuses'
import { podPhase } from './phase'
import { sharedCondition } from './shared-conditions'

export interface PodStatusInput extends ContainerStatusesInput {
  /** what is to be told of a resize; the Pod here has what it was given, whatever its spec wants */
  readonly resize?: ResizeState | undefined
  /** the whole Pod is being started anew */
  readonly restartingAll?: boolean
  readonly hostIP: string
  readonly now: Instant
  /** nothing runs any more and nothing will */
  readonly final: boolean
  /** a verdict of the kubelet that goes before the containers' own: deadline, eviction, shutdown */
  readonly verdict?: PodVerdict | undefined
}

/** The kubelet ends a Pod: the phase is Failed for this reason. */
export interface PodVerdict {
  readonly reason: string
  readonly message: string
  /** of the DisruptionTarget condition, when there is one */
  readonly disruption?: string
}

type Condition = NonNullable<PodStatus['conditions']>[number]

/** Without regard to what the API holds: transition times are laid over by `mergeStatus`. */
export function podStatus(input: PodStatusInput): PodStatus {
  const { pod, runtime, now, final, verdict, before, hostIP } = input
  const inits = initContainerStatuses(input)
  const mains = containerStatuses(input)
  const ephemeral = ephemeralContainerStatuses(input)
  let phase = podPhase(pod, { initContainerStatuses: inits, containerStatuses: mains }, final)
  if (input.restartingAll && !final) phase = 'Running'
  // A terminal phase is never left, whatever becomes of the containers later.
  if (isPodTerminal({ status: before } as Pod)) phase = before.phase ?? phase
  if (verdict) phase = 'Failed'
  const ip = pod.spec.hostNetwork ? hostIP : runtime.ip
  const { allocatedResources, resources } = podLevelResources(pod, runtime)
  const status: PodStatus = present({
    observedGeneration: pod.metadata.generation,
    phase,
    reason: verdict?.reason,
    message: verdict?.message,
    hostIP,
    hostIPs: before.hostIPs?.length === 1 && before.hostIP === hostIP ? before.hostIPs : [{ ip: hostIP }],
    podIP: ip || undefined,
    podIPs: !ip ? undefined : before.podIPs?.length === 1 && before.podIP === ip ? before.podIPs : [{ ip }],
    startTime: before.startTime ?? timeText(now),
    initContainerStatuses: inits.length > 0 ? inits : undefined,
    containerStatuses: mains,
    qosClass: before.qosClass ?? qosClass(pod.spec),
    ephemeralContainerStatuses: ephemeral.length > 0 ? ephemeral : undefined,
    allocatedResources,
    resources,
  })
  const resizing = phase === 'Failed' || phase === 'Succeeded' ? [] : resizeConditions(input.resize)
  status.conditions = [
    ...disruption(pod, verdict),
    ...resizing,
    ...kubeletConditions(pod, status, runtime.sandbox === 'ready'),
    ...restartingCondition(input, phase),
  ]
  return status
}

/** Follows pkg/kubelet/status GenerateAllContainersRestartingCondition, v1.36. Unlike the others it names no generation. */
function restartingCondition({ pod, restartingAll }: PodStatusInput, phase: string): Condition[] {
  if (!couldRestartAll(pod.spec)) return []
  const reason =
    phase === 'Failed'
      ? 'PodFailed'
      : phase === 'Succeeded'
        ? 'PodCompleted'
        : restartingAll
          ? 'RestartAllContainersStarted'
          : undefined
  const isTrue = reason === 'RestartAllContainersStarted'
  return [
    present({
      type: 'AllContainersRestarting',
      status: isTrue ? 'True' : 'False',
      reason,
      message: isTrue ? 'container exited with restart policy rule' : undefined,
      lastProbeTime: null as unknown as string,
    }),
  ]
}

/** What the Pod as a whole was given and has: the sums of its containers. */
function podLevelResources(pod: Pod, runtime: RuntimeStatus): Pick<PodStatus, 'allocatedResources' | 'resources'> {
  if (hasNoAmounts(pod.spec, runtime)) return { resources: NO_RESOURCES }
  const actual = withResources(pod, ({ name, resources }) => sightOf(runtime, name)?.resources ?? resources).spec
  const given = podRequests(pod.spec)
  const requests = podRequests(actual)
  const limits = podLimits(actual)
  const has = (amounts: object): boolean => Object.keys(amounts).length > 0
  return {
    ...(has(given) ? { allocatedResources: given } : {}),
    resources: { ...(has(limits) ? { limits } : {}), ...(has(requests) ? { requests } : {}) },
  }
}

const NO_RESOURCES = Object.freeze({})

/** Most Pods of large clusters ask for nothing and have nothing. */
function hasNoAmounts(
  { containers, initContainers, resources, overhead }: Pod['spec'],
  runtime: RuntimeStatus,
): boolean {
  const isEmpty = (each: { resources?: Container['resources'] | undefined }): boolean =>
    !each.resources?.limits && !each.resources?.requests
  return !resources && !overhead && !initContainers && containers.every(isEmpty) && runtime.containers.every(isEmpty)
}

function disruption(pod: Pod, verdict: PodVerdict | undefined): Condition[] {
  if (!verdict?.disruption) return []
  const { generation } = pod.metadata
  return [
    {
      type: 'DisruptionTarget',
      ...(generation === undefined ? {} : { observedGeneration: generation }),
      status: 'True',
      reason: 'TerminationByKubelet',
      message: verdict.disruption,
      lastProbeTime: null as unknown as string,
    },
  ]
}

/** Follows pkg/kubelet/status GetPodResizeConditions, v1.36. */
function resizeConditions(resize: ResizeState | undefined): Condition[] {
  const condition = (type: string, note: ResizeNote | undefined): Condition[] =>
    note
      ? [
          {
            type,
            ...(note.generation === undefined ? {} : { observedGeneration: note.generation }),
            status: 'True',
            lastProbeTime: timeText(note.at),
            lastTransitionTime: timeText(note.since),
            ...(note.reason ? { reason: note.reason } : {}),
            ...(note.message ? { message: note.message } : {}),
          },
        ]
      : []
  return [...condition('PodResizePending', resize?.pending), ...condition('PodResizeInProgress', resize?.inProgress)]
}

const isOwned = ({ type, reason }: Condition): boolean =>
  (KUBELET_CONDITIONS as readonly string[]).includes(type) ||
  type === 'PodResizePending' ||
  type === 'AllContainersRestarting' ||
  type === 'PodResizeInProgress' ||
  (type === 'DisruptionTarget' && reason === 'TerminationByKubelet')

/**
 * What is written: the kubelet's status over that of the API. Conditions of others stay; times of transitions stay where
 * the status of a condition does. While containers may still run the phase does not become terminal.
 */
export function mergeStatus(
  kept: PodStatus,
  status: PodStatus,
  { now, mayRun }: { now: Instant; mayRun: boolean },
): PodStatus {
  const nowText = timeText(now)
  const mine = (status.conditions ?? []).filter(isOwned)
  const others: Condition[] = []
  for (const condition of kept.conditions ?? [])
    if (!isOwned(condition) && !conditionOf(mine, condition.type)) others.push(condition)
  const own = mine.map((condition): Condition => {
    const old = conditionOf(kept.conditions, condition.type)
    const time = old && old.status === condition.status ? old.lastTransitionTime : nowText
    return sharedCondition(condition, time)
  })
  const { phase, reason, message } = status
  const ends = phase === 'Failed' || phase === 'Succeeded'
  const held = ends && mayRun && kept.phase !== 'Failed' && kept.phase !== 'Succeeded'
  const said = held ? kept : { phase, reason, message }
  const merged: PodStatus = present({
    nominatedNodeName: kept.nominatedNodeName || undefined,
    resourceClaimStatuses: kept.resourceClaimStatuses,
    phase: said.phase || undefined,
    reason: said.reason || undefined,
    message: said.message || undefined,
  })
  addFields(merged, status, SAID_APART)
  const conditions = [
    ...others,
    ...(ends ? own.map((condition) => notReady(condition, kept, phase ?? '', nowText)) : own),
  ]
  if (conditions.length > 0) merged.conditions = conditions
  else delete merged.conditions
  return merged
}

const SAID_APART: ReadonlySet<string> = new Set(['phase', 'reason', 'message'])

/** A Pod whose end is decided is not ready, whatever its containers do. */
function notReady(condition: Condition, kept: PodStatus, phase: string, nowText: string): Condition {
  if (condition.type !== 'Ready' && condition.type !== 'ContainersReady') return condition
  if (condition.status !== 'True') return condition
  const old = conditionOf(kept.conditions, condition.type)
  const { message: _message, ...rest } = condition
  return {
    ...rest,
    status: 'False',
    reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed',
    lastTransitionTime: old?.status === 'False' && old.lastTransitionTime ? old.lastTransitionTime : nowText,
  }
}

const LOST: ContainerStatus['state'] = {
  terminated: {
    exitCode: 137,
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was terminated',
    startedAt: null as unknown as string,
    finishedAt: null as unknown as string,
  },
}

/** The last word on a Pod: each container has ended and the phase is terminal. Follows pkg/kubelet/status TerminatePod. */
export function terminatedStatus(pod: Pod, status: PodStatus): PodStatus {
  const inits = status.initContainerStatuses ?? []
  const initialized = inits.every(
    ({ state, started, restartCount }) => state?.terminated?.exitCode === 0 || started || restartCount > 0,
  )
  const ended = (each: ContainerStatus): ContainerStatus =>
    each.state?.terminated ? each : { ...each, ready: false, started: false, state: LOST }
  const lastStarted = inits.findLastIndex(
    ({ state, lastState, started }) => state?.terminated || lastState?.terminated || started,
  )
  const all = pod.spec.initContainers?.length ? initialized : true
  return {
    ...status,
    ...(inits.length > 0
      ? { initContainerStatuses: inits.map((each, place) => (place <= lastStarted ? ended(each) : each)) }
      : {}),
    ...(status.containerStatuses
      ? { containerStatuses: all ? status.containerStatuses.map(ended) : status.containerStatuses }
      : {}),
    phase: status.phase === 'Succeeded' ? 'Succeeded' : 'Failed',
  }
}
