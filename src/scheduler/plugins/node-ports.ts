// Follows pkg/scheduler/framework/plugins/nodeports, v1.36.
import { refuses, type Plugin } from '../framework'
import { PodInfo, type HostPort } from '../pod-info'

const NAME = 'NodePorts'
const TAKEN = refuses(NAME, "node(s) didn't have free ports for the requested pod ports")

const collide = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0')

export const nodePorts: Plugin = {
  name: NAME,
  preFilter({ hostPorts }) {
    if (hostPorts.length === 0) return undefined
    return { filter: (node) => (hostPorts.some((port) => node.usesPort(port)) ? TAKEN : undefined) }
  },
  helps(event, { hostPorts }) {
    if (event.on === 'NodeAdd') return true
    if (event.on !== 'AssignedPodDelete') return false
    const freed = new PodInfo(event.pod).hostPorts
    return freed.some((port) => hostPorts.some((wanted) => collide(port, wanted)))
  },
}
