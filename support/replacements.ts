// Statements about how Pods of a workload came and went since the first When.
import type { TimelineEntry } from '../src/cluster/timeline'
import type { Deployment, Pod } from '../src/objects/kinds'
import { isPodTerminal } from '../src/objects/pods'
import { DoesNotHold } from './judgement'
import { happenings, type Happening } from './orders'
import type { ObjectName } from './parameters'
import { isOwnedBy, namesText, podsOf } from './pods-of'
import type { ScenarioWorld } from './world'

/** Names of those that ever owned Pods for the workload: a Deployment's ReplicaSets, or itself. */
function ownersOf(world: ScenarioWorld, { kind, name }: ObjectName): Set<string> {
  if (kind !== 'Deployment') return new Set([name])
  const sets = world.cluster.history.entries.filter(
    (entry) => entry.kind === 'ReplicaSet' && isOwnedBy(entry.after, kind, name),
  )
  return new Set(sets.map((entry) => entry.name))
}

/** What happened to Pods of a workload, also to those that are gone by now. */
function happenedTo(world: ScenarioWorld, object: ObjectName, happening: Happening): TimelineEntry[] {
  const owners = ownersOf(world, object)
  const kind = object.kind === 'Deployment' ? 'ReplicaSet' : object.kind
  return happenings(world, happening)
    .map(({ entry }) => entry)
    .filter(({ after }) => [...owners].some((owner) => isOwnedBy(after, kind, owner)))
}

const lastPlace = (world: ScenarioWorld): number => world.writes.at(-1)?.index ?? 0

function mustCount(world: ScenarioWorld, happening: Happening, count: number, object: ObjectName): void {
  const entries = happenedTo(world, object, happening)
  if (entries.length === count) return
  const found = `${entries.length}: ${entries.map(({ name }) => name).join(', ') || 'none'}`
  world.breaks(world.sentence, { holds: false, found }, entries[count]?.index ?? lastPlace(world))
}

export const mustHaveCreated = (world: ScenarioWorld, count: number, object: ObjectName): void =>
  mustCount(world, 'created', count, object)
export const mustHaveDeleted = (world: ScenarioWorld, count: number, object: ObjectName): void =>
  mustCount(world, 'deleted', count, object)

/** Each Pod that began to go found its place taken by a new one, with another name, within this time. */
export function mustReplaceWithin(world: ScenarioWorld, object: ObjectName, ms: number): void {
  const deleted = happenedTo(world, object, 'deleted')
  const created = happenedTo(world, object, 'created')
  if (deleted.length === 0)
    world.breaks(world.sentence, { holds: false, found: 'no Pod was deleted' }, lastPlace(world))
  const before = new Set(deleted.map(({ name }) => name))
  const free = created.filter(({ name }) => !before.has(name))
  for (const gone of deleted) {
    const place = free.findIndex(({ index, at }) => index > gone.index && at - gone.at <= ms)
    if (place < 0)
      world.breaks(
        world.sentence,
        { holds: false, found: `nothing came in the place of ${gone.name} in this time` },
        gone.index,
      )
    free.splice(place, 1)
  }
}

/** The place of a Pod is taken while it is still on its way out: nobody waits for its end. */
export function mustReplaceBeforeEnd(world: ScenarioWorld, object: ObjectName): void {
  const deleted = happenedTo(world, object, 'deleted')
  const created = happenedTo(world, object, 'created')
  const ends = world.writes.filter(
    ({ kind, type, after }) => kind === 'Pod' && (type === 'DELETED' || isPodTerminal(after as Pod)),
  )
  if (deleted.length === 0)
    world.breaks(world.sentence, { holds: false, found: 'no Pod was deleted' }, lastPlace(world))
  for (const pod of deleted) {
    const end = ends.find(({ name }) => name === pod.name)?.index ?? Infinity
    const place = created.findIndex(({ index }) => index > pod.index && index < end)
    if (place < 0)
      world.breaks(
        world.sentence,
        { holds: false, found: `${pod.name} had ended, and nothing had come in its place` },
        Number.isFinite(end) ? end : pod.index,
      )
    created.splice(place, 1)
  }
}

/** Pods that were deleted are younger than all that stayed. */
export function mustDeleteNewest(world: ScenarioWorld, object: ObjectName): void {
  const deleted = happenedTo(world, object, 'deleted')
  if (deleted.length === 0)
    world.breaks(world.sentence, { holds: false, found: 'no Pod was deleted' }, lastPlace(world))
  const names = new Set(deleted.map(({ name }) => name))
  const stayed = podsOf({ world, state: world.state }, object).filter(({ metadata }) => !names.has(metadata.name))
  const made = ({ metadata }: { metadata: { creationTimestamp: string } }): number =>
    Date.parse(metadata.creationTimestamp)
  const wrong = deleted.find(({ after }) => stayed.some((pod) => made(pod) > made(after)))
  if (wrong)
    world.breaks(
      world.sentence,
      { holds: false, found: `${wrong.name} went, though there were newer ones: ${namesText(stayed)}` },
      wrong.index,
    )
}

/** How kubectl prints a Deployment's figures. */
function figures({ spec, status }: Deployment): Record<string, string> {
  const { readyReplicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status
  return {
    READY: `${readyReplicas}/${spec.replicas ?? 1}`,
    'UP-TO-DATE': `${updatedReplicas}`,
    AVAILABLE: `${availableReplicas}`,
  }
}

/** The rows stand for states of the Deployment, in this order; others may lie between them, the first and the last are those of the table. */
export function mustPassThrough(
  world: ScenarioWorld,
  { kind, name }: ObjectName,
  [headings = [], ...rows]: string[][],
): void {
  const namespace = world.namespaceOf(kind)
  const states = world.writes
    .filter((entry) => entry.kind === kind && entry.name === name && entry.namespace === namespace)
    .map(({ after }) => {
      const shown = figures(after as Deployment)
      return headings.map((heading) => shown[heading] ?? `no column ${heading}`).join(' | ')
    })
  const seen = states.filter((state, i) => state !== states[i - 1])
  const wanted = rows.map((row) => row.join(' | '))
  let from = 0
  const passed = wanted.every((row) => (from = seen.indexOf(row, from) + 1) > 0)
  if (passed && seen[0] === wanted[0] && seen.at(-1) === wanted.at(-1)) return
  throw new DoesNotHold(
    `expected: ${world.sentence}\n    ${wanted.join('\n    ')}\n  found:\n    ${seen.join('\n    ')}`,
  )
}
