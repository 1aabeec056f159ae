import { isPodAvailable, isPodReady } from '../src/objects/pods'
import type { Pod } from '../src/objects/kinds'
import type { KubeObject } from '../src/objects/kube-object'
import type { ObjectName } from './parameters'
import type { Scene } from './statements'

/** The Pods that belong to a workload: a Deployment's through its ReplicaSets. */
export function podsOf({ world, state }: Pick<Scene, 'world' | 'state'>, { kind, name }: ObjectName): Pod[] {
  const namespace = world.namespaceOf('Pod')
  if (kind === 'Service') return podsBehind({ world, state }, name)
  const owners =
    kind === 'Deployment'
      ? state
          .list('ReplicaSet', namespace)
          .filter((set) => isOwnedBy(set, kind, name))
          .map((set) => set.metadata.name)
      : [name]
  const ownerKind = kind === 'Deployment' ? 'ReplicaSet' : kind
  return state.list('Pod', namespace).filter((pod) => owners.some((owner) => isOwnedBy(pod, ownerKind, owner)))
}

/** The ready Pods that a Service sends its requests to. */
export function podsBehind({ world, state }: Pick<Scene, 'world' | 'state'>, service: string): Pod[] {
  const namespace = world.namespaceOf('Pod')
  const slices = state
    .list('EndpointSlice', namespace)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
  const names = slices.flatMap(({ endpoints }) =>
    (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).map(({ targetRef }) => targetRef?.name),
  )
  return state.list('Pod', namespace).filter(({ metadata }) => names.includes(metadata.name))
}

export const isOwnedBy = ({ metadata }: KubeObject, kind: string, name: string): boolean =>
  metadata.ownerReferences?.some((owner) => owner.controller && owner.kind === kind && owner.name === name) ?? false

export const readyPods = (pods: readonly Pod[]): Pod[] =>
  pods.filter((pod) => isPodReady(pod) && !pod.metadata.deletionTimestamp)

export const availablePods = (pods: readonly Pod[], minReadySeconds: number, now: number): Pod[] =>
  pods.filter((pod) => isPodAvailable(pod, minReadySeconds, now) && !pod.metadata.deletionTimestamp)

/** `web-0, web-1`, or `none`. */
export const namesText = (objects: readonly { metadata: { name: string } }[]): string =>
  objects.map(({ metadata }) => metadata.name).join(', ') || 'none'
