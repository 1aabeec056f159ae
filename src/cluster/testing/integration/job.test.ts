// Follows TestElasticIndexedJob of test/integration/job, v1.36: no kubelet has a say, for the Pods fit on no node.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Job, Pod } from '../../../objects/kinds'
import { Client, CORE } from '../e2e/client'

const JOBS = '/apis/batch/v1/namespaces/default/jobs'
const INDEX = 'batch.kubernetes.io/job-completion-index'

interface Update {
  readonly completions?: number
  readonly succeed?: readonly number[]
  readonly fail?: readonly number[]
  readonly then: Partial<Job['status']>
}

const REST = { ready: 0, terminating: 0 }
const cases: [name: string, updates: readonly Update[]][] = [
  ['more', [{ completions: 4, succeed: [0, 1, 2, 3], then: { ...REST, succeeded: 4, completedIndexes: '0-3' } }]],
  [
    'fewer: who failed still counts, who succeeded does not any more',
    [
      { succeed: [1], fail: [2], then: { ...REST, active: 2, succeeded: 1, failed: 1, completedIndexes: '1' } },
      { completions: 1, succeed: [0], then: { ...REST, succeeded: 1, failed: 1, completedIndexes: '0' } },
    ],
  ],
  [
    'fewer, then more: an index that succeeded is done once more',
    [
      { succeed: [2], then: { ...REST, active: 2, succeeded: 1, completedIndexes: '2' } },
      { completions: 2, then: { ...REST, active: 2 } },
      { completions: 3, succeed: [0, 1, 2], then: { ...REST, succeeded: 3, completedIndexes: '0-2' } },
    ],
  ],
  ['none: it is done', [{ completions: 0, then: REST }]],
]

for (const [name, updates] of cases)
  test(`an Indexed Job of three gets other completions: ${name}`, async () => {
    const client = new Client()
    const spec = {
      restartPolicy: 'Never',
      nodeSelector: { no: 'node' },
      containers: [{ name: 'c', image: 'nginx:1.25' }],
    }
    await client.create(JOBS, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j' },
      spec: { parallelism: 3, completions: 3, completionMode: 'Indexed', template: { spec } },
    })
    const end = async (index: number, phase: string): Promise<void> => {
      const pods = await client.list<Pod>(`${CORE}/pods`)
      const pod = pods.find(
        ({ metadata, status }) =>
          metadata.annotations?.[INDEX] === String(index) &&
          status.phase === 'Pending' &&
          metadata.deletionTimestamp === undefined,
      )
      await client.patch(`${CORE}/pods/${pod?.metadata.name}/status`, { status: { phase } }, 'merge')
    }
    for (const { completions, succeed = [], fail = [], then } of updates) {
      if (completions !== undefined)
        await client.patch(`${JOBS}/j`, { spec: { completions, parallelism: completions } })
      await client.cluster.pass(2000)
      for (const index of succeed) await end(index, 'Succeeded')
      for (const index of fail) await end(index, 'Failed')
      await client.cluster.pass(15_000)
      const { ready, terminating, active, succeeded, failed, completedIndexes } = (await client.get<Job>(`${JOBS}/j`))
        .status
      const none = { active: undefined, succeeded: undefined, failed: undefined, completedIndexes: undefined }
      assert.deepEqual({ ready, terminating, active, succeeded, failed, completedIndexes }, { ...none, ...then })
    }
    const { conditions = [] } = (await client.get<Job>(`${JOBS}/j`)).status
    assert.deepEqual(
      conditions.map(({ type }) => type),
      ['SuccessCriteriaMet', 'Complete'],
    )
  })
