// What statements about stateful Pods mean: who they are, which version they have, which volume is theirs.
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../src/objects/kinds'
import type { Verdict } from './judgement'
import { happenings } from './orders'
import type { ObjectName } from './parameters'
import { ReplayedState, type StateView } from './state-view'
import type { Scene } from './statements'
import type { ScenarioWorld } from './world'

const nameText = ({ kind, name }: ObjectName): string => `${kind} "${name}"`

/** Nobody deletes the object and nobody makes it anew: its name and its uid stay together. */
export function mustStayTheSame(world: ScenarioWorld, object: ObjectName): void {
  const namespace = world.namespaceOf(object.kind)
  const wrong = world.writes.find(
    (entry) =>
      entry.kind === object.kind &&
      entry.namespace === namespace &&
      entry.name === object.name &&
      (entry.type !== 'MODIFIED' || entry.after.metadata.deletionTimestamp !== undefined),
  )
  const how = wrong?.type === 'ADDED' ? 'made anew' : 'deleted'
  if (wrong) world.breaks(world.sentence, { holds: false, found: `${nameText(object)} was ${how}` }, wrong.index)
  if (!world.find(object)) world.must(world.sentence, { holds: false, found: `there is no ${nameText(object)}` })
}

/** Each of the Pods begins to go only when the one before it is gone altogether. */
export function mustGoOneByOne(world: ScenarioWorld, names: readonly string[]): void {
  const begun = happenings(world, 'deleted')
  const gone = happenings(world, 'gone')
  for (const [i, name] of names.entries()) {
    const begins = begun.find((each) => each.name === name)
    if (!begins) return world.must(world.sentence, { holds: false, found: `${name} was not deleted` })
    const before = i > 0 ? gone.find((each) => each.name === names[i - 1]) : undefined
    if (i > 0 && (!before || before.place > begins.place))
      world.breaks(
        world.sentence,
        { holds: false, found: `${name} was deleted before ${names[i - 1]} was gone` },
        begins.place,
      )
  }
}

/** Since the first When one Pod was created, and it has this name. */
export function mustBeCreatedAlone(world: ScenarioWorld, name: string): void {
  const created = happenings(world, 'created').map((each) => each.name)
  world.must(world.sentence, {
    holds: created.length === 1 && created[0] === name,
    found: created.join(', ') || 'no Pod was created',
  })
}

/** The cluster as it was when the first When began. */
function stateBefore(world: ScenarioWorld): StateView {
  const { entries } = world.cluster.history
  const state = new ReplayedState()
  entries.slice(0, entries.length - world.writes.length).forEach((entry) => state.apply(entry))
  return state
}

const ipOf = (world: ScenarioWorld, object: ObjectName, state: StateView = world.state): string =>
  (world.find(object, state) as Pod | undefined)?.status.podIP ?? ''

/** Its address is another one than when the first When began. */
export function mustHaveMoved(world: ScenarioWorld, object: ObjectName): void {
  const before = ipOf(world, object, stateBefore(world))
  const now = ipOf(world, object)
  world.must(world.sentence, {
    holds: before !== '' && now !== '' && before !== now,
    found: `it was ${before || 'none'}, it is ${now || 'none'}`,
  })
}

/** The last answer names the address that the Pod has now. */
export function mustAnswerTheAddress(world: ScenarioWorld, object: ObjectName, wanted: boolean): void {
  const ip = ipOf(world, object)
  const { stdout } = world.answer
  const isThere = ip !== '' && stdout.split(/[^\d.]+/).includes(ip)
  world.must(world.sentence, {
    holds: ip !== '' && isThere === wanted,
    found: `${nameText(object)} has ${ip || 'no address'}; the answer was:\n${stdout.replace(/^/gm, '    ')}`,
  })
}

/** An update has ended when the revision that Pods are made from is the newest one. */
export function currentIsUpdateRevision({ world, state }: Scene, object: ObjectName): Verdict {
  const set = world.find(object, state) as StatefulSet | undefined
  const { currentRevision, updateRevision } = set?.status ?? {}
  return {
    holds: currentRevision !== undefined && currentRevision === updateRevision,
    found: set
      ? `the current revision is ${currentRevision}, the update revision ${updateRevision}`
      : `there is no ${nameText(object)}`,
    about: set ? [set] : [],
  }
}

export function currentIsNotUpdateRevision(scene: Scene, object: ObjectName): Verdict {
  const verdict = currentIsUpdateRevision(scene, object)
  return { ...verdict, holds: !verdict.holds && (verdict.about ?? []).length > 0 }
}

/** A claim and a volume name each other. */
export function isBoundTo({ world, state }: Scene, claim: ObjectName, volume: ObjectName): Verdict {
  const found = world.find(claim, state) as PersistentVolumeClaim | undefined
  const held = state.get('PersistentVolume', '', volume.name)?.spec.claimRef
  const names = found?.spec.volumeName === volume.name && found.status.phase === 'Bound'
  return {
    holds: names && held?.name === claim.name && held.uid === found?.metadata.uid,
    found: found
      ? `${claim.name} is ${found.status.phase}, its volume is ${found.spec.volumeName ?? 'none'}`
      : `there is no ${nameText(claim)}`,
    about: found ? [found] : [],
  }
}

/** In every state since the first When the claim is there, Bound, and with the volume that it had at first. */
export function keepsItsVolume({ world, state }: Scene, claim: ObjectName): Verdict {
  const first = world.find(claim, stateBefore(world)) as PersistentVolumeClaim | undefined
  const found = world.find(claim, state) as PersistentVolumeClaim | undefined
  const volume = found?.spec.volumeName
  return {
    holds:
      volume !== undefined &&
      volume === first?.spec.volumeName &&
      found?.status.phase === 'Bound' &&
      state.get('PersistentVolume', '', volume) !== undefined,
    found: found
      ? `its volume is ${volume ?? 'none'}, at first it was ${first?.spec.volumeName ?? 'none'}`
      : `there is no ${nameText(claim)}`,
    about: found ? [found] : [],
  }
}

/** The Pods behind a Service that get its requests, by name. */
export function servesExactly({ world, state }: Scene, service: ObjectName, names: readonly string[]): Verdict {
  const slices = state
    .list('EndpointSlice', world.namespaceOf('Pod'))
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service.name)
  const ready = slices
    .flatMap(({ endpoints }) =>
      (endpoints ?? [])
        .filter(({ conditions }) => conditions?.ready !== false)
        .map(({ targetRef }) => targetRef?.name ?? ''),
    )
    .sort()
  return { holds: ready.join() === [...names].sort().join(), found: ready.join(', ') || 'no Pod' }
}

export const servesAlone = (scene: Scene, service: ObjectName, { name }: ObjectName): Verdict =>
  servesExactly(scene, service, [name])
