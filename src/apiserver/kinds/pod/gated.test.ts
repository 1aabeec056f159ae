// What may change of a Pod that waits for its gates: facts of TestValidatePodUpdate of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { errorText } from '../../field-errors'
import { podOf } from '../testing/pods'
import { validatePodUpdate } from './validate-update'

const term = (...keys: string[]) => ({ matchExpressions: keys.map((key) => ({ key, operator: 'Exists' })) })
const requiring = (...terms: object[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
})
const AT = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
const exists = (key: string) => ({ Key: key, Operator: 'Exists', Values: null })
const inMemory = (...keys: string[]) => ({ MatchExpressions: keys.map(exists), MatchFields: null })

const cases: readonly [what: string, before: object, after: object, errors: string[]][] = [
  ['one more label', { nodeSelector: { a: '1' } }, { nodeSelector: { a: '1', b: '2' } }, []],
  [
    'another label',
    { nodeSelector: { a: '1' } },
    { nodeSelector: { b: '2' } },
    [
      'spec.nodeSelector: Invalid value: {"b":"2"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ],
  ],
  ['one more requirement', requiring(term('a')), requiring(term('a', 'b')), []],
  [
    'another requirement',
    requiring(term('a')),
    requiring(term('b')),
    [
      `${AT}[0]: Invalid value: ${JSON.stringify(inMemory('b'))}: only additions are allowed (no mutations or deletions)`,
    ],
  ],
  [
    'one more term',
    requiring(term('a')),
    requiring(term('a'), term('b')),
    [
      `${AT}: Invalid value: ${JSON.stringify([inMemory('a'), inMemory('b')])}: no additions/deletions to non-empty NodeSelectorTerms list are allowed`,
    ],
  ],
  [
    'no terms any more',
    requiring(term('a')),
    {},
    [`${AT}: Invalid value: null: no additions/deletions to non-empty NodeSelectorTerms list are allowed`],
  ],
]

for (const [what, before, after, errors] of cases)
  test(`a gated Pod with ${what}`, () => {
    const gates = { schedulingGates: [{ name: 'g' }] }
    const [previous, next] = [before, after].map((spec) => podOf({ ...gates, ...spec }) as Pod)
    assert.deepEqual(validatePodUpdate(next as Pod, previous as Pod).map(errorText), errors)
  })
