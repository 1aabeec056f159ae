// Follows pkg/scheduler/framework/plugins/tainttoleration, v1.36.
import { eachNode, neverFits, normalizeToMax, type Plugin } from '../framework'
import type { NodeInfo } from '../node-info'
import { anyTolerates, untolerated } from '../taints'

const NAME = 'TaintToleration'
const UNTOLERATED = neverFits(NAME, 'node(s) had untolerated taint(s)')

export const taintToleration: Plugin = {
  name: NAME,
  preFilter({ pod }, { nodes }) {
    if (nodes.taintedCount === 0) return undefined
    const { tolerations } = pod.spec
    return { filter: (node) => (node.hasTaints && untolerated(node.taints, tolerations) ? UNTOLERATED : undefined) }
  },
  preScore({ pod }, _nodes, { nodes }) {
    // Without soft taints all nodes would score the same.
    if (nodes.softTaintedCount === 0) return undefined
    const tolerations = (pod.spec.tolerations ?? []).filter(({ effect }) => !effect || effect === 'PreferNoSchedule')
    const intolerable = ({ softTaints }: NodeInfo): number =>
      softTaints.reduce((count, taint) => (anyTolerates(tolerations, taint) ? count : count + 1), 0)
    return eachNode(intolerable, (points) => normalizeToMax(points, true))
  },
  helps(event, { pod }) {
    const { tolerations } = pod.spec
    if (event.on === 'NodeAdd') return !untolerated(event.node.spec.taints ?? [], tolerations)
    if (event.on === 'NodeUpdate') {
      return (
        event.changes.taints &&
        untolerated(event.previous.spec.taints ?? [], tolerations) !== undefined &&
        !untolerated(event.node.spec.taints ?? [], tolerations)
      )
    }
    return event.on === 'OwnUpdate' && event.changes.tolerations
  },
}
