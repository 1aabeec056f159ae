// Follows kubectl/pkg/describe describeNode, v1.36.
import type { Event, Lease, Node, Pod } from '../../objects/kinds'
import { hasReason } from '../failure'
import { compareCodePoints } from '../output/go-json'
import { describeEvents, eventsOf } from './events-section'
import type { DescribeWriter } from './describe-writer'
import type { DescribeContext, Describer } from './describer'
import { describeAnnotations, describeLabels, describeTaints, sortedKeys } from './labels-section'
import { describeNodeResources } from './node-resources'
import { longTime, orUnset, quantity } from './texts'

export const describeNode: Describer<Node> = async (node, w, context) => {
  const { metadata, spec, status } = node
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Roles', rolesOf(node).join(',') || '<none>')
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp))
  describeTaints(w, spec.taints)
  w.field(0, 'Unschedulable', spec.unschedulable ?? false)
  await describeLease(node, w, context)
  describeConditions(node, w)
  w.put(0, 'Addresses:\n')
  for (const { type, address } of status.addresses ?? []) w.field(1, type, address)
  describeAmounts(w, 'Capacity', status.capacity)
  describeAmounts(w, 'Allocatable', status.allocatable)
  describeSystem(node, w)
  const pods = await podsOn(node, context)
  if (pods) describeNodeResources(node, pods, w, context.now)
  else w.put(0, 'Pods:\tnot authorized\n')
  await describeNodeEvents(node, w, context)
}

const ROLE_PREFIX = 'node-role.kubernetes.io/'

function rolesOf({ metadata }: Node): string[] {
  const roles = new Set<string>()
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    if (key.startsWith(ROLE_PREFIX) && key !== ROLE_PREFIX) roles.add(key.slice(ROLE_PREFIX.length))
    else if (key === 'kubernetes.io/role' && value !== '') roles.add(value)
  }
  return [...roles].sort(compareCodePoints)
}

async function describeLease({ metadata }: Node, w: DescribeWriter, context: DescribeContext): Promise<void> {
  try {
    const lease = await context.get<Lease>(
      `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${metadata.name}`,
    )
    const { holderIdentity, acquireTime, renewTime } = lease.spec
    w.put(0, 'Lease:\n')
    w.field(1, 'HolderIdentity', orUnset(holderIdentity))
    w.field(1, 'AcquireTime', acquireTime ? longTime(acquireTime) : '<unset>')
    w.field(1, 'RenewTime', renewTime ? longTime(renewTime) : '<unset>')
  } catch (error) {
    w.put(0, `Lease:\tFailed to get lease: ${(error as Error).message}\n`)
  }
}

function describeConditions({ status }: Node, w: DescribeWriter): void {
  if (!status.conditions?.length) return
  w.put(0, 'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n')
  w.put(1, '----\t------\t-----------------\t------------------\t------\t-------\n')
  for (const condition of status.conditions) {
    const { type, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' } = condition
    w.put(
      1,
      `${type} \t${condition.status} \t${longTime(lastHeartbeatTime)} \t${longTime(lastTransitionTime)} \t${reason} \t${message}\n`,
    )
  }
}

function describeAmounts(w: DescribeWriter, title: string, list: Readonly<Record<string, string>> | undefined): void {
  const names = sortedKeys(list)
  if (names.length > 0) w.put(0, `${title}:\n`)
  for (const name of names) w.field(1, name, quantity(list?.[name]))
}

function describeSystem({ spec, status }: Node, w: DescribeWriter): void {
  const info = status.nodeInfo
  w.put(0, 'System Info:\n')
  w.field(1, 'Machine ID', info?.machineID ?? '')
  w.field(1, 'System UUID', info?.systemUUID ?? '')
  w.field(1, 'Boot ID', info?.bootID ?? '')
  w.field(1, 'Kernel Version', info?.kernelVersion ?? '')
  w.field(1, 'OS Image', info?.osImage ?? '')
  w.field(1, 'Operating System', info?.operatingSystem ?? '')
  w.field(1, 'Architecture', info?.architecture ?? '')
  w.field(1, 'Container Runtime Version', info?.containerRuntimeVersion ?? '')
  w.field(1, 'Kubelet Version', info?.kubeletVersion ?? '')
  if (spec.podCIDR) w.field(0, 'PodCIDR', spec.podCIDR)
  if (spec.podCIDRs?.length) w.field(0, 'PodCIDRs', spec.podCIDRs.join(','))
  if (spec.providerID) w.field(0, 'ProviderID', spec.providerID)
}

async function podsOn({ metadata }: Node, context: DescribeContext): Promise<readonly Pod[] | undefined> {
  const fieldSelector = `spec.nodeName=${metadata.name},status.phase!=Succeeded,status.phase!=Failed`
  try {
    return await context.list<Pod>('/api/v1/pods', { fieldSelector })
  } catch (error) {
    if (hasReason(error, 'Forbidden')) return undefined
    throw error
  }
}

// The controllers write events of a node for its uid, the kubelet for its name.
async function describeNodeEvents({ metadata }: Node, w: DescribeWriter, context: DescribeContext): Promise<void> {
  if (!context.showEvents) return
  const { name, uid } = metadata
  const search = (byUid: string): Promise<readonly Event[]> =>
    eventsOf({ kind: 'Node', metadata: { name, uid: byUid } }, context).catch(() => [])
  describeEvents([...(await search(uid)), ...(await search(name))], w, context.now)
}
