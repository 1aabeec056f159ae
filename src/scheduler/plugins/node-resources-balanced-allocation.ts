// Follows pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, v1.36.
import { FIGURES } from '../figures'
import { NODE_SCORE_MAX, type Plugin } from '../framework'
import { evenness, type NodeInfo } from '../node-info'

const { EVENNESS } = FIGURES

/** Favours nodes whose use of cpu and memory becomes more even with the Pod: 75 for no change, 50 to 100 otherwise. */
export const nodeResourcesBalancedAllocation: Plugin = {
  name: 'NodeResourcesBalancedAllocation',
  preScore({ requests: { cpu, memory } }) {
    // Pods that ask for nothing would all go to the node that is most even already.
    if (cpu === 0 && memory === 0) return undefined
    const half = NODE_SCORE_MAX / 2
    return (nodes, points) => {
      for (let i = 0; i < nodes.length; i++) {
        const node = nodes[i] as NodeInfo
        points[i] = half + Math.trunc((half + evenness(node, cpu, memory) - (node.table[node.at + EVENNESS] as number)) / 2)
      }
    }
  },
}
