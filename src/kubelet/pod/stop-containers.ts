// How containers are stopped: preStop, SIGTERM, SIGKILL, sidecars last. Follows pkg/kubelet/kuberuntime killContainer and
// kuberuntime_termination_order.go, v1.36.
import type { Container } from '../../objects/kinds'
import { isSidecar } from '../../objects/pods'
import { GRACE_MIN_SECONDS } from '../timing'
import { fieldPathOf, type ContainerRecord } from './container-record'
import { hookOf, runHook } from './lifecycle-hook'
import type { PodWorker } from './pod-worker'
import { run, together, type Routine } from './routine'

export interface Killing {
  /** of the Event; `Stopping container <name>` when there is none */
  readonly message?: string
  /** told even when ordinary stops are not */
  readonly always?: boolean
  readonly reason?: 'LivenessProbe' | 'StartupProbe' | 'Unknown' | ''
  /** shorter than the Pod's own: an eviction, a deletion with less grace */
  readonly graceSeconds?: number
  readonly withoutHook?: boolean
  /** waits here after its hook, before it is told to stop: others go first */
  readonly turn?: Routine
}

/** Seconds between the wish to stop and SIGKILL. */
export function graceSecondsOf({ pod }: PodWorker, container: Container, { reason, graceSeconds }: Killing): number {
  if (graceSeconds !== undefined) return graceSeconds
  if (pod.metadata.deletionGracePeriodSeconds !== undefined && pod.metadata.deletionTimestamp !== undefined)
    return pod.metadata.deletionGracePeriodSeconds
  const own =
    reason === 'LivenessProbe'
      ? container.livenessProbe
      : reason === 'StartupProbe'
        ? container.startupProbe
        : undefined
  return own?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
}

/** Goes on when the container has ended. */
export function* killContainer(worker: PodWorker, record: ContainerRecord, killing: Killing): Routine {
  if (record.hasEnded) return
  const { host, pod } = worker
  const { container } = record
  const fieldPath = fieldPathOf(container, pod.spec)
  if (killing.always || host.timing.tellsContainers || killing.reason)
    host.record.event(pod, 'Normal', 'Killing', killing.message || `Stopping container ${container.name}`, {
      fieldPath,
    })
  let grace = graceSecondsOf(worker, container, killing)
  /** What a wait takes in whole seconds is taken off the grace. */
  const spend = function* (wait: Routine): Routine {
    const began = host.loop.now()
    yield* atMost(worker, wait, grace * 1000)
    grace -= Math.trunc((host.loop.now() - began) / 1000)
  }
  const preStop = hookOf(container, 'preStop')
  if (preStop && grace > 0 && !killing.withoutHook && !worker.preStopped?.has(record)) {
    ;(worker.preStopped ??= new Set()).add(record)
    yield* spend(tellFailure(worker, record, preStop))
  }
  if (killing.turn && grace > 0) yield* spend(killing.turn)
  yield* stop(worker, record, Math.max(grace, GRACE_MIN_SECONDS))
}

function* tellFailure(
  worker: PodWorker,
  record: ContainerRecord,
  handler: NonNullable<ReturnType<typeof hookOf>>,
): Routine {
  const { host, pod } = worker
  const failure = yield* runHook(handler, { host, pod, podIP: worker.ip, record })
  if (failure === undefined) return
  const fieldPath = fieldPathOf(record.container, pod.spec)
  host.record.event(pod, 'Warning', 'FailedPreStopHook', 'PreStopHook failed', { fieldPath })
}

/** Waits for a routine, but no longer than this; it then goes on by itself. */
function* atMost({ host }: PodWorker, routine: Routine, ms: number): Routine {
  yield (wake) => {
    const timer = host.loop.after(ms, wake)
    run(host.loop, routine, () => {
      timer.cancel()
      wake()
    })
  }
}

/** SIGTERM, and SIGKILL after the grace. */
function* stop({ host }: PodWorker, record: ContainerRecord, graceSeconds: number): Routine {
  if (record.hasEnded) return
  if (!record.running) {
    record.ended({ exitCode: 137 }, host.loop.now())
    return
  }
  yield (wake) => {
    const timer = host.loop.after(graceSeconds * 1000, () => record.running?.signal('SIGKILL'))
    const forget = record.onEnd(() => {
      timer.cancel()
      wake()
    })
    record.running?.signal('SIGTERM')
    return () => {
      timer.cancel()
      forget()
    }
  }
}

/** All containers at once; sidecars wait for the others and then stop one after the other, the last one first. */
export function* killAll(worker: PodWorker, killing: Killing = {}): Routine {
  const live = worker.records.filter((record) => !record.hasEnded)
  const sidecars = (worker.pod.spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name)
  const place = ({ container }: ContainerRecord): number => sidecars.indexOf(container.name)
  const routines = live.map((record) => {
    const later = place(record) < 0 ? [] : live.filter((other) => place(other) < 0 || place(other) > place(record))
    return killContainer(worker, record, later.length === 0 ? killing : { ...killing, turn: untilEnded(worker, later) })
  })
  yield* together(worker.host.loop, routines)
}

function* untilEnded({ host }: PodWorker, records: readonly ContainerRecord[]): Routine {
  yield* together(
    host.loop,
    records.map(function* (record): Routine {
      yield (wake) => record.onEnd(wake)
    }),
  )
}
