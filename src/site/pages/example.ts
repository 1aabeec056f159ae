// The scenario that the home page shows: a rolling update that passed, small enough to be taken in within ten seconds.
import type { ScenarioRecord } from '../../objects/run-record'
import type { FeatureRun, ScenarioRun } from '../run'
import { laneGroups } from '../timeline/lanes'

export interface Example {
  readonly feature: FeatureRun
  readonly scenario: ScenarioRun
  readonly record: ScenarioRecord
}

const LANES_WANTED = { min: 3, max: 8 }
const STEPS_MAX = 8
/** Records are large: so many are read at most. */
const SEARCHED_MAX = 30

export function chooseExample(features: readonly FeatureRun[]): Example | undefined {
  const rank = ({ path }: FeatureRun): number => (path.endsWith('statefulset/rolling-update') ? 0 : path.includes('rolling-update') ? 1 : 2)
  const candidates = [...features].sort((a, b) => rank(a) - rank(b)).flatMap((feature) => feature.scenarios.filter(({ status }) => status === 'passed').map((scenario) => ({ feature, scenario })))
  let second: Example | undefined
  for (const { feature, scenario } of candidates.slice(0, SEARCHED_MAX)) {
    const record = scenario.record()
    const lanes = record ? laneGroups(record).flatMap((group) => group.lanes) : []
    if (!record || lanes.length === 0) continue
    const images = new Set(lanes.flatMap(({ spans }) => spans.map(({ image }) => image)))
    if (images.size > 1 && lanes.length >= LANES_WANTED.min && lanes.length <= LANES_WANTED.max && scenario.steps.length <= STEPS_MAX) return { feature, scenario, record }
    second ??= { feature, scenario, record }
  }
  return second
}
