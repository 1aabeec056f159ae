import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoints, EndpointSlice } from '../../../objects/kinds'
import { ControlPlane } from './control-plane'
import { deployment, labels } from './deployment'

const service = (spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'demo', labels },
  spec: { selector: labels, ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }], ...spec },
})

/** How many are ready, and how many are not. */
const addresses = ({ subsets = [] }: Endpoints): string =>
  subsets.map(({ addresses: ready = [], notReadyAddresses: rest = [] }) => `${ready.length}/${rest.length}`).join()
/** r(eady), s(erving), t(erminating) of each, in the order of the letters: which Pod goes first is not decided here. */
const conditions = ({ endpoints }: EndpointSlice): string =>
  (endpoints ?? [])
    .map(
      ({ conditions: { ready, serving, terminating } = {} }) =>
        `${ready ? 'r' : ''}${serving ? 's' : ''}${terminating ? 't' : ''}` || '-',
    )
    .sort()
    .join(' ')

test('endpoints follow scaling: up they come when ready, down they leave at once', () => {
  const cluster = new ControlPlane()
  cluster.create(deployment(2))
  cluster.seconds(2)
  cluster.create(service())
  cluster.seconds(1)
  cluster.patch('Deployment', 'demo', { spec: { replicas: 3 } })
  cluster.seconds(2)
  cluster.patch('Deployment', 'demo', { spec: { replicas: 1 } })
  cluster.seconds(2)
  assert.deepEqual(cluster.states('Endpoints', 'demo', addresses), ['2/0', '3/0', '1/0'])
  const [slice] = cluster.list('EndpointSlice')
  // recordings/services-endpoints.json: the ones that go stay in the slice, serving and terminating, until they are gone
  assert.deepEqual(cluster.states('EndpointSlice', slice?.metadata.name ?? '', conditions), [
    'rs rs',
    'rs rs rs',
    'rs st st',
    'rs',
  ])
  assert.deepEqual(slice?.metadata.labels, {
    app: 'demo',
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
    'kubernetes.io/service-name': 'demo',
  })
  assert.deepEqual(cluster.get('Endpoints', 'demo').metadata.labels, {
    app: 'demo',
    'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
  })
  cluster.api.delete('Service', 'default', 'demo')
  cluster.seconds(1)
  assert.deepEqual([cluster.list('Endpoints').length, cluster.list('EndpointSlice').length], [0, 0])
})

test('endpoints follow readiness', () => {
  const cluster = new ControlPlane()
  cluster.fates.set('slow', { ready: false })
  cluster.create(service())
  cluster.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', labels },
    spec: { containers: [{ name: 'c', image: 'slow' }] },
  })
  cluster.seconds(5)
  cluster.setStatus(cluster.get('Pod', 'p'), 'Running', { ready: true })
  cluster.seconds(5)
  cluster.setStatus(cluster.get('Pod', 'p'), 'Running', { ready: false })
  cluster.seconds(5)
  // recordings/pod-readiness.json
  assert.deepEqual(cluster.states('Endpoints', 'demo', addresses), ['', '0/1', '1/0', '0/1'])
  const [slice] = cluster.list('EndpointSlice')
  assert.deepEqual(cluster.states('EndpointSlice', slice?.metadata.name ?? '', conditions), ['', '-', 'rs', '-'])
  assert.equal(
    slice?.metadata.annotations?.['endpoints.kubernetes.io/last-change-trigger-time'],
    '2026-01-01T08:00:10Z',
  )
})

test('a headless Service says so on its endpoints; one without a selector is mirrored from what a hand wrote', () => {
  const cluster = new ControlPlane()
  cluster.create(service({ clusterIP: 'None' }))
  cluster.create({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'hand' }, spec: { ports: [{ port: 80 }] } })
  cluster.create({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'hand' },
    subsets: [{ addresses: [{ ip: '1.2.3.4' }], notReadyAddresses: [{ ip: '1.2.3.5' }], ports: [{ port: 80 }] }],
  })
  cluster.seconds(1)
  assert.equal(cluster.get('Endpoints', 'demo').metadata.labels?.['service.kubernetes.io/headless'], '')
  const mirror = cluster
    .list('EndpointSlice')
    .find(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'hand')
  assert.deepEqual(mirror?.endpoints, [
    { addresses: ['1.2.3.4'], conditions: { ready: true } },
    { addresses: ['1.2.3.5'], conditions: { ready: false } },
  ])
  assert.equal(
    mirror?.metadata.labels?.['endpointslice.kubernetes.io/managed-by'],
    'endpointslicemirroring-controller.k8s.io',
  )
})

test('trafficDistribution says in hints who is served first, and takes the hints back', () => {
  const cluster = new ControlPlane({ nodes: [] })
  cluster.addNode('node-a', { 'topology.kubernetes.io/zone': 'east' })
  cluster.create(deployment(1))
  cluster.create(service({ trafficDistribution: 'PreferSameZone' }))
  cluster.seconds(2)
  const hints = () => cluster.list('EndpointSlice')[0]?.endpoints?.[0]?.hints
  assert.deepEqual(hints(), { forZones: [{ name: 'east' }] })
  cluster.patch('Service', 'demo', { spec: { trafficDistribution: 'PreferSameNode' } })
  cluster.seconds(2)
  assert.deepEqual(hints(), { forZones: [{ name: 'east' }], forNodes: [{ name: 'node-a' }] })
  cluster.patch('Service', 'demo', { spec: { trafficDistribution: null } })
  cluster.seconds(2)
  assert.equal(hints(), undefined)
})
