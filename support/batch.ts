// What statements about Jobs and CronJobs mean: how many Pods work at once, how long a Job waits, when Jobs are started.
import { isPodActive } from '../src/objects/pods'
import type { Pod } from '../src/objects/kinds'
import type { TimelineEntry } from '../src/cluster/timeline'
import { DoesNotHold, type Verdict } from './judgement'
import type { ObjectName } from './parameters'
import { isOwnedBy, namesText, podsOf } from './pods-of'
import type { Scene } from './statements'
import type { ScenarioWorld } from './world'

/** Neither finished nor on their way out. */
export function atMostPodsAtWork(scene: Scene, count: number, object: ObjectName): Verdict {
  const pods = podsOf(scene, object).filter(isPodActive)
  return { holds: pods.length <= count, found: `${pods.length}: ${namesText(pods)}`, about: pods }
}

const everOwned = (world: ScenarioWorld, kind: string, owner: ObjectName): TimelineEntry[] =>
  world.cluster.history.entries.filter((entry) => entry.kind === kind && isOwnedBy(entry.after, owner.kind, owner.name))

/** When the first container that failed did so. */
const failedAt = ({ after }: TimelineEntry): number | undefined => {
  const ended = (after as Pod).status.containerStatuses?.find(
    ({ state }) => state?.terminated && state.terminated.exitCode !== 0,
  )
  return ended && Date.parse(ended.state?.terminated?.finishedAt ?? '')
}

/** The clock is rounded to seconds in objects, and a container takes its time to start and end. */
const TOLERANCE_MS = 2_000

/** `10s, 20s`: from the failure of each Pod to the making of the next one. */
export function mustWaitAfterFailures(world: ScenarioWorld, job: ObjectName, waits: string): void {
  const entries = everOwned(world, 'Pod', job)
  const made = entries.filter(({ type }) => type === 'ADDED')
  const found = made.slice(1).map(
    (next, i) =>
      next.at -
      (entries
        .filter(({ name }) => name === made[i]?.name)
        .map(failedAt)
        .find((at) => at !== undefined) ?? NaN),
  )
  const wanted = waits.split(/, */).map((text) => Number.parseFloat(text) * 1000)
  const same =
    found.length === wanted.length && wanted.every((ms, i) => Math.abs(ms - (found[i] as number)) <= TOLERANCE_MS)
  if (!same)
    throw new DoesNotHold(
      `expected: ${world.sentence}\n  found: ${found.map((ms) => `${ms / 1000}s`).join(', ') || 'no second Pod'}`,
    )
}

/** `08:05, 08:10`: the minutes (UTC) at which a CronJob made its Jobs, all of them. */
export function mustStartJobsAt(world: ScenarioWorld, cronJob: ObjectName, times: string): void {
  const made = everOwned(world, 'Job', cronJob).filter(({ type }) => type === 'ADDED')
  const found = made.map(({ at }) => new Date(at).toISOString().slice(11, 16))
  if (
    found.join(', ') !==
    times
      .split(/, */)
      .filter((time) => time !== '')
      .join(', ')
  )
    throw new DoesNotHold(`expected: ${world.sentence}\n  found: ${found.join(', ') || 'no Job was started'}`)
}
