// The phase of a Pod out of its container statuses. Follows pkg/kubelet getPhase, v1.36.
import type { ContainerStatus, Pod, PodStatus } from '../../objects/kinds'
import { isSidecar } from '../../objects/pods'
import { restartsOnExit } from '../pod/restart-policy'
import { RESTARTING_ALL } from './container-statuses'

interface Counts {
  pendingInit: number
  pendingSidecar: number
  failedInit: number
  /** ... and is not tried again */
  lostInit: number
  unknown: number
  running: number
  waiting: number
  stopped: number
  succeeded: number
}

const exitOf = ({ lastState }: ContainerStatus): number | undefined => lastState?.terminated?.exitCode

function countInit(pod: Pod, statuses: readonly ContainerStatus[], counts: Counts): void {
  for (const container of pod.spec.initContainers ?? []) {
    const status = statuses.find(({ name }) => name === container.name)
    if (isSidecar(container)) {
      if (
        !status ||
        (!status.state?.running && exitOf(status) === undefined && !status.state?.terminated) ||
        (status.state?.running && !status.started)
      )
        counts.pendingSidecar++
      continue
    }
    if (!status || status.state?.running) counts.pendingInit++
    else {
      const ended = status.state?.terminated ?? status.lastState?.terminated
      if (!ended || ended.reason === RESTARTING_ALL) counts.pendingInit++
      else if (ended.exitCode !== 0) {
        counts.failedInit++
        if (!restartsOnExit(pod, container, ended.exitCode)) counts.lostInit++
      } else if (!status.state?.terminated) counts.pendingInit++
    }
  }
}

function countContainers(pod: Pod, statuses: readonly ContainerStatus[], counts: Counts): void {
  for (const container of pod.spec.containers) {
    const status = statuses.find(({ name }) => name === container.name)
    if (!status) counts.unknown++
    else if (status.state?.running) counts.running++
    else if (status.state?.terminated) {
      counts.stopped++
      if (status.state.terminated.exitCode === 0) counts.succeeded++
    } else if (exitOf(status) !== undefined) counts.stopped++
    else counts.waiting++
  }
}

const hasStarted = (statuses: readonly ContainerStatus[]): boolean =>
  statuses.some(({ state, lastState }) => state?.running || state?.terminated || lastState?.terminated)

/** @param final no container runs any more and none will */
export function podPhase(
  pod: Pod,
  statuses: Pick<PodStatus, 'initContainerStatuses' | 'containerStatuses'>,
  final: boolean,
): string {
  const counts: Counts = {
    pendingInit: 0,
    pendingSidecar: 0,
    failedInit: 0,
    lostInit: 0,
    unknown: 0,
    running: 0,
    waiting: 0,
    stopped: 0,
    succeeded: 0,
  }
  const main = statuses.containerStatuses ?? []
  countInit(pod, statuses.initContainerStatuses ?? [], counts)
  countContainers(pod, main, counts)
  if (counts.lostInit > 0) return 'Failed'
  if ((counts.pendingInit > 0 || counts.failedInit > 0 || counts.pendingSidecar > 0) && !hasStarted(main))
    return 'Pending'
  if (counts.waiting > 0) return 'Pending'
  if (counts.running > 0 && counts.unknown === 0) return 'Running'
  if (counts.running === 0 && counts.stopped > 0 && counts.unknown === 0) return stoppedPhase(pod, main, counts, final)
  return 'Pending'
}

function stoppedPhase(
  pod: Pod,
  main: readonly ContainerStatus[],
  { stopped, succeeded }: Counts,
  final: boolean,
): string {
  if (final) return stopped === succeeded ? 'Succeeded' : 'Failed'
  const again = pod.spec.containers.some((container) => {
    const status = main.find(({ name }) => name === container.name)
    return !status?.state?.terminated || restartsOnExit(pod, container, status.state.terminated.exitCode)
  })
  if (again) return 'Running'
  return stopped === succeeded ? 'Succeeded' : 'Failed'
}
