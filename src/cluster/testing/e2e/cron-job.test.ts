// Follows test/e2e/apps/cronjob.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CronJob, Event, Job, Pod } from '../../../objects/kinds'
import { Client, CORE } from './client'

const BATCH = '/apis/batch/v1/namespaces/default'
const MINUTE = 60_000

const cronJob = (name: string, command: readonly string[], spec: object = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name, labels: { 'special-label': 'e2e' } },
  spec: {
    schedule: '*/1 * * * ?',
    ...spec,
    jobTemplate: {
      spec: {
        parallelism: 1,
        completions: 1,
        backoffLimit: 1,
        template: {
          spec: {
            restartPolicy: 'OnFailure',
            volumes: [{ name: 'data', emptyDir: {} }],
            containers: [
              { name: 'c', image: 'busybox:1.28', command, volumeMounts: [{ mountPath: '/data', name: 'data' }] },
            ],
          },
        },
      },
    },
  },
})
const SLEEP = ['sleep', '300']

class CronClient extends Client {
  constructor() {
    super('realistic')
  }

  async made(object: object): Promise<void> {
    await this.create(`${BATCH}/cronjobs`, object)
  }

  cronJob(name: string): Promise<CronJob> {
    return this.get<CronJob>(`${BATCH}/cronjobs/${name}`)
  }

  async active(name: string): Promise<string[]> {
    return ((await this.cronJob(name)).status.active ?? []).map((job) => job.name ?? '')
  }

  async waitForActive(name: string, count: number): Promise<string[]> {
    await this.until(`${count} active`, async () => (await this.active(name)).length >= count)
    return this.active(name)
  }

  jobs(): Promise<Job[]> {
    return this.list<Job>(`${BATCH}/jobs`)
  }

  async finished(): Promise<string[]> {
    return (await this.jobs())
      .filter(({ status }) =>
        (status.conditions ?? []).some(
          ({ type, status: is }) => is === 'True' && (type === 'Complete' || type === 'Failed'),
        ),
      )
      .map(({ metadata }) => metadata.name)
  }

  async reasons(name: string): Promise<(string | undefined)[]> {
    return (await this.list<Event>(`${CORE}/events`))
      .filter(({ involvedObject }) => involvedObject?.kind === 'CronJob' && involvedObject.name === name)
      .map(({ reason }) => reason)
  }
}

test('Allow: Jobs run beside each other, and go with the CronJob', async () => {
  const client = new CronClient()
  await client.made(cronJob('concurrent', SLEEP, { concurrencyPolicy: 'Allow' }))
  const active = await client.waitForActive('concurrent', 2)
  assert.deepEqual(
    (await client.jobs()).map(({ metadata }) => metadata.name),
    active,
  )
  await client.ask('DELETE', `${BATCH}/cronjobs/concurrent`, { propagationPolicy: 'Background' })
  await client.until('nothing is left', async () => (await client.jobs()).length === 0)
  await client.until('no Pod is left', async () => (await client.list<Pod>(`${CORE}/pods`)).length === 0)
})

test('suspended: nothing is started', async () => {
  const client = new CronClient()
  await client.made(cronJob('suspended', SLEEP, { suspend: true }))
  await client.cluster.pass(5 * MINUTE)
  assert.deepEqual(await client.active('suspended'), [])
  assert.deepEqual(await client.jobs(), [])
})

test('Forbid: the one that runs keeps others away', async () => {
  const client = new CronClient()
  await client.made(cronJob('forbid', SLEEP, { concurrencyPolicy: 'Forbid' }))
  const [first] = await client.waitForActive('forbid', 1)
  await client.cluster.pass(3 * MINUTE)
  assert.deepEqual(await client.active('forbid'), [first])
  assert.equal((await client.jobs()).length, 1)
  assert.ok((await client.reasons('forbid')).includes('JobAlreadyActive'))
})

test('Replace: the next one takes the place of the one that runs', async () => {
  const client = new CronClient()
  await client.made(cronJob('replace', SLEEP, { concurrencyPolicy: 'Replace' }))
  const [first] = await client.waitForActive('replace', 1)
  await client.until('replaced', async () => {
    const jobs = await client.jobs()
    return jobs.length === 1 && jobs[0]?.metadata.name !== first
  })
  assert.equal((await client.active('replace')).length, 1)
})

test('no Event tells of missing or unexpected Jobs, and a Job bears the time it was meant for', async () => {
  const client = new CronClient()
  await client.made(cronJob('plain', ['true']))
  await client.until('two Jobs, one done', async () => {
    return (await client.jobs()).length >= 2 && (await client.finished()).length > 0
  })
  await client.cluster.pass(MINUTE / 2)
  assert.deepEqual(
    (await client.reasons('plain')).filter((reason) => reason === 'MissingJob' || reason === 'UnexpectedJob'),
    [],
  )
  for (const { metadata } of await client.jobs())
    assert.match(
      metadata.annotations?.['batch.kubernetes.io/cronjob-scheduled-timestamp'] ?? '',
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/,
    )
})

test('a Job that someone deleted is active no more, and told of as missing', async () => {
  const client = new CronClient()
  await client.made(cronJob('forbid', SLEEP, { concurrencyPolicy: 'Forbid' }))
  const [first] = await client.waitForActive('forbid', 1)
  await client.ask('DELETE', `${BATCH}/jobs/${first}`, { propagationPolicy: 'Background' })
  await client.until('not active', async () => !(await client.active('forbid')).includes(first ?? ''))
  await client.until('told', async () => (await client.reasons('forbid')).includes('MissingJob'))
})

for (const [name, command, limits] of [
  ['successful-jobs', ['true'], { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 0 }],
  ['failed-jobs', ['false'], { successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 1 }],
] as const)
  test(`only the last Job is kept: ${name}`, async () => {
    const client = new CronClient()
    await client.made(cronJob(name, command, { concurrencyPolicy: 'Allow', ...limits }))
    await client.until('one is done', async () => (await client.finished()).length > 0)
    const [first, ...others] = await client.finished()
    assert.deepEqual(others, [])
    await client.until('it goes', async () => !(await client.finished()).includes(first ?? ''))
    await client.until(
      'and its Pods',
      async () => (await client.list<Pod>(`${CORE}/pods`, `job-name=${first}`)).length === 0,
    )
    assert.equal((await client.finished()).length, 1)
  })

test('a zone that nobody knows is refused', async () => {
  const client = new CronClient()
  await assert.rejects(
    client.made(cronJob('zone', ['false'], { timeZone: 'bad-time-zone' })),
    /spec.timeZone: Invalid value: \\"bad-time-zone\\": unknown time zone bad-time-zone/,
  )
})

test('what the API takes of CronJobs', async () => {
  const client = new CronClient()
  const path = `${BATCH}/cronjobs/test-api`
  await client.made(cronJob('test-api', ['true'], { schedule: '* */1 * * ?' }))
  assert.equal((await client.list(`${BATCH}/cronjobs`, 'special-label=e2e')).length, 1)
  assert.equal((await client.list('/apis/batch/v1/cronjobs', 'special-label=e2e')).length, 1)
  const patched = await client.patch<CronJob>(path, { metadata: { annotations: { patched: 'true' } } }, 'merge')
  assert.deepEqual(patched.metadata.annotations, { patched: 'true' })
  const updated = await client.ask<CronJob>('PUT', path, {
    ...patched,
    metadata: { ...patched.metadata, annotations: { ...patched.metadata.annotations, updated: 'true' } },
  })
  assert.deepEqual(updated.metadata.annotations, { patched: 'true', updated: 'true' })

  const lastScheduleTime = '2026-01-01T00:00:00Z'
  const status = await client.patch<CronJob>(
    `${path}/status`,
    { metadata: { annotations: { patchedstatus: 'true' } }, status: { lastScheduleTime } },
    'merge',
  )
  assert.equal(status.status.lastScheduleTime, lastScheduleTime)
  assert.equal(status.metadata.annotations?.['patchedstatus'], 'true')
  const later = '2026-01-01T00:01:00Z'
  const put = await client.ask<CronJob>('PUT', `${path}/status`, {
    ...(await client.cronJob('test-api')),
    status: { lastScheduleTime: later },
  })
  assert.equal(put.status.lastScheduleTime, later)
  assert.equal((await client.get<CronJob>(`${path}/status`)).metadata.uid, put.metadata.uid)

  await client.made(cronJob('for-removal', ['true']))
  await client.ask('DELETE', `${BATCH}/cronjobs/for-removal`)
  await client.ask('DELETE', `${BATCH}/cronjobs?labelSelector=special-label%3De2e`)
  assert.deepEqual(await client.list(`${BATCH}/cronjobs`), [])
})
