// Follows test/e2e/apps/job.go, v1.36, with the commands of test/e2e/framework/job/fixtures.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Job, Pod } from '../../../objects/kinds'
import { controllerOf } from '../../../objects/owners'
import { Client, CORE } from './client'

const JOBS = '/apis/batch/v1/namespaces/default/jobs'
const INDEX = 'batch.kubernetes.io/job-completion-index'
const NODE = 'k8s-node01'

const COMMANDS = {
  succeed: 'exit 0',
  fail: 'exit 1',
  failOddSucceedEven: 'if [ $(expr ${JOB_COMPLETION_INDEX} % 2) -ne 0 ]; then exit 1; else exit 0; fi',
  failOnce: 'if [[ -r /data/foo ]] ; then exit 0 ; else touch /data/foo ; exit 1 ; fi',
  notTerminate: 'sleep 1000000',
  notTerminateOnce:
    'if [[ -r /data/foo ]]; then exit 0; fi; if [[ $JOB_COMPLETION_INDEX -eq 0 ]]; then touch /data/foo; sleep 1000000; fi; exit 1',
  endsSlowly: '_term(){\n\tsleep 5\n\texit 143\n}\ntrap _term SIGTERM\nwhile true; do\n\tsleep 1\ndone',
}

interface Made {
  readonly restartPolicy?: string
  /** all Pods on one node, with a folder of the node */
  readonly onOneNode?: boolean
  readonly graceSeconds?: number
  readonly labels?: Record<string, string>
}

const job = (name: string, behaviour: keyof typeof COMMANDS, spec: object, made: Made = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, ...(made.labels ? { labels: made.labels } : {}) },
  spec: {
    parallelism: 2,
    completions: 4,
    ...spec,
    template: {
      metadata: { labels: { job: name } },
      spec: {
        restartPolicy: made.restartPolicy ?? 'Never',
        terminationGracePeriodSeconds: made.graceSeconds ?? 1,
        ...(made.onOneNode ? { nodeName: NODE } : {}),
        volumes: [
          {
            name: 'data',
            ...(made.onOneNode
              ? { hostPath: { path: `/tmp/job-e2e/${name}`, type: 'DirectoryOrCreate' } }
              : { emptyDir: {} }),
          },
        ],
        containers: [
          {
            name: 'c',
            image: 'busybox:1.28',
            command: ['/bin/sh', '-c', COMMANDS[behaviour]],
            volumeMounts: [{ mountPath: '/data', name: 'data' }],
          },
        ],
      },
    },
  },
})

class JobClient extends Client {
  constructor() {
    super('realistic')
  }

  async made(object: object): Promise<void> {
    await this.create(JOBS, object)
  }

  job(name: string): Promise<Job> {
    return this.get<Job>(`${JOBS}/${name}`)
  }

  async pods(name: string): Promise<Pod[]> {
    return this.list<Pod>(`${CORE}/pods`, `job=${name}`)
  }

  /** Until the Job says this of itself, as `Complete CompletionsReached`. */
  async says(name: string, ...wanted: string[]): Promise<Job> {
    for (const each of wanted)
      await this.until(`${name} says ${each}`, async () =>
        ((await this.job(name)).status.conditions ?? []).some(
          ({ type, status, reason }) => status === 'True' && `${type} ${reason}` === each,
        ),
      )
    return this.job(name)
  }

  completes(name: string): Promise<Job> {
    return this.says(name, 'SuccessCriteriaMet CompletionsReached', 'Complete CompletionsReached')
  }

  async runs(name: string, count: number): Promise<void> {
    await this.until(
      `${count} Pods run`,
      async () => (await this.pods(name)).filter(({ status }) => status.phase === 'Running').length === count,
    )
  }

  suspend(name: string, suspend: boolean): Promise<Job> {
    return this.patch<Job>(`${JOBS}/${name}`, { spec: { suspend } })
  }
}

test('Jobs that succeed: all at once, after failures in place, after failures of Pods', async () => {
  const client = new JobClient()
  await client.made(job('all-succeed', 'succeed', {}))
  await client.made(job('fail-once-local', 'failOnce', {}, { restartPolicy: 'OnFailure' }))
  await client.made(job('fail-once-non-local', 'failOnce', {}, { onOneNode: true }))
  for (const name of ['all-succeed', 'fail-once-local', 'fail-once-non-local']) {
    assert.equal((await client.completes(name)).status.succeeded, 4)
    assert.equal((await client.pods(name)).filter(({ status }) => status.phase === 'Succeeded').length, 4)
  }
})

test('Pods of an Indexed Job know their indexes and are named after them', async () => {
  const client = new JobClient()
  await client.made(job('indexed-job', 'succeed', { completionMode: 'Indexed' }))
  await client.completes('indexed-job')
  const pods = await client.pods('indexed-job')
  assert.deepEqual(
    pods.map(({ metadata, spec }) => [metadata.annotations?.[INDEX], spec.hostname]).sort(),
    [0, 1, 2, 3].map((index) => [String(index), `indexed-job-${index}`]),
  )
})

test('a failure policy ends a Job early, or lets failures pass', async () => {
  const client = new JobClient()
  const onExit = (action: string) => ({
    podFailurePolicy: { rules: [{ action, onExitCodes: { operator: 'In', values: [1] } }] },
  })
  await client.made(job('pod-failure-failjob', 'failOnce', onExit('FailJob'), { onOneNode: true }))
  await client.made(
    job('pod-failure-ignore', 'failOnce', { backoffLimit: 0, ...onExit('Ignore') }, { onOneNode: true }),
  )
  await client.says('pod-failure-failjob', 'FailureTarget PodFailurePolicy', 'Failed PodFailurePolicy')
  await client.completes('pod-failure-ignore')
})

for (const [name, rules] of [
  ['exit-code', [{ action: 'Ignore', onExitCodes: { operator: 'In', values: [1, 137] } }]],
  [
    'disruption-condition',
    [
      { action: 'Ignore', onExitCodes: { operator: 'In', values: [1] } },
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ],
  ],
] as const)
  test(`the failure of an evicted Pod is ignored by its ${name}`, async () => {
    const client = new JobClient()
    const spec = { completionMode: 'Indexed', backoffLimit: 0, podFailurePolicy: { rules } }
    await client.made(job(name, 'notTerminateOnce', spec, { onOneNode: true }))
    await client.until(
      'all others have succeeded',
      async () => (await client.pods(name)).filter(({ status }) => status.phase === 'Succeeded').length === 3,
    )
    await client.runs(name, 1)
    const running = (await client.pods(name)).find(({ status }) => status.phase === 'Running')
    const pod = running?.metadata.name ?? ''
    await client.create(`${CORE}/pods/${pod}/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: pod, namespace: 'default' },
    })
    await client.until('it is gone', async () => (await client.pods(name)).every((each) => each.metadata.name !== pod))
    await client.completes(name)
  })

test('a Job is suspended and goes on: its Pods go and come, and it tells how many are ready', async () => {
  const client = new JobClient()
  await client.made(job('later', 'succeed', { suspend: true }))
  await client.says('later', 'Suspended JobSuspended')
  assert.deepEqual(await client.pods('later'), [])
  await client.suspend('later', false)
  await client.completes('later')
  await client.made(job('all-ready', 'notTerminate', { suspend: true }))
  const isReady = (count: number) =>
    client.until(`${count} are ready`, async () => (await client.job('all-ready')).status.ready === count)
  await isReady(0)
  await client.suspend('all-ready', false)
  await isReady(2)
  await client.suspend('all-ready', true)
  await isReady(0)
  await client.until('its Pods are gone', async () => (await client.pods('all-ready')).length === 0)
  await client.says('all-ready', 'Suspended JobSuspended')
})

test('podReplacementPolicy Failed: no new Pod before the old one has failed', async () => {
  const client = new JobClient()
  const spec = { parallelism: 1, completions: 1, backoffLimit: 1, podReplacementPolicy: 'Failed' }
  await client.made(job('pod-recreate-failed', 'endsSlowly', spec, { graceSeconds: 30 }))
  await client.runs('pod-recreate-failed', 1)
  const [pod] = await client.pods('pod-recreate-failed')
  await client.ask('DELETE', `${CORE}/pods/${pod?.metadata.name}`)
  const tells = (...wanted: [active: number, failed: number, terminating: number]) =>
    client.until(`${wanted.join()} active, failed, terminating`, async () => {
      const { active = 0, failed = 0, terminating = 0 } = (await client.job('pod-recreate-failed')).status
      return [active, failed, terminating].join() === wanted.join()
    })
  await tells(0, 0, 1)
  await tells(1, 1, 0)
})

test('limits for each index: all are tried, the limit of failed ones ends it, FailIndex tries none again', async () => {
  const client = new JobClient()
  const indexed = { completionMode: 'Indexed', backoffLimitPerIndex: 1 }
  const rules = [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } }]
  await client.made(job('per-index', 'failOddSucceedEven', indexed))
  await client.made(
    job('max-failed', 'fail', { ...indexed, parallelism: 1, backoffLimitPerIndex: 0, maxFailedIndexes: 0 }),
  )
  await client.made(
    job('fail-index', 'failOddSucceedEven', { ...indexed, completions: 2, podFailurePolicy: { rules } }),
  )
  const ended = async (name: string, reason: string) => {
    const { status } = await client.says(name, `FailureTarget ${reason}`, `Failed ${reason}`)
    return [status.failedIndexes, status.completedIndexes, status.failed, status.succeeded]
  }
  assert.deepEqual(await ended('per-index', 'FailedIndexes'), ['1,3', '0,2', 4, 2])
  assert.deepEqual(await ended('max-failed', 'MaxFailedIndexesExceeded'), ['0', undefined, 1, undefined])
  assert.deepEqual(await ended('fail-index', 'FailedIndexes'), ['1', '0', 1, 1])
})

test('a Job fails at its deadline, and beyond its back-off limit', async () => {
  const client = new JobClient()
  await client.made(job('deadline', 'notTerminate', { activeDeadlineSeconds: 1 }))
  await client.made(job('backofflimit', 'fail', { parallelism: 1, completions: 1, backoffLimit: 1 }))
  await client.says('deadline', 'FailureTarget DeadlineExceeded', 'Failed DeadlineExceeded')
  await client.says('backofflimit', 'FailureTarget BackoffLimitExceeded', 'Failed BackoffLimitExceeded')
  const phases = (await client.pods('backofflimit')).map(({ status }) => status.phase)
  assert.deepEqual(phases, ['Failed', 'Failed'])
})

test('a Job adopts an orphan, lets a Pod go whose labels do not match, and takes its Pods with it', async () => {
  const client = new JobClient()
  await client.made(job('adopt-release', 'notTerminate', {}))
  await client.runs('adopt-release', 2)
  const [pod] = await client.pods('adopt-release')
  const path = `${CORE}/pods/${pod?.metadata.name}`
  await client.patch(path, { metadata: { ownerReferences: null } }, 'merge')
  const { metadata } = await client.job('adopt-release')
  await client.until('adopted', async () => controllerOf(await client.get<Pod>(path))?.uid === metadata.uid)
  await client.patch(path, { metadata: { labels: null } }, 'merge')
  await client.until('let go', async () => controllerOf(await client.get<Pod>(path)) === undefined)
  await client.ask('DELETE', `${JOBS}/adopt-release`, { propagationPolicy: 'Background' })
  await client.until('gone', async () => (await client.pods('adopt-release')).length === 0)
})

test('the status of a Job: patched and replaced by others', async () => {
  const client = new JobClient()
  await client.made(job('status', 'notTerminate', {}))
  await client.runs('status', 2)
  const path = `${JOBS}/status/status`
  const at = (lastTransitionTime: string) => ({ type: 'CustomConditionType', status: 'True', lastTransitionTime })
  const custom = ({ status }: Job): string | undefined =>
    status.conditions?.find(({ type }) => type === 'CustomConditionType')?.lastTransitionTime
  const body = {
    metadata: { annotations: { patchedstatus: 'true' } },
    status: { conditions: [at('2026-01-01T08:00:30Z')] },
  }
  const patched = await client.patch<Job>(path, body, 'merge')
  assert.deepEqual([patched.metadata.annotations?.['patchedstatus'], custom(patched)], ['true', '2026-01-01T08:00:30Z'])
  const current = await client.job('status')
  const status = { ...current.status, conditions: [at('2026-01-01T08:00:31Z')] }
  assert.equal(custom(await client.ask<Job>('PUT', path, { ...current, status })), '2026-01-01T08:00:31Z')
  assert.equal((await client.get<Job>(path)).metadata.uid, current.metadata.uid)
})

test('the life of a Job: patched, replaced, listed in all namespaces, deleted as one of a collection', async () => {
  const client = new JobClient()
  await client.made(job('e2e-life', 'succeed', { suspend: true }, { labels: { 'e2e-job-label': 'e2e-life' } }))
  const path = `${JOBS}/e2e-life`
  const patched = await client.patch<Job>(path, { metadata: { labels: { 'e2e-life': 'patched' } } })
  assert.equal(patched.metadata.labels?.['e2e-life'], 'patched')
  await client.cluster.pass(1000)
  const current = await client.job('e2e-life')
  const updated = await client.ask<Job>('PUT', path, {
    ...current,
    metadata: { ...current.metadata, annotations: { updated: 'true' } },
    spec: { ...current.spec, suspend: false },
  })
  assert.equal(updated.metadata.annotations?.['updated'], 'true')
  assert.equal((await client.list('/apis/batch/v1/jobs', 'e2e-job-label=e2e-life')).length, 1)
  await client.completes('e2e-life')
  await client.ask('DELETE', `${JOBS}?labelSelector=e2e-job-label%3De2e-life`, { propagationPolicy: 'Background' })
  await client.cluster.pass(2000)
  assert.deepEqual(await client.list('/apis/batch/v1/jobs', 'e2e-job-label=e2e-life'), [])
})
