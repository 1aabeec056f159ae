// What is around a cluster and not in its API: machines, registries, the programs in containers, who measures, who schedules.
import { defaultProfile } from '../scheduler/profiles'
import type { Scheduler } from '../scheduler'
import type { Kubelets } from '../kubelet/kubelets'
import type { NodeFaults } from '../kubelet/node/node-faults'
import type { SimulatedRuntime } from '../kubelet/images/create-container-runtime'
import type { Machines } from './machines'

export type { ContainerChoice } from '../kubelet/images/behaviours'

/** What scenarios do to the world around the API. Unknown nodes are an Error. */
export interface Environment {
  /** machines join, leave, fail, lose their network, run short; images and manifests are put on them */
  readonly nodes: NodeFaults & Pick<Kubelets, 'join' | 'leave' | 'preload' | 'writeManifest'>
  /** what registries hold, and how long pulling takes */
  readonly images: SimulatedRuntime['images']
  /** how programs misbehave, by Pod and container or by image */
  readonly containers: SimulatedRuntime['containers']
  /** the metrics server, and metrics from elsewhere */
  readonly metrics: Kubelets['metrics']
  /** Starts another scheduler with the default profile: it takes the Pods that name it. */
  addScheduler(name: string): void
}

export const environmentOf = ({ kubelets, runtime }: Machines, scheduler: Scheduler): Environment => ({
  nodes: kubelets,
  images: runtime.images,
  containers: runtime.containers,
  metrics: kubelets.metrics,
  addScheduler: (name) => scheduler.addProfile(defaultProfile(name)),
})
