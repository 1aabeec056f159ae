// Follows pkg/controller/ttl, v1.36: tells kubelets for how long they may keep Secrets and ConfigMaps, by the size of the cluster.
import { keyOf } from '../../objects/kube-object'
import type { Controller } from '../runtime/controller'

const ANNOTATION = 'node.alpha.kubernetes.io/ttl'

/** Neighbours overlap, so that a cluster about as large as a boundary does not go to and fro. */
const SIZES: readonly { readonly nodesMin: number; readonly nodesMax: number; readonly seconds: number }[] = [
  { nodesMin: 0, nodesMax: 100, seconds: 0 },
  { nodesMin: 90, nodesMax: 500, seconds: 15 },
  { nodesMin: 450, nodesMax: 1000, seconds: 30 },
  { nodesMin: 900, nodesMax: 2000, seconds: 60 },
  { nodesMin: 1800, nodesMax: Infinity, seconds: 300 },
]

/** The place in the table for so many nodes, coming from another one. */
export function sizeFor(nodes: number, before: number): number {
  let place = before
  while (nodes > (SIZES[place]?.nodesMax ?? Infinity)) place++
  while (nodes < (SIZES[place]?.nodesMin ?? 0)) place--
  return place
}

export function ttlController(): Controller {
  let size = 0
  return {
    name: 'ttl-controller',
    wakesOn: [{ kind: 'Node', keys: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) }],
    reconcile({ name }, { read, api }) {
      size = sizeFor(read.count('Node'), size)
      const node = read.get('Node', '', name)
      const seconds = String(SIZES[size]?.seconds)
      if (!node || node.metadata.annotations?.[ANNOTATION] === seconds) return
      const body = { metadata: { annotations: { [ANNOTATION]: seconds } } }
      api.patch('Node', '', name, { type: 'strategic', body })
    },
  }
}
