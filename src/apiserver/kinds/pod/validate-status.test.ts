// What may be written into the status of a Pod: facts of TestValidatePodStatusUpdate of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { errorText } from '../../field-errors'
import { container, podOf } from '../testing/pods'
import { preparePodStatus } from './prepare-status'
import { validatePodStatus } from './validate-status'

const ended = (exitCode: number) => ({ containerStatuses: [{ name: 'c', state: { terminated: { exitCode } } }] })
const running = { containerStatuses: [{ name: 'c', state: { running: {} } }] }
const REVIVED = 'status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state'
const withRule = (restartPolicy: string, action = 'Restart') => ({
  restartPolicy: 'Never',
  containers: [
    { ...container, restartPolicy, restartPolicyRules: [{ action, exitCodes: { operator: 'In', values: [42] } }] },
  ],
})

type Case = readonly [what: string, spec: object, before: object, after: object, errors: string[]]
const cases: readonly Case[] = [
  ['a container that failed runs again by OnFailure', { restartPolicy: 'OnFailure' }, ended(1), running, []],
  ['one that is done does not', { restartPolicy: 'OnFailure' }, ended(0), running, [REVIVED]],
  ['none by Never', { restartPolicy: 'Never' }, ended(1), running, [REVIVED]],
  ['one by its own rule', withRule('Never'), ended(42), running, []],
  ['not by a rule for another exit code', withRule('Never'), ended(1), running, [REVIVED]],
  ['one by its own policy', withRule('OnFailure'), ended(1), running, []],
  ['all where a rule starts all anew', withRule('Never', 'RestartAllContainers'), ended(1), running, []],
  [
    'an unknown container stays ended, even by Always',
    {},
    { containerStatuses: [{ name: 'x', state: { terminated: { exitCode: 1 } } }] },
    { containerStatuses: [{ name: 'x', state: { running: {} } }] },
    [REVIVED],
  ],
  [
    'a nomination of a bound Pod',
    { nodeName: 'n' },
    {},
    { nominatedNodeName: 'm' },
    ['status.nominatedNodeName: Forbidden: may not be set on pods that are already bound to a node'],
  ],
  [
    'conditions and generations',
    {},
    {},
    { observedGeneration: -1, conditions: [{ type: 'a', status: 'True', observedGeneration: -1 }] },
    [
      'status.conditions[0].observedGeneration: Invalid value: -1: must be a non-negative integer',
      'status.observedGeneration: Invalid value: -1: must be a non-negative integer',
    ],
  ],
  [
    'claims',
    { resourceClaims: [{ name: 'a', resourceClaimName: 'x' }] },
    {},
    { resourceClaimStatuses: [{ name: 'a' }, { name: 'a' }, { name: 'b' }] },
    [
      'status.resourceClaimStatuses[1].name: Duplicate value: "a"',
      'status.resourceClaimStatuses[2].name: Invalid value: "b": must match the name of an entry in `spec.resourceClaims`',
    ],
  ],
  [
    'addresses',
    {},
    { podIPs: [{ ip: '010.0.0.1' }] },
    {
      hostIP: '1.1.1.1',
      hostIPs: [{ ip: '::1' }, { ip: '1.1.1.1' }],
      podIPs: [{ ip: '010.0.0.1' }, { ip: '1.1.1.01' }],
    },
    [
      'status.podIPs[1]: Invalid value: "1.1.1.01": must not have leading 0s',
      'status.podIPs: Invalid value: [{"IP":"010.0.0.1"},{"IP":"1.1.1.01"}]: may specify no more than one IP for each IP family',
      'status.hostIPs[0].ip: Invalid value: "::1": must be equal to `hostIP`',
    ],
  ],
]

const withStatus = (pod: Pod, status: object): Pod => ({ ...pod, status: { ...pod.status, ...status } })

for (const [what, spec, before, after, errors] of cases)
  test(`a Pod's status: ${what}`, () => {
    const pod = podOf(spec) as Pod
    assert.deepEqual(validatePodStatus(withStatus(pod, after), withStatus(pod, before)).map(errorText), errors)
  })

test("what a writer of the status leaves out stays, one condition's generation after the other", () => {
  const pod = podOf({}) as Pod
  const condition = (type: string, observedGeneration?: number) => ({
    type,
    status: 'True',
    ...(observedGeneration ? { observedGeneration } : {}),
  })
  const before = withStatus(pod, {
    observedGeneration: 3,
    conditions: [condition('a', 1), condition('a', 2), condition('b', 3)],
  })
  const after = withStatus(pod, { conditions: [condition('b', 5), condition('a'), condition('a'), condition('c')] })
  const { status } = preparePodStatus(after, before)
  assert.deepEqual([status.observedGeneration, status.qosClass], [3, 'BestEffort'])
  assert.deepEqual(
    status.conditions?.map(({ type, observedGeneration }) => [type, observedGeneration]),
    [
      ['b', 5],
      ['a', 1],
      ['a', 2],
      ['c', undefined],
    ],
  )
})
