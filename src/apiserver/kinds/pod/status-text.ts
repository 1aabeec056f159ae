// The READY, STATUS and RESTARTS of a Pod. Follows printPod of pkg/printers/internalversion, v1.36.
import { conditionOf, isConditionTrue } from '../../../objects/conditions'
import { humanDuration } from '../../../objects/duration'
import type { ContainerStatus, Pod } from '../../../objects/kinds'
import { isPodTerminal, isSidecar } from '../../../objects/pods'

export interface PodStatusText {
  /** `1/2` */
  readonly ready: string
  /** `Running`, `Init:0/2`, `CrashLoopBackOff`, `Terminating` ... */
  readonly status: string
  /** `0`, `3 (5s ago)` */
  readonly restarts: string
}

/** What is counted while the containers are looked at. */
interface Tally {
  ready: number
  restarts: number
  /** ms; 0 when none restarted */
  lastRestart: number
  reason: string
}

const sidecarNames = (pod: Pod): Set<string> =>
  new Set(pod.spec.initContainers?.filter(isSidecar).map(({ name }) => name))

export function podStatusText(pod: Pod, now: number): PodStatusText {
  const sidecars = sidecarNames(pod)
  const gated = conditionOf(pod.status.conditions, 'PodScheduled')?.reason === 'SchedulingGated'
  const reason = gated ? 'SchedulingGated' : pod.status.reason || (pod.status.phase ?? '')
  let tally: Tally = { ready: 0, restarts: 0, lastRestart: 0, reason }
  const initializing = tellInitContainers(pod, sidecars, tally)
  if (!initializing || isConditionTrue(pod.status.conditions, 'Initialized')) {
    tally = { ...tally, ...restartsOf(sidecarStatuses(pod, sidecars)) }
    tellContainers(pod, tally)
  }
  return {
    ready: `${tally.ready}/${pod.spec.containers.length + sidecars.size}`,
    status: deletionText(pod) ?? tally.reason,
    restarts: restartsText(tally, now),
  }
}

function deletionText(pod: Pod): string | undefined {
  if (pod.metadata.deletionTimestamp === undefined) return undefined
  if (pod.status.reason === 'NodeLost') return 'Unknown'
  return isPodTerminal(pod) ? undefined : 'Terminating'
}

function restartsText({ restarts, lastRestart }: Tally, now: number): string {
  return restarts !== 0 && lastRestart !== 0
    ? `${restarts} (${humanDuration(now - lastRestart)} ago)`
    : String(restarts)
}

/** Whether an init container has not finished yet: its state is then the Pod's. */
function tellInitContainers(pod: Pod, sidecars: ReadonlySet<string>, tally: Tally): boolean {
  const statuses = pod.status.initContainerStatuses ?? []
  for (const [index, status] of statuses.entries()) {
    countRestarts(status, tally)
    if (status.state?.terminated?.exitCode === 0) continue
    if (sidecars.has(status.name) && status.started) {
      if (status.ready) tally.ready++
      continue
    }
    tally.reason = `Init:${initText(status) ?? `${index}/${pod.spec.initContainers?.length ?? 0}`}`
    return true
  }
  return false
}

function initText({ state }: ContainerStatus): string | undefined {
  if (state?.terminated) return endText(state.terminated)
  const waiting = state?.waiting?.reason
  return waiting && waiting !== 'PodInitializing' ? waiting : undefined
}

const endText = ({ reason, signal, exitCode }: { reason?: string; signal?: number; exitCode: number }): string =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`)

/** From the last to the first: the first container that is not well has the last word. */
function tellContainers(pod: Pod, tally: Tally): void {
  let running = false
  for (const status of [...(pod.status.containerStatuses ?? [])].reverse()) {
    countRestarts(status, tally)
    const { waiting, terminated, running: runs } = status.state ?? {}
    if (waiting?.reason) tally.reason = waiting.reason
    else if (terminated) tally.reason = endText(terminated)
    else if (status.ready && runs) {
      running = true
      tally.ready++
    }
  }
  if (tally.reason === 'Completed' && running)
    tally.reason = isConditionTrue(pod.status.conditions, 'Ready') ? 'Running' : 'NotReady'
}

const sidecarStatuses = (pod: Pod, sidecars: ReadonlySet<string>): ContainerStatus[] =>
  (pod.status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))

function restartsOf(statuses: readonly ContainerStatus[]): Pick<Tally, 'restarts' | 'lastRestart'> {
  const tally: Tally = { ready: 0, restarts: 0, lastRestart: 0, reason: '' }
  for (const status of statuses) countRestarts(status, tally)
  return { restarts: tally.restarts, lastRestart: tally.lastRestart }
}

function countRestarts({ restartCount = 0, lastState }: ContainerStatus, tally: Tally): void {
  tally.restarts += restartCount
  const finished = Date.parse(lastState?.terminated?.finishedAt ?? '')
  if (finished > tally.lastRestart) tally.lastRestart = finished
}
