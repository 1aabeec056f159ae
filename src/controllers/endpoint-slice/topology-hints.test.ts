// The situations of upstream's topologycache/{topologycache,utils}_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoint } from './desired'
import type { SlicePlan } from './plan'
import { TopologyHints, hintByZone } from './topology-hints'
import { isOverloaded, redistribution, zoneRatios, type ZoneRatios } from './zone-allocations'
import type { EndpointSlice, Node } from '../../objects/kinds'

/** `a` a ready endpoint of zone a; `a!` one that is not ready; `a>b` a ready one that serves b. */
const endpoints = (text: string): Endpoint[] =>
  (text === '' ? [] : text.split(' ')).map((word, place) => {
    const [zone, to] = word.replace('!', '').split('>')
    return {
      addresses: [`10.0.0.${place}`],
      conditions: { ready: !word.endsWith('!') },
      ...(zone === '?' ? {} : { zone }),
      ...(to ? { hints: { forZones: [{ name: to }] } } : {}),
    }
  })
const text = (list: readonly Endpoint[] | undefined): string =>
  (list ?? [])
    .map(
      ({ zone, hints, conditions }) =>
        `${zone}${hints ? `>${hints.forZones?.[0]?.name}` : ''}${conditions?.ready ? '' : '!'}`,
    )
    .join(' ')
const slice = (content: string): EndpointSlice =>
  ({
    kind: 'EndpointSlice',
    metadata: { name: content },
    endpoints: endpoints(content),
    ports: [],
  }) as unknown as EndpointSlice
const planOf = (create: string[], update: string[] = [], unchanged: string[] = []): SlicePlan => ({
  create: create.map((each) => ({ ports: [], endpoints: endpoints(each) })),
  update: update.map((each) => ({ slice: slice(''), ports: [], endpoints: endpoints(each) })),
  remove: [],
  unchanged: unchanged.map(slice),
})
const ratiosOf = (shares: Record<string, number>): ZoneRatios => new Map(Object.entries(shares))

const hinted = (plan: SlicePlan, shares: Record<string, number> | undefined): unknown => {
  const found = hintByZone(plan, shares && ratiosOf(shares))
  if (typeof found === 'string') return found
  const contents = [...found.plan.create, ...found.plan.update, ...found.plan.unchanged]
  return [contents.map((each) => text(each.endpoints)), Object.fromEntries([...found.hints].sort())]
}

test('which zone each endpoint serves', () => {
  const no = 'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes'
  assert.equal(hinted(planOf([]), undefined), no)
  assert.equal(hinted(planOf(['a']), undefined), no)
  assert.equal(
    hinted(planOf(['a b']), { a: 0.3, b: 0.4, c: 0.3 }),
    'Insufficient number of endpoints (2 endpoints, 3 zones)',
  )
  assert.deepEqual(hinted(planOf(['a b']), { a: 0.45, b: 0.55 }), [['a>a b>b'], { a: 1, b: 1 }])
  assert.deepEqual(hinted(planOf(['a b b! b!']), { a: 0.45, b: 0.55 }), [['a>a b>b b! b!'], { a: 1, b: 1 }])
  assert.deepEqual(hinted(planOf(['a b', 'c c a'], ['a a', 'b c a']), { a: 0.35, b: 0.35, c: 0.3 }), [
    ['a>b b>b', 'c>c c>c a>a', 'a>a a>a', 'b>b c>c a>a'],
    { a: 4, b: 3, c: 3 },
  ])
  assert.equal(hinted(planOf(['a ?']), { a: 0.5, b: 0.5 }), 'One or more endpoints do not have a zone specified')
  assert.equal(
    hinted(planOf(['a b']), { a: 0.3, b: 0.7 }),
    'Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (2 endpoints, 2 zones)',
  )
})

test('a slice that nothing else changes keeps its hints while they fit', () => {
  const half = { a: 0.5, b: 0.5 }
  assert.deepEqual(hinted(planOf([], [], ['a>a b>b']), half), [['a>a b>b'], { a: 1, b: 1 }])
  // each of these is written anew: a hint for a zone that there is no more, none at all, more than the zone may have
  assert.deepEqual(hinted(planOf([], [], ['a>x b>b']), half), [['a>a b>b'], { a: 1, b: 1 }])
  assert.deepEqual(hinted(planOf([], [], ['a>a b']), half), [['a>a b>b'], { a: 1, b: 1 }])
  assert.deepEqual(hinted(planOf([], [], ['a>a a>a a>a a>a b>b b>b b>b b>b']), { a: 0.25, b: 0.75 }), [
    ['a>b a>b a>a a>a b>b b>b b>b b>b'],
    { a: 2, b: 6 },
  ])
})

test('zones that have too many give to those that lack most', () => {
  const cases: [desired: Record<string, number>, hints: Record<string, number>, giving: object, receiving: object][] = [
    [{}, {}, {}, {}],
    [{ a: 1.2, b: 1.1, c: 1.0 }, { a: 1, b: 1, c: 1 }, {}, {}],
    [{ a: 5.1, b: 5.1, c: 5.8 }, { a: 16 }, { a: 10 }, { b: 5, c: 5 }],
    [{ a: 5.0, b: 5.6, c: 5.4 }, { a: 16 }, { a: 11 }, { b: 6, c: 5 }],
    [{ a: 5.0, b: 5.6, c: 5.4 }, { b: 8, c: 8 }, { b: 2, c: 3 }, { a: 5 }],
    [{ a: 5, b: 5, c: 5 }, { a: 6, b: 6, c: 6 }, {}, {}],
    [{ a: -5, b: -5, c: -5 }, { a: 6, b: 6, c: 6 }, {}, {}],
    [{ a: 5, b: 5, c: 5 }, { a: -4, b: -3, c: -2 }, {}, {}],
    [{ a: 5, b: 5, c: 5 }, { a: -40, b: 20, c: 20 }, { b: 15, c: 15 }, { a: 30 }],
  ]
  for (const [wanted, hints, giving, receiving] of cases) {
    const allocations = new Map(
      Object.entries(wanted).map(([zone, desired]) => [zone, { desired, minimum: 0, maximum: 0 }]),
    )
    const found = redistribution(allocations, new Map(Object.entries(hints)))
    assert.deepEqual(
      [Object.fromEntries(found.giving), Object.fromEntries(found.receiving)],
      [giving, receiving],
      JSON.stringify([wanted, hints]),
    )
  }
})

test('the shares of the zones: control planes and nodes that are not ready do not count', () => {
  const node = (zone: string, cpu: string, ready = 'True', labels: Record<string, string> = {}): Node =>
    ({
      metadata: { labels: { ...labels, ...(zone ? { 'topology.kubernetes.io/zone': zone } : {}) } },
      status: { allocatable: { cpu }, conditions: [{ type: 'Ready', status: ready }] },
    }) as unknown as Node
  const shares = (...nodes: Node[]): unknown => {
    const found = zoneRatios(nodes)
    return found && Object.fromEntries(found)
  }
  const master = { 'node-role.kubernetes.io/control-plane': '' }
  assert.equal(shares(), undefined)
  assert.equal(shares(node('a', '1'), node('a', '1')), undefined)
  assert.deepEqual(shares(node('b', '1'), node('a', '1'), node('b', '2')), { a: 0.25, b: 0.75 })
  assert.deepEqual(shares(node('a', '1'), node('b', '1'), node('b', '9', 'False')), { a: 0.5, b: 0.5 })
  assert.deepEqual(shares(node('a', '1'), node('b', '1'), node('b', '9', 'True', master)), { a: 0.5, b: 0.5 })
  assert.equal(shares(node('a', '1'), node('b', '1'), node('', '1')), undefined)
  assert.equal(shares(node('a', '1'), node('b', '0')), undefined)
})

test('a zone with too few endpoints', () => {
  const hints = (counts: Record<string, number>): ReadonlyMap<string, number> => new Map(Object.entries(counts))
  assert.equal(isOverloaded(hints({}), undefined), false)
  assert.equal(isOverloaded(hints({ a: 1 }), undefined), true)
  assert.equal(isOverloaded(hints({ a: 3, b: 3 }), ratiosOf({ a: 0.5, b: 0.5 })), false)
  assert.equal(isOverloaded(hints({ a: 3, b: 3 }), ratiosOf({ a: 0.2, b: 0.8 })), true)
  assert.equal(isOverloaded(hints({ a: 3 }), ratiosOf({ a: 0.5, b: 0.5 })), true)
})

test('what is told, and when', () => {
  const topology = new TopologyHints()
  const ratios = ratiosOf({ a: 0.5, b: 0.5 })
  const told = (plan: SlicePlan, known: ZoneRatios | undefined = ratios) =>
    topology.apply('ns/web', 'IPv4', plan, known).event?.message
  assert.equal(told(planOf(['a b'])), 'Topology Aware Hints has been enabled, addressType: IPv4')
  assert.equal(told(planOf(['a b'])), undefined)
  assert.deepEqual(topology.overloaded(ratiosOf({ a: 0.1, b: 0.9 })), ['ns/web'])
  assert.deepEqual(topology.overloaded(ratios), [])
  assert.equal(told(planOf(['a'])), 'Insufficient number of endpoints (1 endpoints, 2 zones), addressType: IPv4')
  assert.equal(topology.isEmpty, true)
  assert.equal(topology.leave('ns/web', 'IPv4'), undefined)
  told(planOf(['a b']))
  assert.deepEqual(topology.leave('ns/web', 'IPv4'), {
    type: 'Warning',
    reason: 'TopologyAwareHintsDisabled',
    message: 'Topology Aware Hints has been disabled, addressType: IPv4',
  })
})
