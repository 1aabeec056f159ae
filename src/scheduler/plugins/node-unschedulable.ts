// Follows pkg/scheduler/framework/plugins/nodeunschedulable, v1.36.
import type { Taint } from '../../objects/kinds'
import { neverFits, type Plugin } from '../framework'
import { anyTolerates } from '../taints'

const NAME = 'NodeUnschedulable'
const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }
const UNSCHEDULABLE = neverFits(NAME, 'node(s) were unschedulable')

export const nodeUnschedulable: Plugin = {
  name: NAME,
  preFilter({ pod }, { nodes }) {
    if (nodes.cordonedCount === 0 || anyTolerates(pod.spec.tolerations, CORDONED)) return undefined
    return { filter: (node) => (node.unschedulable ? UNSCHEDULABLE : undefined) }
  },
  helps(event, { pod }) {
    if (event.on === 'NodeAdd') return !event.node.spec.unschedulable || anyTolerates(pod.spec.tolerations, CORDONED)
    if (event.on === 'NodeUpdate')
      return event.changes.taints && event.previous.spec.unschedulable === true && !event.node.spec.unschedulable
    return event.on === 'OwnUpdate' && event.changes.tolerations && anyTolerates(pod.spec.tolerations, CORDONED)
  },
}
