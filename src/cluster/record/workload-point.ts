import type { KubeObject } from '../../objects/kube-object'
import type { Ms, WorkloadPoint } from '../../objects/run-record'

const WORKLOADS = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'])

export const isWorkload = (kind: string): boolean => WORKLOADS.has(kind)

interface Counted {
  spec: { replicas?: number }
  status: Partial<
    Record<
      | 'replicas'
      | 'updatedReplicas'
      | 'readyReplicas'
      | 'availableReplicas'
      | 'desiredNumberScheduled'
      | 'currentNumberScheduled'
      | 'updatedNumberScheduled'
      | 'numberReady'
      | 'numberAvailable',
      number
    >
  >
}

/** The figures that `kubectl get` shows of a workload. A DaemonSet counts nodes, the others replicas. */
export function workloadPoint(object: KubeObject, from: Ms): WorkloadPoint {
  const { spec, status } = object as KubeObject & Counted
  if (object.kind === 'DaemonSet') {
    const {
      desiredNumberScheduled = 0,
      currentNumberScheduled = 0,
      updatedNumberScheduled = 0,
      numberReady = 0,
      numberAvailable = 0,
    } = status
    return {
      from,
      desired: desiredNumberScheduled,
      current: currentNumberScheduled,
      updated: updatedNumberScheduled,
      ready: numberReady,
      available: numberAvailable,
    }
  }
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = status
  return {
    from,
    desired: spec.replicas ?? 1,
    current: replicas,
    updated: updatedReplicas,
    ready: readyReplicas,
    available: availableReplicas,
  }
}
