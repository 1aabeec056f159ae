// Which active Pods go first. Follows ActivePods of pkg/controller/controller_utils.go, v1.36.
import { conditionOf } from '../../objects/conditions'
import type { Pod } from '../../objects/kinds'
import { isPodReady, isPodScheduled } from '../../objects/pods'

const PHASES: readonly (string | undefined)[] = ['Pending', 'Unknown', 'Running']

const readySince = (pod: Pod): string => conditionOf(pod.status.conditions, 'Ready')?.lastTransitionTime ?? ''
const restarts = (pod: Pod): number =>
  Math.max(0, ...(pod.status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Unassigned, pending, not ready, ready for the shortest time, restarted most often, newest: in this order. */
export const rankActivePods = (pods: readonly Pod[]): readonly Pod[] =>
  [...pods].sort(
    (a, b) =>
      Number(isPodScheduled(a)) - Number(isPodScheduled(b)) ||
      PHASES.indexOf(a.status.phase) - PHASES.indexOf(b.status.phase) ||
      Number(isPodReady(a)) - Number(isPodReady(b)) ||
      (isPodReady(a) ? byText(readySince(b), readySince(a)) : 0) ||
      restarts(b) - restarts(a) ||
      byText(b.metadata.creationTimestamp, a.metadata.creationTimestamp) ||
      byText(a.metadata.name, b.metadata.name),
  )
