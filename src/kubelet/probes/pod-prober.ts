// The probes of one Pod. Follows pkg/kubelet/prober/prober_manager.go, v1.36.
import type { Container, Pod } from '../../objects/kinds'
import { isSidecar } from '../../objects/pods'
import type { ProbeResults } from '../pod/plan-actions'
import type { ProbeVerdicts } from '../status/container-statuses'
import { ProbeWorker, type ProbeHost, type ProbeType } from './probe-worker'

const TYPES: readonly ProbeType[] = ['Startup', 'Readiness', 'Liveness']

const probeOf = (container: Container, type: ProbeType) =>
  type === 'Startup'
    ? container.startupProbe
    : type === 'Readiness'
      ? container.readinessProbe
      : container.livenessProbe

const probed = (pod: Pod): Container[] => [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers]

export const hasProbes = (pod: Pod): boolean =>
  probed(pod).some((container) => TYPES.some((type) => probeOf(container, type)))

/** For Pods without probes: what has started is ready. */
export const WITHOUT_PROBES: ProbeVerdicts & ProbeResults = {
  hasStarted: () => true,
  isReady: () => true,
  startup: () => undefined,
  liveness: () => undefined,
}

export class PodProber implements ProbeVerdicts, ProbeResults {
  private workers: ProbeWorker[] = []

  /** Starts the probes of all containers. */
  constructor(pod: Pod, host: ProbeHost) {
    for (const container of probed(pod)) {
      for (const type of TYPES) {
        const probe = probeOf(container, type)
        if (probe) this.workers.push(new ProbeWorker(type, container, probe, host))
      }
    }
  }

  start(): void {
    for (const worker of this.workers) worker.start()
  }

  hasStarted({ name, startupProbe }: Container, id: string): boolean {
    return !startupProbe || this.find('Startup', name, id)?.verdict === 'success'
  }

  isReady({ name, readinessProbe }: Container, id: string): boolean {
    if (!readinessProbe) return true
    if (this.find('Readiness', name, id)?.verdict === 'success') return true
    this.workers.find((worker) => worker.type === 'Readiness' && worker.container.name === name)?.trigger()
    return false
  }

  startup(id: string) {
    return this.workers.find((worker) => worker.type === 'Startup' && worker.id === id)?.verdict
  }

  liveness(id: string) {
    return this.workers.find((worker) => worker.type === 'Liveness' && worker.id === id)?.verdict
  }

  /** The containers are being stopped: only readiness is still of interest. */
  stopLivenessAndStartup(): void {
    for (const worker of this.workers) if (worker.type !== 'Readiness') worker.stop()
  }

  stop(): void {
    for (const worker of this.workers) worker.stop()
    this.workers = []
  }

  wake(): void {
    for (const worker of this.workers) worker.wake()
  }

  private find(type: ProbeType, name: string, id: string): ProbeWorker | undefined {
    return this.workers.find((worker) => worker.type === type && worker.container.name === name && worker.id === id)
  }
}
