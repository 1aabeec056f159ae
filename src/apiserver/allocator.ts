// Cluster IPs and node ports. Follows pkg/registry/core/service/{ipallocator,portallocator}, v1.36: free ones are drawn by
// chance, wanted ones are given when they are free.
import type { Service } from '../objects/kinds'
import type { Dice } from '../simulation/dice'
import type { Store } from '../store/store'
import { FieldRefusal } from './caller'
import { invalid } from './field-errors'
import type { Allocator } from './kinds/kind'

/** kubeadm's default service range, 10.96.0.0/12. */
const SERVICE_NETWORK = (10 << 24) | (96 << 16)
const SERVICE_ADDRESSES = 1 << 20
/** The first addresses are left to wanted ones (kubernetes, kube-dns), as upstream's static band. */
const STATIC_BAND = 256
const NODE_PORT_MIN = 30000
const NODE_PORT_MAX = 32767

const ipText = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')

const services = (store: Store): Service[] => store.list('Service') as unknown as Service[]

export function createAllocator(store: Store, dice: Dice): Allocator {
  const usedIps = () =>
    new Set(services(store).flatMap(({ spec }) => spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : [])))
  const usedPorts = () =>
    new Set(
      services(store).flatMap(({ spec }) => [
        ...(spec.ports ?? []).map(({ nodePort }) => nodePort),
        spec.healthCheckNodePort,
      ]),
    )
  return {
    clusterIP(wanted) {
      const used = usedIps()
      if (wanted !== undefined) return wantedIp(wanted, used)
      let ip: string
      do ip = ipText(SERVICE_NETWORK + STATIC_BAND + dice.below(SERVICE_ADDRESSES - STATIC_BAND - 1))
      while (used.has(ip))
      return ip
    },
    nodePort(wanted) {
      const used = usedPorts()
      if (wanted !== undefined) return wantedPort(wanted, used)
      let port: number
      do port = NODE_PORT_MIN + dice.below(NODE_PORT_MAX - NODE_PORT_MIN + 1)
      while (used.has(port))
      return port
    },
  }
}

function wantedIp(wanted: string, used: Set<string>): string {
  const number = wanted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  if (number <= SERVICE_NETWORK || number >= SERVICE_NETWORK + SERVICE_ADDRESSES)
    throw new FieldRefusal([
      invalid(
        'spec.clusterIPs',
        [wanted],
        `failed to allocate IP ${wanted}: the provided IP (${wanted}) is not in the valid range. The range of valid IPs is 10.96.0.0/12`,
      ),
    ])
  if (used.has(wanted))
    throw new FieldRefusal([
      invalid('spec.clusterIPs', [wanted], `failed to allocate IP ${wanted}: provided IP is already allocated`),
    ])
  return wanted
}

function wantedPort(wanted: number, used: Set<number | undefined>): number {
  if (wanted < NODE_PORT_MIN || wanted > NODE_PORT_MAX)
    throw new FieldRefusal([
      invalid(
        'spec.ports[0].nodePort',
        wanted,
        `provided port is not in the valid range. The range of valid ports is ${NODE_PORT_MIN}-${NODE_PORT_MAX}`,
      ),
    ])
  if (used.has(wanted))
    throw new FieldRefusal([invalid('spec.ports[0].nodePort', wanted, 'provided port is already allocated')])
  return wanted
}
