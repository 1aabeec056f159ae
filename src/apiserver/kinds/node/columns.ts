// Follows pkg/printers/internalversion/printers.go, v1.36.
import { conditionOf } from '../../../objects/conditions'
import type { Node } from '../../../objects/kinds'
import type { Column } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'

const addressText = (node: Node, type: string): string =>
  node.status.addresses?.find((address) => address.type === type)?.address ?? '<none>'

const known = (text: string | undefined): string => text || '<unknown>'

export const nodeColumns: readonly Column<Node>[] = [
  nameColumn,
  { name: 'Status', type: 'string', description: 'The status of the node', value: nodeStatusText },
  {
    name: 'Roles',
    type: 'string',
    description: 'The roles of the node',
    value: (node) => nodeRoles(node).join(',') || '<none>',
  },
  ageColumn,
  {
    name: 'Version',
    type: 'string',
    description: 'Kubelet Version reported by the node.',
    value: ({ status }) => status.nodeInfo?.kubeletVersion ?? '',
  },
  { name: 'Internal-IP', type: 'string', priority: 1, value: (node) => addressText(node, 'InternalIP') },
  { name: 'External-IP', type: 'string', priority: 1, value: (node) => addressText(node, 'ExternalIP') },
  { name: 'OS-Image', type: 'string', priority: 1, value: ({ status }) => known(status.nodeInfo?.osImage) },
  { name: 'Kernel-Version', type: 'string', priority: 1, value: ({ status }) => known(status.nodeInfo?.kernelVersion) },
  {
    name: 'Container-Runtime',
    type: 'string',
    priority: 1,
    value: ({ status }) => known(status.nodeInfo?.containerRuntimeVersion),
  },
]

/** `Ready`, `NotReady,SchedulingDisabled`, `Unknown`. */
function nodeStatusText({ spec, status }: Node): string {
  const ready = conditionOf(status.conditions, 'Ready')
  const words = [ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady']
  return (spec.unschedulable ? [...words, 'SchedulingDisabled'] : words).join(',')
}

const ROLE_PREFIX = 'node-role.kubernetes.io/'

/** From the labels, sorted. */
function nodeRoles({ metadata: { labels = {} } }: Node): string[] {
  const named = Object.keys(labels)
    .filter((key) => key.startsWith(ROLE_PREFIX))
    .map((key) => key.slice(ROLE_PREFIX.length))
  return [...new Set([...named, labels['kubernetes.io/role'] ?? ''])].filter(Boolean).sort()
}
