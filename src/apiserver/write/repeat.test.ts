import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../objects/kinds'
import { Bench, CALLER, refusal, resources } from '../admission/testing/bench'
import { deepFreeze } from '../../store/freeze'
import type { Submitted } from './create'

const draftOf = (): Submitted =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'p-', namespace: 'default', labels: { app: 'a' } },
    spec: {
      containers: [{ name: 'c', image: 'i' }],
      initContainers: [{ name: 'i', image: 'i' }],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
  }) as Submitted

/** Three Pods of one draft, made as the API server would make them of three drafts that only look alike. */
function three(draft: () => Submitted, between: (bench: Bench) => void = () => {}): Pod[] {
  const bench = new Bench()
  return [0, 1, 2].map(() => {
    between(bench)
    return bench.server.create('Pod', 'default', draft(), CALLER) as Pod
  })
}

const repeated = deepFreeze(draftOf())

test('a Pod of a draft that was judged before is the Pod that judging it anew would make', () => {
  assert.deepEqual(
    three(() => repeated),
    three(draftOf),
  )
  assert.deepEqual(JSON.stringify(three(() => repeated)), JSON.stringify(three(draftOf)))
})

test('what admission reads has changed: the draft is judged anew', () => {
  let times = 0
  const limit = (bench: Bench) => {
    if (++times % 3 === 2)
      bench.make('LimitRange', 'v1', { spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] } })
  }
  const [first, second, third] = three(() => repeated, limit).map(({ spec }) => spec.containers[0]?.resources)
  assert.deepEqual(
    [first, second, third],
    [{}, { limits: { cpu: '1' }, requests: { cpu: '1' } }, { limits: { cpu: '1' }, requests: { cpu: '1' } }],
  )
})

test('a quota is asked for every Pod of a draft', () => {
  const bench = new Bench()
  bench.quota({ 'requests.cpu': '2' })
  const draft = deepFreeze({ ...draftOf(), spec: resources({ cpu: '1' }, {}) } as Submitted)
  const make = () => bench.server.create('Pod', 'default', draft, CALLER)
  make()
  make()
  assert.match(
    refusal(make)[2],
    /exceeded quota: q, requested: requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2/,
  )
})

test('in a namespace that goes no further Pod of a draft is made', () => {
  const bench = new Bench()
  const make = (namespace: string) =>
    bench.server.create('Pod', namespace, { ...repeated, metadata: { ...repeated.metadata, namespace } }, CALLER)
  bench.make('Namespace', 'v1', {}, 'x', '')
  bench.make('ServiceAccount', 'v1', {}, 'default', 'x')
  const draft = deepFreeze({ ...repeated, metadata: { ...repeated.metadata, namespace: 'x' } })
  bench.server.create('Pod', 'x', draft, CALLER)
  bench.server.delete('Namespace', '', 'x', {}, CALLER)
  const namespace = bench.server.get('Namespace', '', 'x')
  bench.server.update('Namespace', { ...namespace, status: { phase: 'Terminating' } } as never, CALLER, 'status')
  assert.equal(refusal(() => bench.server.create('Pod', 'x', draft, CALLER))[1], 'Forbidden')
  assert.equal(make('default').metadata.namespace, 'default')
})

const onNode = (name: string): Submitted =>
  ({
    ...repeated,
    spec: {
      ...(repeated as Pod).spec,
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }] }],
          },
        },
      },
    },
  }) as Submitted

test('daemons differ by their node', () => {
  const made = (draft: (name: string) => Submitted) => {
    const bench = new Bench()
    return ['a', 'b', 'c'].map((name) => bench.server.create('Pod', 'default', draft(name), CALLER))
  }
  assert.equal(
    JSON.stringify(made(onNode)),
    JSON.stringify(made((name) => JSON.parse(JSON.stringify(onNode(name))) as Submitted)),
  )
})

test('a node that no Pod can be tied to is refused', () => {
  const bench = new Bench()
  bench.server.create('Pod', 'default', onNode('a'), CALLER)
  assert.match(
    refusal(() => bench.server.create('Pod', 'default', onNode('no/node'), CALLER))[2],
    /Invalid value: "no\/node"/,
  )
})
