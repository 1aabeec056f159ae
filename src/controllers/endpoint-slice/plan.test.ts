import assert from 'node:assert/strict'
import { test } from 'node:test'
import { portsKey, type Endpoint, type PortGroup } from './desired'
import { planSlices, reuseSlices } from './plan'
import type { EndpointSlice } from '../../objects/kinds'

const LABELS = { 'kubernetes.io/service-name': 'web' }
const PORTS = [{ name: '', protocol: 'TCP', port: 80 }]

const endpoint = (i: number, ready = true): Endpoint => ({
  addresses: [`10.0.0.${i}`],
  conditions: { ready, serving: ready, terminating: false },
  targetRef: { kind: 'Pod', name: `p${i}`, uid: `u${i}` },
})
const group = (endpoints: Endpoint[], ports = PORTS): ReadonlyMap<string, PortGroup> =>
  new Map([[portsKey(ports), { ports, endpoints }]])
const slice = (
  name: string,
  endpoints: Endpoint[],
  ports = PORTS,
  labels: Record<string, string> = LABELS,
): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '', labels },
  addressType: 'IPv4',
  ports,
  endpoints,
})
const range = (from: number, to: number): Endpoint[] =>
  Array.from({ length: to - from + 1 }, (_, i) => endpoint(from + i))

/** `create 2`, `update a 3`, `delete a`. */
const planned = (groups: ReadonlyMap<string, PortGroup>, existing: EndpointSlice[]): string[] => {
  const { create, update, remove } = reuseSlices(planSlices(groups, { slices: existing }, LABELS))
  return [
    ...create.map(({ endpoints }) => `create ${endpoints.length}`),
    ...update.map(
      ({ slice: { metadata }, endpoints }) =>
        `update ${metadata.name} ${endpoints.map(({ addresses }) => addresses[0]?.split('.')[3]).join(',')}`,
    ),
    ...remove.map(({ metadata }) => `delete ${metadata.name}`),
  ]
}

test('which slices are written', () => {
  const notReady = [endpoint(1, false)]
  const one = [endpoint(1)]
  const cases: { name: string; groups: ReadonlyMap<string, PortGroup>; existing: EndpointSlice[]; then: string[] }[] = [
    { name: 'the first endpoints', groups: group(range(1, 2)), existing: [], then: ['create 2'] },
    { name: 'nothing changed', groups: group(one), existing: [slice('a', one)], then: [] },
    { name: 'a condition changed', groups: group(notReady), existing: [slice('a', one)], then: ['update a 1'] },
    {
      name: 'one more goes to the end',
      groups: group(range(1, 3)),
      existing: [slice('a', [endpoint(2)])],
      then: ['update a 2,1,3'],
    },
    { name: 'one less', groups: group([endpoint(2)]), existing: [slice('a', range(1, 3))], then: ['update a 2'] },
    {
      name: 'none: a placeholder stays, without ports',
      groups: new Map(),
      existing: [slice('a', one)],
      then: ['update a '],
    },
    { name: 'the placeholder is left alone', groups: new Map(), existing: [slice('a', [], [])], then: [] },
    {
      name: 'the placeholder becomes the first slice',
      groups: group(one),
      existing: [slice('a', [], [])],
      then: ['update a 1'],
    },
    { name: 'no slice at all', groups: new Map(), existing: [], then: ['create 0'] },
    { name: 'other labels', groups: group(one), existing: [slice('a', one, PORTS, {})], then: ['update a 1'] },
    { name: 'a hundred in a slice', groups: group(range(1, 150)), existing: [], then: ['create 100', 'create 50'] },
    {
      name: 'a full slice is left alone',
      groups: group(range(1, 101)),
      existing: [slice('a', range(1, 100))],
      then: ['create 1'],
    },
    {
      name: 'the fullest that has room',
      groups: group(range(1, 61)),
      existing: [slice('a', range(1, 20)), slice('b', range(21, 60))],
      then: [
        `update b ${range(21, 61)
          .map((_, i) => i + 21)
          .join(',')}`,
      ],
    },
    {
      name: 'two slices, and one empties',
      groups: group(range(1, 2)),
      existing: [slice('a', range(1, 2)), slice('b', [endpoint(3)])],
      then: ['delete b'],
    },
  ]
  for (const { name, groups, existing, then } of cases) assert.deepEqual(planned(groups, existing), then, name)
})

test('ports that differ do not share a slice', () => {
  const other = [{ name: '', protocol: 'TCP', port: 81 }]
  const groups = new Map([...group([endpoint(1)]), ...group([endpoint(2)], other)])
  assert.deepEqual(planned(groups, []), ['create 1', 'create 1'])
})
