// Follows pkg/registry/core/node/strategy.go, v1.36.
import type { V1NodeSpec } from '../../../objects/generated/kubernetes'
import type { Node } from '../../../objects/kinds'
import { changed, filled, withoutZeros } from '../filled'
import type { KindDefinition } from '../kind'
import { canonicalResources } from '../pod-template'
import { nodeColumns } from './columns'
import { validateNode, validateNodeUpdate } from './validate'

export const nodeKind: KindDefinition<Node> = {
  kind: 'Node',
  group: '',
  version: 'v1',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  namespaced: false,
  hasStatus: true,
  createdWithStatus: true,
  subresources: ['proxy'],
  defaults: defaultNode,
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
  validateStatusUpdate: validateNodeUpdate,
  warnings: nodeWarnings,
  fields: { 'spec.unschedulable': ({ spec }) => String(spec.unschedulable ?? false) },
  columns: nodeColumns,
}

/** Always printed, also before a kubelet has filled it in. */
const NODE_INFO = {
  machineID: '',
  systemUUID: '',
  bootID: '',
  kernelVersion: '',
  osImage: '',
  containerRuntimeVersion: '',
  kubeletVersion: '',
  kubeProxyVersion: '',
  operatingSystem: '',
  architecture: '',
}
const NO_ENDPOINT = { kubeletEndpoint: { Port: 0 } }

function defaultNode(node: Node): Node {
  const spec = withPodCidrs(
    // What the gate DynamicKubeletConfig once guarded is dropped.
    withoutZeros(changed(node.spec ?? {}, { configSource: undefined }), [
      'podCIDR',
      'podCIDRs',
      'providerID',
      'taints',
      'unschedulable',
      'externalID',
    ]),
  )
  const status = node.status ?? {}
  const capacity = canonicalResources(status.capacity)
  const allocatable = canonicalResources(status.allocatable) ?? capacity
  return changed(node, {
    spec,
    status: filled(
      changed(status, {
        ...(capacity ? { capacity } : {}),
        ...(allocatable ? { allocatable } : {}),
        ...(status.nodeInfo ? { nodeInfo: filled(status.nodeInfo, NODE_INFO) } : {}),
      }),
      { daemonEndpoints: NO_ENDPOINT, nodeInfo: NODE_INFO },
    ),
  })
}

/** podCIDR is the first of podCIDRs; where the two differ it counts alone. */
function withPodCidrs(spec: V1NodeSpec): V1NodeSpec {
  const { podCIDR, podCIDRs } = spec
  if (podCIDR !== undefined && podCIDRs?.[0] !== podCIDR) return { ...spec, podCIDRs: [podCIDR] }
  return podCIDR === undefined && podCIDRs?.[0] !== undefined ? { ...spec, podCIDR: podCIDRs[0] } : spec
}

/** Follows pkg/api/node/util.go, v1.36. */
function nodeWarnings({ spec }: Node): string[] {
  return spec.externalID ? ['spec.externalID: this field is deprecated, and is unused by Kubernetes'] : []
}
