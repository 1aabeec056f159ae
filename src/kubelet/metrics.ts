// What the metrics server would say: the kubelets' figures, and the figures that scenarios set.
import type { MetricsReader, PodUsage, Reader, Usage } from '../apiserver/client'
import type { Pod } from '../objects/kinds'
import type { Selector } from '../objects/selectors'
import { containerUsages } from './pod/pod-usage'
import type { PodWorker } from './pod/pod-worker'

export interface MetricsOptions {
  readonly read: Reader
  readonly now: () => number
  find(pod: Pod): PodWorker | undefined
  workersOn(nodeName: string): readonly PodWorker[]
}

/** The metrics server looks at a node every 15 seconds and reports the mean between two looks. */
const WINDOW_MS = 15_000

export class Metrics implements MetricsReader {
  /** nobody serves metrics.k8s.io when this is false */
  installed = true
  private readonly forced = new Map<string, Usage>()
  private readonly objects = new Map<string, number>()
  private readonly externals = new Map<string, readonly number[]>()

  constructor(private readonly options: MetricsOptions) {}

  podMetrics(namespace: string, name: string): PodUsage | undefined {
    const pod = this.options.read.get('Pod', namespace, name)
    const worker = pod && this.installed ? this.options.find(pod) : undefined
    if (!worker) return undefined
    const { now } = this.options
    const since = Math.max(0, ...worker.records.filter(({ running }) => running).map(({ sight }) => sight.startedAt))
    // Two looks are needed before there is a mean.
    if (since === 0 || now() - since < WINDOW_MS) return undefined
    const containers: Record<string, Usage> = {}
    for (const [container, usage] of Object.entries(containerUsages(worker)))
      containers[container] =
        this.forced.get(`${namespace}/${name}/${container}`) ?? this.forced.get(`${namespace}/${name}`) ?? usage
    return { timestamp: now() - WINDOW_MS, windowMs: WINDOW_MS, containers }
  }

  nodeMetrics(name: string): Usage | undefined {
    if (!this.installed || !this.options.read.get('Node', '', name)) return undefined
    const sum = { ...SYSTEM_USAGE }
    for (const { pod } of this.options.workersOn(name)) {
      for (const { cpu, memory } of Object.values(
        this.podMetrics(pod.metadata.namespace ?? '', pod.metadata.name)?.containers ?? {},
      )) {
        sum.cpu += cpu
        sum.memory += memory
      }
    }
    return sum
  }

  objectMetric(kind: string, namespace: string, name: string, metric: string): number | undefined {
    return this.objects.get([kind, namespace, name, metric].join('/'))
  }

  externalMetric(namespace: string, metric: string, _selector: Selector | undefined): readonly number[] | undefined {
    return this.externals.get(`${namespace}/${metric}`)
  }

  /** Says what a Pod (or one of its containers) uses from now on, whatever its programs do; undefined gives it back to them. */
  setUsage(pod: { namespace: string; name: string; container?: string }, usage: Usage | undefined): void {
    const key = [pod.namespace, pod.name, ...(pod.container === undefined ? [] : [pod.container])].join('/')
    if (usage) this.forced.set(key, usage)
    else this.forced.delete(key)
  }

  setObjectMetric(about: { kind: string; namespace: string; name: string; metric: string }, value: number): void {
    this.objects.set([about.kind, about.namespace, about.name, about.metric].join('/'), value)
  }

  setExternalMetric(namespace: string, metric: string, values: readonly number[]): void {
    this.externals.set(`${namespace}/${metric}`, values)
  }
}

/** The kubelet, the container runtime and the kernel themselves. */
const SYSTEM_USAGE: Usage = { cpu: 60, memory: 400 * 1024 * 1024 }
