// What one sync of a Pod does to its sandbox and containers: a decision, nothing is touched.
// Follows pkg/kubelet/kuberuntime computePodActions and computeInitContainerActions, v1.36.
import type { Container, Pod } from '../../objects/kinds'
import { isSidecar } from '../../objects/pods'
import { sightOf, type ContainerSight, type RuntimeStatus } from '../runtime/runtime-status'
import { resizeAction } from './resize'
import { restartsOnExit, restartsOnFailure, shouldBeRestarted } from './restart-policy'

export type ProbeVerdict = 'success' | 'failure' | 'unknown'

/** The last verdicts of probes by container id; undefined when there is no such probe or none yet. */
export interface ProbeResults {
  startup(id: string): ProbeVerdict | undefined
  liveness(id: string): ProbeVerdict | undefined
}

export interface ContainerToKill {
  readonly container: Container
  readonly id: string
  /** of the Killing Event */
  readonly message: string
  readonly reason: 'LivenessProbe' | 'StartupProbe' | 'Unknown' | ''
}

export interface PodActions {
  /** everything of the Pod is stopped, the sandbox too */
  readonly killPod: boolean
  readonly createSandbox: boolean
  readonly kill: readonly ContainerToKill[]
  /** in this order, each only when the one before it could be started */
  readonly startInit: readonly Container[]
  readonly start: readonly Container[]
  /** ephemeral containers that have never run: before all others, since an init container may hang */
  readonly startEphemeral: readonly Container[]
  /** these get other resources while they run */
  readonly resize: readonly Container[]
}

const nothing: PodActions = {
  killPod: false,
  createSandbox: false,
  kill: [],
  startInit: [],
  start: [],
  startEphemeral: [],
  resize: [],
}

export function planActions(pod: Pod, status: RuntimeStatus, probes: ProbeResults): PodActions {
  if (status.sandbox !== 'ready') return planSandbox(pod, status)
  const startEphemeral = (pod.spec.ephemeralContainers ?? []).filter(({ name }) => !sightOf(status, name))
  const kill: ContainerToKill[] = []
  const resize: Container[] = []
  const init = planInit(pod, status, probes, { kill, start: [], resize })
  if (init === 'kill pod') return { ...nothing, killPod: true }
  if (!init.initialized) return { ...nothing, kill, startInit: init.start, startEphemeral, resize }
  const start: Container[] = []
  let kept = 0
  for (const container of pod.spec.containers) {
    const sight = sightOf(status, container.name)
    if (sight?.state !== 'running') {
      if (shouldBeRestarted(pod, container, status)) start.push(container)
      continue
    }
    const verdict = faultOf(container, sight, probes)
    if (!verdict) {
      const restart = planResize(container, sight, { kill, start, resize })
      if (!restart) kept++
      continue
    }
    const again = verdict.reason === '' || restartsOnFailure(pod, container)
    kill.push({ ...verdict, message: again ? `${verdict.message}, will be restarted` : verdict.message })
    if (again) start.push(container)
  }
  if (kept === 0 && start.length === 0) return { ...nothing, killPod: true }
  return { ...nothing, kill, startInit: init.start, start, startEphemeral, resize }
}

/** A sandbox is made, unless all that there was to do has been done in the one before. */
function planSandbox(pod: Pod, status: RuntimeStatus): PodActions {
  const killPod = status.sandbox === 'stopped'
  const inits = pod.spec.initContainers ?? []
  if (status.sandbox === 'stopped' && pod.spec.restartPolicy === 'Never' && status.containers.length > 0)
    return { ...nothing, killPod }
  const start = pod.spec.containers.filter((container) => {
    const sight = sightOf(status, container.name)
    return !sight || sight.state !== 'exited' || restartsOnExit(pod, container, sight.exitCode)
  })
  if (start.length === 0 && hasInitialized(pod, status)) return { ...nothing, killPod }
  const first = inits[0]
  return first
    ? { ...nothing, killPod, createSandbox: true, startInit: [first] }
    : { ...nothing, killPod, createSandbox: true, start }
}

/** Any regular container was created: the Pod's initialization was over once. */
const hasInitialized = (pod: Pod, status: RuntimeStatus): boolean =>
  pod.spec.containers.some(({ name }) => sightOf(status, name) !== undefined)

/** The same in this sandbox: in a new one initialization begins anew. */
const isInitialized = (pod: Pod, status: RuntimeStatus): boolean =>
  pod.spec.containers.some(({ name }) => sightOf(status, name)?.sandbox === status.attempt)

interface InitPlan {
  readonly initialized: boolean
  readonly start: readonly Container[]
}

/** Walks back from the last init container to the newest that was created: it decides what comes next. */
function planInit(pod: Pod, status: RuntimeStatus, probes: ProbeResults, plan: SidecarPlan): InitPlan | 'kill pod' {
  const inits = pod.spec.initContainers ?? []
  if (inits.length === 0) return { initialized: true, start: [] }
  if (isInitialized(pod, status)) return { initialized: true, start: sidecarsToStart(pod, status, probes, plan) }
  const { start } = plan
  for (let place = inits.length - 1; place >= 0; place--) {
    const container = inits[place] as Container
    const sight = sightOf(status, container.name)
    if (!sight) continue
    const verdict = isSidecar(container) ? sidecarNext(container, sight, probes, plan) : initNext(pod, container, sight)
    if (verdict === 'kill pod') return verdict
    if (verdict === 'again') start.push(container)
    // A sidecar before it that has ended meanwhile is started, too.
    for (const earlier of inits.slice(0, place)) if (isSidecar(earlier)) sidecarAgain(earlier, status, probes, plan)
    if (verdict !== 'next') return { initialized: false, start }
    const next = inits[place + 1]
    return next ? { initialized: false, start: [...start, next] } : { initialized: true, start }
  }
  return { initialized: false, start: inits.slice(0, 1) }
}

type Next = 'next' | 'again' | 'wait'

function initNext(pod: Pod, container: Container, sight: ContainerSight): Next | 'kill pod' {
  if (sight.state !== 'exited') return 'wait'
  if (sight.exitCode === 0) return 'next'
  return restartsOnExit(pod, container, sight.exitCode) ? 'again' : 'kill pod'
}

interface SidecarPlan {
  readonly kill: ContainerToKill[]
  readonly start: Container[]
  readonly resize: Container[]
}

function sidecarNext(container: Container, sight: ContainerSight, probes: ProbeResults, plan: SidecarPlan): Next {
  if (sight.state !== 'running') return 'again'
  const fault = faultOf(container, sight, probes)
  if (fault) {
    plan.kill.push({ ...fault, message: `${fault.message}, will be restarted` })
    return 'again'
  }
  if (planResize(container, sight, plan)) return 'wait'
  return container.startupProbe && probes.startup(sight.id) !== 'success' ? 'wait' : 'next'
}

function sidecarAgain(container: Container, status: RuntimeStatus, probes: ProbeResults, plan: SidecarPlan): void {
  const sight = sightOf(status, container.name)
  if (!sight || sidecarNext(container, sight, probes, plan) === 'again') plan.start.push(container)
}

function sidecarsToStart(
  pod: Pod,
  status: RuntimeStatus,
  probes: ProbeResults,
  plan: SidecarPlan,
): readonly Container[] {
  for (const container of pod.spec.initContainers ?? [])
    if (isSidecar(container)) sidecarAgain(container, status, probes, plan)
  return plan.start
}

/** @returns true when the container has to be started anew for it */
function planResize(container: Container, sight: ContainerSight, { kill, start, resize }: SidecarPlan): boolean {
  const action = resizeAction(container, sight.resources)
  if (action === 'update') resize.push(container)
  if (action !== 'restart') return false
  kill.push({ container, id: sight.id, message: `Container ${container.name} resize requires restart`, reason: '' })
  start.push(container)
  return true
}

/** Another image is wanted than the one that runs, or a probe has given the container up. */
function faultOf(container: Container, sight: ContainerSight, probes: ProbeResults): ContainerToKill | undefined {
  const init = isSidecar(container) ? 'Init container' : 'Container'
  if (sight.wanted !== (container.image ?? ''))
    return { container, id: sight.id, message: `${init} ${container.name} definition changed`, reason: '' }
  if (probes.liveness(sight.id) === 'failure')
    return {
      container,
      id: sight.id,
      message: `${init} ${container.name} failed liveness probe`,
      reason: 'LivenessProbe',
    }
  if (probes.startup(sight.id) === 'failure')
    return {
      container,
      id: sight.id,
      message: `${init} ${container.name} failed startup probe`,
      reason: 'StartupProbe',
    }
  return undefined
}
