// What statements about workloads and Pods mean, as pure judgements of one state.
import { isPodReady } from '../src/objects/pods'
import type { Deployment, Pod, PodTemplateSpec } from '../src/objects/kinds'
import type { KubeObject } from '../src/objects/kube-object'
import type { Verdict } from './judgement'
import { availablePods, namesText, podsOf, readyPods } from './pods-of'
import type { ObjectName } from './parameters'
import type { Scene } from './statements'

const nameText = ({ kind, name }: ObjectName): string => `${kind} "${name}"`

/** Looks an object up and judges it; one that is not there is told as such. */
function judging(scene: Scene, object: ObjectName, judge: (found: KubeObject) => Omit<Verdict, 'about'>): Verdict {
  const found = scene.world.find(object, scene.state)
  if (!found) return { holds: false, found: `there is no ${nameText(object)}` }
  return { ...judge(found), about: [found] }
}

export function exists({ world, state }: Scene, object: ObjectName): Verdict {
  const found = world.find(object, state)
  return {
    holds: found !== undefined,
    found: found ? `${nameText(object)} exists` : `there is no ${nameText(object)}`,
    about: found ? [found] : [],
  }
}

export function isGone(scene: Scene, object: ObjectName): Verdict {
  const verdict = exists(scene, object)
  return { ...verdict, holds: !verdict.holds }
}

type Figure = 'replicas' | 'readyReplicas' | 'availableReplicas' | 'updatedReplicas'

/** A DaemonSet counts nodes under other names. */
const NODE_FIGURES: Readonly<Record<Figure, string>> = {
  replicas: 'currentNumberScheduled',
  readyReplicas: 'numberReady',
  availableReplicas: 'numberAvailable',
  updatedReplicas: 'updatedNumberScheduled',
}

const figure =
  (figureName: Figure) =>
  (scene: Scene, object: ObjectName, count: number): Verdict =>
    judging(scene, object, (found) => {
      const field = found.kind === 'DaemonSet' ? NODE_FIGURES[figureName] : figureName
      const status = (found as KubeObject & { status: Record<string, number | undefined> }).status
      return { holds: (status[field] ?? 0) === count, found: `status.${field} is ${status[field] ?? 0}` }
    })

export const hasReplicas = figure('replicas')
export const hasReadyReplicas = figure('readyReplicas')
export const hasAvailableReplicas = figure('availableReplicas')
export const hasUpdatedReplicas = figure('updatedReplicas')

const counting =
  (count: (scene: Scene, object: ObjectName) => readonly Pod[], holds: (found: number, wanted: number) => boolean) =>
  (scene: Scene, wanted: number, object: ObjectName): Verdict => {
    const pods = count(scene, object)
    return { holds: holds(pods.length, wanted), found: `${pods.length}: ${namesText(pods)}`, about: pods }
  }

const available = (scene: Scene, object: ObjectName): readonly Pod[] => {
  const workload = scene.world.find(object, scene.state) as Deployment | undefined
  return availablePods(podsOf(scene, object), workload?.spec?.minReadySeconds ?? 0, scene.now)
}
const ready = (scene: Scene, object: ObjectName): readonly Pod[] => readyPods(podsOf(scene, object))
/** A Pod that is on its way out takes no place any more. */
const present = (scene: Scene, object: ObjectName): readonly Pod[] =>
  podsOf(scene, object).filter(({ metadata }) => !metadata.deletionTimestamp)
/**
 * A Deployment bounds the sizes of its ReplicaSets, and they follow in their own time: a Pod that its ReplicaSet wants no
 * longer takes no place either.
 */
function takingPlaces(scene: Scene, object: ObjectName): readonly Pod[] {
  const pods = present(scene, object)
  if (object.kind !== 'Deployment') return pods
  const left = new Map(
    scene.state
      .list('ReplicaSet', scene.world.namespaceOf('ReplicaSet'))
      .map(({ metadata, spec }) => [metadata.uid, spec.replicas ?? 1]),
  )
  return pods.filter(({ metadata }) => {
    const owner = metadata.ownerReferences?.find(({ controller }) => controller)?.uid ?? ''
    const places = left.get(owner) ?? 0
    left.set(owner, places - 1)
    return places > 0
  })
}
const unready = (scene: Scene, object: ObjectName): readonly Pod[] =>
  podsOf(scene, object).filter((pod) => !isPodReady(pod))

const exactly = (found: number, wanted: number): boolean => found === wanted
const atLeast = (found: number, wanted: number): boolean => found >= wanted
const atMost = (found: number, wanted: number): boolean => found <= wanted

export const podsExist = counting(present, exactly)
export const podsAvailable = counting(available, exactly)
export const atLeastPodsAvailable = counting(available, atLeast)
export const atLeastPodsReady = counting(ready, atLeast)
export const atMostPodsExist = counting(takingPlaces, atMost)
export const atMostPodsUnready = counting(unready, atMost)

export const isReady = (scene: Scene, object: ObjectName): Verdict =>
  judging(scene, object, (found) => {
    const conditions = (found as Pod).status.conditions ?? []
    const condition = conditions.find(({ type }) => type === 'Ready')
    return {
      holds: condition?.status === 'True',
      found: `Ready is ${condition?.status ?? 'not told'}${condition?.reason ? ` (${condition.reason})` : ''}`,
    }
  })

export const hasPhase = (scene: Scene, object: ObjectName, phase: string): Verdict =>
  judging(scene, object, (found) => {
    const is = (found as Pod).status.phase
    return { holds: is === phase, found: `the phase is ${is}` }
  })

/** The images of a Pod, or of a workload's template. */
export function imagesOf(object: KubeObject): string[] {
  const { spec } = object as KubeObject & { spec: { template?: PodTemplateSpec; containers?: { image?: string }[] } }
  return (spec.template?.spec?.containers ?? spec.containers ?? []).map(({ image = '' }) => image)
}

export const runsImage = (scene: Scene, object: ObjectName, image: string): Verdict =>
  judging(scene, object, (found) => ({
    holds: imagesOf(found).includes(image),
    found: `it runs ${imagesOf(found).join(', ')}`,
  }))

export function allPodsRunImage(scene: Scene, object: ObjectName, image: string): Verdict {
  const others = podsOf(scene, object).filter((pod) => !imagesOf(pod).includes(image))
  const found = others.length
    ? others.map((pod) => `${pod.metadata.name} runs ${imagesOf(pod).join(', ')}`).join('; ')
    : 'all do'
  return { holds: others.length === 0, found, about: others }
}

export const hasOwner = (scene: Scene, object: ObjectName, owner: ObjectName): Verdict =>
  judging(scene, object, ({ metadata }) => {
    const controller = metadata.ownerReferences?.find((reference) => reference.controller)
    return {
      holds: controller?.kind === owner.kind && controller.name === owner.name,
      found: controller ? `its owner is ${controller.kind} "${controller.name}"` : 'nobody owns it',
    }
  })

export function isNotReady(scene: Scene, object: ObjectName): Verdict {
  const verdict = isReady(scene, object)
  return { ...verdict, holds: !verdict.holds && scene.world.find(object, scene.state) !== undefined }
}
