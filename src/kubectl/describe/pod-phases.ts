import type { Pod } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import type { DescribeContext } from './describer'

/** `2 Running / 0 Waiting / 0 Succeeded / 0 Failed` of the Pods that the object controls. */
export async function podPhases(owner: KubeObject, selector: string, context: DescribeContext): Promise<string> {
  const { namespace = '', uid } = owner.metadata
  const pods = await context.list<Pod>(`/api/v1/namespaces/${namespace}/pods`, { labelSelector: selector })
  const own = pods.filter(({ metadata }) =>
    metadata.ownerReferences?.some((each) => each.controller && each.uid === uid),
  )
  const count = (phase: string): number => own.filter(({ status }) => status.phase === phase).length
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`
}
