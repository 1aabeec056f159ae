// A container's rule may say that its exit starts the whole Pod anew: all containers are stopped without their hooks, removed,
// and the Pod begins again with its init containers, in its sandbox. Follows pkg/kubelet ShouldAllContainersRestart and
// AllContainersRestartCleanedUp and ContainersToReset of pkg/kubelet/kuberuntime, v1.36.
import type { Container, Pod } from '../../objects/kinds'
import { couldRestartAll } from '../../objects/pods'
import { sightOf, type RuntimeStatus } from '../runtime/runtime-status'
import type { PodWorker } from './pod-worker'
import { matchingRule } from '../../objects/restarts'
import { together, type Routine } from './routine'
import { killContainer } from './stop-containers'
import type { Outcome } from './sync-pod'

const allContainers = ({ spec }: Pod): Container[] => [...(spec.initContainers ?? []), ...spec.containers]

/** A container has ended with a code for which its rule wants that. */
const isTriggered = (pod: Pod, runtime: RuntimeStatus): boolean =>
  allContainers(pod).some((container) => {
    const sight = sightOf(runtime, container.name)
    return sight?.state === 'exited' && matchingRule(container, sight.exitCode)?.action === 'RestartAllContainers'
  })

const isCleanedUp = (pod: Pod, runtime: RuntimeStatus): boolean =>
  allContainers(pod).every(({ name }) => sightOf(runtime, name) === undefined)

/** At the beginning of a sync. */
export function checkRestartAll(worker: PodWorker): void {
  const { pod, cache } = worker
  if (!couldRestartAll(pod.spec)) return
  if (worker.restartingAll && isCleanedUp(pod, cache)) worker.restartingAll = false
  else if (isTriggered(pod, cache)) worker.restartingAll = true
}

/** The containers that run are stopped, then all are removed; their restarts are still counted. */
export function* resetAll(worker: PodWorker): Routine<Outcome> {
  const names = new Set(allContainers(worker.pod).map(({ name }) => name))
  const live = worker.records.filter(({ hasEnded, container }) => !hasEnded && names.has(container.name))
  yield* together(
    worker.host.loop,
    live.map((record) => killContainer(worker, record, { withoutHook: true })),
  )
  worker.purgeContainers(names)
  worker.startErrors = undefined
  return { retryMs: 0 }
}
