// Follows pkg/proxy (kube-proxy, iptables mode), v1.36: which endpoint a connection to a Service goes to.
import type { V1EndpointHints as EndpointHints } from '../objects/generated/kubernetes'
import type { EndpointSlice, Service } from '../objects/kinds'
import type { Caller } from '../simulation/wire'

export interface Backend {
  readonly ip: string
  readonly port: number
  readonly nodeName: string | undefined
}

/** Where a connection came in: through the cluster address, or from outside (node port, external address). */
export type Entrance = 'internal' | 'external'

export type Backends =
  | { readonly kind: 'some'; readonly backends: readonly Backend[] }
  /** nobody at all: the packet is rejected */
  | { readonly kind: 'none' }
  /** the policy is Local and nobody is on this node: the packet is dropped */
  | { readonly kind: 'none here' }

interface Candidate extends Backend {
  readonly hints: EndpointHints | undefined
  readonly ready: boolean
  readonly serving: boolean
  readonly terminating: boolean
}

/** The endpoints that may take a connection to this port of the Service, in the order of the slices. */
export function backendsOf(
  service: Service,
  portName: string | undefined,
  slices: readonly EndpointSlice[],
  from: { entrance: Entrance; caller: Caller; zone?: string },
): Backends {
  const candidates = slices.flatMap((slice) => candidatesOf(slice, portName))
  const usable = readyOrLast(candidates)
  if (usable.length === 0) return { kind: 'none' }
  const policy = from.entrance === 'internal' ? service.spec.internalTrafficPolicy : service.spec.externalTrafficPolicy
  if (policy !== 'Local') return { kind: 'some', backends: nearest(usable, from.caller.node, from.zone) }
  const local = readyOrLast(
    candidates.filter((candidate) => candidate.nodeName !== undefined && candidate.nodeName === from.caller.node),
  )
  return local.length === 0 ? { kind: 'none here' } : { kind: 'some', backends: local }
}

/**
 * Those that are meant for the caller's node, else for its zone. Hints count only where every endpoint has one and some is meant
 * for here. Follows pkg/proxy/topology.go, v1.36.
 */
function nearest(
  usable: readonly Candidate[],
  node: string | undefined,
  zone: string | undefined,
): readonly Candidate[] {
  const meantFor = (
    here: string | undefined,
    hintsOf: (candidate: Candidate) => readonly { readonly name: string }[] | undefined,
  ) => {
    const isHinted = usable.every((candidate) => candidate.ready && (hintsOf(candidate) ?? []).length > 0)
    return here !== undefined && isHinted
      ? usable.filter((candidate) => hintsOf(candidate)?.some(({ name }) => name === here))
      : []
  }
  const sameNode = meantFor(node, ({ hints }) => hints?.forNodes)
  if (sameNode.length > 0) return sameNode
  const sameZone = meantFor(zone, ({ hints }) => hints?.forZones)
  return sameZone.length > 0 ? sameZone : usable
}

/** Ready ones; if there is none, those that still serve while they terminate. */
function readyOrLast(candidates: readonly Candidate[]): readonly Candidate[] {
  const ready = candidates.filter((candidate) => candidate.ready)
  return ready.length > 0 ? ready : candidates.filter((candidate) => candidate.serving && candidate.terminating)
}

function candidatesOf(slice: EndpointSlice, portName: string | undefined): Candidate[] {
  const port = slice.ports?.find((each) => (each.name ?? '') === (portName ?? ''))?.port
  if (port === undefined || slice.addressType !== 'IPv4') return []
  return (slice.endpoints ?? []).flatMap((endpoint) =>
    endpoint.addresses.slice(0, 1).map((ip) => ({
      ip,
      port,
      nodeName: endpoint.nodeName,
      hints: endpoint.hints,
      ready: endpoint.conditions?.ready !== false,
      serving: endpoint.conditions?.serving ?? endpoint.conditions?.ready !== false,
      terminating: endpoint.conditions?.terminating === true,
    })),
  )
}

const AFFINITY_DEFAULT_SECONDS = 10_800

/** Remembers whose turn it is, and which client goes where when the Service asks for it. */
export class Turns {
  private readonly next = new Map<string, number>()
  private readonly clients = new Map<string, { backend: string; at: number }>()

  /** kube-proxy chooses at random; here the turns go round, so that each endpoint is seen. */
  choose(key: string, service: Service, backends: readonly Backend[], from: { caller: Caller; now: number }): Backend {
    const sticky = service.spec.sessionAffinity === 'ClientIP'
    const clientKey = `${key} ${from.caller.ip}`
    if (sticky) {
      const known = this.clients.get(clientKey)
      const timeoutMs =
        (service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? AFFINITY_DEFAULT_SECONDS) * 1000
      const same =
        known && from.now - known.at < timeoutMs
          ? backends.find((backend) => textOf(backend) === known.backend)
          : undefined
      if (same) {
        this.clients.set(clientKey, { backend: textOf(same), at: from.now })
        return same
      }
    }
    const turn = this.next.get(key) ?? 0
    this.next.set(key, turn + 1)
    const backend = backends[turn % backends.length] as Backend
    if (sticky) this.clients.set(clientKey, { backend: textOf(backend), at: from.now })
    return backend
  }

  /** A Service is gone: keys begin with its uid. */
  forget(uid: string): void {
    for (const key of this.next.keys()) if (key.startsWith(uid)) this.next.delete(key)
    for (const key of this.clients.keys()) if (key.startsWith(uid)) this.clients.delete(key)
  }
}

const textOf = (backend: Backend): string => `${backend.ip}:${backend.port}`
