// What statements about the life of a Pod mean: its phases, its end, who sends it requests, what was told of it.
import type { Pod } from '../src/objects/kinds'
import { DoesNotHold, type Verdict } from './judgement'
import { eventsAbout } from './orders'
import type { ObjectName } from './parameters'
import { namesText, podsBehind } from './pods-of'
import type { Scene } from './statements'
import type { ScenarioWorld } from './world'

export function isServedBy({ world, state }: Scene, service: ObjectName, pod: ObjectName): Verdict {
  const behind = podsBehind({ world, state }, service.name)
  return {
    holds: behind.some(({ metadata }) => metadata.name === pod.name),
    found: `its requests go to ${namesText(behind)}`,
    about: behind,
  }
}

export function isNotServedBy(scene: Scene, service: ObjectName, pod: ObjectName): Verdict {
  const verdict = isServedBy(scene, service, pod)
  return { ...verdict, holds: !verdict.holds }
}

/** It has been asked to go and is still there. */
export function isTerminating({ world, state }: Scene, object: ObjectName): Verdict {
  const pod = world.find(object, state)
  const found = pod ? (pod.metadata.deletionTimestamp ? 'it is on its way out' : 'nobody has deleted it') : 'it is gone'
  return { holds: pod?.metadata.deletionTimestamp !== undefined, found, about: pod ? [pod] : [] }
}

export function hasCondition({ world, state }: Scene, object: ObjectName, type: string, status: string): Verdict {
  const pod = world.find(object, state) as Pod | undefined
  const condition = pod?.status.conditions?.find((each) => each.type === type)
  return {
    holds: condition?.status === status,
    found: condition ? `${type} is ${condition.status}` : `${type} is not told`,
    about: pod ? [pod] : [],
  }
}

/** The phases that a Pod had since the first When, repeats left out. */
export function mustPassThroughPhases(world: ScenarioWorld, object: ObjectName, phases: readonly string[]): void {
  const namespace = world.namespaceOf('Pod')
  const had: { phase: string; place: number }[] = []
  for (const { kind, name, namespace: where, after, index } of world.writes) {
    if (kind !== 'Pod' || name !== object.name || where !== namespace) continue
    const phase = (after as Pod).status.phase ?? 'none'
    if (had.at(-1)?.phase !== phase) had.push({ phase, place: index })
  }
  const wrong = phases.findIndex((phase, i) => had[i]?.phase !== phase)
  if (wrong < 0 && had.length === phases.length) return
  const place = had[wrong < 0 ? phases.length : wrong]?.place ?? world.writes.at(-1)?.index ?? 0
  world.breaks(
    world.sentence,
    { holds: false, found: had.map(({ phase }) => phase).join(', ') || 'it was never written' },
    place,
  )
}

/** The kubelet lists containers once a second, and waits for that before it begins and again before it lets go. */
const SLACK_MS = 2_200

/** How long it took from the request to delete a Pod until its object was gone. */
export function mustTakeToGo(world: ScenarioWorld, object: ObjectName, ms: number): void {
  const namespace = world.namespaceOf('Pod')
  const writes = world.writes.filter(
    ({ kind, name, namespace: where }) => kind === 'Pod' && name === object.name && where === namespace,
  )
  const asked = writes.find(({ after, type }) => type !== 'DELETED' && after.metadata.deletionTimestamp !== undefined)
  const gone = writes.find(({ type }) => type === 'DELETED')
  if (!asked || !gone)
    throw new DoesNotHold(`expected: ${world.sentence}\n  found: ${asked ? 'it is still there' : 'nobody deleted it'}`)
  const took = gone.at - asked.at
  if (took < ms - 100 || took > ms + SLACK_MS)
    world.breaks(world.sentence, { holds: false, found: `it took ${took / 1000} s` }, gone.index)
}

export function mustNotTell(world: ScenarioWorld, object: ObjectName, reason: string): void {
  const told = eventsAbout(world, object).filter((event) => event.reason === reason)
  if (told.length > 0)
    throw new DoesNotHold(
      `expected: ${world.sentence}\n  found: ${told.map(({ message }) => message).join('\n         ')}`,
    )
}

export function mustTellTimes(world: ScenarioWorld, object: ObjectName, reason: string, times: number): void {
  const told = eventsAbout(world, object).filter((event) => event.reason === reason)
  const count = told.reduce((sum, event) => sum + event.count, 0)
  if (count !== times) throw new DoesNotHold(`expected: ${world.sentence}\n  found: ${count} times`)
}
