// Follows pkg/api/pod/warnings.go, v1.36: what it says of containers.
import type * as k from '../../../objects/generated/kubernetes'
import type { Container, PodSpec } from '../../../objects/kinds'
import { parseQuantity } from '../../../objects/quantity'
import { quote } from '../../../objects/go-text'
import { containersWithFields } from './visit-containers'

const NANO_IN_UNIT = 1_000_000_000n

export const fractionWarnings = (amounts: Record<string, string> | undefined, field: string): string[] =>
  ['memory', 'ephemeral-storage'].flatMap((name) => fractionWarning(name, amounts, field))

function fractionWarning(name: string, amounts: Record<string, string> | undefined, field: string): string[] {
  const text = amounts?.[name]
  if (text === undefined || parseQuantity(text).nano % NANO_IN_UNIT === 0n) return []
  return [`${field}[${name}]: fractional byte value ${quote(text)} is invalid, must be an integer`]
}

/** Items that stood earlier in the list, with their places. */
export function repeated(items: readonly string[]): [item: string, index: number][] {
  const seen = new Set<string>()
  return items.flatMap((item, index): [string, number][] => {
    if (seen.has(item)) return [[item, index]]
    seen.add(item)
    return []
  })
}

export function containerWarnings({ resources, env = [] }: Container, field: string): string[] {
  const { limits, requests } = resources ?? {}
  const hidden = repeated(env.map(({ name }) => name)).filter(([name, index]) => {
    const variable = env[index]
    const reference = `$(${name})`
    return (
      variable?.valueFrom !== undefined || variable?.value === reference || !(variable?.value ?? '').includes(reference)
    )
  })
  return [
    ...['memory', 'ephemeral-storage'].flatMap((name) => [
      ...fractionWarning(name, limits, `${field}.resources.limits`),
      ...fractionWarning(name, requests, `${field}.resources.requests`),
    ]),
    ...hidden.map(
      ([name, index]) =>
        `${field}.env[${index}]: hides previous definition of ${quote(name)}, which may be dropped when using apply`,
    ),
  ]
}

/** Two containers of a Pod share its address: the same port twice is seldom meant. */
export function portWarnings(spec: PodSpec, field: string): string[] {
  const seen = new Map<string, [k.V1ContainerPort, string][]>()
  return containersWithFields(spec, field).flatMap(([container, at]) =>
    (container.ports ?? []).flatMap((port, index) => {
      const place = `${at}.ports[${index}]`
      const key = `${port.containerPort}/${port.protocol}`
      const others = seen.get(key) ?? []
      seen.set(key, [...others, [port, place]])
      return [
        ...(port.hostIP && !port.hostPort ? [`${place}: hostIP set without hostPort: ${goDump(port)}`] : []),
        ...others.flatMap(([other, otherPlace]) => {
          const how = likeness(port, other)
          return how === undefined ? [] : [`${place}: ${how} port definition with ${otherPlace}`]
        }),
      ]
    }),
  )
}

/** Go's %+v. */
const goDump = ({ name = '', hostPort = 0, containerPort, protocol = '', hostIP = '' }: k.V1ContainerPort): string =>
  `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`

/** How the same port and protocol go together; undefined when they are on different ports or addresses of the host. */
function likeness(port: k.V1ContainerPort, other: k.V1ContainerPort): string | undefined {
  const sameIp = (port.hostIP ?? '') === (other.hostIP ?? '')
  const sameHostPort = (port.hostPort ?? 0) === (other.hostPort ?? 0)
  if (sameIp && sameHostPort) return 'duplicate'
  if (!port.hostPort || !other.hostPort) return 'overlapping'
  return sameHostPort && (!port.hostIP || !other.hostIP) ? 'dangerously ambiguous' : undefined
}
