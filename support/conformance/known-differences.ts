/** What the model does not reproduce of a recording, and why. A test sees to it that nothing else differs, and that each of these still does. */
export interface KnownDifference {
  readonly recording: string
  /** the command whose answer differs, or the Event that is missing */
  readonly what: string
  readonly because: string
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    recording: 'deployment-rollback',
    what: 'Deployment ScalingReplicaSet: Scaled down replica set nginx-deployment-649ddf478b from 2 to 1',
    because:
      'Of ten similar texts the real recorder forgets any one and folds it from then on into "(combined from similar events)"; here it forgets the last.',
  },
  {
    recording: 'pod-crash-loop',
    what: 'kubectl get pod p -o yaml',
    because: 'The recorded runtime reported a memory limit of 9007199254740988Ki for a container without one.',
  },
  {
    recording: 'pod-readiness',
    what: 'kubectl get pod p -o yaml',
    because: 'The recorded runtime reported a memory limit of 9007199254740988Ki for a container without one.',
  },
  {
    recording: 'pod-image-policies',
    what: 'kubectl get events',
    because:
      'Of four Pods that start at once, the real kubelet pulled for another one first; then an image was there for the next.',
  },
  {
    recording: 'priority-preemption',
    what: 'kubectl describe pod high | tail -12',
    because: 'The recording holds ten of the twelve lines that tail prints.',
  },
  {
    recording: 'statefulset-create',
    what: 'kubectl get endpoints nginx -o yaml',
    because:
      'The recorded runtime told that a Pod was ready before it had an address, so the address brought no new time.',
  },
  ...figures(
    ['deployment-bad-image', 'deployment-rolling-update'],
    ['Deployment 1', 'ReplicaSet 2'],
    'After a refused write the real Deployment controller came back some milliseconds later; by then the new ReplicaSet had told of its first Pod.',
  ),
  ...figures(
    ['deployment-pause-resume', 'deployment-rollback'],
    ['Deployment 1'],
    'Whether an old Pod has ended before a new one is ready, or before it is counted, is a race of two kubelets.',
  ),
  ...figures(
    ['deployment-pause-resume', 'deployment-rolling-update'],
    ['ReplicaSet 1'],
    'Whether an old Pod has ended before the next is told to go is a race of two kubelets.',
  ),
  ...figures(
    ['deployment-cascade'],
    ['Deployment 1'],
    'The real garbage collector took longer to let the Deployment go after its ReplicaSet than the Deployment controller to tell of it.',
  ),
  ...figures(
    ['daemonset-nodes'],
    ['DaemonSet 1'],
    'Between the labels of one command the real controller had time to make a Pod and to see it ready.',
  ),
  ...figures(
    ['daemonset-rollback', 'daemonset-rolling-update'],
    ['DaemonSet 1'],
    'Whether the real controller had heard of its only new Pod when it counted was a matter of a millisecond, and differed from node to node.',
  ),
  ...figures(
    ['statefulset-data', 'statefulset-delete-pods', 'statefulset-storage'],
    ['StatefulSet 1'],
    'Of two Pods deleted together the second was gone first; here the first is, and is back before the second is gone.',
  ),
]

function figures(names: readonly string[], which: readonly string[], because: string): KnownDifference[] {
  return names.flatMap((recording) => which.map((workload) => ({ recording, what: `figures of ${workload}`, because })))
}
