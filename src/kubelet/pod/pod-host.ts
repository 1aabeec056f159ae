// What a Pod's worker has of its node.
import type { Api, EventRecorder, Reader } from '../../apiserver/client'
import type { Loop } from '../../simulation/loop'
import type { Wire } from '../../simulation/wire'
import type { ServiceEnvironments } from '../env/service-env'
import type { ImagePuller } from '../pulls/image-puller'
import type { ContainerRuntime } from '../runtime/container-runtime'
import type { Timing } from '../timing'
import type { Storage } from '../volumes/storage'
import type { DnsSettings } from './host-files'
import type { PodWorker } from './pod-worker'

export interface PodHost {
  readonly loop: Loop
  readonly read: Reader
  readonly api: Api
  readonly record: EventRecorder
  readonly wire: Wire
  readonly runtime: ContainerRuntime
  readonly timing: Timing
  readonly storage: Storage
  readonly services: ServiceEnvironments
  readonly dns: DnsSettings
  readonly puller: ImagePuller
  readonly nodeName: string
  readonly ip: string
  readonly allocatable: Readonly<Record<string, string>>
  /** the kubelet's process runs */
  readonly running: boolean
  /** it reaches the API server */
  readonly connected: boolean
  /** the network plugin works */
  readonly networkReady: boolean
  allocateIP(): string
  releaseIP(ip: string): void
  /** puts the worker in line for a turn */
  enqueue(worker: PodWorker): void
  /** why the node does not take the Pod, if so */
  admit(worker: PodWorker): Rejection | undefined
  /** why the node does not give the Pod what its spec asks for by now, if so */
  refusesResize(worker: PodWorker): Rejection | undefined
  /** the Pod was given other resources */
  resized(worker: PodWorker): void
  /** the Pod's volumes are in place */
  mounted(worker: PodWorker): void
  /** the Pod no longer uses anything of the node */
  finished(worker: PodWorker): void
}

/** Follows pkg/kubelet/lifecycle PodAdmitResult, v1.36. */
export interface Rejection {
  readonly reason: string
  readonly message: string
}
