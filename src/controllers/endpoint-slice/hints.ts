// Which requests endpoints are meant for. Follows staging/src/k8s.io/endpointslice/trafficdist/trafficdist.go and
// topologycache/utils.go, v1.36.
import type { Endpoint } from './desired'
import type { SliceContent, SlicePlan, SliceUpdate } from './plan'
import type * as k from '../../objects/generated/kubernetes'
import { canonicalText } from '../../objects/hash'
import type { EndpointSlice } from '../../objects/kinds'

type Hints = k.V1EndpointHints | undefined

export const isReadyEndpoint = ({ conditions }: Endpoint): boolean => conditions?.ready === true

export const withHints = (endpoint: Endpoint, hints: Hints): Endpoint => {
  const { hints: _, ...rest } = endpoint
  return hints ? { ...rest, hints } : rest
}

export const updateOf = (slice: EndpointSlice): SliceUpdate => ({
  slice,
  ports: slice.ports ?? [],
  endpoints: slice.endpoints ?? [],
})

/** Puts hints into what is written anyway, and writes the slices whose hints are wrong. */
function rehint(plan: SlicePlan, hintsOf: (endpoint: Endpoint) => Hints): SlicePlan {
  const isWrong = (endpoint: Endpoint): boolean => canonicalText(endpoint.hints) !== canonicalText(hintsOf(endpoint))
  const put = <C extends SliceContent>(content: C): C => ({
    ...content,
    endpoints: content.endpoints.map((each) => withHints(each, hintsOf(each))),
  })
  const wrong = plan.unchanged.filter((slice) => (slice.endpoints ?? []).some(isWrong))
  return {
    create: plan.create.map(put),
    update: [...plan.update, ...wrong.map(updateOf)].map(put),
    remove: plan.remove,
    unchanged: plan.unchanged.filter((slice) => !wrong.includes(slice)),
  }
}

export const withoutHints = (plan: SlicePlan): SlicePlan => rehint(plan, () => undefined)

/** Ready endpoints are meant for their own zone, or node first. */
export function withTrafficDistribution(distribution: string | undefined, plan: SlicePlan): SlicePlan {
  if (distribution === undefined) return withoutHints(plan)
  return rehint(plan, (endpoint) => {
    if (!isReadyEndpoint(endpoint)) return endpoint.hints
    const { zone, nodeName } = endpoint
    const forZones = zone ? { forZones: [{ name: zone }] } : {}
    const forNodes = distribution === 'PreferSameNode' && nodeName ? { forNodes: [{ name: nodeName }] } : {}
    const hints = { ...forZones, ...forNodes }
    return Object.keys(hints).length > 0 ? hints : undefined
  })
}
