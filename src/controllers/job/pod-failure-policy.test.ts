// The table of upstream's pod_failure_policy_test.go (TestMatchPodFailurePolicy), v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchPodFailurePolicy, type FailureMatch } from './pod-failure-policy'
import type * as k from '../../objects/generated/kubernetes'
import type { Pod } from '../../objects/kinds'

type Rule = k.V1PodFailurePolicyRule

const codes = (action: string, operator: string, ...values: number[]): Rule => ({
  action,
  onExitCodes: { operator, values },
})
const disrupted = (action: string, status = 'True'): Rule => ({
  action,
  onPodConditions: [{ type: 'DisruptionTarget', status }],
})

/** Exit codes by container; names that begin with `init` are those of init containers. */
function pod(exitCodes: Readonly<Record<string, number | undefined>>, disruption?: string): Pod {
  const statuses = Object.entries(exitCodes).map(([name, exitCode]) => ({
    name,
    ...(exitCode === undefined ? {} : { state: { terminated: { exitCode } } }),
  }))
  const isInit = ({ name }: { name: string }) => name.startsWith('init')
  return {
    metadata: { namespace: 'default', name: 'mypod' },
    status: {
      phase: 'Failed',
      containerStatuses: statuses.filter((each) => !isInit(each)),
      initContainerStatuses: statuses.filter(isInit),
      ...(disruption ? { conditions: [{ type: 'DisruptionTarget', status: disruption }] } : {}),
    },
  } as unknown as Pod
}

const failJob = (what: string): FailureMatch => ({ counts: true, action: 'FailJob', failJobMessage: what })
const byCode = (code: number, index: number): FailureMatch =>
  failJob(`Container main for pod default/mypod failed with exit code ${code} matching FailJob rule at index ${index}`)
const COUNTED: FailureMatch = { counts: true }
const COUNT: FailureMatch = { counts: true, action: 'Count' }
const IGNORE: FailureMatch = { counts: false, action: 'Ignore' }
const FAIL_INDEX: FailureMatch = { counts: true, action: 'FailIndex' }

const table: [name: string, rules: Rule[] | undefined, pod: Pod, then: FailureMatch, perIndex?: boolean][] = [
  ['an unknown action', [codes('Unknown', 'In', 1, 2), codes('FailJob', 'In', 2, 3)], pod({ main: 2 }), byCode(2, 1)],
  ['an unknown action on conditions', [disrupted('Unknown'), disrupted('Ignore')], pod({}, 'True'), IGNORE],
  ['an unknown operator', [codes('Ignore', 'Some', 1), codes('FailJob', 'In', 2)], pod({ main: 2 }), byCode(2, 1)],
  ['no policy', undefined, pod({ main: 2 }), COUNTED],
  ['Ignore by code', [codes('Ignore', 'In', 1, 2, 3)], pod({ main: 2 }), IGNORE],
  ['FailJob by code', [codes('FailJob', 'In', 1, 2, 3)], pod({ main: 2 }), byCode(2, 0)],
  ['success is skipped', [codes('FailJob', 'NotIn', 111)], pod({ 'init-a': 0, main: 111, support: 0 }), COUNTED],
  ['FailIndex by code', [codes('FailIndex', 'In', 1, 2, 3)], pod({ main: 2 }), FAIL_INDEX],
  ['FailIndex without a limit for each', [codes('FailIndex', 'In', 2)], pod({ main: 2 }), COUNTED, false],
  ['not zero', [codes('FailJob', 'NotIn', 0)], pod({ main: 1, support: 0 }), byCode(1, 0)],
  ['the second rule', [codes('Count', 'In', 1, 2), codes('FailJob', 'In', 4, 6)], pod({ main: 6 }), byCode(6, 1)],
  ['one of two containers', [codes('Count', 'In', 1, 2, 3)], pod({ foo: undefined, bar: 2 }), COUNT],
  ['FailIndex by condition', [disrupted('FailIndex')], pod({}, 'True'), FAIL_INDEX],
  ['the same without a limit for each', [disrupted('FailIndex')], pod({}, 'True'), COUNTED, false],
  ['Ignore by condition', [disrupted('Ignore')], pod({}, 'True'), IGNORE],
  ['a condition that is False', [disrupted('Ignore', 'False')], pod({}, 'False'), IGNORE],
  ['a condition that is Unknown', [disrupted('Ignore', 'Unknown')], pod({}, 'Unknown'), IGNORE],
  ['False wanted, True found', [disrupted('Ignore', 'False')], pod({}, 'True'), COUNTED],
  ['True wanted, False found', [disrupted('Ignore')], pod({}, 'False'), COUNTED],
  [
    'FailJob by condition',
    [disrupted('FailJob')],
    pod({}, 'True'),
    failJob('Pod default/mypod has condition DisruptionTarget matching FailJob rule at index 0'),
  ],
  ['Count by condition', [disrupted('Count')], pod({}, 'True'), COUNT],
  [
    'the first of many',
    [codes('Count', 'NotIn', 8), codes('Ignore', 'In', 1), codes('FailJob', 'NotIn', 5), disrupted('Ignore')],
    pod({ main: 32 }),
    COUNT,
  ],
  ['none', [codes('Ignore', 'In', 1), disrupted('Ignore')], pod({ main: 32 }), COUNTED],
]

for (const [name, rules, failed, then, perIndex] of table)
  test(`a failure policy: ${name}`, () =>
    assert.deepEqual(matchPodFailurePolicy(rules && { rules }, failed, perIndex), then))
