// How a Pod's probes reach its containers, and what their verdicts do.
import { conditionOf } from '../../objects/conditions'
import type { ContainerStatus, PodStatus } from '../../objects/kinds'
import { ask, questionOf } from '../probes/ask'
import type { ProbeHost } from '../probes/probe-worker'
import { containersReadyCondition, readyCondition } from '../status/conditions'
import { fieldPathOf } from './container-record'
import type { PodWorker } from './pod-worker'

export function probeHost(worker: PodWorker): ProbeHost {
  const { host } = worker
  const running = (name: string) => worker.newest(name)?.running
  return {
    loop: host.loop,
    pod: () => worker.pod,
    containerStatus: (name) => statusesOf(worker.reported).find((status) => status.name === name),
    ask: (container, probe, answer) =>
      ask(
        probe,
        {
          loop: host.loop,
          wire: host.wire,
          nodeIP: host.ip,
          nodeName: host.nodeName,
          podIP: worker.ip,
          container,
          running: running(container.name),
          timeoutMs: (probe.timeoutSeconds ?? 1) * 1000,
        },
        answer,
      ),
    tell: (container, reason, message) =>
      host.record.event(worker.pod, 'Warning', reason, message, {
        fieldPath: fieldPathOf(container, worker.pod.spec),
      }),
    isSteady: (container, probe) => {
      const question = questionOf(probe, container)
      return question !== undefined && (running(container.name)?.steady?.(question) ?? false)
    },
    onResult: (type, id, verdict) => {
      if (type === 'Readiness') setReady(worker, id, verdict === 'success')
      if (type === 'Liveness' && verdict !== 'failure') return
      worker.wake()
    },
  }
}

const statusesOf = (status: PodStatus | undefined): ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
]

/** Readiness is reported at once, without waiting for a sync. Follows pkg/kubelet/status SetContainerReadiness, v1.36. */
function setReady(worker: PodWorker, id: string, ready: boolean): void {
  const { reported, pod } = worker
  const status = statusesOf(reported).find(({ containerID }) => containerID === id)
  if (!reported || !status || status.ready === ready) return
  const set = (each: ContainerStatus): ContainerStatus => (each.containerID === id ? { ...each, ready } : each)
  const next: PodStatus = {
    ...reported,
    ...(reported.initContainerStatuses ? { initContainerStatuses: reported.initContainerStatuses.map(set) } : {}),
    ...(reported.containerStatuses ? { containerStatuses: reported.containerStatuses.map(set) } : {}),
  }
  const containersReady = containersReadyCondition(pod, next)
  const verdicts = {
    ContainersReady: containersReady,
    Ready: readyCondition(pod, containersReady, pod.status.conditions ?? []),
  }
  worker.report({
    ...next,
    conditions: (next.conditions ?? []).map((condition) => {
      const verdict = verdicts[condition.type as keyof typeof verdicts]
      if (!verdict || !conditionOf(next.conditions, condition.type)) return condition
      const { reason: _reason, message: _message, ...rest } = condition
      return { ...rest, ...verdict }
    }),
  })
}
