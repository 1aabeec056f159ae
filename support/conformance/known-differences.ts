/** What the model does not reproduce of a recording, and why. A test sees to it that nothing else differs, and that each of these still does. */
export interface KnownDifference {
  readonly recording: string
  /** the command whose answer differs, or the Event that is missing */
  readonly what: string
  readonly because: string
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    recording: 'deployment-rollback', what: 'Deployment ScalingReplicaSet: Scaled down replica set <hash2> from 2 to 1',
    because: 'Which of many similar Events is folded into "(combined from similar events)" depends on when the real recorder wrote each.',
  },
  { recording: 'pod-crash-loop', what: 'kubectl get pod p -o yaml', because: 'The recorded runtime reported a memory limit of 9007199254740988Ki for a container without one.' },
  { recording: 'pod-readiness', what: 'kubectl get pod p -o yaml', because: 'The recorded runtime reported a memory limit of 9007199254740988Ki for a container without one.' },
  { recording: 'pod-image-policies', what: 'kubectl get events', because: 'Of four Pods that start at once, the real kubelet pulled for another one first; then an image was there for the next.' },
  { recording: 'priority-preemption', what: 'kubectl describe pod high | tail -12', because: 'The recording holds ten of the twelve lines that tail prints.' },
  {
    recording: 'statefulset-create', what: 'kubectl get endpoints nginx -o yaml',
    because: 'The trigger time of the last change was not yet known to the real controller when it wrote last; it depends on which watch was faster.',
  },
]
