// What statements about versions, templates and revisions mean: a Deployment's ReplicaSets, and the Pods made from them.
import { isPodReady, isPodTerminal } from '../src/objects/pods'
import type { Deployment, Pod, PodTemplateSpec, ReplicaSet } from '../src/objects/kinds'
import type { KindName } from '../src/objects/kinds'
import type { KubeObject } from '../src/objects/kube-object'
import type { Verdict } from './judgement'
import { imagesOf } from './judges'
import type { ObjectName } from './parameters'
import { isOwnedBy, namesText, podsOf } from './pods-of'
import type { Scene } from './statements'

const HASH = 'pod-template-hash'

/** The objects of a kind that an object controls. */
export function ownedBy({ world, state }: Scene, { kind, name }: ObjectName, ownedKind: KindName): KubeObject[] {
  const all = state.list(ownedKind, world.namespaceOf(ownedKind)) as readonly KubeObject[]
  return all.filter((object) => isOwnedBy(object, kind, name))
}

export function owns(scene: Scene, object: ObjectName, count: number, ownedKind: KindName): Verdict {
  const found = ownedBy(scene, object, ownedKind)
  return { holds: found.length === count, found: `${found.length}: ${namesText(found)}`, about: found }
}

/** The ReplicaSet of a version, which its image tells apart. */
export function versionIsScaledTo(scene: Scene, object: ObjectName, image: string, count: number): Verdict {
  const sets = ownedBy(scene, object, 'ReplicaSet').filter((set) => imagesOf(set).includes(image)) as ReplicaSet[]
  const found = sets.map(({ metadata, spec }) => `${metadata.name} has ${spec.replicas} replicas`).join(', ')
  return {
    holds: sets.length === 1 && sets[0]?.spec.replicas === count,
    found: found || `no ReplicaSet with the image ${image}`,
    about: sets,
  }
}

const podsWithImage = (scene: Scene, object: ObjectName, image: string): Pod[] =>
  podsOf(scene, object).filter((pod) => imagesOf(pod).includes(image) && !pod.metadata.deletionTimestamp)

const counted = (pods: readonly Pod[], holds: boolean): Verdict => ({
  holds,
  found: `${pods.length}: ${namesText(pods)}`,
  about: pods,
})

export function podsRunImage(scene: Scene, count: number, object: ObjectName, image: string): Verdict {
  const pods = podsWithImage(scene, object, image)
  return counted(pods, pods.length === count)
}

export function atMostPodsRunImage(scene: Scene, count: number, object: ObjectName, image: string): Verdict {
  const pods = podsWithImage(scene, object, image)
  return counted(pods, pods.length <= count)
}

export function podsWaitBecause(scene: Scene, count: number, object: ObjectName, reason: string): Verdict {
  const pods = podsOf(scene, object).filter(({ status }) =>
    (status.containerStatuses ?? []).some(({ state }) => state?.waiting?.reason === reason),
  )
  return counted(pods, pods.length === count)
}

/** `<name>-<hash>`, the hash as label of its Pods and in its selector. */
export function versionsAreNamedByHash(scene: Scene, object: ObjectName): Verdict {
  const sets = ownedBy(scene, object, 'ReplicaSet') as ReplicaSet[]
  const wrong = sets.filter(({ metadata, spec }) => {
    const hash = metadata.labels?.[HASH]
    const everywhere = [spec.selector.matchLabels?.[HASH], spec.template?.metadata?.labels?.[HASH]]
    return !hash || metadata.name !== `${object.name}-${hash}` || everywhere.some((each) => each !== hash)
  })
  const found =
    sets.length === 0 ? 'it has no ReplicaSet' : wrong.length > 0 ? `not so: ${namesText(wrong)}` : 'all are'
  return { holds: sets.length > 0 && wrong.length === 0, found, about: wrong }
}

export function podsCarryTheHash(scene: Scene, object: ObjectName): Verdict {
  const pods = podsOf(scene, object)
  const wrong = pods.filter(({ metadata }) => {
    const hash = metadata.labels?.[HASH]
    return !hash || metadata.ownerReferences?.[0]?.name !== `${object.name}-${hash}`
  })
  return allSo(pods, wrong)
}

const allSo = (pods: readonly Pod[], wrong: readonly Pod[]): Verdict => ({
  holds: pods.length > 0 && wrong.length === 0,
  found: pods.length === 0 ? 'it has no Pods' : wrong.length > 0 ? `not so: ${namesText(wrong)}` : 'all do',
  about: wrong,
})

/** Everything that the template says stands in each Pod, which may have more. */
export function podsFollowTheTemplate(scene: Scene, object: ObjectName): Verdict {
  const workload = scene.world.find(object, scene.state) as Deployment | undefined
  const { metadata, spec }: Partial<PodTemplateSpec> = workload?.spec.template ?? {}
  const pods = podsOf(scene, object)
  const wrong = pods.filter(
    (pod) => !isPartOf(metadata?.labels ?? {}, pod.metadata.labels) || !isPartOf(spec, pod.spec),
  )
  return allSo(pods, wrong)
}

function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((each, i) => isPartOf(each, whole[i]))
  if (typeof part !== 'object' || part === null) return part === whole
  if (typeof whole !== 'object' || whole === null) return false
  return Object.entries(part).every(([key, value]) => isPartOf(value, (whole as Record<string, unknown>)[key]))
}

export function podsAreOwnedThrough(scene: Scene, object: ObjectName): Verdict {
  const pods = podsOf(scene, object)
  const sets = ownedBy(scene, object, 'ReplicaSet')
  const wrong = pods.filter((pod) => !sets.some(({ metadata }) => isOwnedBy(pod, 'ReplicaSet', metadata.name)))
  return allSo(pods, wrong)
}

export function hasNoOwner({ world, state }: Scene, object: ObjectName): Verdict {
  const found = world.find(object, state)
  const owners = (found?.metadata.ownerReferences ?? []).map(({ kind, name }) => `${kind} "${name}"`)
  return {
    holds: found !== undefined && owners.length === 0,
    found: found ? `its owners: ${owners.join(', ') || 'none'}` : 'it is not there',
    about: found ? [found] : [],
  }
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
}

interface Conditioned extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] }
}

export function hasCondition(
  { world, state }: Scene,
  object: ObjectName,
  type: string,
  status: string,
  reason: string,
): Verdict {
  const found: Conditioned | undefined = world.find(object, state)
  const conditions = found?.status?.conditions ?? []
  const is = conditions.find((condition) => condition.type === type)
  const told = conditions.map((each) => `${each.type} is ${each.status} (${each.reason})`).join(', ')
  return {
    holds: is?.status === status && is.reason === reason,
    found: told || 'it has no conditions',
    about: found ? [found] : [],
  }
}

/** A Pod takes a place as soon as it runs, ready or not. */
export function podsRunButAreNotReady(scene: Scene, count: number, object: ObjectName): Verdict {
  const pods = podsOf(scene, object).filter((pod) => pod.status.phase === 'Running' && !isPodReady(pod))
  return counted(pods, pods.length === count)
}

export function podsHaveFailed(scene: Scene, count: number, object: ObjectName): Verdict {
  const pods = podsOf(scene, object).filter((pod) => pod.status.phase === 'Failed')
  return counted(pods, pods.length === count)
}

export function readyPodsRunOn(scene: Scene, object: ObjectName, node: string): Verdict {
  const pods = podsOf(scene, object).filter(isPodReady)
  return allSo(
    pods,
    pods.filter(({ spec }) => spec.nodeName !== node),
  )
}

/** No Pod of the new version is there as long as one of the old version has not ended. Judged in every state. */
export function versionsDoNotMeet(scene: Scene, object: ObjectName, newImage: string, oldImage: string): Verdict {
  const runs = (image: string) => (pod: Pod) => imagesOf(pod).includes(image)
  const pods = podsOf(scene, object)
  const [young, old] = [pods.filter(runs(newImage)), pods.filter((pod) => runs(oldImage)(pod) && !isPodTerminal(pod))]
  return {
    holds: young.length === 0 || old.length === 0,
    found: `${namesText(young)} beside ${namesText(old)}`,
    about: [...young, ...old],
  }
}

export function atMostPodsShareANode(scene: Scene, count: number, object: ObjectName): Verdict {
  const pods = podsOf(scene, object).filter(({ metadata }) => !metadata.deletionTimestamp)
  const perNode = new Map<string, number>()
  for (const { spec } of pods) perNode.set(spec.nodeName ?? '', (perNode.get(spec.nodeName ?? '') ?? 0) + 1)
  const found = [...perNode].map(([node, many]) => `${many} on ${node || 'no node'}`).join(', ')
  return {
    holds: pods.length > 0 && Math.max(...perNode.values()) <= count,
    found: found || 'it has no Pods',
    about: pods,
  }
}
