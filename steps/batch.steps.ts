// Jobs and CronJobs. Times of day are UTC; the clock of a scenario begins at 08:00.
import { Then } from '@cucumber/cucumber'
import * as batch from '../support/batch'
import type { ObjectName } from '../support/parameters'
import { throughout } from '../support/statements'
import type { ScenarioWorld } from '../support/world'

Then('throughout at most {int} Pod(s) of {object} is/are at work', throughout(batch.atMostPodsAtWork))
Then('整个过程中，最多同时有{int}个Pod在为{object}工作', throughout(batch.atMostPodsAtWork))

function waitsAfterFailures(this: ScenarioWorld, job: ObjectName, waits: string): void {
  batch.mustWaitAfterFailures(this, job, waits)
}
Then('after its failures {object} waited {string} before it made the next Pod', waitsAfterFailures)
Then('每次失败之后，{object}分别等待{string}才创建下一个Pod', waitsAfterFailures)

function startsJobsAt(this: ScenarioWorld, cronJob: ObjectName, times: string): void {
  batch.mustStartJobsAt(this, cronJob, times)
}
Then('{object} started Jobs at {string}, and at no other time', startsJobsAt)
Then('{object}只在{string}这些时刻启动了Job', startsJobsAt)
