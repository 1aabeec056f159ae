import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forbidden } from '../../apiserver/status'
import { replicaSetName } from '../../controllers/deployment/new-replica-set'
import type { Deployment } from '../../objects/kinds'
import { SmallCluster, withImage, workload } from './small-cluster'

const OneAndOne = { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } }

const deployed = (spec: object = {}): SmallCluster => {
  const cluster = new SmallCluster()
  cluster.create(workload('Deployment', { replicas: 3, ...spec }))
  cluster.quiet()
  return cluster
}

const scalings = (cluster: SmallCluster): string[] =>
  cluster
    .events('Deployment', 'web')
    .map((text) => text.replace(/^ScalingReplicaSet: /, '').replace(/replica set web-\w+/, ''))

const reasons = ({ status }: Deployment): string[] =>
  (status.conditions ?? []).map(({ type, status: is, reason }) => `${type} ${is} ${reason}`)

/** The conditions as they changed, each state once. */
const conditionStates = (cluster: SmallCluster): string[] => {
  const states = cluster.changes.flatMap(({ kind, object }) =>
    kind === 'Deployment' ? [reasons(object as Deployment).join(', ')] : [],
  )
  return states.filter((state, place) => state !== states[place - 1])
}

test('a new Deployment makes one ReplicaSet, named and labelled by the hash of its template', () => {
  const cluster = deployed()
  const [set] = cluster.list('ReplicaSet')
  const hash = set?.metadata.labels?.['pod-template-hash']
  assert.equal(set?.metadata.name, `web-${hash}`)
  assert.deepEqual(set?.spec.selector, { matchLabels: { app: 'web', 'pod-template-hash': hash } })
  assert.deepEqual(set?.metadata.annotations, {
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
    'deployment.kubernetes.io/revision': '1',
  })
  assert.equal(cluster.get('Deployment', 'web').metadata.annotations?.['deployment.kubernetes.io/revision'], '1')
  assert.deepEqual(scalings(cluster), ['Scaled up  from 0 to 3'])
  assert.ok(cluster.list('Pod').every(({ metadata }) => metadata.labels?.['pod-template-hash'] === hash))
})

test('the conditions of a rollout come in the order of the recordings', () => {
  const cluster = deployed()
  assert.deepEqual(conditionStates(cluster), [
    '',
    'Progressing True NewReplicaSetCreated',
    'Progressing True NewReplicaSetCreated, Available False MinimumReplicasUnavailable',
    'Available False MinimumReplicasUnavailable, Progressing True ReplicaSetUpdated',
    'Available True MinimumReplicasAvailable, Progressing True NewReplicaSetAvailable',
  ])
})

test('a rolling update alternates as recorded, within surge and unavailability at every moment', () => {
  const cluster = deployed(OneAndOne)
  cluster.changes.length = 0
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.quiet()
  // recordings/deployment-rolling-update.json, nginx-deployment with maxSurge 1 and maxUnavailable 1
  assert.deepEqual(scalings(cluster), [
    'Scaled up  from 0 to 1',
    'Scaled down  from 3 to 2',
    'Scaled up  from 1 to 2',
    'Scaled down  from 2 to 1',
    'Scaled up  from 2 to 3',
    'Scaled down  from 1 to 0',
  ])
  const replicas = cluster.changes.flatMap(({ kind, object }) =>
    kind === 'Deployment' ? [(object as Deployment).status.replicas ?? 0] : [],
  )
  assert.ok(
    replicas.every((count) => count <= 4),
    String(replicas),
  )
  assert.equal(cluster.get('Deployment', 'web').status.terminatingReplicas, 0)
})

test('a broken image stops the update; undoing it goes on from there with the next revision', () => {
  const cluster = deployed()
  cluster.broken.add('app:broken')
  cluster.patch('Deployment', 'web', withImage('app:broken'))
  cluster.pass(60_000)
  const sizes = cluster
    .list('ReplicaSet')
    .map(({ spec }) => spec.replicas)
    .sort()
  assert.deepEqual(sizes, [1, 3])
  cluster.patch('Deployment', 'web', withImage('app:1'))
  cluster.quiet()
  const back = cluster.list('ReplicaSet').find(({ spec }) => spec.replicas === 3)
  assert.equal(back?.metadata.annotations?.['deployment.kubernetes.io/revision'], '3')
  assert.equal(back?.metadata.annotations?.['deployment.kubernetes.io/revision-history'], '1')
})

test('a rollout that does not move is told after progressDeadlineSeconds', () => {
  const cluster = deployed({ progressDeadlineSeconds: 60 })
  cluster.broken.add('app:broken')
  cluster.patch('Deployment', 'web', withImage('app:broken'))
  cluster.pass(59_000)
  assert.match(reasons(cluster.get('Deployment', 'web')).join(), /Progressing True ReplicaSetUpdated/)
  cluster.pass(4_000)
  const condition = cluster.get('Deployment', 'web').status.conditions?.find(({ type }) => type === 'Progressing')
  const [, broken] = cluster.list('ReplicaSet').toSorted((a, b) => (b.spec.replicas ?? 0) - (a.spec.replicas ?? 0))
  assert.deepEqual(
    [condition?.status, condition?.reason, condition?.message],
    ['False', 'ProgressDeadlineExceeded', `ReplicaSet "${broken?.metadata.name}" has timed out progressing.`],
  )
})

test('paused, changes make no ReplicaSet, scaling works; resumed, one rollout of all of them', () => {
  const cluster = deployed()
  cluster.patch('Deployment', 'web', { spec: { paused: true } })
  cluster.quiet()
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.patch('Deployment', 'web', withImage('app:3'))
  cluster.patch('Deployment', 'web', { spec: { replicas: 4 } })
  cluster.quiet()
  assert.deepEqual(
    cluster.list('ReplicaSet').map(({ spec }) => spec.replicas),
    [4],
  )
  assert.match(reasons(cluster.get('Deployment', 'web')).join(), /Progressing Unknown DeploymentPaused/)
  cluster.changes.length = 0
  cluster.patch('Deployment', 'web', { spec: { paused: null } })
  cluster.quiet()
  assert.equal(cluster.list('ReplicaSet').length, 2)
  // recordings/deployment-pause-resume.json: resumed, then updated, then available
  const progress = conditionStates(cluster).map((state) => /Progressing \w+ (\w+)/.exec(state)?.[1])
  assert.deepEqual(
    progress.filter((reason, place) => reason !== progress[place - 1]),
    ['DeploymentPaused', 'DeploymentResumed', 'ReplicaSetUpdated', 'NewReplicaSetAvailable'],
  )
})

test('Recreate: the last old Pod is gone before the first new one is made', () => {
  const cluster = deployed({ strategy: { type: 'Recreate' } })
  const old = new Set(cluster.list('Pod').map(({ metadata }) => metadata.uid))
  cluster.changes.length = 0
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.quiet()
  const steps = cluster.changes.filter(
    ({ kind, type, object }) =>
      kind === 'Pod' && (type === 'ADDED' || (type === 'DELETED' && old.has(object.metadata.uid))),
  )
  assert.deepEqual(
    steps.map(({ type }) => type),
    ['DELETED', 'DELETED', 'DELETED', 'ADDED', 'ADDED', 'ADDED'],
  )
  assert.deepEqual(scalings(cluster), ['Scaled down  from 3 to 0', 'Scaled up  from 0 to 3'])
})

test('revisionHistoryLimit: the oldest of the old ReplicaSets go', () => {
  const cluster = deployed({ revisionHistoryLimit: 1 })
  for (const version of [2, 3, 4]) {
    cluster.patch('Deployment', 'web', withImage(`app:${version}`))
    cluster.quiet()
  }
  const images = cluster.list('ReplicaSet').map(({ spec }) => spec.template?.spec?.containers[0]?.image)
  assert.deepEqual(images.sort(), ['app:3', 'app:4'])
})

test('minReadySeconds: a Pod counts as available only when it has been ready that long', () => {
  const cluster = deployed({ minReadySeconds: 10 })
  const available = cluster.changes.filter(
    ({ kind, object }) => kind === 'Deployment' && (object as Deployment).status.availableReplicas === 3,
  )
  const ready = cluster.changes.filter(
    ({ kind, object }) => kind === 'Deployment' && (object as Deployment).status.readyReplicas === 3,
  )
  assert.equal(Math.floor(((available[0]?.at ?? 0) - (ready[0]?.at ?? 0)) / 1000), 9)
})

test('an orphaned ReplicaSet with Pods is adopted again', () => {
  const cluster = deployed()
  const pods = cluster.names('Pod')
  cluster.api.delete('Deployment', 'default', 'web', { propagationPolicy: 'Orphan' })
  cluster.quiet()
  assert.equal(cluster.list('ReplicaSet')[0]?.metadata.ownerReferences, undefined)
  cluster.create(workload('Deployment', { replicas: 3 }))
  cluster.quiet()
  assert.deepEqual(cluster.names('Pod'), pods)
  assert.equal(
    cluster.list('ReplicaSet')[0]?.metadata.ownerReferences?.[0]?.uid,
    cluster.get('Deployment', 'web').metadata.uid,
  )
})

test('two templates of one hash: the collision is counted and another name taken', () => {
  const cluster = deployed()
  const [set] = cluster.list('ReplicaSet')
  const name = set?.metadata.name ?? ''
  cluster.api.delete('Deployment', 'default', 'web', {})
  cluster.quiet()
  cluster.create({ ...workload('ReplicaSet', { replicas: 0 }, 'other'), metadata: { name } })
  cluster.create(workload('Deployment', { replicas: 1, selector: { matchLabels: { app: 'web' } } }))
  cluster.quiet()
  assert.equal(cluster.get('Deployment', 'web').status.collisionCount, 1)
  assert.equal(cluster.list('ReplicaSet').length, 2)
})

test('a Deployment that has come to rest writes nothing more', () => {
  const cluster = deployed(OneAndOne)
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.quiet()
  cluster.changes.length = 0
  cluster.pass(3_600_000)
  assert.deepEqual(cluster.changes, [])
})

test('going back after a finished update scales the former ReplicaSet up again and the present one down', () => {
  const cluster = deployed()
  const [first] = cluster.names('ReplicaSet')
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.quiet()
  cluster.patch('Deployment', 'web', withImage('app:1'))
  cluster.quiet()
  const sizes = cluster
    .list('ReplicaSet')
    .map(({ metadata, spec }) => [
      metadata.name === first,
      spec.replicas,
      metadata.annotations?.['deployment.kubernetes.io/revision'],
    ])
  assert.deepEqual(sizes.sort(), [
    [false, 0, '2'],
    [true, 3, '3'],
  ])
})

test('the rollback that old clients ask for by annotation', () => {
  const cluster = deployed()
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.quiet()
  const ask = (revision: string): void => {
    cluster.patch('Deployment', 'web', { metadata: { annotations: { 'deprecated.deployment.rollback.to': revision } } })
    cluster.quiet()
  }
  ask('1')
  assert.equal(cluster.get('Deployment', 'web').spec.template.spec?.containers[0]?.image, 'app:1')
  assert.equal(cluster.get('Deployment', 'web').metadata.annotations?.['deprecated.deployment.rollback.to'], undefined)
  ask('9')
  ask('3')
  assert.deepEqual(
    cluster.events('Deployment', 'web').filter((text) => text.startsWith('DeploymentRollback')),
    [
      'DeploymentRollback: Rolled back deployment "web" to revision 1',
      'DeploymentRollbackRevisionNotFound: Unable to find the revision to rollback to.',
      'DeploymentRollbackTemplateUnchanged: The rollback revision contains the same template as current deployment "web"',
    ],
  )
})

test('a ReplicaSet that cannot be made: the condition and the Event say why', () => {
  const cluster = deployed()
  const create = cluster.server.create.bind(cluster.server)
  cluster.server.create = (kind, ...rest) => {
    if (kind === 'ReplicaSet') throw forbidden({ group: 'apps', resource: 'replicasets' }, 'web-x', 'exceeded quota')
    return create(kind, ...rest)
  }
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.pass(50)
  const [, progress] = cluster.get('Deployment', 'web').status.conditions ?? []
  assert.deepEqual([progress?.status, progress?.reason], ['False', 'ReplicaSetCreateError'])
  assert.match(
    progress?.message ?? '',
    /^Failed to create new replica set "web-\w+": replicasets.apps "web-x" is forbidden: exceeded quota$/,
  )
  assert.ok(cluster.events('Deployment', 'web').includes(`ReplicaSetCreateError: ${progress?.message}`))
  cluster.server.create = create
  cluster.quiet()
  assert.match(reasons(cluster.get('Deployment', 'web')).join(), /Progressing True NewReplicaSetAvailable/)
})

test('after 15 retries in vain a Deployment is left alone until something happens to it', () => {
  const cluster = deployed()
  const create = cluster.server.create.bind(cluster.server)
  let tried = 0
  cluster.server.create = (kind, ...rest) => {
    if (kind !== 'ReplicaSet') return create(kind, ...rest)
    tried++
    throw forbidden({ group: 'apps', resource: 'replicasets' }, 'web-x', 'exceeded quota')
  }
  cluster.patch('Deployment', 'web', withImage('app:2'))
  cluster.pass(3_600_000)
  // The first write of the condition wakes the Deployment once more, beside the retries.
  assert.ok(tried >= 16 && tried <= 18, String(tried))
  cluster.server.create = create
  cluster.pass(3_600_000)
  assert.equal(cluster.list('ReplicaSet').length, 1)
  cluster.patch('Deployment', 'web', { metadata: { labels: { touched: 'true' } } })
  cluster.quiet()
  assert.equal(cluster.list('ReplicaSet').length, 2)
})

test('the rollback by annotation takes the annotations of the revision instead of its own', () => {
  const cluster = deployed()
  cluster.patch('Deployment', 'web', { metadata: { annotations: { cause: 'first', note: 'x' } } })
  cluster.quiet()
  cluster.patch('Deployment', 'web', {
    metadata: { annotations: { cause: 'second', added: 'y' } },
    ...withImage('app:2'),
  })
  cluster.quiet()
  cluster.patch('Deployment', 'web', { metadata: { annotations: { 'deprecated.deployment.rollback.to': '1' } } })
  cluster.quiet()
  const { annotations } = cluster.get('Deployment', 'web').metadata
  assert.deepEqual(annotations, { cause: 'first', note: 'x', 'deployment.kubernetes.io/revision': '3' })
})

test('a name too long for its hash is cut', () => {
  const name = 'a'.repeat(253)
  assert.equal(replicaSetName(name, '5b75495544'), `${'a'.repeat(242)}-5b75495544`)
  assert.equal(replicaSetName('web', '5b75495544'), 'web-5b75495544')
})

test('what its ReplicaSet could not do is told on the Deployment', () => {
  const cluster = new SmallCluster()
  const create = cluster.server.create.bind(cluster.server)
  cluster.server.create = (kind, ...rest) => {
    if (kind === 'Pod') throw forbidden({ group: '', resource: 'pods' }, 'web-x', 'exceeded quota')
    return create(kind, ...rest)
  }
  cluster.create(workload('Deployment', { replicas: 3 }))
  cluster.pass(50)
  const failure = cluster.get('Deployment', 'web').status.conditions?.find(({ type }) => type === 'ReplicaFailure')
  assert.deepEqual(
    [failure?.status, failure?.reason, failure?.message],
    ['True', 'FailedCreate', 'pods "web-x" is forbidden: exceeded quota'],
  )
})
