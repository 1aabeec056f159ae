// Which container of a Pod is meant. Follows kubectl/pkg/cmd/util/podcmd, v1.36.
import type { Pod } from '../../objects/kinds'
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'

export const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container'

interface Named {
  readonly name: string
}

const lists = ({ spec }: Pod): { all: readonly Named[]; init: readonly Named[]; ephemeral: readonly Named[] } => ({
  all: spec.containers,
  init: spec.initContainers ?? [],
  ephemeral: spec.ephemeralContainers ?? [],
})

export function hasContainer(pod: Pod, name: string): boolean {
  const { all, init, ephemeral } = lists(pod)
  return [...all, ...init, ...ephemeral].some((each) => each.name === name)
}

/** `app, sidecar, debugger (ephem), setup (init)` */
export function containerNames(pod: Pod): string {
  const { all, init, ephemeral } = lists(pod)
  const names = all.map(({ name }) => name)
  return [
    ...names,
    ...ephemeral.map(({ name }) => `${name} (ephem)`),
    ...init.map(({ name }) => `${name} (init)`),
  ].join(', ')
}

export const hasSeveralContainers = (pod: Pod): boolean => {
  const { all, init, ephemeral } = lists(pod)
  return all.length > 1 || init.length > 0 || ephemeral.length > 0
}

/** Throws `container x is not valid for pod p out of: a, b`. */
export function checkContainer(pod: Pod, name: string): void {
  if (hasContainer(pod, name)) return
  throw new CommandError(`container ${name} is not valid for pod ${pod.metadata.name} out of: ${containerNames(pod)}`)
}

/** The named container, the annotated one, or the first, which is said when there are others. */
export function containerOrDefault(pod: Pod, name: string, say: (text: string) => void): string {
  const wanted = name || pod.metadata.annotations?.[DEFAULT_CONTAINER] || ''
  if (wanted !== '') {
    checkContainer(pod, wanted)
    return wanted
  }
  const first = pod.spec.containers[0]?.name
  if (first === undefined) {
    throw new CommandError(`pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name} does not have any containers`)
  }
  if (hasSeveralContainers(pod)) say(`Defaulted container ${quote(first)} out of: ${containerNames(pod)}\n`)
  return first
}
