// On which nodes a Pod may run at all. Follows component-helpers/scheduling/corev1/nodeaffinity, v1.36.
import type { V1NodeSelectorRequirement, V1NodeSelectorTerm } from './generated/kubernetes'
import type { Node, PodSpec } from './kinds'
import { meets, type Labels, type Operator } from './selectors'

/** spec.nodeSelector and the required node affinity, both. */
export function mayRunOn({ nodeSelector = {}, affinity }: PodSpec, node: Node): boolean {
  if (!Object.entries(nodeSelector).every(([key, value]) => node.metadata.labels?.[key] === value)) return false
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return !required || required.nodeSelectorTerms.some((term) => termPicks(term, node))
}

/** All expressions and fields hold. A term without any picks nothing. */
function termPicks({ matchExpressions = [], matchFields = [] }: V1NodeSelectorTerm, { metadata }: Node): boolean {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  return allMet(matchExpressions, metadata.labels) && allMet(matchFields, { 'metadata.name': metadata.name })
}

const allMet = (requirements: readonly V1NodeSelectorRequirement[], values: Labels): boolean =>
  requirements.every(({ key, operator, values: wanted = [] }) =>
    meets({ key, operator: operator as Operator, values: wanted }, values),
  )
