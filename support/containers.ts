// What statements about the containers of a Pod mean: states, restarts, waits, orders.
import type { ContainerChoice } from '../src/cluster/environment'
import type { Pod } from '../src/objects/kinds'
import type { V1ContainerState, V1ContainerStatus } from '../src/objects/generated/kubernetes'
import { DoesNotHold, type Verdict } from './judgement'
import type { ObjectName } from './parameters'
import type { Scene } from './statements'
import type { ScenarioWorld } from './world'

/** The containers of a Pod, or of all Pods of a workload: theirs begin with its name. */
export const containersOf = (world: ScenarioWorld, { kind, name }: ObjectName, container: string): ContainerChoice => ({
  namespace: world.namespaceOf('Pod'),
  pod: kind === 'Pod' ? name : `${name}-*`,
  container,
})

const statusesOf = ({ status }: Pod): readonly V1ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
]

const stateText = ({ waiting, running, terminated }: V1ContainerState = {}): string => {
  if (waiting) return `waits (${waiting.reason ?? 'no reason'})`
  if (terminated) return `ended with ${terminated.exitCode} (${terminated.reason ?? 'no reason'})`
  return running ? 'runs' : 'has no state yet'
}

/** Judges one container of a Pod; a Pod or container that is not there is told as such. */
const judging = (
  { world, state }: Scene,
  object: ObjectName,
  container: string,
  judge: (status: V1ContainerStatus) => Omit<Verdict, 'about'>,
): Verdict => {
  const pod = world.find(object, state) as Pod | undefined
  if (!pod) return { holds: false, found: `there is no Pod "${object.name}"` }
  const status = statusesOf(pod).find(({ name }) => name === container)
  return {
    ...(status ? judge(status) : { holds: false, found: `nothing is told of a container "${container}"` }),
    about: [pod],
  }
}

export const runs = (scene: Scene, object: ObjectName, container: string): Verdict =>
  judging(scene, object, container, ({ state }) => ({
    holds: state?.running !== undefined,
    found: `it ${stateText(state)}`,
  }))

export const waitsBecause = (scene: Scene, object: ObjectName, container: string, reason: string): Verdict =>
  judging(scene, object, container, ({ state }) => ({
    holds: state?.waiting?.reason === reason,
    found: `it ${stateText(state)}`,
  }))

/** The end that is told last: of this run, or of the one before it. */
export const endedWith = (
  scene: Scene,
  object: ObjectName,
  container: string,
  exitCode: number,
  reason: string,
): Verdict =>
  judging(scene, object, container, ({ state, lastState }) => {
    const ended = state?.terminated ?? lastState?.terminated
    return {
      holds: ended?.exitCode === exitCode && ended.reason === reason,
      found: ended ? `it ${stateText({ terminated: ended })}` : 'it has not ended yet',
    }
  })

export const restarts = (scene: Scene, object: ObjectName, container: string, count: number): Verdict =>
  judging(scene, object, container, ({ restartCount }) => ({
    holds: restartCount === count,
    found: `${restartCount} restarts`,
  }))

/** A run of a container: when it began and ended, ms since the epoch; `place` is where its beginning was told. */
interface Run {
  readonly startedAt: number
  readonly finishedAt: number | undefined
  readonly place: number
}

/** Every run of a container that the Pod's status told of, from first to last. */
export function runsOf(world: ScenarioWorld, { name }: ObjectName, container: string): Run[] {
  const found = new Map<string, Run>()
  const namespace = world.namespaceOf('Pod')
  for (const { kind, namespace: where, name: of, after, index } of world.writes) {
    if (kind !== 'Pod' || of !== name || where !== namespace) continue
    const status = statusesOf(after as Pod).find((each) => each.name === container)
    for (const state of [status?.lastState, status?.state]) {
      const { startedAt } = state?.running ?? state?.terminated ?? {}
      const id = state?.terminated?.containerID ?? status?.containerID
      if (!startedAt || !id) continue
      const finishedAt = state?.terminated?.finishedAt
      found.set(id, {
        startedAt: Date.parse(startedAt),
        finishedAt: finishedAt ? Date.parse(finishedAt) : found.get(id)?.finishedAt,
        place: found.get(id)?.place ?? index,
      })
    }
  }
  return [...found.values()]
}

/** Instants of a status are whole seconds; a kubelet looks at its containers once a second. */
const SLACK_MS = 2_000

/** The waits between the end of each run and the beginning of the next, in whole seconds. */
export function mustRestartAfter(
  world: ScenarioWorld,
  object: ObjectName,
  container: string,
  seconds: readonly string[],
): void {
  const runs = runsOf(world, object, container)
  const waits = runs.slice(1).map(({ startedAt }, i) => startedAt - (runs[i]?.finishedAt ?? startedAt))
  const wrong = seconds.findIndex(
    (each, i) => !(Math.abs((waits[i] ?? NaN) - Number.parseInt(each, 10) * 1000) <= SLACK_MS),
  )
  if (wrong < 0) return
  world.breaks(
    world.sentence,
    { holds: false, found: `the waits were ${waits.map((ms) => `${ms / 1000}s`).join(', ') || 'none'}` },
    runs[wrong + 1]?.place ?? world.writes.at(-1)?.index ?? 0,
  )
}

/** Each of the containers began its (first) run only after the one before it had ended its last. */
export function mustRunOneAfterTheOther(world: ScenarioWorld, object: ObjectName, names: readonly string[]): void {
  names.slice(1).forEach((name, i) => {
    const before = runsOf(world, object, names[i] as string).at(-1)
    const next = runsOf(world, object, name)[0]
    if (!next) throw new DoesNotHold(`expected: ${world.sentence}\n  found: ${name} never ran`)
    if (!before?.finishedAt || before.finishedAt > next.startedAt)
      world.breaks(world.sentence, { holds: false, found: `${name} began before ${names[i]} had ended` }, next.place)
  })
}

/** Each of the containers began while the one before it was already running, and that one did not end before it. */
export function mustStartWhileRunning(world: ScenarioWorld, object: ObjectName, names: readonly string[]): void {
  names.slice(1).forEach((name, i) => {
    const before = runsOf(world, object, names[i] as string)[0]
    const next = runsOf(world, object, name)[0]
    if (!next) throw new DoesNotHold(`expected: ${world.sentence}\n  found: ${name} never ran`)
    const overlap =
      before &&
      before.place <= next.place &&
      before.startedAt <= next.startedAt &&
      (before.finishedAt ?? Infinity) > next.startedAt
    if (!overlap)
      world.breaks(
        world.sentence,
        { holds: false, found: `${names[i]} was not running when ${name} began` },
        next.place,
      )
  })
}

/** The last of them ended last: a Pod that goes stops its sidecars after all others. */
export function mustEndInOrder(world: ScenarioWorld, object: ObjectName, names: readonly string[]): void {
  names.slice(1).forEach((name, i) => {
    const before = runsOf(world, object, names[i] as string).at(-1)
    const next = runsOf(world, object, name).at(-1)
    if (!before?.finishedAt || !next?.finishedAt || before.finishedAt > next.finishedAt) {
      const text = (run: Run | undefined): string =>
        run?.finishedAt ? new Date(run.finishedAt).toISOString() : 'never'
      throw new DoesNotHold(
        `expected: ${world.sentence}\n  found: ${names[i]} ended at ${text(before)}, ${name} at ${text(next)}`,
      )
    }
  })
}
