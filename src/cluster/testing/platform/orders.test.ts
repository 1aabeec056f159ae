import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ControlPlane } from './control-plane'
import { deployment, labels } from './deployment'

const SEEDS = Array.from({ length: 5 }, (_, i) => i + 1)

/** A day of everything: Jobs, a CronJob, a Service, claims, a budget, a namespace that goes, a node that falls silent. */
function everything(seed: number): Record<string, unknown> {
  const cluster = new ControlPlane({ seed })
  cluster.fates.set('ends', { afterSeconds: 2 })
  cluster.fates.set('fails', { afterSeconds: 1, exitCode: 1 })
  const job = (name: string, image: string, spec: object) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: { ...spec, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image }] } } },
  })
  const claim = (name: string, spec: object = {}) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  })
  cluster.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } })
  cluster.create(deployment(3))
  cluster.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'demo' },
    spec: { selector: labels, ports: [{ port: 80 }] },
  })
  cluster.create({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'budget' },
    spec: { minAvailable: '50%', selector: { matchLabels: labels } },
  })
  cluster.create(job('good', 'ends', { completions: 5, parallelism: 2 }))
  cluster.create(job('bad', 'fails', { backoffLimit: 1 }))
  cluster.create(job('indexed', 'ends', { completions: 4, parallelism: 3, completionMode: 'Indexed' }))
  cluster.create({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'tick' },
    spec: {
      schedule: '* * * * *',
      successfulJobsHistoryLimit: 1,
      jobTemplate: {
        spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'ends' }] } } },
      },
    },
  })
  cluster.create({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'dynamic' },
    provisioner: 'x.y/z',
  })
  cluster.create(claim('static'))
  cluster.create(claim('made', { storageClassName: 'dynamic' }))
  cluster.create({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv' },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/tmp/pv' } },
  })
  cluster.create(deployment(2), 'team')
  cluster.seconds(20)
  cluster.api.delete('Namespace', '', 'team')
  cluster.seconds(20)
  cluster.silent.add('node-a')
  cluster.seconds(460)
  cluster.api.delete('PersistentVolumeClaim', 'default', 'made')
  cluster.seconds(30)
  const jobs = cluster
    .list('Job')
    .map(({ metadata: { name }, status: { succeeded, failed, conditions = [] } }) => [
      name.replace(/\d+$/, ''),
      succeeded,
      failed,
      conditions.map(({ type }) => type).join(),
    ])
  const [slice] = cluster.list('EndpointSlice')
  return {
    jobs: jobs.sort(),
    claims: cluster.list('PersistentVolumeClaim').map(({ metadata, status }) => [metadata.name, status.phase]),
    volumes: cluster.list('PersistentVolume').map(({ metadata, status }) => [metadata.name, status.phase]),
    endpoints: [
      slice?.endpoints?.filter(({ conditions }) => conditions?.ready).length,
      cluster.get('Endpoints', 'demo').subsets?.[0]?.addresses?.length,
    ],
    budget: cluster.get('PodDisruptionBudget', 'budget').status.currentHealthy,
    nodes: cluster.list('Node').map(({ spec }) => (spec.taints ?? []).map(({ key, effect }) => `${key} ${effect}`)),
    team: cluster.find('Namespace', 'team')?.status.phase ?? 'gone',
    cron: cluster
      .events('CronJob', 'tick')
      .map((text) => text.replace(/tick-\d+/, 'tick'))
      .sort(),
    warnings: cluster
      .list('Event')
      .filter(({ type }) => type === 'Warning')
      .map(({ reason }) => reason)
      .filter((reason, i, all) => all.indexOf(reason) === i)
      .sort(),
  }
}

test('where things end does not depend on whose turn comes first', () => {
  const wanted = everything(0)
  assert.deepEqual(wanted['jobs'], [
    ['bad', undefined, 2, 'FailureTarget,Failed'],
    ['good', 5, undefined, 'SuccessCriteriaMet,Complete'],
    ['indexed', 4, undefined, 'SuccessCriteriaMet,Complete'],
    ['tick-', 1, undefined, 'SuccessCriteriaMet,Complete'],
  ])
  assert.deepEqual(
    [wanted['claims'], wanted['volumes'], wanted['endpoints'], wanted['team']],
    [[['static', 'Bound']], [['pv', 'Bound']], [3, 3], 'gone'],
  )
  for (const seed of SEEDS) assert.deepEqual(everything(seed), wanted, `seed ${seed}`)
})
