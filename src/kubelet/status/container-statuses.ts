// What a Pod's status says about each container. Follows pkg/kubelet convertToAPIContainerStatuses, v1.36.
import type { Container, ContainerState, ContainerStatus, Pod, PodStatus } from '../../objects/kinds'
import { conditionOf } from '../../objects/conditions'
import { couldRestartAll, isSidecar } from '../../objects/pods'
import { quantityText, parseQuantity } from '../../objects/quantity'
import { timeText } from '../../objects/time'
import { toBytes, toText } from '../files/tree'
import { shouldBeRestarted } from '../pod/restart-policy'
import type { ContainerSight, RuntimeStatus } from '../runtime/runtime-status'

/** Why a container could not be started: kept until a start succeeds. */
export interface StartError {
  readonly reason: string
  readonly message: string
}

/** The reason of what a restart of all containers has ended. */
export const RESTARTING_ALL = 'RestartingAllContainers'

/** How the probes stand: for a container that runs, by its id. */
export interface ProbeVerdicts {
  /** the startup probe has succeeded, or there is none */
  hasStarted(container: Container, id: string): boolean
  isReady(container: Container, id: string): boolean
}

export interface ContainerStatusesInput {
  /** what was reported before */
  readonly before: PodStatus
  readonly pod: Pod
  readonly runtime: RuntimeStatus
  readonly startErrors: ReadonlyMap<string, StartError> | undefined
  readonly probes: ProbeVerdicts
}

/** Termination messages of a whole Pod, bytes: each container has an equal part. Follows pkg/kubelet/status normalizeStatus, v1.36. */
const POD_MESSAGES_MAX = 12 * 1024

function withinLimits({ spec }: Pod, status: ContainerStatus): ContainerStatus {
  const { state, lastState } = status
  if (!state?.terminated?.message && !lastState?.terminated?.message) return status
  const { length } = [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]
  const max = Math.floor(POD_MESSAGES_MAX / length)
  return { ...status, state: cut(state, max), lastState: cut(lastState, max) }
}

function cut(state: ContainerState | undefined, bytesMax: number): ContainerState {
  const { terminated } = state ?? {}
  if (!terminated?.message || terminated.message.length * 4 <= bytesMax) return state ?? NONE
  const bytes = toBytes(terminated.message)
  return bytes.length > bytesMax
    ? { terminated: { ...terminated, message: toText(bytes.slice(0, bytesMax)) } }
    : (state ?? NONE)
}

export const initContainerStatuses = (input: ContainerStatusesInput): ContainerStatus[] =>
  (input.pod.spec.initContainers ?? []).map((container) => withVerdicts(input, container, true))

/** In the order of names, as upstream sorts them. */
export const containerStatuses = (input: ContainerStatusesInput): ContainerStatus[] =>
  input.pod.spec.containers
    .map((container) => withVerdicts(input, container, false))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** They have no probes: upstream never calls them ready or started. */
export const ephemeralContainerStatuses = (input: ContainerStatusesInput): ContainerStatus[] =>
  (input.pod.spec.ephemeralContainers ?? [])
    .map((container) => {
      const { started: _started, ...status } = statusOf(input, container, false)
      return status
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))

function withVerdicts(input: ContainerStatusesInput, container: Container, init: boolean): ContainerStatus {
  const status = statusOf(input, container, init)
  const id = status.state?.running ? (status.containerID ?? '') : undefined
  const started = id !== undefined && input.probes.hasStarted(container, id)
  const done = init && !isSidecar(container)
  const ready = done ? status.state?.terminated?.exitCode === 0 : started && input.probes.isReady(container, id ?? '')
  return 'started' in status ? { ...status, ready, started } : { ...status, ready }
}

const REMOVED = {
  reason: RESTARTING_ALL,
  message: 'The container is removed because RestartAllContainers in place',
}

/** What a restart of all containers leaves behind as the end of each of them. */
const ENDED_BY_RESTART = Object.freeze({
  terminated: {
    exitCode: 137,
    ...REMOVED,
    startedAt: null as unknown as string,
    finishedAt: null as unknown as string,
  },
})

const reportedOf = (kept: PodStatus, wanted: string): ContainerStatus | undefined =>
  [...(kept.initContainerStatuses ?? []), ...(kept.containerStatuses ?? [])].find(({ name }) => name === wanted)

const isRestartingAll = ({ conditions }: PodStatus): boolean =>
  conditionOf(conditions, 'AllContainersRestarting')?.status === 'True'

/** Of a container that was removed the restarts stay, and how it ended. */
function withHistory(status: ContainerStatus, kept: PodStatus): ContainerStatus {
  const old = reportedOf(kept, status.name)
  if (old && !old.state?.waiting && isRestartingAll(kept))
    return {
      ...status,
      state: { waiting: REMOVED },
      lastState: ENDED_BY_RESTART,
      restartCount: old.restartCount + 1,
    }
  if (!old || (old.restartCount === 0 && !old.state?.terminated && !old.lastState?.terminated)) return status
  return {
    ...status,
    restartCount: old.restartCount,
    lastState: old.state?.terminated ? { terminated: old.state.terminated } : (old.lastState ?? {}),
  }
}

function statusOf(input: ContainerStatusesInput, container: Container, init: boolean): ContainerStatus {
  return withinLimits(input.pod, anyStatusOf(input, container, init))
}

function anyStatusOf(
  { pod, runtime, startErrors, before: kept }: ContainerStatusesInput,
  container: Container,
  init: boolean,
): ContainerStatus {
  const [newest, before] = runtime.containers.filter(({ name }) => name === container.name)
  const waiting = { waiting: { reason: pod.spec.initContainers?.length ? 'PodInitializing' : 'ContainerCreating' } }
  const base: ContainerStatus = newest
    ? fromSight(container, newest, before ? lastStateOf(before) : endedByRestart(pod, container, kept))
    : withHistory(neverCreated(container, waiting), kept)
  if (init && newest?.state === 'exited' && newest.exitCode === 0 && !isSidecar(container)) return base
  const error = startErrors?.get(container.name)
  if (!error || !shouldBeRestarted(pod, container, runtime)) return base
  return {
    ...base,
    ...(base.state?.terminated ? { lastState: base.state } : {}),
    state: { waiting: { reason: error.reason, ...(error.message ? { message: error.message } : {}) } },
  }
}

/** Shared by all containers that have none. */
const NONE = Object.freeze({})

const neverCreated = (container: Container, state: ContainerState): ContainerStatus => ({
  name: container.name,
  state,
  lastState: NONE,
  ready: false,
  restartCount: 0,
  image: container.image ?? '',
  imageID: '',
  started: false,
  ...mountStatuses(container),
})

const lastStateOf = (before: ContainerSight): ContainerState => (before.state === 'exited' ? stateOf(before) : NONE)

/** The containers before the restart of all are gone from the node: only the status still tells of them. */
const endedByRestart = (pod: Pod, { name }: Container, kept: PodStatus): ContainerState =>
  couldRestartAll(pod.spec) ? (reportedOf(kept, name)?.lastState ?? NONE) : NONE

function fromSight(container: Container, newest: ContainerSight, lastState: ContainerState): ContainerStatus {
  return {
    name: container.name,
    state: stateOf(newest),
    lastState,
    ready: false,
    restartCount: newest.restartCount,
    image: newest.image,
    imageID: newest.imageID,
    containerID: newest.id,
    ...(newest.uid === undefined ? {} : { started: false }),
    ...resourcesOf(container, newest),
    ...mountStatuses(container),
    ...(newest.uid === undefined
      ? {}
      : {
          user: {
            linux: {
              uid: newest.uid,
              gid: newest.gid,
              supplementalGroups: [...new Set([newest.gid, ...newest.groups])],
            },
          },
        }),
  }
}

export function stateOf(sight: ContainerSight): ContainerState {
  if (sight.state === 'running') return { running: { startedAt: timeText(sight.startedAt) } }
  if (sight.state === 'created') return { waiting: { reason: 'ContainerCreating' } }
  return {
    terminated: {
      exitCode: sight.exitCode,
      ...(sight.reason ? { reason: sight.reason } : {}),
      ...(sight.message ? { message: sight.message } : {}),
      startedAt: sight.startedAt === 0 ? (null as unknown as string) : timeText(sight.startedAt),
      finishedAt: timeText(sight.finishedAt),
      containerID: sight.id,
    },
  }
}

const canonical = (amounts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, quantityText(parseQuantity(amount))]))

function resourcesOf(
  container: Container,
  sight: ContainerSight,
): Pick<ContainerStatus, 'allocatedResources' | 'resources'> {
  const { requests, limits } = sight.resources ?? {}
  const given = container.resources?.requests
  return {
    ...(given ? { allocatedResources: canonical(given) } : {}),
    resources: {
      ...(limits ? { limits: canonical(limits) } : {}),
      ...(requests ? { requests: canonical(requests) } : {}),
    },
  }
}

function mountStatuses({ volumeMounts }: Container): Pick<ContainerStatus, 'volumeMounts'> {
  if (!volumeMounts?.length) return {}
  return {
    volumeMounts: volumeMounts.map(({ name, mountPath, readOnly }) => ({
      name,
      mountPath,
      ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
    })),
  }
}
