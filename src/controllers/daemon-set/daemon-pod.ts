// What the controller adds to the template for the Pod of one node. Follows pkg/controller/daemon/util, v1.36.
import type { Draft } from '../../objects/kube-object'
import type { DaemonSet, Pod, PodSpec, PodTemplateSpec, Toleration } from '../../objects/kinds'
import { podFromTemplate } from '../pod-control/pod-from-template'

export const HASH_LABEL = 'controller-revision-hash'
const GENERATION_LABEL = 'pod-template-generation'
const GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation'
const NODE_NAME_FIELD = 'metadata.name'

const exists = (key: string, effect: string): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect,
})

/** A daemon stays where others have to go, and comes where others may not. */
const ALWAYS: readonly Toleration[] = [
  exists('not-ready', 'NoExecute'),
  exists('unreachable', 'NoExecute'),
  exists('disk-pressure', 'NoSchedule'),
  exists('memory-pressure', 'NoSchedule'),
  exists('pid-pressure', 'NoSchedule'),
  exists('unschedulable', 'NoSchedule'),
]
/** With the node's own network it can run before there is any other. */
const WITH_HOST_NETWORK = exists('network-unavailable', 'NoSchedule')

export function daemonTolerations({ tolerations = [], hostNetwork }: PodSpec): Toleration[] {
  const added = hostNetwork ? [...ALWAYS, WITH_HOST_NETWORK] : ALWAYS
  return added.reduce<Toleration[]>(
    (all, toleration) => {
      const place = all.findIndex((present) => isAlike(present, toleration))
      return place < 0 ? [...all, toleration] : all.with(place, toleration)
    },
    [...tolerations],
  )
}

const isAlike = (a: Toleration, b: Toleration): boolean =>
  a.key === b.key &&
  a.effect === b.effect &&
  (a.operator ?? '') === (b.operator ?? '') &&
  (a.value ?? '') === (b.value ?? '')

/** Ties a Pod to its node; what the template requires of nodes gives way, for it was judged when the node was chosen. */
function withNode(affinity: PodSpec['affinity'], nodeName: string): PodSpec['affinity'] {
  const term = { matchFields: [{ key: NODE_NAME_FIELD, operator: 'In', values: [nodeName] }] }
  const required = { nodeSelectorTerms: [term] }
  return {
    ...affinity,
    nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required },
  }
}

export const templateSpecOf = ({ spec }: DaemonSet): PodSpec => spec.template.spec ?? { containers: [] }

/** The Pods of one sync: template, tolerations, labels of version and generation; and for each node the affinity to it. */
export function daemonPods(set: DaemonSet, hash: string): (nodeName: string) => Draft<Pod> {
  const spec = templateSpecOf(set)
  const generation = templateGeneration(set)
  const template: PodTemplateSpec = {
    metadata: {
      ...set.spec.template.metadata,
      labels: {
        ...set.spec.template.metadata?.labels,
        ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
        [HASH_LABEL]: hash,
      },
    },
    spec: { ...spec, tolerations: daemonTolerations(spec) },
  }
  const pod = podFromTemplate(template, set)
  return (nodeName) => ({ ...pod, spec: { ...pod.spec, affinity: withNode(spec.affinity, nodeName) } })
}

/** The API server counts changes of the template in an annotation; undefined when it is missing or no number. */
export function templateGeneration({ metadata: { annotations } }: DaemonSet): string | undefined {
  const text = annotations?.[GENERATION_ANNOTATION]
  return text !== undefined && /^[-+]?\d+$/.test(text) ? String(Number(text)) : undefined
}

/** Of the present version, by hash or by generation. */
export function isUpdated(pod: Pod, set: DaemonSet, hash: string): boolean {
  const { labels } = pod.metadata
  const generation = templateGeneration(set)
  return (
    (hash !== '' && labels?.[HASH_LABEL] === hash) ||
    (generation !== undefined && labels?.[GENERATION_LABEL] === generation)
  )
}

/** The node that a Pod runs on or is tied to; undefined for a Pod that is tied to none or to several. */
export function targetNode({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const named = terms
    .flatMap(({ matchFields = [] }) => matchFields)
    .find(({ key, operator }) => key === NODE_NAME_FIELD && operator === 'In')
  return named?.values?.length === 1 ? named.values[0] : undefined
}
