// Which nodes a Pod may and would like to run on. Follows component-helpers/scheduling/corev1/nodeaffinity, v1.36.
import type { V1NodeSelectorRequirement, V1NodeSelectorTerm } from '../objects/generated/kubernetes'
import type { Node, PodSpec } from '../objects/kinds'
import { meets, type Labels, type Requirement } from '../objects/selectors'

/** A node as selectors see it. */
export interface NodeView {
  readonly name: string
  readonly labels: Labels
}

export const viewOf = ({ metadata }: Node): NodeView => ({ name: metadata.name, labels: metadata.labels })

const requirement = ({ key, operator, values }: V1NodeSelectorRequirement): Requirement => ({
  key,
  operator: operator as Requirement['operator'],
  values: values ?? [],
})

/** All expressions and fields hold. A term without any of them picks nothing. */
export function termPicks(term: V1NodeSelectorTerm, node: NodeView): boolean {
  const { matchExpressions = [], matchFields = [] } = term
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  const fields = { 'metadata.name': node.name }
  return (
    matchExpressions.every((each) => meets(requirement(each), node.labels)) &&
    matchFields.every((each) => meets(requirement(each), fields))
  )
}

export type NodePredicate = (node: NodeView) => boolean

/** spec.nodeSelector and the required node affinity together; undefined when the Pod has neither. */
export function requiredNodes(spec: PodSpec): NodePredicate | undefined {
  const labels = Object.entries(spec.nodeSelector ?? {})
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  if (labels.length === 0 && !terms) return undefined
  return (node) =>
    labels.every(([key, value]) => node.labels?.[key] === value) &&
    (!terms || terms.some((term) => termPicks(term, node)))
}

/**
 * The nodes that the required affinity names by metadata.name, when every term does: the way of DaemonSets. undefined when any
 * node may come into question.
 */
export function namedNodes(spec: PodSpec): ReadonlySet<string> | undefined {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  if (terms.length === 0) return undefined
  const names = new Set<string>()
  for (const term of terms) {
    const named = namesOfTerm(term)
    if (!named) return undefined
    for (const name of named) names.add(name)
  }
  return names
}

function namesOfTerm({ matchFields = [] }: V1NodeSelectorTerm): readonly string[] | undefined {
  let names: readonly string[] | undefined
  for (const { key, operator, values = [] } of matchFields) {
    if (key !== 'metadata.name' || operator !== 'In') continue
    names = names ? names.filter((name) => values.includes(name)) : values
  }
  return names
}
