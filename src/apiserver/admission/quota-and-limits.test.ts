import test from 'node:test'
import assert from 'node:assert/strict'
import { Bench, refusal, resources } from './testing/bench'

test('a quota books what is made and refuses what is too much', () => {
  const bench = new Bench()
  bench.quota({ pods: '2', 'requests.cpu': '1', 'count/configmaps': '1' })
  bench.pod(resources({ cpu: '300m' }, {}), 'a')
  bench.pod(resources({ cpu: '500m' }, {}), 'b')
  assert.deepEqual(bench.used(), { pods: '2', 'requests.cpu': '800m', 'count/configmaps': '0' })
  assert.deepEqual(
    refusal(() => bench.pod(resources({ cpu: '300m' }, {}), 'c')),
    [
      403,
      'Forbidden',
      'pods "c" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=300m, used: pods=2,requests.cpu=800m, limited: pods=2,requests.cpu=1',
    ],
  )
  assert.deepEqual(
    refusal(() => bench.pod({}, 'd')),
    [403, 'Forbidden', 'pods "d" is forbidden: failed quota: q: must specify requests.cpu for: c'],
  )
  bench.make('ConfigMap', 'v1', {}, 'one')
  assert.deepEqual(
    refusal(() => bench.make('ConfigMap', 'v1', {}, 'two')),
    [
      403,
      'Forbidden',
      'configmaps "two" is forbidden: exceeded quota: q, requested: count/configmaps=1, used: count/configmaps=1, limited: count/configmaps=1',
    ],
  )
})

test('a quota with scopes looks at what is in them', () => {
  const bench = new Bench()
  bench.quota({ pods: '0' }, { scopes: ['BestEffort'] })
  bench.pod(resources({ cpu: '1' }, { cpu: '1' }), 'burstable')
  assert.equal(
    refusal(() => bench.pod({}, 'idle'))[2],
    'pods "idle" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
  )
})

test('a quota that nobody has counted lets nothing through', () => {
  const bench = new Bench()
  bench.make('ResourceQuota', 'v1', { spec: { hard: { pods: '1' } } }, 'q')
  assert.equal(refusal(() => bench.pod())[2], 'pods "p" is forbidden: status unknown for quota: q, resources: pods')
})

test('a LimitRange fills in and bounds', () => {
  const bench = new Bench()
  const item = {
    type: 'Container',
    default: { cpu: '500m' },
    defaultRequest: { cpu: '200m' },
    max: { cpu: '800m' },
    min: { cpu: '100m' },
  }
  bench.make('LimitRange', 'v1', { spec: { limits: [item] } }, 'limits')
  const { metadata, spec } = bench.pod()
  assert.deepEqual(spec.containers[0]?.resources, { limits: { cpu: '500m' }, requests: { cpu: '200m' } })
  assert.equal(
    metadata.annotations?.['kubernetes.io/limit-ranger'],
    'LimitRanger plugin set: cpu request for container c; cpu limit for container c',
  )
  assert.deepEqual(
    refusal(() => bench.pod(resources({ cpu: '500m' }, { cpu: '1500m' }), 'big')),
    [403, 'Forbidden', 'pods "big" is forbidden: maximum cpu usage per Container is 800m, but limit is 1500m'],
  )
  assert.equal(
    refusal(() => bench.pod(resources({ cpu: '50m' }, { cpu: '1' }), 'odd'))[2],
    'pods "odd" is forbidden: [minimum cpu usage per Container is 100m, but request is 50m, maximum cpu usage per Container is 800m, but limit is 1]',
  )
})
