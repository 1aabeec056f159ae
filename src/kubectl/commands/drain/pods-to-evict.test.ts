import assert from 'node:assert/strict'
import test from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { type DrainRules, groupedTexts, verdictOn } from './pods-to-evict'

const RULES: DrainRules = {
  force: false,
  ignoreDaemonSets: false,
  deleteEmptyDirData: false,
  skipTerminatingSeconds: 0,
  now: 0,
  daemonSetProblem: () => undefined,
}
const owned = (kind: string): object => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name: 'o', uid: 'u', controller: true }],
})
const pod = (metadata: object, spec: object = {}, phase = 'Running'): Pod =>
  ({
    metadata: { name: 'p', namespace: 'default', ...metadata },
    spec: { containers: [], ...spec },
    status: { phase },
  }) as unknown as Pod

const replicated = pod(owned('ReplicaSet'))
const daemon = pod(owned('DaemonSet'))
const bare = pod({})
const scratch = pod(owned('ReplicaSet'), { volumes: [{ name: 'v', emptyDir: {} }] })

const cases: readonly [what: string, pod: Pod, rules: Partial<DrainRules>, verdict: object][] = [
  ['of a ReplicaSet', replicated, {}, { goes: true }],
  [
    'of a DaemonSet',
    daemon,
    {},
    { goes: false, problem: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' },
  ],
  [
    'of a DaemonSet, ignored',
    daemon,
    { ignoreDaemonSets: true },
    { goes: false, warning: 'ignoring DaemonSet-managed Pods' },
  ],
  [
    'of a DaemonSet that is gone',
    daemon,
    { ignoreDaemonSets: true, daemonSetProblem: () => 'not there' },
    { goes: false, problem: 'not there' },
  ],
  ['of a DaemonSet that is gone, forced', daemon, { force: true, daemonSetProblem: () => 'not there' }, { goes: true }],
  ['of nobody', bare, {}, { goes: false, problem: 'Pods that declare no controller (use --force to override)' }],
  ['of nobody, forced', bare, { force: true }, { goes: true, warning: 'deleting Pods that declare no controller' }],
  ['of nobody, at its end', pod({}, {}, 'Succeeded'), {}, { goes: true }],
  [
    'with an emptyDir',
    scratch,
    {},
    { goes: false, problem: 'Pods with local storage (use --delete-emptydir-data to override)' },
  ],
  ['with an emptyDir, allowed', scratch, { deleteEmptyDirData: true }, { goes: true }],
  ['that mirrors a file', pod({ annotations: { 'kubernetes.io/config.mirror': 'x' } }), {}, { goes: false }],
  [
    'that has been going for long',
    pod({ deletionTimestamp: '1970-01-01T00:00:00Z' }),
    { skipTerminatingSeconds: 5, now: 6_000 },
    { goes: false },
  ],
]

for (const [what, each, rules, verdict] of cases) {
  test(`a Pod ${what}`, () => assert.deepEqual(verdictOn(each, { ...RULES, ...rules }), verdict))
}

test('Pods are named together, by reason', () => {
  const named = (name: string): Pod => pod({ name })
  const texts = groupedTexts([
    { pod: named('a'), text: 'X' },
    { pod: named('b'), text: undefined },
    { pod: named('c'), text: 'X' },
    { pod: named('d'), text: 'Y' },
  ])
  assert.deepEqual(texts, ['X: default/a, default/c', 'Y: default/d'])
})
