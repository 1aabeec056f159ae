// What statements about Services mean: their endpoints, as both EndpointSlices and Endpoints tell them, and their address.
import type { Service } from '../src/objects/kinds'
import { DoesNotHold, type Verdict } from './judgement'
import type { ObjectName } from './parameters'
import { namesText, podsBehind, podsOf, readyPods } from './pods-of'
import type { Scene } from './statements'
import type { ScenarioWorld } from './world'

/** Names of the Pods that the old Endpoints object lists as ready. */
function inEndpoints({ world, state }: Scene, service: string): string[] {
  const endpoints = state.get('Endpoints', world.namespaceOf('Endpoints'), service)
  return (endpoints?.subsets ?? [])
    .flatMap(({ addresses }) => addresses ?? [])
    .map(({ targetRef }) => targetRef?.name ?? '')
    .sort()
}

const behind = (scene: Scene, service: string): string[] =>
  podsBehind(scene, service)
    .map(({ metadata }) => metadata.name)
    .sort()
const bothText = (slices: readonly string[], endpoints: readonly string[]): string =>
  `EndpointSlices: ${slices.join(', ') || 'none'}; Endpoints: ${endpoints.join(', ') || 'none'}`

export function sendsToReadyPodsOf(scene: Scene, service: ObjectName, workload: ObjectName): Verdict {
  const ready = readyPods(podsOf(scene, workload))
  const wanted = ready
    .map(({ metadata }) => metadata.name)
    .sort()
    .join()
  const slices = behind(scene, service.name)
  const endpoints = inEndpoints(scene, service.name)
  return {
    holds: ready.length > 0 && slices.join() === wanted && endpoints.join() === wanted,
    found: `${bothText(slices, endpoints)}; ready: ${namesText(ready)}`,
    about: ready,
  }
}

export function hasEndpoints(scene: Scene, service: ObjectName, count: number): Verdict {
  const slices = behind(scene, service.name)
  const endpoints = inEndpoints(scene, service.name)
  return { holds: slices.length === count && endpoints.length === count, found: bothText(slices, endpoints) }
}

export function hasAddress({ world, state }: Scene, object: ObjectName, address: string): Verdict {
  const service = world.find(object, state) as Service | undefined
  return {
    holds: service?.spec.clusterIP === address,
    found: service ? `its address is ${service.spec.clusterIP}` : 'it is not there',
    about: service ? [service] : [],
  }
}

export function mustNameAllAddresses(world: ScenarioWorld, object: ObjectName): void {
  const pods = podsOf({ world, state: world.state }, object)
  const missing = pods.filter(
    ({ status }) =>
      !status.podIP ||
      !new RegExp(`(^|[^0-9.])${status.podIP.replace(/\./g, '\\.')}([^0-9.]|$)`).test(world.answer.stdout),
  )
  if (pods.length > 0 && missing.length === 0) return
  throw new DoesNotHold(
    `expected: ${world.sentence}\n  found: nothing of ${namesText(missing)}\n  the answer was:\n${world.answer.stdout.replace(/^/gm, '    ')}`,
  )
}
