// What statements about nodes and places mean: where Pods are, whom they asked for it, what taints they stand.
import { isPodTerminal } from '../src/objects/pods'
import type { Node, Pod, PodTemplateSpec } from '../src/objects/kinds'
import type { KubeObject } from '../src/objects/kube-object'
import type { TimelineEntry } from '../src/cluster/timeline'
import { DoesNotHold, type Verdict } from './judgement'
import type { ObjectName } from './parameters'
import { isOwnedBy, namesText, podsOf } from './pods-of'
import type { Scene } from './statements'
import type { ScenarioWorld } from './world'

const present = (scene: Scene, object: ObjectName): Pod[] =>
  podsOf(scene, object).filter(({ metadata }) => !metadata.deletionTimestamp)
const placeText = ({ metadata, spec }: Pod): string => `${metadata.name} on ${spec.nodeName ?? 'no node'}`
const placesText = (pods: readonly Pod[]): string => pods.map(placeText).join(', ') || 'no Pods'

/** One Pod on each of these nodes; none elsewhere, and none that waits for a node. */
export function isOnEachOf(scene: Scene, object: ObjectName, nodes: readonly string[]): Verdict {
  const pods = present(scene, object)
  const places = pods.map(({ spec }) => spec.nodeName ?? '').sort()
  return { holds: places.join() === [...nodes].sort().join(), found: placesText(pods), about: pods }
}

/** Pods on their way out count as well, until they have ended. */
export function atMostOnANode(scene: Scene, count: number, object: ObjectName): Verdict {
  const perNode = new Map<string, Pod[]>()
  for (const pod of podsOf(scene, object))
    if (pod.spec.nodeName && !isPodTerminal(pod))
      perNode.set(pod.spec.nodeName, [...(perNode.get(pod.spec.nodeName) ?? []), pod])
  const fullest = [...perNode.values()].sort((a, b) => b.length - a.length)[0] ?? []
  return { holds: fullest.length <= count, found: placesText(fullest), about: fullest }
}

export function hasPodsOn(scene: Scene, object: ObjectName, count: number, node: string): Verdict {
  const pods = present(scene, object)
  return {
    holds: pods.filter(({ spec }) => spec.nodeName === node).length === count,
    found: placesText(pods),
    about: pods,
  }
}

export function isOn({ world, state }: Scene, object: ObjectName, node: string): Verdict {
  const pod = world.find(object, state) as Pod | undefined
  return {
    holds: pod?.spec.nodeName === node,
    found: pod ? placeText(pod) : `there is no ${object.kind} "${object.name}"`,
    about: pod ? [pod] : [],
  }
}

export function isOnNoNode({ world, state }: Scene, object: ObjectName): Verdict {
  const pod = world.find(object, state) as Pod | undefined
  return {
    holds: pod !== undefined && !pod.spec.nodeName,
    found: pod ? placeText(pod) : `there is no ${object.kind} "${object.name}"`,
    about: pod ? [pod] : [],
  }
}

/** Each Pod asks in a required node affinity for one node, by its name, and that is where it is. */
export function asksForItsNode(scene: Scene, object: ObjectName): Verdict {
  const pods = podsOf(scene, object)
  const wrong = pods.filter(({ spec }) => {
    const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
    const asked = terms.map(({ matchFields = [] }) =>
      matchFields.map(({ key, operator, values = [] }) => `${key} ${operator} ${values.join()}`).join(),
    )
    return asked.length === 0 || asked.some((each) => each !== `metadata.name In ${spec.nodeName}`)
  })
  const found =
    pods.length === 0
      ? 'it has no Pods'
      : wrong.map(({ metadata, spec }) => `${metadata.name}: ${JSON.stringify(spec.affinity ?? {})}`).join('; ') ||
        'all do'
  return { holds: pods.length > 0 && wrong.length === 0, found, about: wrong }
}

type WithTemplate = KubeObject & { spec: { template: PodTemplateSpec } }

export function templateAsksForNothing({ world, state }: Scene, object: ObjectName): Verdict {
  const workload = world.find(object, state) as WithTemplate | undefined
  const { affinity, nodeName } = workload?.spec.template.spec ?? {}
  return {
    holds: workload !== undefined && affinity === undefined && nodeName === undefined,
    found: workload ? JSON.stringify({ affinity, nodeName }) : 'it is not there',
    about: workload ? [workload] : [],
  }
}

/** A taint as kubectl writes it: `key=value:Effect`, `key:Effect`. */
const taintText = ({ key, value, effect }: { key: string; value?: string; effect: string }): string =>
  `${key}${value ? `=${value}` : ''}:${effect}`

export function hasTaint({ world, state }: Scene, object: ObjectName, taint: string): Verdict {
  const node = world.find(object, state) as Node | undefined
  const taints = (node?.spec.taints ?? []).map(taintText)
  return {
    holds: taints.includes(taint),
    found: node ? taints.join(', ') || 'no taints' : 'there is no such node',
    about: node ? [node] : [],
  }
}

export function hasNoTaint(scene: Scene, object: ObjectName, taint: string): Verdict {
  const verdict = hasTaint(scene, object, taint)
  return { ...verdict, holds: !verdict.holds && scene.world.find(object, scene.state) !== undefined }
}

/** Each Pod has this toleration with the operator Exists, and it is not the template's own. */
export function podsTolerate(scene: Scene, object: ObjectName, taint: string): Verdict {
  const pods = podsOf(scene, object)
  const wrong = pods.filter(({ spec }) => !tolerationTexts(spec.tolerations).includes(taint))
  const found =
    pods.length === 0
      ? 'it has no Pods'
      : wrong
          .map(({ metadata, spec }) => `${metadata.name}: ${tolerationTexts(spec.tolerations).join(', ')}`)
          .join('; ') || 'all do'
  return { holds: pods.length > 0 && wrong.length === 0, found, about: wrong }
}

const tolerationTexts = (tolerations: Pod['spec']['tolerations']): string[] =>
  (tolerations ?? [])
    .filter(({ operator }) => operator === 'Exists')
    .map(({ key = '', effect = '' }) => `${key}:${effect}`)

/** Who placed a Pod says so in its Event Scheduled. */
export function wasPlacedBy({ world, state }: Scene, object: ObjectName, scheduler: string): Verdict {
  const told = state
    .list('Event')
    .filter(
      ({ involvedObject, reason }) =>
        involvedObject.kind === object.kind && involvedObject.name === object.name && reason === 'Scheduled',
    )
  const by = told.map(({ reportingComponent, source }) => reportingComponent || (source?.component ?? ''))
  return {
    holds: by.length > 0 && by.every((each) => each === scheduler) && world.find(object, state) !== undefined,
    found: by.length ? `placed by ${by.join(', ')}` : 'nobody placed it',
  }
}

const podWrites = (world: ScenarioWorld): TimelineEntry[] =>
  world.writes.filter(({ kind, namespace }) => kind === 'Pod' && namespace === world.namespaceOf('Pod'))
const nodeOf = (object: KubeObject | undefined): string | undefined => (object as Pod | undefined)?.spec.nodeName

/** The writes that gave Pods their nodes, in their order. */
const placings = (world: ScenarioWorld): TimelineEntry[] =>
  podWrites(world).filter(
    ({ type, before, after }) => type !== 'DELETED' && nodeOf(after) !== undefined && nodeOf(before) === undefined,
  )

/** Pods were made without a node, and the scheduler gave them theirs. */
export function mustLeaveThePlaceTo(world: ScenarioWorld, { kind, name }: ObjectName, scheduler: string): void {
  const made = podWrites(world).filter(({ type, after }) => type === 'ADDED' && isOwnedBy(after, kind, name))
  const wrong = made.find(({ after }) => nodeOf(after) !== undefined)
  if (wrong)
    world.breaks(world.sentence, { holds: false, found: `${wrong.name} had its node from the beginning` }, wrong.index)
  const placed = new Map(placings(world).map((entry) => [entry.name, entry]))
  const other = made.find((entry) => placed.get(entry.name)?.actor !== scheduler)
  if (made.length === 0 || other)
    throw new DoesNotHold(
      `expected: ${world.sentence}\n  found: ${other ? `${other.name} was placed by ${placed.get(other.name)?.actor ?? 'nobody'}` : 'no Pods were made'}`,
    )
}

/** These Pods got their nodes in this order. */
export function mustPlaceInOrder(world: ScenarioWorld, names: readonly string[]): void {
  const found = placings(world).filter(({ name }) => names.includes(name))
  const wrong = names.findIndex((name, i) => found[i]?.name !== name)
  if (wrong >= 0)
    world.breaks(
      world.sentence,
      { holds: false, found: found.map(({ name }) => name).join(', ') || 'none was placed' },
      found[wrong]?.index ?? world.writes.at(-1)?.index ?? 0,
    )
}

interface Succession {
  readonly node: string
  readonly old: string
  readonly next: TimelineEntry
}

/** For each node on which a Pod of the workload was replaced: the old Pod's name and the making of the new one. */
function successions(world: ScenarioWorld, { kind, name }: ObjectName): Succession[] {
  const all = world.cluster.history.entries.filter(
    (entry) => entry.kind === 'Pod' && isOwnedBy(entry.after, kind, name),
  )
  const lastNode = new Map(
    all.filter(({ after }) => nodeOf(after)).map((entry) => [entry.name, nodeOf(entry.after) as string]),
  )
  const made = all.filter(({ type }) => type === 'ADDED')
  return made.flatMap((next, i) => {
    const node = lastNode.get(next.name)
    const old = made
      .slice(0, i)
      .reverse()
      .find((entry) => node !== undefined && lastNode.get(entry.name) === node)
    return old && node ? [{ node, old: old.name, next }] : []
  })
}

const entryOf = (
  world: ScenarioWorld,
  name: string,
  is: (entry: TimelineEntry) => boolean,
): TimelineEntry | undefined =>
  world.cluster.history.entries.find((entry) => entry.kind === 'Pod' && entry.name === name && is(entry))

/** On each node the old Pod had ended, or was gone, before the new one was made. */
export function mustEndBeforeTheNext(world: ScenarioWorld, object: ObjectName): void {
  const all = successions(world, object)
  if (all.length === 0)
    world.breaks(world.sentence, { holds: false, found: 'no Pod was replaced' }, world.writes.at(-1)?.index ?? 0)
  for (const { node, old, next } of all) {
    const gone = entryOf(world, old, ({ type, after }) => type === 'DELETED' || isPodTerminal(after as Pod))
    if (!gone || gone.index > next.index)
      world.breaks(
        world.sentence,
        { holds: false, found: `${old} still ran on ${node} when ${next.name} was created` },
        next.index,
      )
  }
}

/** On each node the new Pod was ready before the old one began to go. */
export function mustComeBeforeTheOld(world: ScenarioWorld, object: ObjectName): void {
  const all = successions(world, object)
  if (all.length === 0)
    world.breaks(world.sentence, { holds: false, found: 'no Pod was replaced' }, world.writes.at(-1)?.index ?? 0)
  for (const { node, old, next } of all) {
    const ready = entryOf(
      world,
      next.name,
      ({ after }) =>
        (after as Pod).status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false,
    )
    const going = entryOf(
      world,
      old,
      ({ after, type }) => type === 'DELETED' || after.metadata.deletionTimestamp !== undefined,
    )
    if (!ready || !going || going.index < ready.index)
      world.breaks(
        world.sentence,
        { holds: false, found: `${old} went from ${node} before ${next.name} was ready` },
        (going ?? next).index,
      )
  }
}

/** An Event about one of the Pods of a workload, those that are gone included; a Deployment's through its ReplicaSets. */
export function mustTellOfAPod(world: ScenarioWorld, object: ObjectName, reason: string, message: string): void {
  const owners =
    object.kind === 'Deployment'
      ? everOwned(world, 'ReplicaSet', [object]).map((name): ObjectName => ({ kind: 'ReplicaSet', name }))
      : [object]
  const names = new Set(everOwned(world, 'Pod', owners))
  const told = world.state
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.kind === 'Pod' && names.has(involvedObject.name ?? ''))
  if (told.some((event) => event.reason === reason && event.message?.includes(message))) return
  throw new DoesNotHold(
    `expected: ${world.sentence}\n  found: ${told.map((event) => `${event.reason}: ${event.message}`).join('\n         ') || 'no Event'}`,
  )
}

/** Names of all objects of a kind that one of these ever controlled. */
const everOwned = (world: ScenarioWorld, kind: string, owners: readonly ObjectName[]): string[] =>
  world.cluster.history.entries
    .filter((entry) => entry.kind === kind && owners.some((owner) => isOwnedBy(entry.after, owner.kind, owner.name)))
    .map(({ name }) => name)

/** All ready Pods of a workload answered so often, each by its name in the last answer, and nobody else did. */
export function mustAllHaveAnswered(world: ScenarioWorld, object: ObjectName, count: number): void {
  const scene = { world, state: world.state, now: world.cluster.now() }
  const pods = present(scene, object)
  const lines = world.answer.stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const answered = pods.map(({ metadata }) => lines.filter((line) => line === metadata.name).length)
  if (pods.length > 0 && answered.every((each) => each === count) && lines.length === pods.length * count) return
  throw new DoesNotHold(
    `expected: ${world.sentence}\n  found: ${lines.join(', ') || 'no answers'}\n  of: ${namesText(pods)}`,
  )
}
