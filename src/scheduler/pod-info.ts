// A Pod with what the scheduler worked out about it, once. Follows pkg/scheduler/framework/types.go (PodInfo), v1.36.
import type { Pod } from '../objects/kinds'
import type { Labels } from '../objects/selectors'
import { affinityTermsOf, type AffinityTerms } from './affinity-terms'
import { requiredNodes, type NodePredicate } from './node-affinity'
import { requestsOf, type Requests } from './requests'

export interface HostPort {
  readonly ip: string
  readonly protocol: string
  readonly port: number
}

const NO_PORTS: readonly HostPort[] = []
const NO_CLAIMS: readonly PodClaim[] = []

/** A claim that a volume of the Pod names. Claims of ephemeral volumes belong to the Pod. */
export interface PodClaim {
  readonly name: string
  readonly ephemeral: boolean
}

export class PodInfo {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly key: string
  pod: Pod
  requests: Requests
  terms: AffinityTerms | undefined
  requiredNodes: NodePredicate | undefined
  hostPorts: readonly HostPort[]
  claims: readonly PodClaim[]

  constructor(pod: Pod) {
    this.pod = pod
    this.uid = pod.metadata.uid
    this.namespace = pod.metadata.namespace ?? ''
    this.name = pod.metadata.name
    this.key = `${this.namespace}/${this.name}`
    this.requests = requestsOf(pod.spec)
    this.terms = affinityTermsOf(pod)
    this.requiredNodes = requiredNodes(pod.spec)
    this.hostPorts = hostPortsOf(pod)
    this.claims = claimsOf(pod)
  }

  /** The same Pod after a change: what did not change is not worked out again. */
  replace(next: Pod): void {
    const { spec, metadata } = this.pod
    this.pod = next
    if (next.spec === spec && next.metadata.labels === metadata.labels) return
    if (next.spec.containers !== spec.containers || next.spec.resources !== spec.resources)
      this.requests = requestsOf(next.spec)
    if (next.spec.affinity !== spec.affinity || next.metadata.labels !== metadata.labels)
      this.terms = affinityTermsOf(next)
    if (next.spec.affinity !== spec.affinity || next.spec.nodeSelector !== spec.nodeSelector)
      this.requiredNodes = requiredNodes(next.spec)
  }

  get labels(): Labels {
    return this.pod.metadata.labels
  }

  get priority(): number {
    return this.pod.spec.priority ?? 0
  }

  get terminating(): boolean {
    return this.pod.metadata.deletionTimestamp !== undefined
  }
}

function hostPortsOf({ spec }: Pod): readonly HostPort[] {
  let ports: HostPort[] | undefined
  const containers = spec.initContainers
    ? [...spec.containers, ...spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')]
    : spec.containers
  for (const container of containers) {
    for (const { hostPort, hostIP, protocol } of container.ports ?? []) {
      if (hostPort) (ports ??= []).push({ ip: hostIP || '0.0.0.0', protocol: protocol || 'TCP', port: hostPort })
    }
  }
  return ports ?? NO_PORTS
}

function claimsOf({ spec, metadata }: Pod): readonly PodClaim[] {
  let claims: PodClaim[] | undefined
  for (const { name, persistentVolumeClaim, ephemeral } of spec.volumes ?? []) {
    if (persistentVolumeClaim) (claims ??= []).push({ name: persistentVolumeClaim.claimName, ephemeral: false })
    else if (ephemeral) (claims ??= []).push({ name: `${metadata.name}-${name}`, ephemeral: true })
  }
  return claims ?? NO_CLAIMS
}
