// Follows pkg/printers/internalversion/printers.go, v1.36.
import type { Pod } from '../../../objects/kinds'
import type { Column } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { podStatusText } from './status-text'

const NODE_NAME = `NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate for scheduling by the scheduler defined in schedulerName. Once this field is set, the kubelet for this node becomes responsible for the lifecycle of this pod. This field should not be used to express a desire for the pod to be scheduled on a specific node. https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename`
const POD_IP = 'podIP address allocated to the pod. Routable at least within the cluster. Empty if not yet allocated.'
const NOMINATED = `nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled right away as preemption victims receive their graceful termination periods. This field does not guarantee that the pod will be scheduled on this node. Scheduler may decide to place the pod elsewhere if other nodes become available sooner. Scheduler may also decide to give the resources on this node to a higher priority pod that is created after preemption. As a result, this field may be different than PodSpec.nodeName when the pod is scheduled.`
const GATES = `If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers are ready AND all conditions specified in the readiness gates have status equal to "True" More info: https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates`

const orNone = (text: string | undefined): string => text || '<none>'

export const podColumns: readonly Column<Pod>[] = [
  nameColumn,
  {
    name: 'Ready',
    type: 'string',
    description: 'The aggregate readiness state of this pod for accepting traffic.',
    value: (pod, now) => podStatusText(pod, now).ready,
  },
  {
    name: 'Status',
    type: 'string',
    description: 'The aggregate status of the containers in this pod.',
    value: (pod, now) => podStatusText(pod, now).status,
  },
  {
    name: 'Restarts',
    type: 'string',
    description:
      'The number of times the containers in this pod have been restarted and when the last container in this pod has restarted.',
    value: (pod, now) => podStatusText(pod, now).restarts,
  },
  ageColumn,
  {
    name: 'IP',
    type: 'string',
    priority: 1,
    description: POD_IP,
    value: ({ status }) => orNone(status.podIPs?.[0]?.ip ?? status.podIP),
  },
  { name: 'Node', type: 'string', priority: 1, description: NODE_NAME, value: ({ spec }) => orNone(spec.nodeName) },
  {
    name: 'Nominated Node',
    type: 'string',
    priority: 1,
    description: NOMINATED,
    value: ({ status }) => orNone(status.nominatedNodeName),
  },
  { name: 'Readiness Gates', type: 'string', priority: 1, description: GATES, value: readinessGatesText },
]

function readinessGatesText({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? []
  if (gates.length === 0) return '<none>'
  const open = gates.filter(
    ({ conditionType }) => status.conditions?.find(({ type }) => type === conditionType)?.status === 'True',
  )
  return `${open.length}/${gates.length}`
}
