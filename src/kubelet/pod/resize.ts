// In-place resize: what a Pod was given of its node may be less than its spec wants, and what its containers run with may be
// less than what it was given. Follows pkg/kubelet/allocation and computePodResizeAction of pkg/kubelet/kuberuntime, v1.36.
// The kubelet retries a resize that must wait whenever a Pod leaves the node; upstream's look every 3 minutes finds nothing new here.
import type { Container, Pod } from '../../objects/kinds'
import { isSidecar } from '../../objects/pods'
import { compareQuantities, parseQuantity, quantityText } from '../../objects/quantity'
import type { Instant } from '../../simulation/timers'
import type { ContainerRecord } from './container-record'
import type { Rejection } from './pod-host'
import type { PodWorker } from './pod-worker'

export type Resources = NonNullable<Container['resources']>

/** A condition about a resize, as it stands. */
export interface ResizeNote {
  readonly reason: string
  readonly message: string
  readonly generation: number | undefined
  readonly since: Instant
  readonly at: Instant
}

export interface ResizeState {
  /** by container: what the Pod was given; undefined while that is what its spec says */
  allocation: ReadonlyMap<string, Resources> | undefined
  pending: ResizeNote | undefined
  inProgress: ResizeNote | undefined
}

const RESIZABLE = ['cpu', 'memory'] as const
type Resizable = (typeof RESIZABLE)[number]

const sameAmount = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && compareQuantities(parseQuantity(a), parseQuantity(b)) === 0)

/** cpu and memory that are not what they shall be. */
const differing = (is: Resources | undefined, wanted: Resources | undefined): Resizable[] =>
  RESIZABLE.filter(
    (name) =>
      !sameAmount(is?.requests?.[name], wanted?.requests?.[name]) ||
      !sameAmount(is?.limits?.[name], wanted?.limits?.[name]),
  )

export type ResizeAction = 'none' | 'update' | 'restart'

/** @param is what the container runs with */
export function resizeAction(container: Container, is: Resources | undefined): ResizeAction {
  if (is === container.resources) return 'none'
  const names = differing(is, container.resources)
  if (names.length === 0) return 'none'
  const restarts = names.some((name) =>
    container.resizePolicy?.some(
      ({ resourceName, restartPolicy }) => resourceName === name && restartPolicy === 'RestartContainer',
    ),
  )
  return restarts ? 'restart' : 'update'
}

const isResizable = (pod: Pod, { name }: Container): boolean =>
  pod.spec.containers.some((each) => each.name === name) ||
  (pod.spec.initContainers ?? []).some((each) => each.name === name && isSidecar(each))

const allContainers = ({ spec }: Pod): Container[] => [...(spec.initContainers ?? []), ...spec.containers]

/** The Pod with the resources that it was given. */
export function allocatedPod({ pod, resize }: PodWorker): Pod {
  const allocation = resize?.allocation
  return allocation
    ? withResources(pod, (container) =>
        allocation.has(container.name) ? allocation.get(container.name) : container.resources,
      )
    : pod
}

export function withResources(pod: Pod, resourcesOf: (container: Container) => Resources | undefined): Pod {
  const given = (container: Container): Container => {
    const resources = resourcesOf(container)
    return resources === container.resources ? container : { ...container, ...(resources ? { resources } : {}) }
  }
  const { initContainers, containers } = pod.spec
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(initContainers ? { initContainers: initContainers.map(given) } : {}),
      containers: containers.map(given),
    },
  }
}

/** The resources in the spec have changed, or somebody left the node: what the Pod is given is decided anew. */
export function resizePod(worker: PodWorker, before?: Pod): void {
  const { pod, host } = worker
  const state = (worker.resize ??= { allocation: undefined, pending: undefined, inProgress: undefined })
  state.allocation ??= new Map(allContainers(before ?? pod).map(({ name, resources }) => [name, resources ?? {}]))
  const given = allocatedPod(worker)
  const isDone = allContainers(pod).every(
    ({ name, resources }) =>
      differing(allContainers(given).find((each) => each.name === name)?.resources, resources).length === 0,
  )
  const refused = isDone ? undefined : host.refusesResize(worker)
  if (refused) {
    postpone(worker, state, refused)
    return
  }
  state.pending = undefined
  state.allocation = undefined
  host.resized(worker)
  if (state.inProgress || isActuated(worker)) return
  const now = host.loop.now()
  state.inProgress = { reason: '', message: '', generation: pod.metadata.generation, since: now, at: now }
  host.record.event(pod, 'Normal', 'ResizeStarted', `Pod resize started: ${summary(pod, pod.metadata.generation)}`)
}

function postpone({ pod, host }: PodWorker, state: ResizeState, { reason, message }: Rejection): void {
  const { pending } = state
  const { generation } = pod.metadata
  const now = host.loop.now()
  state.pending = { reason, message, generation, since: pending?.reason === reason ? pending.since : now, at: now }
  if (pending?.reason === reason && pending.message === message) return
  host.record.event(pod, 'Warning', `Resize${reason}`, `Pod resize ${reason}: ${summary(pod, generation, message)}`)
}

/** All that runs has what the Pod was given. */
function isActuated(worker: PodWorker): boolean {
  const given = allocatedPod(worker)
  return allContainers(given).every((container) => {
    const record = worker.newest(container.name)
    return (
      !record?.running ||
      !isResizable(given, container) ||
      differing(record.sight.resources, container.resources).length === 0
    )
  })
}

/** At the beginning of a sync: tells when all containers have got what the Pod was given. */
export function concludeResize(worker: PodWorker): void {
  const { resize, host, pod } = worker
  if (!resize?.inProgress || !isActuated(worker)) return
  host.record.event(
    pod,
    'Normal',
    'ResizeCompleted',
    `Pod resize completed: ${summary(allocatedPod(worker), resize.inProgress.generation)}`,
  )
  resize.inProgress = undefined
}

/** Gives a running container its new resources. @returns whether that worked */
export function resizeContainer(worker: PodWorker, container: Container): boolean {
  const record = worker.newest(container.name)
  if (!record?.running) return true
  const fault = memoryFault(record, container)
  if (fault) {
    failResize(worker, `cannot decrease memory limits: ${fault}`)
    return false
  }
  record.running.resize?.({
    cpuRequest: container.resources?.requests?.['cpu'],
    cpuLimit: container.resources?.limits?.['cpu'],
    memoryLimit: container.resources?.limits?.['memory'],
  })
  record.sight = { ...record.sight, resources: container.resources }
  worker.changed()
  return true
}

const bytes = (amount: string): number => Number(parseQuantity(amount).nano / 1_000_000_000n)

/** A memory limit below what is in use would only kill the container. */
function memoryFault({ sight, running }: ContainerRecord, { name, resources }: Container): string | undefined {
  const limit = resources?.limits?.['memory']
  const before = sight.resources?.limits?.['memory']
  if (limit === undefined || (before !== undefined && bytes(limit) >= bytes(before))) return undefined
  const used = running?.usage().memory ?? 0
  return used >= bytes(limit)
    ? `attempting to set container "${name}" memory limit (${bytes(limit)}) below current usage (${used})`
    : undefined
}

function failResize({ resize, pod, host }: PodWorker, message: string): void {
  if (!resize?.inProgress || resize.inProgress.message === message) return
  const now = host.loop.now()
  resize.inProgress = { ...resize.inProgress, reason: 'Error', message, since: now, at: now }
  host.record.event(
    pod,
    'Warning',
    'ResizeError',
    `Pod resize error: ${summary(pod, resize.inProgress.generation, message)}`,
  )
}

/** `{"containers":[{"name":"c","resources":{...}}],"generation":2}`, keys as Go marshals them. */
function summary(pod: Pod, generation: number | undefined, error?: string): string {
  const of = (containers: readonly Container[]) =>
    containers.map(({ name, resources }) => ({ name, resources: canonical(resources) }))
  const { initContainers = [], containers } = pod.spec
  return JSON.stringify({
    ...(initContainers.length > 0 ? { initContainers: of(initContainers) } : {}),
    containers: of(containers),
    generation: generation ?? 0,
    ...(error ? { error } : {}),
  })
}

function canonical(resources: Resources | undefined): object {
  const amounts = (list: Record<string, string> | undefined) =>
    list && Object.keys(list).length > 0
      ? Object.fromEntries(
          Object.entries(list)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, amount]) => [name, quantityText(parseQuantity(amount))]),
        )
      : undefined
  const limits = amounts(resources?.limits)
  const requests = amounts(resources?.requests)
  return { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) }
}
