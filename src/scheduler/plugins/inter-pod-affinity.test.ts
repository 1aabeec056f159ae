// The situations of upstream's interpodaffinity/scoring_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interPodAffinity } from './inter-pod-affinity'
import { bareNode, onNode, pointsOf, type Labels, type Wishes } from '../testing/ask'
import type { Node } from '../../objects/kinds'

type Requirement = { key: string; operator: string; values?: string[] }

const CHINA = { region: 'China' }
const INDIA = { region: 'India' }
const AZ1 = { az: 'az1' }
const AZ2 = { az: 'az2' }
const nodes = (...labels: Labels[]): Node[] => labels.map((each, i) => bareNode(`node${i + 1}`, each))

const security = (...values: string[]): Requirement => ({ key: 'security', operator: 'In', values })
const term = (topologyKey: string, requirements: Requirement[], more: object = {}) => ({
  topologyKey,
  labelSelector: { matchExpressions: requirements },
  ...more,
})
const prefers = (...terms: [number, ReturnType<typeof term>][]) => ({
  preferredDuringSchedulingIgnoredDuringExecution: terms.map(([weight, podAffinityTerm]) => ({
    weight,
    podAffinityTerm,
  })),
})
const S1: Wishes = { labels: { security: 'S1' } }
const S2: Wishes = { labels: { security: 'S2' } }
const withS1InRegion: Wishes = { affinity: { podAffinity: prefers([5, term('region', [security('S1')])]) } }
const withS2InRegion: Wishes = { affinity: { podAffinity: prefers([6, term('region', [security('S2')])]) } }
const awayFromS1: Wishes = { affinity: { podAntiAffinity: prefers([5, term('az', [security('S1')])]) } }
const awayFromS2: Wishes = { affinity: { podAntiAffinity: prefers([5, term('az', [security('S2')])]) } }
const both: Wishes = {
  affinity: {
    podAffinity: prefers([8, term('region', [security('S1')])]),
    podAntiAffinity: prefers([5, term('az', [security('S2')])]),
  },
}
const hard: Wishes = {
  affinity: {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        term('region', [security('S1', 'value2')]),
        term('region', [
          { key: 'security', operator: 'Exists' },
          { key: 'wrongkey', operator: 'DoesNotExist' },
        ]),
      ],
    },
  },
}
const manyOperators: Wishes = {
  affinity: {
    podAffinity: prefers(
      [8, term('region', [{ key: 'security', operator: 'NotIn', values: ['S1'] }, security('S2')])],
      [
        2,
        term('region', [
          { key: 'security', operator: 'Exists' },
          { key: 'wrongkey', operator: 'DoesNotExist' },
        ]),
      ],
    ),
  },
}
/** Namespaces of team1, and subteam2.team2 by name. */
const teams = {
  namespaces: ['subteam2.team2'],
  namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['team1'] }] },
}
const withS1OfTeams: Wishes = { affinity: { podAffinity: prefers([5, term('region', [security('S1')], teams)]) } }
const awayFromS1OfTeams: Wishes = {
  affinity: { podAntiAffinity: prefers([5, term('region', [security('S1')], teams)]) },
}
const NAMESPACES = [
  ['subteam1.team1', 'team1'],
  ['subteam2.team1', 'team1'],
  ['subteam1.team2', 'team2'],
  ['subteam2.team2', 'team2'],
].map(([name = '', team = '']) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team } } }))

type Case = readonly [
  name: string,
  subject: Wishes,
  nodes: readonly Node[],
  pods: readonly (readonly [node: number, wishes: Wishes])[],
  then: readonly number[],
]

const check = (cases: readonly Case[]): void => {
  for (const [name, subject, all, pods, then] of cases) {
    const placed = pods.map(([place, wishes]) => onNode(`node${place}`, wishes))
    const found = pointsOf(interPodAffinity, subject, { nodes: all, pods: placed, objects: NAMESPACES })
    // With nothing to say all nodes are alike.
    assert.deepEqual(found ?? then.map(() => then[0]), then, name)
  }
}
const three = nodes(CHINA, INDIA, AZ1)
const regions = nodes(CHINA, INDIA, CHINA, CHINA, INDIA)

test('points for Pods that like company', () => {
  check([
    ['no affinity', S1, three, [], [0, 0, 0]],
    [
      'the topology key and the Pods match',
      { ...S1, ...withS1InRegion },
      three,
      [
        [1, S1],
        [2, S2],
        [3, S1],
      ],
      [100, 0, 0],
    ],
    ['all nodes of a region', withS1InRegion, nodes(CHINA, { ...CHINA, ...AZ1 }, INDIA), [[1, S1]], [100, 100, 0]],
    [
      'the region with more of them',
      { ...S1, ...withS2InRegion },
      regions,
      [1, 1, 2, 3, 4, 5].map((place) => [place, S2] as const),
      [100, 0, 100, 100, 0],
    ],
    [
      'operators of all sorts',
      { ...S1, ...manyOperators },
      three,
      [
        [1, S1],
        [2, S2],
        [3, S1],
      ],
      [20, 100, 0],
    ],
    [
      'the others like it',
      S2,
      three,
      [
        [1, { ...S1, ...withS1InRegion }],
        [2, { ...S2, ...withS2InRegion }],
      ],
      [0, 100, 0],
    ],
    [
      'the others need it',
      S1,
      three,
      [
        [1, { ...S1, ...hard }],
        [2, { ...S2, ...hard }],
      ],
      [100, 100, 0],
    ],
  ])
})

test('points for Pods that keep away from others', () => {
  const zones = nodes(AZ1, CHINA)
  check([
    [
      'the others are elsewhere',
      { ...S1, ...awayFromS1 },
      zones,
      [
        [1, S1],
        [2, S2],
      ],
      [0, 100],
    ],
    [
      'a node without the topology key',
      { ...S1, ...awayFromS1 },
      zones,
      [
        [1, S1],
        [2, S1],
      ],
      [0, 100],
    ],
    [
      'more of them on one node',
      { ...S1, ...awayFromS1 },
      nodes(AZ1, INDIA),
      [
        [1, S1],
        [1, S1],
        [2, S2],
      ],
      [0, 100],
    ],
    [
      'the others keep away from it',
      S2,
      nodes(AZ1, AZ2),
      [
        [1, { ...S1, ...awayFromS2 }],
        [2, { ...S2, ...awayFromS1 }],
      ],
      [0, 100],
    ],
  ])
})

test('points for both at once', () => {
  check([
    [
      'near S1 and away from S2',
      { ...S1, ...both },
      nodes(CHINA, AZ1),
      [
        [1, S1],
        [2, S1],
      ],
      [100, 0],
    ],
    [
      'Pods of one controller',
      { ...S1, ...both },
      nodes({ ...CHINA, ...AZ1 }, INDIA, CHINA, CHINA, INDIA),
      [1, 1, 2, 3, 3, 4, 5].map((place) => [place, S1] as const),
      [100, 0, 100, 100, 0],
    ],
    [
      'and the others as well: 8, -5, 8, -5',
      { ...S1, ...both },
      nodes(CHINA, AZ1, INDIA, AZ2),
      [
        [1, S1],
        [2, S2],
        [3, both],
        [4, awayFromS1],
      ],
      [100, 0, 100, 0],
    ],
    [
      'some nodes of a region without such Pods',
      S1,
      nodes(CHINA, CHINA),
      [
        [1, S1],
        [2, both],
      ],
      [0, 0],
    ],
  ])
})

test('points where namespaces are chosen', () => {
  const here = (namespace: string): Wishes => ({ ...S1, namespace })
  const subject = here('subteam1.team1')
  check([
    [
      'the others like it',
      subject,
      three,
      [
        [1, { ...S1, ...withS1OfTeams }],
        [2, { ...S2, ...withS2InRegion }],
      ],
      [100, 0, 0],
    ],
    [
      'the others keep away from it',
      subject,
      three,
      [
        [1, { ...S1, ...awayFromS1OfTeams }],
        [2, { ...S2, ...withS2InRegion }],
      ],
      [0, 100, 100],
    ],
    [
      'it likes Pods of chosen namespaces',
      { ...subject, ...withS1OfTeams },
      nodes(CHINA, INDIA),
      [
        [1, here('subteam1.team1')],
        [1, here('subteam1.team1')],
        [1, here('subteam1.team2')],
        [2, here('subteam2.team1')],
      ],
      [100, 0],
    ],
    [
      'and of one named besides',
      { ...subject, ...withS1OfTeams },
      nodes(CHINA, INDIA),
      [
        [1, here('subteam1.team1')],
        [1, here('subteam1.team1')],
        [1, here('subteam2.team2')],
        [2, here('subteam2.team1')],
      ],
      [100, 0],
    ],
  ])
})
