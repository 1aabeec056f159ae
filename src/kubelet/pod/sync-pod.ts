// One sync of a Pod that shall run: report what is, then bring it nearer to what is wanted.
// Follows pkg/kubelet SyncPod and pkg/kubelet/kuberuntime SyncPod, v1.36.
import type { Container } from '../../objects/kinds'
import { isSidecar } from '../../objects/pods'
import { timeText } from '../../objects/time'
import { hasProbes, PodProber, WITHOUT_PROBES } from '../probes/pod-prober'
import { pullSecretsOf } from '../pulls/pull-secrets'
import { podStatus } from '../status/pod-status'
import type { PodStatus } from '../../objects/kinds'
import { REFUSAL_MS, RETRY_MS, RETRY_NETWORK_MS } from '../timing'
import { fieldPathOf } from './container-record'
import { podText } from './lifecycle-hook'
import { hostnameFault } from './host-files'
import { mountVolumes } from './mount-volumes'
import { planActions, type PodActions } from './plan-actions'
import { probeHost } from './probe-host'
import type { Stage } from './pod-state'
import type { PodWorker } from './pod-worker'
import { checkRestartAll, resetAll } from './restart-all'
import { allocatedPod, concludeResize, resizeContainer } from './resize'
import type { Routine } from './routine'
import { NOTHING_LACKS, pullVolumes, startContainer, type LackingVolumes } from './start-container'
import { killAll, killContainer } from './stop-containers'

export interface Outcome {
  /** the Pod goes over to this stage */
  readonly stage?: Stage
  /** the sync failed and is repeated after this */
  readonly retryMs?: number
}

const DEADLINE = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
}

export function computeStatus(worker: PodWorker, final: boolean): PodStatus {
  const { host, cache, startErrors, prober, verdict, reported, resize, restartingAll } = worker
  return podStatus({
    pod: allocatedPod(worker),
    resize,
    restartingAll,
    runtime: cache,
    startErrors,
    probes: prober ?? WITHOUT_PROBES,
    hostIP: host.ip,
    now: host.loop.now(),
    final,
    verdict,
    before: reported ?? worker.pod.status,
  })
}

export function* syncPod(worker: PodWorker): Routine<Outcome> {
  const { host } = worker
  if (worker.stage === 'new') {
    const rejected = yield* admit(worker)
    if (rejected) return rejected
  }
  checkDeadline(worker)
  concludeResize(worker)
  checkRestartAll(worker)
  const status = computeStatus(worker, false)
  worker.report(status)
  if (status.phase === 'Failed' || status.phase === 'Succeeded') return { stage: 'ending' }
  if (!host.networkReady && !worker.pod.spec.hostNetwork) {
    host.record.event(worker.pod, 'Warning', 'NetworkNotReady', `network is not ready: ${NETWORK_NOT_READY}`)
    return { retryMs: RETRY_NETWORK_MS }
  }
  if (!worker.mounted) {
    const failed = yield* mountVolumes(worker)
    if (failed) return failed
  }
  if (worker.labelsChanged) {
    worker.labelsChanged = false
    worker.podVolumes().refresh(worker.pod)
  }
  if (worker.pod.spec.imagePullSecrets) takePullSecrets(worker)
  if (!worker.prober && hasProbes(worker.pod)) {
    worker.prober = new PodProber(worker.pod, probeHost(worker))
    worker.prober.start()
  }
  if (worker.restartingAll && worker.sandbox === 'ready') return yield* resetAll(worker)
  const actions = planActions(allocatedPod(worker), worker.cache, worker.prober ?? WITHOUT_PROBES)
  return yield* carryOut(worker, actions)
}

function takePullSecrets(worker: PodWorker): void {
  const { host, pod } = worker
  worker.pullSecrets = pullSecretsOf(pod, host.read)
  const { missing } = worker.pullSecrets
  if (missing.length === 0) return
  const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`
  host.record.event(pod, 'Warning', 'FailedToRetrieveImagePullSecret', message)
}

export const NETWORK_NOT_READY =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

function* admit(worker: PodWorker): Routine<Outcome | undefined> {
  const { host, pod } = worker
  // A Pod that had ended before this kubelet saw it is only to be put away.
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
    worker.reported = pod.status
    return { stage: 'ending' }
  }
  const rejection = host.admit(worker)
  worker.stage = 'running'
  if (!rejection) return undefined
  const { reason, message } = rejection
  host.record.event(pod, 'Warning', reason, message)
  worker.stage = 'leaving'
  yield REFUSAL_MS
  const { generation } = pod.metadata
  worker.report({
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase: 'Failed',
    reason,
    message: `Pod was rejected: ${message}`,
    qosClass: pod.status.qosClass ?? '',
    conditions: pod.status.conditions ?? [],
    startTime: pod.status.startTime ?? timeText(host.loop.now()),
  })
  return { stage: 'gone' }
}

/** Ends a Pod that has run its time, or comes again when it will have. */
function checkDeadline(worker: PodWorker): void {
  const { pod, host, reported } = worker
  const seconds = pod.spec.activeDeadlineSeconds
  const start = reported?.startTime ?? pod.status.startTime
  if (seconds === undefined || worker.verdict) return
  const at = start === undefined ? host.loop.now() + seconds * 1000 : Date.parse(start) + seconds * 1000
  if (host.loop.now() < at) {
    worker.remindAt(at)
    return
  }
  worker.verdict = DEADLINE
  host.record.event(pod, 'Normal', DEADLINE.reason, DEADLINE.message)
}

function* carryOut(worker: PodWorker, actions: PodActions): Routine<Outcome> {
  const { host, pod } = worker
  // Decided now, before anything is stopped: a start goes by the exits that the sync knew when it began.
  const seen = worker.cache
  if (actions.killPod) {
    if (actions.createSandbox && worker.sandbox === 'stopped')
      host.record.event(pod, 'Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.')
    yield* killAll(worker)
    if (actions.createSandbox) worker.purgeInitContainers()
    if (!actions.createSandbox) {
      yield* stopSandbox(worker)
      return {}
    }
  }
  for (const { container, message, reason } of actions.kill) {
    const record = worker.newest(container.name)
    if (record) yield* killContainer(worker, record, { message, reason, always: true })
  }
  if (actions.createSandbox) {
    const fault = hostnameFault(pod)
    if (fault !== undefined) {
      host.record.event(pod, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${fault}`)
      return { retryMs: RETRY_MS }
    }
    yield* createSandbox(worker)
  }
  return yield* startAll(worker, actions, seen)
}

function* startAll(worker: PodWorker, actions: PodActions, seen: PodWorker['cache']): Routine<Outcome> {
  const all = [...actions.startEphemeral, ...actions.startInit, ...actions.start]
  const start = { seen, lacking: all.length > 0 ? yield* pullVolumes(worker) : NOTHING_LACKS }
  const failures: number[] = []
  for (const container of actions.startEphemeral) {
    const retryMs = yield* tryStart(worker, container, start)
    if (retryMs !== undefined) failures.push(retryMs)
  }
  for (const container of actions.startInit) {
    const retryMs = yield* tryStart(worker, container, start)
    if (retryMs === undefined) continue
    failures.push(retryMs)
    if (!isSidecar(container)) return { retryMs: Math.min(...failures) }
  }
  if (!actions.resize.every((container) => resizeContainer(worker, container))) failures.push(RETRY_MS)
  for (const container of actions.start) {
    const retryMs = yield* tryStart(worker, container, start)
    if (retryMs !== undefined) failures.push(retryMs)
  }
  return failures.length > 0 ? { retryMs: Math.min(...failures) } : {}
}

interface Start {
  /** what the sync knew when it began */
  readonly seen: PodWorker['cache']
  readonly lacking: LackingVolumes
}

/** @returns after how long to try again, when it could not be started */
function* tryStart(worker: PodWorker, container: Container, { seen, lacking }: Start): Routine<number | undefined> {
  const { host, pod } = worker
  const now = host.loop.now()
  const ended = seen.containers.find(({ name, state }) => name === container.name && state === 'exited')
  if (ended) {
    const backOff = worker.backOff()
    if (backOff.isInBackOffSince(container.name, ended.finishedAt, now)) {
      host.record.event(
        pod,
        'Warning',
        'BackOff',
        `Back-off restarting failed container ${container.name} in pod ${podText(pod)}`,
        { fieldPath: fieldPathOf(container, pod.spec) },
      )
      const waitMs = backOff.get(container.name)
      setStartError(worker, container, {
        reason: 'CrashLoopBackOff',
        message: `back-off ${backOffText(waitMs)} restarting failed container=${container.name} pod=${podText(pod)}`,
      })
      return ended.finishedAt + waitMs - now
    }
    backOff.next(container.name, ended.finishedAt, now)
  }
  const error = yield* startContainer(worker, container, lacking)
  if (error) setStartError(worker, container, error)
  else worker.startErrors?.delete(container.name)
  return error ? RETRY_MS : undefined
}

const backOffText = (ms: number): string =>
  ms < 60_000 ? `${ms / 1000}s` : `${Math.floor(ms / 60_000)}m${(ms % 60_000) / 1000}s`

function setStartError(worker: PodWorker, container: Container, error: { reason: string; message: string }): void {
  worker.startErrors ??= new Map()
  worker.startErrors.set(container.name, error)
}

function* createSandbox(worker: PodWorker): Routine {
  const { host, pod } = worker
  yield host.timing.sandboxMs
  if (worker.sandbox === 'stopped') worker.attempt++
  worker.sandbox = 'ready'
  worker.processes = undefined
  worker.ip = pod.spec.hostNetwork ? host.ip : host.allocateIP()
  if (!pod.spec.hostNetwork) worker.forgetAddress = host.wire.addAddress(worker.ip, host.nodeName)
  // Told before the containers start; what runs in it is seen later. A state that lasts no time may go unseen, as in a real cluster.
  const { reported } = worker
  if (reported && host.timing.sandboxMs > 0) {
    worker.report({
      ...reported,
      conditions: (reported.conditions ?? []).map((condition) =>
        condition.type === 'PodReadyToStartContainers' ? { ...condition, status: 'True' } : condition,
      ),
    })
  }
  worker.changed()
}

export function* stopSandbox(worker: PodWorker): Routine {
  if (worker.sandbox !== 'ready') return
  yield worker.host.timing.stopSandboxMs
  worker.sandbox = 'stopped'
  worker.forgetAddress?.()
  worker.forgetAddress = undefined
  if (!worker.pod.spec.hostNetwork) worker.host.releaseIP(worker.ip)
  worker.changed()
}
