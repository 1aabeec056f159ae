// Pods for which room was made on a node, or which wait for their volumes there. Follows pkg/scheduler/backend/queue/nominator.go,
// v1.36: others of lower priority may not take the room meanwhile.
import type { PodInfo } from './pod-info'

const NOBODY: readonly PodInfo[] = []

export class Nominations {
  private readonly byNode = new Map<string, Map<string, PodInfo>>()
  private readonly nodeOf = new Map<string, string>()

  get size(): number {
    return this.nodeOf.size
  }

  add(pod: PodInfo, nodeName: string): void {
    this.delete(pod.uid)
    this.nodeOf.set(pod.uid, nodeName)
    const pods = this.byNode.get(nodeName)
    if (pods) pods.set(pod.uid, pod)
    else this.byNode.set(nodeName, new Map([[pod.uid, pod]]))
  }

  /** False when it was not nominated. */
  delete(uid: string): boolean {
    const nodeName = this.nodeOf.get(uid)
    if (nodeName === undefined) return false
    this.nodeOf.delete(uid)
    const pods = this.byNode.get(nodeName)
    pods?.delete(uid)
    if (pods?.size === 0) this.byNode.delete(nodeName)
    return true
  }

  nodeNameOf(uid: string): string | undefined {
    return this.nodeOf.get(uid)
  }

  onNode(nodeName: string): Iterable<PodInfo> {
    return this.byNode.get(nodeName)?.values() ?? NOBODY
  }

  /** Those that the Pod has to leave room for: of the same or a higher priority. */
  before(pod: PodInfo, nodeName: string): readonly PodInfo[] {
    const pods = this.byNode.get(nodeName)
    if (!pods) return NOBODY
    return [...pods.values()].filter(({ uid, priority }) => uid !== pod.uid && priority >= pod.priority)
  }
}
