// Follows pkg/scheduler/framework/plugins/nodeaffinity, v1.36.
import { eachNode, neverFits, normalizeToMax, type Plugin } from '../framework'
import { namedNodes, termPicks, viewOf, type NodeView } from '../node-affinity'

const NAME = 'NodeAffinity'
const NO_MATCH = neverFits(NAME, "node(s) didn't match Pod's node affinity/selector")
const CONFLICT = neverFits(NAME, 'pod affinity terms conflict')

export const nodeAffinity: Plugin = {
  name: NAME,
  preFilter({ pod, requiredNodes }) {
    if (!requiredNodes) return undefined
    const nodeNames = namedNodes(pod.spec)
    if (nodeNames?.size === 0) return { rejected: CONFLICT }
    return { filter: (node) => (requiredNodes(node) ? undefined : NO_MATCH), ...(nodeNames ? { nodeNames } : {}) }
  },
  preScore({ pod }) {
    const terms = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    if (terms.length === 0) return undefined
    const liked = (node: NodeView): number =>
      terms.reduce((sum, { weight, preference }) => (termPicks(preference, node) ? sum + weight : sum), 0)
    return eachNode(liked, (points) => normalizeToMax(points, false))
  },
  helps(event, { requiredNodes }) {
    if (!requiredNodes) return false
    if (event.on === 'NodeAdd') return requiredNodes(viewOf(event.node))
    return (
      event.on === 'NodeUpdate' &&
      event.changes.labels &&
      requiredNodes(viewOf(event.node)) &&
      !requiredNodes(viewOf(event.previous))
    )
  },
}
