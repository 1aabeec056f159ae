// Statements about the order of writes since the first When.
import { isPodReady } from '../src/objects/pods'
import type { Event, Pod } from '../src/objects/kinds'
import type { TimelineEntry } from '../src/cluster/timeline'
import { DoesNotHold } from './judgement'
import { imagesOf } from './judges'
import type { ObjectName } from './parameters'
import type { ScenarioWorld } from './world'

export type Happening = 'created' | 'deleted' | 'ready' | 'gone'

const becameReady = ({ before, after, type }: TimelineEntry): boolean =>
  type !== 'DELETED' && isPodReady(after as Pod) && !(before && isPodReady(before as Pod))
const beganToGo = ({ before, after }: TimelineEntry): boolean =>
  after.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined

const IS: Readonly<Record<Happening, (entry: TimelineEntry) => boolean>> = {
  created: ({ type }) => type === 'ADDED',
  deleted: (entry) =>
    beganToGo(entry) || (entry.type === 'DELETED' && entry.before?.metadata.deletionTimestamp === undefined),
  ready: becameReady,
  gone: ({ type }) => type === 'DELETED',
}

/** Names of Pods in the order in which this happened to them, with their places in the timeline. */
export function happenings(
  world: ScenarioWorld,
  happening: Happening,
): { name: string; place: number; entry: TimelineEntry }[] {
  const namespace = world.namespaceOf('Pod')
  return world.writes
    .filter((entry) => entry.kind === 'Pod' && entry.namespace === namespace && IS[happening](entry))
    .map((entry) => ({ name: entry.name, place: entry.index, entry }))
}

/** The named Pods, and no other of them in between, in this order. */
export function mustHappenInOrder(world: ScenarioWorld, happening: Happening, names: readonly string[]): void {
  const all = happenings(world, happening).filter(({ name }) => names.includes(name))
  const found = all.map(({ name }) => name)
  const wrong = names.findIndex((name, i) => found[i] !== name)
  if (wrong < 0 && found.length === names.length) return
  const place = all[wrong < 0 ? names.length : wrong]?.place ?? world.writes.at(-1)?.index ?? 0
  world.breaks(
    world.sentence,
    { holds: false, found: found.length ? found.join(', ') : 'it happened to none of them' },
    place,
  )
}

/** New Pods appear with this image, each after the one before it was ready. */
export function mustUpdateInOrder(world: ScenarioWorld, image: string, names: readonly string[]): void {
  const made = happenings(world, 'created').filter(({ entry }) => imagesOf(entry.after).includes(image))
  const found = made.map(({ name }) => name)
  const wrong = names.findIndex((name, i) => found[i] !== name)
  if (wrong >= 0 || found.length !== names.length) {
    world.breaks(
      world.sentence,
      { holds: false, found: found.join(', ') || 'none was updated' },
      made[Math.max(0, wrong)]?.place ?? world.writes.at(-1)?.index ?? 0,
    )
  }
}

/** Between a Pod's readiness and the next Pod's beginning there is no overlap: one at a time. */
export function mustWaitForReadiness(world: ScenarioWorld, names: readonly string[]): void {
  const created = happenings(world, 'created')
  const ready = happenings(world, 'ready')
  for (let i = 1; i < names.length; i++) {
    const next = created.find(({ name }) => name === names[i])
    const before = ready.find(({ name }) => name === names[i - 1])
    if (next && (!before || before.place > next.place))
      world.breaks(
        world.sentence,
        { holds: false, found: `${names[i]} was created before ${names[i - 1]} was ready` },
        next.place,
      )
  }
}

export interface ToldEvent {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
}

/** Events about an object (all of the scenario), in the order in which they were first told. */
export function eventsAbout(world: ScenarioWorld, { kind, name }: ObjectName): ToldEvent[] {
  return world.state
    .list('Event')
    .filter(({ involvedObject }) => involvedObject.kind === kind && involvedObject.name === name)
    .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
    .map(toldEvent)
}

const toldEvent = ({ type = '', reason = '', message = '', count, series }: Event): ToldEvent => ({
  type,
  reason,
  message,
  count: series?.count ?? count ?? 1,
})

export function mustTell(world: ScenarioWorld, object: ObjectName, reason: string, message?: string): void {
  const told = eventsAbout(world, object)
  if (told.some((event) => event.reason === reason && (message === undefined || event.message.includes(message))))
    return
  throw new DoesNotHold(
    `expected: ${world.sentence}\n  found: ${told.map((event) => `${event.reason}: ${event.message}`).join('\n         ') || 'no Event'}`,
  )
}

/** Lets time pass; nothing is written in it but heartbeats. */
export async function mustStayUnchanged(world: ScenarioWorld, ms: number): Promise<void> {
  const before = world.cluster.history.entries.length
  await world.cluster.pass(ms)
  const entry = world.cluster.history.entries[before]
  if (entry)
    world.breaks(world.sentence, { holds: false, found: `${entry.actor} wrote ${entry.kind} ${entry.name}` }, before)
}
