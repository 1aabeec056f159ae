import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Job } from '../../../objects/kinds'
import { ControlPlane } from './control-plane'

const job = (name: string, image: string, spec: object = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: { ...spec, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image }] } } },
})

const running = (): ControlPlane => {
  const cluster = new ControlPlane()
  cluster.fates.set('two-seconds', { afterSeconds: 2 })
  cluster.fates.set('fails', { afterSeconds: 1, exitCode: 1 })
  cluster.fates.set('fails-42', { afterSeconds: 1, exitCode: 42 })
  return cluster
}

const figures = ({
  status: {
    active = 0,
    succeeded = 0,
    failed = 0,
    ready = 0,
    terminating = 0,
    uncountedTerminatedPods = {},
    conditions = [],
  },
}: Job): string => {
  const { succeeded: waiting = [], failed: waitingFailed = [] } = uncountedTerminatedPods
  const said = conditions.map(({ type, status }) => (status === 'True' ? type : `no ${type}`)).join('+')
  return `active ${active} ready ${ready} done ${succeeded}+${waiting.length} failed ${failed}+${waitingFailed.length} terminating ${terminating} ${said}`.trim()
}
const short = (texts: string[]): string[] => texts.map((text) => text.replace(/-[a-z0-9]{5}$/, ''))

test('a Job with completions runs as recorded: counted in two writes, then complete', () => {
  const cluster = running()
  cluster.create(job('good', 'two-seconds', { completions: 3, parallelism: 2 }))
  cluster.seconds(20)
  // recordings/job-fails.json, Job good
  assert.deepEqual(cluster.states('Job', 'good', figures), [
    'active 0 ready 0 done 0+0 failed 0+0 terminating 0',
    'active 2 ready 0 done 0+0 failed 0+0 terminating 0',
    'active 2 ready 2 done 0+0 failed 0+0 terminating 0',
    'active 1 ready 0 done 0+2 failed 0+0 terminating 0',
    'active 1 ready 0 done 2+0 failed 0+0 terminating 0',
    'active 1 ready 1 done 2+0 failed 0+0 terminating 0',
    'active 0 ready 0 done 2+1 failed 0+0 terminating 0 SuccessCriteriaMet',
    'active 0 ready 0 done 3+0 failed 0+0 terminating 0 SuccessCriteriaMet+Complete',
  ])
  assert.deepEqual(short(cluster.events('Job', 'good')), [
    'SuccessfulCreate: Created pod: good',
    'SuccessfulCreate: Created pod: good',
    'SuccessfulCreate: Created pod: good',
    'Completed: Job completed',
  ])
  assert.ok(
    cluster.list('Pod').every(({ metadata }) => metadata.finalizers === undefined || metadata.finalizers.length === 0),
  )
})

test('a Job that fails waits ten and twenty seconds between its Pods, then gives up', () => {
  const cluster = running()
  cluster.create(job('bad', 'fails', { backoffLimit: 2 }))
  cluster.seconds(60)
  assert.deepEqual(
    cluster
      .list('Pod')
      .map(({ metadata }) => Date.parse(metadata.creationTimestamp) - cluster.start)
      .sort((a, b) => a - b),
    [0, 11_000, 32_000],
  )
  const { conditions = [], failed } = cluster.get('Job', 'bad').status
  assert.equal(failed, 3)
  assert.deepEqual(
    conditions.map(({ type, reason, message }) => [type, reason, message]),
    [
      ['FailureTarget', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'],
      ['Failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'],
    ],
  )
  assert.equal(cluster.events('Job', 'bad').at(-1), 'BackoffLimitExceeded: Job has reached the specified backoff limit')
})

test('suspended and resumed, as recorded', () => {
  const cluster = running()
  cluster.create(job('pi', 'runs', { completions: 3, parallelism: 2 }))
  cluster.seconds(5)
  cluster.patch('Job', 'pi', { spec: { suspend: true } })
  cluster.seconds(3)
  assert.equal(cluster.get('Job', 'pi').status.startTime, undefined)
  cluster.patch('Job', 'pi', { spec: { suspend: false } })
  cluster.seconds(3)
  // recordings/job.json
  assert.deepEqual(cluster.states('Job', 'pi', figures).slice(3), [
    'active 0 ready 0 done 0+0 failed 0+0 terminating 2 Suspended',
    'active 0 ready 0 done 0+0 failed 0+0 terminating 0 Suspended',
    'active 2 ready 0 done 0+0 failed 0+0 terminating 0 no Suspended',
    'active 2 ready 2 done 0+0 failed 0+0 terminating 0 no Suspended',
  ])
  assert.deepEqual(
    cluster.events('Job', 'pi').filter((text) => !text.includes('pod:')),
    ['Suspended: Job suspended', 'Resumed: Job resumed'],
  )
  cluster.api.delete('Job', 'default', 'pi', { propagationPolicy: 'Background' })
  cluster.seconds(2)
  assert.deepEqual(cluster.list('Pod'), [])
})

test('a deadline ends the Job only when its Pods are gone', () => {
  const cluster = running()
  cluster.create(job('slow', 'runs', { activeDeadlineSeconds: 7, parallelism: 2, completions: 2 }))
  cluster.seconds(30)
  assert.deepEqual(cluster.states('Job', 'slow', figures).slice(-4), [
    'active 0 ready 0 done 0+0 failed 0+2 terminating 2 FailureTarget',
    'active 0 ready 0 done 0+0 failed 2+0 terminating 2 FailureTarget',
    'active 0 ready 0 done 0+0 failed 2+0 terminating 0 FailureTarget',
    'active 0 ready 0 done 0+0 failed 2+0 terminating 0 FailureTarget+Failed',
  ])
  assert.equal(cluster.events('Job', 'slow').at(-1), 'DeadlineExceeded: Job was active longer than specified deadline')
})

test('an Indexed Job gives each Pod its index', () => {
  const cluster = running()
  cluster.create(job('ix', 'two-seconds', { completions: 3, parallelism: 3, completionMode: 'Indexed' }))
  cluster.seconds(10)
  const pods = cluster
    .list('Pod')
    .map(({ metadata, spec }) => [
      metadata.generateName,
      spec.hostname,
      metadata.labels?.['batch.kubernetes.io/job-completion-index'],
    ])
  assert.deepEqual(pods, [
    ['ix-0-', 'ix-0', '0'],
    ['ix-1-', 'ix-1', '1'],
    ['ix-2-', 'ix-2', '2'],
  ])
  assert.equal(cluster.get('Job', 'ix').status.completedIndexes, '0-2')
})

test('a rule of the failure policy ends the Job at its first Pod', () => {
  const cluster = running()
  cluster.create(
    job('policy', 'fails-42', {
      backoffLimit: 6,
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] },
    }),
  )
  cluster.seconds(20)
  const [pod] = cluster.list('Pod')
  assert.equal(cluster.list('Pod').length, 1)
  assert.equal(
    cluster.get('Job', 'policy').status.conditions?.at(-1)?.message,
    `Container c for pod default/${pod?.metadata.name} failed with exit code 42 matching FailJob rule at index 0`,
  )
})

test('ttlSecondsAfterFinished removes the Job and its Pods', () => {
  const cluster = running()
  cluster.create(job('once', 'two-seconds', { ttlSecondsAfterFinished: 10 }))
  cluster.seconds(12)
  assert.equal(cluster.list('Job').length, 1)
  cluster.seconds(5)
  assert.deepEqual([cluster.list('Job').length, cluster.list('Pod').length], [0, 0])
})

const cronJob = (image: string, spec: object = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'tick' },
  spec: {
    schedule: '* * * * *',
    ...spec,
    jobTemplate: { spec: { template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'c', image }] } } } },
  },
})
const withoutMinutes = (texts: string[]): string[] => texts.map((text) => text.replace(/tick-\d+/g, 'tick'))

test('a CronJob keeps as many finished Jobs as it may, as recorded', () => {
  const cluster = running()
  cluster.create(cronJob('two-seconds', { successfulJobsHistoryLimit: 1 }))
  cluster.seconds(130)
  // recordings/cronjob.json
  assert.deepEqual(withoutMinutes(cluster.events('CronJob', 'tick')), [
    'SuccessfulCreate: Created job tick',
    'SawCompletedJob: Saw completed job: tick, condition: Complete',
    'SuccessfulCreate: Created job tick',
    'SuccessfulDelete: Deleted job tick',
    'SawCompletedJob: Saw completed job: tick, condition: Complete',
  ])
  assert.equal(cluster.list('Job').length, 1)
})

test('Forbid waits for the Job that runs, Replace deletes it, Allow starts another', () => {
  const after = (concurrencyPolicy: string) => {
    const cluster = running()
    cluster.create(cronJob('runs', { concurrencyPolicy }))
    cluster.seconds(125)
    return [cluster.list('Job').length, ...withoutMinutes(cluster.events('CronJob', 'tick')).slice(1)]
  }
  assert.deepEqual(after('Forbid'), [
    1,
    'JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid',
  ])
  assert.deepEqual(after('Replace'), [1, 'SuccessfulDelete: Deleted job tick', 'SuccessfulCreate: Created job tick'])
  assert.deepEqual(after('Allow'), [2, 'SuccessfulCreate: Created job tick'])
})

test('a CronJob that is suspended starts nothing, and a Job made by hand is noticed', () => {
  const cluster = running()
  cluster.create(cronJob('two-seconds', { suspend: true }))
  cluster.seconds(130)
  assert.deepEqual(cluster.list('Job'), [])
  const { uid } = cluster.get('CronJob', 'tick').metadata
  const manual = job('manual', 'two-seconds') as { metadata: object }
  cluster.create({
    ...manual,
    metadata: {
      name: 'manual',
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'tick', uid, controller: true }],
    },
  })
  cluster.seconds(10)
  assert.deepEqual(cluster.events('CronJob', 'tick'), [
    'UnexpectedJob: Saw a job that the controller did not create or forgot: manual',
  ])
})

test('a CronJob that keeps no finished Job still remembers when one succeeded', () => {
  const cluster = running()
  cluster.create(cronJob('two-seconds', { successfulJobsHistoryLimit: 0 }))
  cluster.seconds(70)
  assert.deepEqual(cluster.list('Job'), [])
  assert.deepEqual(withoutMinutes(cluster.events('CronJob', 'tick')), [
    'SuccessfulCreate: Created job tick',
    'SuccessfulDelete: Deleted job tick',
  ])
  assert.ok(cluster.get('CronJob', 'tick').status.lastSuccessfulTime)
})

test('a new schedule starts at its next time: what it would have started before is not made up for', () => {
  const cluster = running()
  cluster.create(cronJob('two-seconds', { schedule: '0 0 1 1 *' }))
  cluster.seconds(150)
  cluster.patch('CronJob', 'tick', { spec: { schedule: '* * * * *' } })
  cluster.seconds(20)
  assert.deepEqual(cluster.list('Job'), [])
  cluster.seconds(40)
  assert.equal(cluster.list('Job').length, 1)
})
