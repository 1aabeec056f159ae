// Follows pkg/scheduler/apis/config/v1/default_plugins.go, v1.36. The order is upstream's: it is the order of reasons, too.
import type { Profile, WeightedPlugin } from './framework'
import { imageLocality } from './plugins/image-locality'
import { interPodAffinity } from './plugins/inter-pod-affinity'
import { nodeAffinity } from './plugins/node-affinity'
import { nodeName } from './plugins/node-name'
import { nodePorts } from './plugins/node-ports'
import { nodeResourcesBalancedAllocation } from './plugins/node-resources-balanced-allocation'
import { nodeResourcesFit } from './plugins/node-resources-fit'
import { nodeUnschedulable } from './plugins/node-unschedulable'
import { nodeVolumeLimits } from './plugins/node-volume-limits'
import { podTopologySpread } from './plugins/pod-topology-spread'
import { schedulingGates } from './plugins/scheduling-gates'
import { taintToleration } from './plugins/taint-toleration'
import { volumeBinding } from './plugins/volume-binding'
import { volumeRestrictions } from './plugins/volume-restrictions'
import { volumeZone } from './plugins/volume-zone'

export const DEFAULT_SCHEDULER = 'default-scheduler'

const DEFAULT_PLUGINS: readonly WeightedPlugin[] = [
  { plugin: schedulingGates, weight: 0 },
  { plugin: nodeUnschedulable, weight: 0 },
  { plugin: nodeName, weight: 0 },
  { plugin: taintToleration, weight: 3 },
  { plugin: nodeAffinity, weight: 2 },
  { plugin: nodePorts, weight: 0 },
  { plugin: nodeResourcesFit, weight: 1 },
  { plugin: volumeRestrictions, weight: 0 },
  { plugin: nodeVolumeLimits, weight: 0 },
  { plugin: volumeBinding, weight: 0 },
  { plugin: volumeZone, weight: 0 },
  { plugin: podTopologySpread, weight: 2 },
  { plugin: interPodAffinity, weight: 2 },
  { plugin: nodeResourcesBalancedAllocation, weight: 1 },
  { plugin: imageLocality, weight: 1 },
]

/** The default plugins under any name: a second scheduler is a second profile. */
export const defaultProfile = (schedulerName = DEFAULT_SCHEDULER): Profile => ({
  schedulerName,
  plugins: DEFAULT_PLUGINS,
  percentageOfNodesToScore: 0,
})
