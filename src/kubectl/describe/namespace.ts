// Follows kubectl/pkg/describe describeNamespace, v1.36.
import type { LimitRange, Namespace, ResourceQuota } from '../../objects/kinds'
import { isNotFound } from '../failure'
import type { DescribeContext, Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { describeLimitRanges, describeQuotas } from './quota'
import { longTime } from './texts'

export const describeNamespace: Describer<Namespace> = async (namespace, w, context) => {
  const { metadata, status } = namespace
  const quotas = await itemsOf<ResourceQuota>('resourcequotas', metadata.name, context)
  const ranges = await itemsOf<LimitRange>('limitranges', metadata.name, context)
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Status', status.phase ?? '')
  if (status.conditions?.length) {
    w.put(0, 'Conditions:\n')
    w.put(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage\n')
    w.put(1, '----\t------\t------------------\t------\t-------\n')
    for (const condition of status.conditions) {
      const { type, lastTransitionTime, reason = '', message = '' } = condition
      w.row(1, type, condition.status, longTime(lastTransitionTime), reason, message)
    }
  }
  if (quotas) {
    w.put(0, '\n')
    describeQuotas(quotas, w)
  }
  if (ranges) {
    w.put(0, '\n')
    describeLimitRanges(ranges, w)
  }
}

// undefined where the server knows no such kind
async function itemsOf<T>(
  resource: string,
  namespace: string,
  context: DescribeContext,
): Promise<readonly T[] | undefined> {
  try {
    return await context.list<T>(`/api/v1/namespaces/${namespace}/${resource}`)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
