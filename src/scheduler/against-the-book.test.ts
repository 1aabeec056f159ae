import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Reader } from '../apiserver/client'
import type { Node, Pod, Service } from '../objects/kinds'
import { ClusterNodes } from './nodes'
import { PodInfo } from './pod-info'
import { defaultProfile } from './profiles'
import { totalScores } from './scoring'
import { points, refusal, type Book } from './testing/by-the-book'
import { FakeCluster, node, pod } from './testing/fake-cluster'

const HOST = 'kubernetes.io/hostname'
const ZONE = 'topology.kubernetes.io/zone'
const NAMESPACES = { default: { team: 'a' }, other: { team: 'b' } }

const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 2 })
const one = <T>(...values: T[]) => fc.constantFrom(...values)
const few = <T>(arb: fc.Arbitrary<T>) => fc.array(arb, { minLength: 1, maxLength: 2 })

const key = one(HOST, ZONE, 'rack')
const labelSelector = fc.oneof(
  fc.record({ matchLabels: fc.record({ app: one('web', 'db') }) }),
  fc.record({ matchExpressions: fc.tuple(fc.record({ key: one('app'), operator: one('Exists', 'DoesNotExist') })) }),
)
const affinityTerm = fc
  .record({
    topologyKey: key,
    labelSelector,
    namespaces: maybe(one(['other'], ['default', 'other'])),
    namespaceSelector: maybe(one({}, { matchLabels: { team: 'b' } })),
  })
  .map(withoutUndefined)
const weighted = fc.record({ weight: one(1, 30, 100), podAffinityTerm: affinityTerm })
const podAffinity = fc
  .record({
    requiredDuringSchedulingIgnoredDuringExecution: maybe(few(affinityTerm)),
    preferredDuringSchedulingIgnoredDuringExecution: maybe(few(weighted)),
  })
  .map(withoutUndefined)
const nodeTerm = fc.record({
  matchExpressions: few(
    fc.oneof(
      fc.record({ key: one(ZONE, 'rack'), operator: one('In', 'NotIn'), values: few(one('z1', 'z2', 'r1')) }),
      fc.record({ key: one(ZONE, 'rack'), operator: one('Exists', 'DoesNotExist') }),
    ),
  ),
})
const nodeAffinity = fc
  .record({
    requiredDuringSchedulingIgnoredDuringExecution: maybe(fc.record({ nodeSelectorTerms: few(nodeTerm) })),
    preferredDuringSchedulingIgnoredDuringExecution: maybe(
      few(fc.record({ weight: one(1, 50), preference: nodeTerm })),
    ),
  })
  .map(withoutUndefined)
const spread = fc
  .record({
    maxSkew: one(1, 2),
    topologyKey: key,
    whenUnsatisfiable: one('DoNotSchedule', 'ScheduleAnyway'),
    labelSelector,
    matchLabelKeys: maybe(one(['rev'], ['nobody-has-it'])),
    nodeAffinityPolicy: maybe(one('Honor', 'Ignore')),
    nodeTaintsPolicy: maybe(one('Honor', 'Ignore')),
    minDomains: maybe(one(1, 3)),
  })
  .map(({ minDomains, ...rest }) =>
    withoutUndefined({ ...rest, ...(rest.whenUnsatisfiable === 'DoNotSchedule' ? { minDomains } : {}) }),
  )
const toleration = fc
  .record({
    key: maybe(one('k', 'j')),
    operator: one('Exists', 'Equal'),
    value: maybe(one('v')),
    effect: maybe(one('NoSchedule', 'PreferNoSchedule')),
  })
  .map(({ operator, value, key: name, ...rest }) =>
    withoutUndefined(
      operator === 'Exists' || !name
        ? { ...rest, key: name, operator: 'Exists' }
        : { ...rest, key: name, operator, value },
    ),
  )
const wishes = fc.record({
  namespace: one('default', 'default', 'other'),
  labels: fc.record({ app: one('web', 'db'), rev: maybe(one('1', '2')) }).map(withoutUndefined),
  affinity: maybe(
    fc
      .record({
        podAffinity: maybe(podAffinity),
        podAntiAffinity: maybe(podAffinity),
        nodeAffinity: maybe(nodeAffinity),
      })
      .map(withoutUndefined),
  ),
  topologySpreadConstraints: maybe(few(spread)),
  tolerations: maybe(few(toleration)),
  hostPort: maybe(one(80, 81)),
})
const taint = fc.record({
  key: one('k', 'j'),
  value: one('v', 'w'),
  effect: one('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
})
const nodeWishes = fc
  .record({
    labels: fc.record({ [ZONE]: maybe(one('z1', 'z2')), rack: maybe(one('r1', 'r2')) }).map(withoutUndefined),
    taints: maybe(few(taint)),
    unschedulable: one(undefined, undefined, undefined, true),
    allocatable: fc.record({ pods: one('2', '5', '110'), cpu: one('1', '4'), memory: one('2Gi', '8Gi') }),
  })
  .map(withoutUndefined)
const running = fc.record({
  wishes,
  place: fc.nat(9),
  requests: maybe(fc.record({ cpu: one('100m', '500m'), memory: one('64Mi', '1Gi') })),
  leaving: one(false, false, true),
})
const situation = fc.record({
  nodes: fc.array(nodeWishes, { minLength: 1, maxLength: 6 }),
  pods: fc.array(running, { maxLength: 10 }),
  service: fc.option(one('web', 'db'), { nil: undefined }),
  next: wishes,
})
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}

function podOf(name: string, { hostPort, ...given }: Situation['next'], more: object = {}): Pod {
  const made = pod(name, withoutUndefined({ ...given, ...more }) as Parameters<typeof pod>[1]) as unknown as Pod
  const [container] = made.spec.containers
  const ports = hostPort === undefined ? {} : { ports: [{ containerPort: hostPort, hostPort }] }
  return { ...made, spec: { ...made.spec, containers: [{ ...container, name: 'c', ...ports }] } }
}

/** The situation as objects, in a cluster whose scheduler has seen them come. */
function stage({ nodes, pods, service, next }: Situation): { cluster: FakeCluster; book: Book; subject: Pod } {
  const cluster = new FakeCluster()
  cluster.scheduler()
  for (const [name, labels] of Object.entries(NAMESPACES))
    cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
  const made = nodes.map((each, i) => cluster.put(node(`n${i}`, each as Parameters<typeof node>[1])) as unknown as Node)
  const services = service
    ? [
        cluster.put({
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 's', namespace: 'default' },
          spec: { selector: { app: service } },
        }) as unknown as Service,
      ]
    : []
  const placed = pods.map(({ wishes: given, place, requests, leaving }, i) => {
    const draft = podOf(`p${i}`, given, { requests, nodeName: `n${place % nodes.length}` })
    return cluster.put({
      ...draft,
      metadata: { ...draft.metadata, ...(leaving ? { deletionTimestamp: '2026-01-01T08:00:00Z' } : {}) },
    })
  })
  const subject = cluster.put(podOf('subject', next))
  return { cluster, subject, book: { nodes: made, pods: placed, namespaces: NAMESPACES, services } }
}

/** A plugin that would give all nodes the same may give none: only differences count. */
const relative = (scores: readonly number[]): readonly number[] => scores.map((score) => score - (scores[0] ?? 0))

/** All points, before the best is chosen. */
function scoresOf(subject: Pod, fitting: readonly Node[], { nodes: all, pods }: Book, read: Reader): readonly number[] {
  const nodes = new ClusterNodes()
  for (const each of all) nodes.setNode(each)
  for (const each of pods) nodes.place(new PodInfo(each), each.spec.nodeName ?? '')
  const infos = fitting.map(({ metadata }) => nodes.get(metadata.name)).filter((each) => each !== undefined)
  return [
    ...totalScores({ pod: new PodInfo(subject), nodes: infos, profile: defaultProfile(), cycle: { nodes, read } }),
  ]
}

function histogram(reasons: readonly string[], all: number): string {
  const counts = [...new Set(reasons)].map((reason) => `${reasons.filter((each) => each === reason).length} ${reason}`)
  return `0/${all} nodes are available: ${counts.sort().join(', ')}.`
}

test('the scheduler comes to the end to which the long way comes', () => {
  fc.assert(
    fc.property(situation, (given) => {
      const { cluster, book, subject } = stage(given)
      cluster.settle()
      const fitting = book.nodes.filter((each) => refusal(subject, each, book) === undefined)
      const chosen = cluster.placements()['subject']
      if (fitting.length === 0) {
        const reasons = book.nodes.map((each) => refusal(subject, each, book) ?? '')
        assert.equal(chosen, undefined)
        assert.equal(
          cluster.told('subject')[0]?.split(' no new claims')[0],
          `FailedScheduling ${histogram(reasons, book.nodes.length)}`,
        )
        return
      }
      const scores = points(subject, fitting, book)
      assert.deepEqual(relative(scoresOf(subject, fitting, book, cluster.read)), relative(scores))
      const best = fitting.filter((_, i) => scores[i] === Math.max(...scores)).map(({ metadata }) => metadata.name)
      assert.ok(
        chosen !== undefined && best.includes(chosen),
        `${chosen} instead of ${best.join(' or ')}: ${scores.join(' ')}`,
      )
    }),
    { seed: 136, numRuns: 400 },
  )
})
