// Follows pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, v1.36.
import { NODE_SCORE_MAX, type Plugin } from '../framework'
import type { NodeInfo } from '../node-info'

/** Favours nodes whose use of cpu and memory becomes more even with the Pod: 75 for no change, 50 to 100 otherwise. */
export const nodeResourcesBalancedAllocation: Plugin = {
  name: 'NodeResourcesBalancedAllocation',
  preScore({ requests: { cpu, memory } }) {
    // Pods that ask for nothing would all go to the node that is most even already.
    if (cpu === 0 && memory === 0) return undefined
    const half = NODE_SCORE_MAX / 2
    return { score: (node) => half + Math.trunc((half + evenness(node, cpu, memory) - evenness(node, 0, 0)) / 2) }
  },
}

/** 100 when cpu and memory are used to the same part, 50 when one is full and the other empty. */
function evenness({ allocatable, cpu, memory }: NodeInfo, moreCpu: number, moreMemory: number): number {
  if (allocatable.cpu === 0 || allocatable.memory === 0) return NODE_SCORE_MAX
  const ofCpu = Math.min(1, (cpu + moreCpu) / allocatable.cpu)
  const ofMemory = Math.min(1, (memory + moreMemory) / allocatable.memory)
  return Math.trunc((1 - Math.abs((ofCpu - ofMemory) / 2)) * NODE_SCORE_MAX)
}
