// Follows pkg/scheduler/framework/plugins/nodename, v1.36. Pods that name their node are bound already and never come here; the
// plugin stays in the list, as upstream's does, for Pods that a dry run brings along.
import { neverFits, type Plugin } from '../framework'

const NAME = 'NodeName'
const OTHER_NODE = neverFits(NAME, "node(s) didn't match the requested node name")

export const nodeName: Plugin = {
  name: NAME,
  preFilter({ pod: { spec } }) {
    if (!spec.nodeName) return undefined
    return { filter: (node) => (node.name === spec.nodeName ? undefined : OTHER_NODE) }
  },
  helps: (event, { pod }) => event.on === 'NodeAdd' && event.node.metadata.name === pod.spec.nodeName,
}
