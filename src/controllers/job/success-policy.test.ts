import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intervalsOf } from './indexes'
import { matchSuccessPolicy } from './success-policy'

/** `0-2,5` of so many succeeded suffices. */
const rule = (succeededIndexes?: string, succeededCount?: number) => ({
  ...(succeededIndexes === undefined ? {} : { succeededIndexes }),
  ...(succeededCount === undefined ? {} : { succeededCount }),
})

// The situations of upstream's success_policy_test.go; ten completions in all of them.
test('when the indexes that succeeded are enough', () => {
  for (const [rules, succeeded, then] of [
    [[], '0', undefined],
    [[rule('nonsense')], '0', undefined],
    [[rule('0-2')], '0-2,4-7', 0],
    [[rule('3')], '0-2', undefined],
    [[rule(undefined, 2)], '0-2', 0],
    [[rule(undefined, 4)], '0-2', undefined],
    [[rule('9'), rule('4,6')], '0-2,4-7', 1],
    [[rule('0,1'), rule('5')], '0-2,4-7', 0],
    [[rule('3-6', 2)], '0-2,4-7', 0],
    [[rule('3-6', 2)], '0-2,6-7', undefined],
    [[rule(undefined, 4)], '', undefined],
    [[rule('2-4,6-8')], '1-9', 0],
    [[rule('2-4,6-9')], '2-4,6-9', 0],
    [[rule('2-4,8-12')], '2-5,7-9', 0],
    [[rule('')], '1-3', undefined],
    [[rule('')], '', undefined],
    [[rule('10-12,14-16')], '1-3,5-7', undefined],
    [[rule('1-3,5-7')], '2-4,6-8', undefined],
    [[rule('1-3,5-7', 4)], '2-4,6-8', 0],
    [[rule('2-4,6-9')], '1-3,5-7', undefined],
    [[rule('2-4,6-9', 4)], '1-3,5-7', 0],
    [[rule('0-4,6-9')], '1-3,7-8', undefined],
    [[rule('0-4,6-9', 5)], '1-3,7-8', 0],
    [[rule('0-6,8-9')], '1-3,5-9', undefined],
    [[rule('0-6,8-9', 7)], '1-3,5-9', 0],
    [[rule('0-5,7-9')], '1-5,7-9', undefined],
    [[rule('0-5,7-9', 8)], '1-5,7-9', 0],
    [[rule('0-3,6-9')], '1-9', undefined],
    [[rule('0-3,6-9', 7)], '1-9', 0],
  ] as const) {
    const message = matchSuccessPolicy({ rules: [...rules] }, 10, intervalsOf(succeeded, 10))
    assert.equal(
      message,
      then === undefined ? undefined : `Matched rules at index ${then}`,
      JSON.stringify([rules, succeeded]),
    )
  }
  assert.equal(matchSuccessPolicy(undefined, 10, intervalsOf('0', 10)), undefined)
})
