// Follows kubectl/pkg/describe describePersistentVolumeClaim, v1.36.
import type { PersistentVolumeClaim, Pod } from '../../objects/kinds'
import { compareCodePoints } from '../output/go-json'
import { describeClaim } from './claim-section'
import type { Describer } from './describer'
import { describeLines } from './labels-section'
import { longTime } from './texts'

export const describePersistentVolumeClaim: Describer<PersistentVolumeClaim> = async (claim, w, context) => {
  const { metadata, status } = claim
  const pods = await context.list<Pod>(`/api/v1/namespaces/${metadata.namespace ?? ''}/pods`)
  describeClaim(w, claim, context.now)
  describeLines(w, 'Used By', usersOf(claim, pods))
  if (status.conditions?.length) {
    w.put(0, 'Conditions:\n')
    w.put(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n')
    w.put(1, '----\t------\t-----------------\t------------------\t------\t-------\n')
    for (const condition of status.conditions) {
      const { type, lastProbeTime, lastTransitionTime, reason = '', message = '' } = condition
      w.put(
        1,
        `${type} \t${condition.status} \t${longTime(lastProbeTime)} \t${longTime(lastTransitionTime)} \t${reason} \t${message}\n`,
      )
    }
  }
  await context.events(claim, w)
}

// Pods that mount it, and the Pod that an ephemeral volume's claim belongs to.
function usersOf({ metadata }: PersistentVolumeClaim, pods: readonly Pod[]): string[] {
  const mounts = ({ spec }: Pod): boolean =>
    spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === metadata.name) ?? false
  const owns = (pod: Pod): boolean =>
    metadata.ownerReferences?.some(({ kind, uid }) => kind === 'Pod' && uid === pod.metadata.uid) ?? false
  return pods
    .filter((pod) => mounts(pod) || owns(pod))
    .map((pod) => pod.metadata.name)
    .sort(compareCodePoints)
}
