// What the nodes are made of: kubelets, containers, and the network between them.
import type { Api, EventRecorder, Reader, Watcher } from '../apiserver/client'
import { createContainerRuntime, type SimulatedRuntime } from '../kubelet/images/create-container-runtime'
import { Kubelets } from '../kubelet/kubelets'
import { INSTANT, REALISTIC, RECORDED, type Timing } from '../kubelet/timing'
import { InstantRuntime } from '../kubelet/runtime/instant-runtime'
import { createNetwork, type Network } from '../network/create-network'
import type { Loop } from '../simulation/loop'
import { DNS_IP } from './bootstrap'

/**
 * `realistic`: images are pulled, containers start in time and do what their images do. `instant`: all start at once, none
 * fails. `recorded`: as realistic, with the waits of the node of the recordings where upstream draws them by chance.
 */
export type RuntimeMode = 'realistic' | 'instant' | 'recorded'

const TIMINGS: Readonly<Record<RuntimeMode, Timing>> = { realistic: REALISTIC, instant: INSTANT, recorded: RECORDED }

export interface MachinesOptions {
  readonly loop: Loop
  readonly read: Reader
  readonly watch: Watcher
  readonly runtime: RuntimeMode
  readonly apiFor: (actor: string) => Api
  readonly recorderFor: (component: string, host?: string) => EventRecorder
}

export interface Machines {
  readonly kubelets: Kubelets
  readonly network: Network
  /** words that change images and containers */
  readonly runtime: SimulatedRuntime
}

export function createMachines({ loop, read, watch, runtime: mode, apiFor, recorderFor }: MachinesOptions): Machines {
  const network = createNetwork({ loop, read, watch, record: recorderFor('kube-proxy') })
  const runtime = createContainerRuntime({ loop, wire: network.wire })
  const kubelets = new Kubelets({
    loop,
    read,
    watch,
    wire: network.wire,
    api: apiFor('kubelet'),
    recorderFor: (node) => recorderFor('kubelet', node),
    clusterDNS: DNS_IP,
    runtime: mode === 'instant' ? new InstantRuntime(loop) : runtime,
    timing: TIMINGS[mode],
  })
  return { kubelets, network, runtime }
}
