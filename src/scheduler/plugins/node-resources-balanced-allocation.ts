// Follows pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, v1.36.
import type { Plugin } from '../framework'

export const nodeResourcesBalancedAllocation: Plugin = {
  name: 'NodeResourcesBalancedAllocation',
  preScore({ requests }, _nodes, context) {
    // Pods that ask for nothing would all go to the node that is most even already.
    if (requests.cpu === 0 && requests.memory === 0) return undefined
    const fitness = context.nodes.fitness.of(requests)
    return (nodes, points) => fitness.balancedAllocation(nodes, points)
  },
}
