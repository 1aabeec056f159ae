// What a Pod asks of a node, in plain numbers. Follows pkg/scheduler/framework/types.go (calculateResource), v1.36.
import type { Container, PodSpec } from '../objects/kinds'
import { podRequests } from '../objects/pods'
import { parseQuantity, quantityMilliValue, quantityValue } from '../objects/quantity'

/** cpu in millicores, memory and ephemeral storage in bytes, anything else in its own units. */
export interface Requests {
  readonly cpu: number
  readonly memory: number
  readonly ephemeralStorage: number
  readonly scalars: readonly (readonly [name: string, amount: number])[]
  /** for scores: containers that ask for nothing count as asking for a little, so that they spread, too */
  readonly nonZeroCpu: number
  readonly nonZeroMemory: number
}

/** Follows pkg/scheduler/util/pod_resources.go, v1.36. */
const DEFAULT_CPU = '100m'
const DEFAULT_MEMORY = String(200 * 1024 * 1024)

const known = new Map<string, Requests>()
/** Pods of one template ask for the same: each form of asking is worked out once, up to this many forms. */
const KNOWN_MAX = 10_000

export function requestsOf(spec: PodSpec): Requests {
  const key = formOf(spec)
  const found = known.get(key)
  if (found) return found
  const requests = workOut(spec)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(key, requests)
  return requests
}

function formOf(spec: PodSpec): string {
  let form = ''
  for (const { resources } of spec.containers) form += resources?.requests ? JSON.stringify(resources.requests) : '-'
  for (const { resources, restartPolicy } of spec.initContainers ?? []) {
    form += `i${restartPolicy ?? ''}${resources?.requests ? JSON.stringify(resources.requests) : '-'}`
  }
  if (spec.overhead) form += `o${JSON.stringify(spec.overhead)}`
  if (spec.resources) form += `p${JSON.stringify(spec.resources)}`
  return form
}

function workOut(spec: PodSpec): Requests {
  const asked = podRequests(spec)
  const padded = podRequests({
    ...spec,
    containers: spec.containers.map(withDefaults),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(withDefaults) } : {}),
  })
  const { cpu, memory, 'ephemeral-storage': ephemeralStorage, ...others } = asked
  return {
    cpu: milliOf(cpu),
    memory: unitsOf(memory),
    ephemeralStorage: unitsOf(ephemeralStorage),
    scalars: Object.entries(others).map(([name, amount]) => [name, unitsOf(amount)] as const),
    nonZeroCpu: milliOf(padded['cpu']),
    nonZeroMemory: unitsOf(padded['memory']),
  }
}

const withDefaults = (container: Container): Container => ({
  ...container,
  resources: {
    ...container.resources,
    requests: { cpu: DEFAULT_CPU, memory: DEFAULT_MEMORY, ...container.resources?.requests },
  },
})

/** Millicores of a quantity's text; 0 when there is none. */
export const milliOf = (text: string | undefined): number =>
  text === undefined ? 0 : quantityMilliValue(parseQuantity(text))

/** Whole units (bytes, Pods) of a quantity's text; 0 when there is none. */
export const unitsOf = (text: string | undefined): number =>
  text === undefined ? 0 : quantityValue(parseQuantity(text))
