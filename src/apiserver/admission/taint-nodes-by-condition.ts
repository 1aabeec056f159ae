// A new node takes no Pods before it has said that it is ready. Follows plugin/pkg/admission/nodetaint, v1.36.
import type { Node, Taint } from '../../objects/kinds'
import type { AdmissionPlugin } from '../admission'

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  admit({ operation, definition, subresource, object }) {
    if (operation !== 'CREATE' || definition.kind !== 'Node' || subresource !== '') return object
    const node = object as Node
    const taints = node.spec?.taints ?? []
    if (taints.some(({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect)) return node
    return { ...node, spec: { ...node.spec, taints: [...taints, NOT_READY] } } as Node
  },
}
