// One process of `kubecuke run --orders`: runs the features under its share of the seeds and tells what failed.
import '../compiled-code'
import './lean-cucumber'
import { loadSupport } from '@cucumber/cucumber/lib/api/load_support'
import type { IRunConfiguration } from '@cucumber/cucumber/api'
import { Failures } from './failures'
import { runOnce } from './run'

/** The seeds first, first + step, ... up to last. */
export interface OrdersWanted {
  readonly configuration: IRunConfiguration
  readonly first: number
  readonly step: number
  readonly last: number
}

export interface BrokenScenario {
  /** file:line */
  readonly place: string
  /** the smallest seed of the share that breaks it */
  readonly seed: number
  readonly message: string
}

export interface OrdersDone {
  readonly scenarios: number
  readonly broken: BrokenScenario[]
}

async function runShare({ configuration, first, step, last }: OrdersWanted): Promise<OrdersDone> {
  const support = await loadSupport(configuration, { cwd: process.cwd() })
  const broken = new Map<string, BrokenScenario>()
  let scenarios = 0
  for (let seed = first; seed <= last; seed += step) {
    const failures = new Failures()
    await runOnce(
      { ...configuration, support, runtime: { ...configuration.runtime, worldParameters: { seed, record: false } } },
      (message) => failures.take(message),
    )
    scenarios += failures.scenarios
    for (const [place, message] of failures.found) if (!broken.has(place)) broken.set(place, { place, seed, message })
  }
  return { scenarios, broken: [...broken.values()] }
}

process.once('message', (wanted) => void runShare(wanted as OrdersWanted).then((done) => process.send?.(done)))
