// The bounds of one item of a LimitRange. Follows plugin/pkg/admission/limitranger, v1.36; names are taken in their order,
// where upstream's order is by chance.
import type { V1LimitRangeItem } from '../../objects/generated/kubernetes'
import { compareQuantities, parseQuantity, quantityApproximate, type ResourceList } from '../../objects/quantity'

export type LimitItem = V1LimitRangeItem

interface Bound {
  readonly name: string
  readonly type: string
  readonly enforced: string
  readonly request: string | undefined
  readonly limit: string | undefined
}

const isLess = (a: string, b: string): boolean => compareQuantities(parseQuantity(a), parseQuantity(b)) < 0

/** What is wrong with these requests and limits; claims have no limits (undefined). */
export function itemFaults(item: LimitItem, requests: ResourceList, limits: ResourceList | undefined): string[] {
  const each = (bounds: ResourceList | undefined, check: (bound: Bound) => string | undefined): string[] =>
    Object.keys(bounds ?? {})
      .sort()
      .flatMap((name) => {
        const enforced = bounds?.[name] as string
        return check({ name, type: item.type, enforced, request: requests[name], limit: limits?.[name] }) ?? []
      })
  return [
    ...each(item.min, minimumFault),
    ...each(item.max, limits ? maximumFault : maximumRequestFault),
    ...(limits ? each(item.maxLimitRequestRatio, ratioFault) : []),
  ]
}

function minimumFault({ name, type, enforced, request, limit }: Bound): string | undefined {
  const minimum = `minimum ${name} usage per ${type} is ${enforced}`
  if (request === undefined) return `${minimum}.  No request is specified`
  if (isLess(request, enforced)) return `${minimum}, but request is ${request}`
  return limit !== undefined && isLess(limit, enforced) ? `${minimum}, but limit is ${limit}` : undefined
}

function maximumFault({ name, type, enforced, request, limit }: Bound): string | undefined {
  const maximum = `maximum ${name} usage per ${type} is ${enforced}`
  if (limit === undefined) return `${maximum}.  No limit is specified`
  if (isLess(enforced, limit)) return `${maximum}, but limit is ${limit}`
  return request !== undefined && isLess(enforced, request) ? `${maximum}, but request is ${request}` : undefined
}

function maximumRequestFault({ name, type, enforced, request }: Bound): string | undefined {
  const maximum = `maximum ${name} usage per ${type} is ${enforced}`
  if (request === undefined) return `${maximum}.  No request is specified`
  return isLess(enforced, request) ? `${maximum}, but request is ${request}` : undefined
}

function ratioFault({ name, type, enforced, request, limit }: Bound): string | undefined {
  const most = `${name} max limit to request ratio per ${type} is ${enforced}`
  const asked = request === undefined ? 0 : quantityApproximate(parseQuantity(request))
  const bound = limit === undefined ? 0 : quantityApproximate(parseQuantity(limit))
  if (asked === 0) return `${most}, but no request is specified or request is 0`
  if (bound === 0) return `${most}, but no limit is specified or limit is 0`
  const ratio = bound / asked
  return ratio > quantityApproximate(parseQuantity(enforced))
    ? `${most}, but provided ratio is ${ratio.toFixed(6)}`
    : undefined
}
