// What a kubelet reports of its node. Follows pkg/kubelet/nodestatus, v1.36.
import { KERNEL_VERSION } from '../runtime/kernel'
import type { Node } from '../../objects/kinds'
import { conditionOf } from '../../objects/conditions'
import { timeText } from '../../objects/time'
import { parseQuantity, quantityOf, quantityText, quantityValue, subtractQuantities } from '../../objects/quantity'
import type { Instant } from '../../simulation/timers'

export type Pressure = 'MemoryPressure' | 'DiskPressure' | 'PIDPressure'
export const PRESSURES: readonly Pressure[] = ['MemoryPressure', 'DiskPressure', 'PIDPressure']
const OWN = [...PRESSURES, 'Ready'] as const

type Condition = NonNullable<Node['status']['conditions']>[number]
type Words = readonly [reason: string, message: string]
type Said = readonly [status: 'True' | 'False', reason: string, message: string]

const WORDS: Record<Pressure, { readonly yes: Words; readonly no: Words }> = {
  MemoryPressure: {
    yes: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
    no: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  },
  DiskPressure: {
    yes: ['KubeletHasDiskPressure', 'kubelet has disk pressure'],
    no: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  },
  PIDPressure: {
    yes: ['KubeletHasInsufficientPID', 'kubelet has insufficient PID available'],
    no: ['KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  },
}

/** What the kubelet knows of its node's health. */
export interface NodeHealth {
  readonly pressures: ReadonlySet<Pressure>
  /** why it is not ready; '' when it is */
  readonly notReady: string
}

/** The Event that a change of a condition is told with: `NodeHasDiskPressure`, `NodeReady`. */
export function nodeEventReason({ type, status }: Condition): string {
  const on = status === 'True'
  switch (type) {
    case 'MemoryPressure':
      return on ? 'NodeHasInsufficientMemory' : 'NodeHasSufficientMemory'
    case 'DiskPressure':
      return on ? 'NodeHasDiskPressure' : 'NodeHasNoDiskPressure'
    case 'PIDPressure':
      return on ? 'NodeHasInsufficientPID' : 'NodeHasSufficientPID'
    default:
      return on ? 'NodeReady' : 'NodeNotReady'
  }
}

/** The kubelet's own word on one condition. */
function ownWord(type: Pressure | 'Ready', { pressures, notReady }: NodeHealth): Said {
  if (type !== 'Ready') return pressures.has(type) ? ['True', ...WORDS[type].yes] : ['False', ...WORDS[type].no]
  return notReady === ''
    ? ['True', 'KubeletReady', 'kubelet is posting ready status']
    : ['False', 'KubeletNotReady', notReady]
}

/** The kubelet's four conditions over those that are kept; conditions of others stay before them. */
export function nodeConditions(kept: readonly Condition[] | undefined, health: NodeHealth, now: Instant): Condition[] {
  const nowText = timeText(now)
  const others = (kept ?? []).filter(({ type }) => !(OWN as readonly string[]).includes(type))
  return [
    ...others,
    ...OWN.map((type) => {
      const [status, reason, message] = ownWord(type, health)
      const old = conditionOf(kept, type)
      const since = old?.status === status && old.lastTransitionTime ? old.lastTransitionTime : nowText
      return { type, status, reason, message, lastHeartbeatTime: nowText, lastTransitionTime: since }
    }),
  ]
}

/** The conditions say what the kubelet would say. */
export const isTold = (conditions: readonly Condition[] | undefined, health: NodeHealth): boolean =>
  OWN.every((type) => {
    const [status, reason, message] = ownWord(type, health)
    const told = conditionOf(conditions, type)
    return told?.status === status && told.reason === reason && told.message === message
  })

/** Kept back for the system, as kubeadm's defaults do: only the hard eviction threshold of memory. */
const EVICTION_MEMORY = quantityOf(100 * 1024 * 1024, 'BinarySI')
const CAPACITY: Readonly<Record<string, string>> = {
  cpu: '4',
  'ephemeral-storage': '41152812Ki',
  memory: '8010508Ki',
  pods: '110',
}

/** @param given of the node's manifest: what it says goes before the defaults */
export function nodeResources(
  given: Node['status'] | undefined,
): Required<Pick<Node['status'], 'capacity' | 'allocatable'>> {
  const capacity = { ...CAPACITY, ...(given?.allocatable ?? {}), ...(given?.capacity ?? {}) }
  const memory = parseQuantity(capacity['memory'] ?? '0')
  const rest =
    quantityValue(memory) > quantityValue(EVICTION_MEMORY)
      ? quantityText(subtractQuantities(memory, EVICTION_MEMORY))
      : (capacity['memory'] ?? '0')
  const allocatable = given?.allocatable
    ? { ...capacity, ...given.allocatable }
    : { ...capacity, ...(given?.capacity?.['memory'] ? {} : { memory: rest }) }
  return { capacity, allocatable }
}

export const KUBELET_VERSION = 'v1.36.2'

/** @param place of the node in the cluster: machine ids differ by it */
export function nodeInfo(place: number): NonNullable<Node['status']['nodeInfo']> {
  const id = (kind: number): string => `${kind}${String(place).padStart(7, '0')}`
  const uuid = (kind: number): string => `${id(kind)}-0000-4000-8000-${String(place).padStart(12, '0')}`
  return {
    machineID: uuid(1).replaceAll('-', ''),
    systemUUID: uuid(2),
    bootID: uuid(3),
    kernelVersion: KERNEL_VERSION,
    osImage: 'Ubuntu 24.04 LTS',
    containerRuntimeVersion: 'containerd://2.1.4',
    kubeletVersion: KUBELET_VERSION,
    kubeProxyVersion: '',
    operatingSystem: 'linux',
    architecture: 'amd64',
  }
}
