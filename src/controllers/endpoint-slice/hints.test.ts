// The situations of upstream's trafficdist/trafficdist_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoint } from './desired'
import { withTrafficDistribution } from './hints'
import type { SlicePlan } from './plan'
import type { EndpointSlice } from '../../objects/kinds'

interface Sketch {
  readonly ready?: boolean
  readonly zone?: string
  readonly node?: string
  readonly hints?: Endpoint['hints']
}
const endpoint = ({ ready = true, zone, node, hints }: Sketch): Endpoint => ({
  addresses: ['10.0.0.1'],
  conditions: { ready },
  ...(zone ? { zone } : {}),
  ...(node ? { nodeName: node } : {}),
  ...(hints ? { hints } : {}),
})
const slice = (...sketches: Sketch[]): EndpointSlice =>
  ({
    kind: 'EndpointSlice',
    metadata: { name: 's' },
    endpoints: sketches.map(endpoint),
    ports: [],
  }) as unknown as EndpointSlice
const plan = (create: Sketch[], unchanged: Sketch[][] = []): SlicePlan => ({
  create: [{ ports: [], endpoints: create.map(endpoint) }],
  update: [],
  remove: [],
  unchanged: unchanged.map((each) => slice(...each)),
})
const zone = (name: string): Endpoint['hints'] => ({ forZones: [{ name }] })

test('ready endpoints are meant for their zone, or their node first', () => {
  const sketches = [{ zone: 'a', node: 'n1' }, { zone: 'b', node: 'n2', ready: false }, { node: 'n3' }]
  const hintsOf = (distribution: string | undefined) =>
    withTrafficDistribution(distribution, plan(sketches)).create[0]?.endpoints.map(({ hints }) => hints)
  assert.deepEqual(hintsOf('PreferClose'), [zone('a'), undefined, undefined])
  assert.deepEqual(hintsOf('PreferSameZone'), [zone('a'), undefined, undefined])
  assert.deepEqual(hintsOf('PreferSameNode'), [
    { forZones: [{ name: 'a' }], forNodes: [{ name: 'n1' }] },
    undefined,
    { forNodes: [{ name: 'n3' }] },
  ])
  assert.deepEqual(hintsOf(undefined), [undefined, undefined, undefined])
})

test('slices that nothing else changes are written when a ready endpoint has a wrong hint', () => {
  const cases: [distribution: string | undefined, endpoints: Sketch[], isWritten: boolean][] = [
    ['PreferClose', [{ zone: 'a', hints: zone('a') }], false],
    ['PreferClose', [{ zone: 'a' }], true],
    ['PreferClose', [{ zone: 'a', hints: zone('b') }], true],
    ['PreferClose', [{ hints: zone('b') }], true],
    ['PreferClose', [{ zone: 'a', ready: false }], false],
    ['PreferClose', [{ zone: 'a', ready: false, hints: zone('b') }], false],
    ['PreferSameNode', [{ zone: 'a', node: 'n1', hints: zone('a') }], true],
    [undefined, [{ zone: 'a' }], false],
    [undefined, [{ zone: 'a', ready: false, hints: zone('a') }], true],
  ]
  for (const [distribution, endpoints, isWritten] of cases) {
    const { update, unchanged } = withTrafficDistribution(distribution, plan([], [endpoints]))
    assert.deepEqual([update.length, unchanged.length], isWritten ? [1, 0] : [0, 1], JSON.stringify(endpoints))
  }
})
