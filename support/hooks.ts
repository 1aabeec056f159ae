import { dirname, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { After, AfterStep, Before, BeforeStep, Status, type ITestStepHookParameter } from '@cucumber/cucumber'
import { recordScenario } from '../src/cluster/record/record-scenario'
import { SCENARIO_RECORD_TYPE } from '../src/objects/run-record'
import { filesIn } from './feature-files'
import { DoesNotHold } from './judgement'
import { JUDGED_TYPE, judgeTheRest } from './judge-the-rest'
import { TIMELINE_DIGEST_TYPE, timelineDigest } from './timeline-digest'
import type { ScenarioWorld } from './world'

Before(async function (this: ScenarioWorld, { pickle }) {
  // Scenarios may run for seconds without waiting for anything: between two of them the process hears Ctrl-C.
  await setImmediate()
  this.files = filesIn(dirname(resolve(pickle.uri)), this.parameters.round)
})

// Givens may still describe the cluster: it is made when something first asks for it, at the latest by the first When.
BeforeStep(function (this: ScenarioWorld, { pickleStep }) {
  if (pickleStep.type === 'Action') this.beginWhen()
  this.sentence = pickleStep.text
  this.stepLog.begin(
    this.hasCluster ? this.cluster.now() : undefined,
    this.hasCluster ? this.cluster.history.entries.length : 0,
  )
})

AfterStep(async function (this: ScenarioWorld, { pickle, pickleStep, result, error }: ITestStepHookParameter) {
  const failed = result.status === Status.FAILED
  this.stepLog.end(
    this.hasCluster ? this.cluster.now() : undefined,
    failed && error instanceof DoesNotHold ? error.brokenAt : undefined,
  )
  if (!failed || pickleStep.type !== 'Outcome') return
  const place = pickle.steps.findIndex(({ id }) => id === pickleStep.id)
  const judged = await judgeTheRest(this, pickle.steps.slice(place + 1))
  if (judged.length > 0) this.attach(JSON.stringify(judged), JUDGED_TYPE)
})

After(async function (this: ScenarioWorld) {
  await this.closeTerminals()
  if (!this.hasCluster) return
  if (this.parameters.digest) this.attach(timelineDigest(this.cluster.history.entries), TIMELINE_DIGEST_TYPE)
  if (this.parameters.record === false) return
  const record = recordScenario({
    entries: this.cluster.history.entries,
    log: this.stepLog,
    seed: this.seed,
    end: this.cluster.now(),
  })
  this.attach(JSON.stringify(record), SCENARIO_RECORD_TYPE)
})
