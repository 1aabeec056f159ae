// What the kubelet saw of a Pod's sandbox and containers at one instant. Follows pkg/kubelet/container PodStatus, v1.36.
import type { Container } from '../../objects/kinds'
import type { Instant } from '../../simulation/timers'

/** One start of one container, as it was when it was looked at. Immutable: a change makes a new one. */
export interface ContainerSight {
  /** with the runtime's scheme: `containerd://...` */
  readonly id: string
  readonly name: string
  readonly state: 'created' | 'running' | 'exited'
  readonly restartCount: number
  /** the sandbox that it was made in, by its attempt */
  readonly sandbox: number
  readonly createdAt: Instant
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly exitCode: number
  readonly reason: string
  readonly message: string
  /** the image as the Pod's spec named it: another one there means another container */
  readonly wanted: string
  /** the image's full name, and its digest */
  readonly image: string
  readonly imageID: string
  /** what it runs with */
  readonly resources: Container['resources']
  /** user of the main process; undefined for a runtime that does not tell whom its containers run as, nor whether they have started */
  readonly uid: number | undefined
  readonly gid: number
  /** further groups, in the order in which the kubelet asked for them */
  readonly groups: readonly number[]
}

export interface RuntimeStatus {
  /** `none` before the first sandbox; `stopped` after it was torn down or lost */
  readonly sandbox: 'none' | 'ready' | 'stopped'
  /** how many sandboxes there were before this one */
  readonly attempt: number
  /** '' without a network of its own or before the sandbox is ready */
  readonly ip: string
  /** newest first */
  readonly containers: readonly ContainerSight[]
}

export const NOTHING_RUNS: RuntimeStatus = Object.freeze({ sandbox: 'none', attempt: 0, ip: '', containers: [] })

/** The newest start of a container, if it was ever created. */
export const sightOf = (status: RuntimeStatus, name: string): ContainerSight | undefined =>
  status.containers.find((container) => container.name === name)
