// The best of several Pods. Follows kubectl/pkg/util/podutils ByLogging and ActivePods, v1.36.
import type { Pod } from '../../objects/kinds'
import { isPodReady, isPodTerminating } from '../../objects/pods'

const PHASES: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 }
const phaseOf = ({ status }: Pod): number => PHASES[status.phase ?? ''] ?? 0
const timeOf = (text: string | undefined): number => (text === undefined ? Infinity : Date.parse(text))

function readyTime(pod: Pod): number {
  const ready = pod.status.conditions?.find(({ type, status }) => type === 'Ready' && status === 'True')
  return timeOf(ready?.lastTransitionTime)
}

const restarts = ({ status }: Pod): number =>
  Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))

/** For logs: assigned, running, ready for longest, restarted most often, oldest first. */
export function compareForLogs(a: Pod, b: Pod): number {
  return (
    Number(!a.spec.nodeName) - Number(!b.spec.nodeName) ||
    phaseOf(a) - phaseOf(b) ||
    Number(!isPodReady(a)) - Number(!isPodReady(b)) ||
    (isPodReady(a) && isPodReady(b) ? readyTime(a) - readyTime(b) : 0) ||
    restarts(b) - restarts(a) ||
    timeOf(a.metadata.creationTimestamp) - timeOf(b.metadata.creationTimestamp)
  )
}

/** For exec and attach: the least likely to be deleted first. */
export function compareForExec(a: Pod, b: Pod): number {
  return (
    Number(!a.spec.nodeName) - Number(!b.spec.nodeName) ||
    phaseOf(a) - phaseOf(b) ||
    Number(!isPodReady(a)) - Number(!isPodReady(b)) ||
    Number(isPodTerminating(a)) - Number(isPodTerminating(b)) ||
    (isPodReady(a) && isPodReady(b) ? readyTime(a) - readyTime(b) : 0) ||
    restarts(a) - restarts(b) ||
    timeOf(a.metadata.creationTimestamp) - timeOf(b.metadata.creationTimestamp)
  )
}
