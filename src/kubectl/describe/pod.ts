// Follows kubectl/pkg/describe describePod, v1.36.
import type { Container, Pod } from '../../objects/kinds'
import { qosClass } from '../../objects/pods'
import { describeContainers, describeResources } from './containers'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels, describeTolerations } from './labels-section'
import { describeTopologySpread } from './pod-template'
import { controllerText, longTime, since } from './texts'
import { describeVolumes } from './volumes'

const MIRROR = 'kubernetes.io/config.mirror'

export const describePod: Describer<Pod> = async (pod, w, context) => {
  describeHead(pod, w, context.now)
  const { spec, status } = pod
  if (spec.resources) {
    w.put(0, 'Resources:\n')
    describeResources(w, spec.resources, 1)
  }
  if (spec.initContainers?.length) {
    describeContainers(w, spec.initContainers, {
      label: 'Init Containers',
      statuses: status.initContainerStatuses,
      pod,
    })
  }
  describeContainers(w, spec.containers, { label: 'Containers', statuses: status.containerStatuses, pod })
  if (spec.ephemeralContainers?.length) {
    const containers = spec.ephemeralContainers as unknown as readonly Container[]
    describeContainers(w, containers, {
      label: 'Ephemeral Containers',
      statuses: status.ephemeralContainerStatuses,
      pod,
    })
  }
  describeConditions(pod, w)
  describeVolumes(w, spec.volumes ?? [], '')
  w.field(0, 'QoS Class', qosOf(status.qosClass, spec))
  describeLabels(w, 'Node-Selectors', spec.nodeSelector)
  describeTolerations(w, 'Tolerations', spec.tolerations)
  describeTopologySpread(w, spec, '')
  // Events of a mirror Pod are written for the uid that the kubelet knows it by.
  const uid = pod.metadata.annotations?.[MIRROR] ?? pod.metadata.uid
  const { name, namespace } = pod.metadata
  await context.events({ metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid } }, w)
}

function describeHead(pod: Pod, w: DescribeWriter, now: number): void {
  const { metadata, spec, status } = pod
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  if (spec.priority !== undefined) w.field(0, 'Priority', spec.priority)
  if (spec.priorityClassName) w.field(0, 'Priority Class Name', spec.priorityClassName)
  if (spec.runtimeClassName) w.field(0, 'Runtime Class Name', spec.runtimeClassName)
  if (spec.serviceAccountName) w.field(0, 'Service Account', spec.serviceAccountName)
  w.field(0, 'Node', spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>')
  if (status.startTime) w.field(0, 'Start Time', longTime(status.startTime))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  if (metadata.deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded') {
    w.field(0, 'Status', `Terminating (lasts ${since(metadata.deletionTimestamp, now)})`)
    w.field(0, 'Termination Grace Period', `${metadata.deletionGracePeriodSeconds ?? 0}s`)
  } else w.field(0, 'Status', status.phase ?? '')
  if (status.reason) w.field(0, 'Reason', status.reason)
  if (status.message) w.field(0, 'Message', status.message)
  const profile = spec.securityContext?.seccompProfile
  if (profile) w.field(0, 'SeccompProfile', profile.type)
  if (profile?.type === 'Localhost') w.field(0, 'LocalhostProfile', profile.localhostProfile)
  w.field(0, 'IP', status.podIP ?? '')
  describeIps(status.podIPs ?? [], w)
  if (controllerText(pod) !== '') w.field(0, 'Controlled By', controllerText(pod))
  if (status.nominatedNodeName) w.field(0, 'NominatedNodeName', status.nominatedNodeName)
}

function describeIps(ips: readonly { readonly ip: string }[], w: DescribeWriter): void {
  if (ips.length === 0) return w.put(0, 'IPs:\t<none>\n')
  w.put(0, 'IPs:\n')
  for (const { ip } of ips) w.field(1, 'IP', ip)
}

function describeConditions({ spec, status }: Pod, w: DescribeWriter): void {
  const conditions = status.conditions ?? []
  if (spec.readinessGates?.length) {
    w.put(0, 'Readiness Gates:\n  Type\tStatus\n')
    for (const { conditionType } of spec.readinessGates) {
      const found = conditions.find(({ type }) => type === conditionType)
      w.put(1, `${conditionType} \t${found?.status ?? '<none>'} \n`)
    }
  }
  if (conditions.length === 0) return
  w.put(0, 'Conditions:\n  Type\tStatus\n')
  for (const condition of conditions) w.put(1, `${condition.type} \t${condition.status} \n`)
}

/** What the server says, else what follows from the spec. */
const qosOf = (said: string | undefined, spec: Pod['spec']): string =>
  said === undefined || said === '' ? qosClass(spec) : said
