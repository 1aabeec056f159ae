// What a client is told of a Pod that is taken all the same. Follows WarningsOnCreate of pkg/registry/core/pod, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { podTemplateWarnings } from '../pod-template'
import { container, podOf } from '../testing/pods'
import { podKind } from './kind'

const spec = {
  containers: [
    {
      ...container,
      resources: { limits: { memory: '2500m', 'ephemeral-storage': '3500m' }, requests: { memory: '1500m' } },
    },
  ],
}
const fraction = (list: string, name: string, text: string) =>
  `spec.containers[0].resources.${list}[${name}]: fractional byte value "${text}" is invalid, must be an integer`

test('a new Pod is warned about, a changed one is not', () => {
  const pod = podOf(spec, { name: 'a.b' }) as Pod
  assert.deepEqual(podKind.warnings?.(pod, undefined), [
    "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    fraction('limits', 'memory', '2500m'),
    fraction('requests', 'memory', '1500m'),
    fraction('limits', 'ephemeral-storage', '3500m'),
    fraction('requests', 'ephemeral-storage', '3500m'),
  ])
  assert.deepEqual(podKind.warnings?.(pod, pod), [])
})

test('a negative time of grace is told of a template only: a Pod has one second before it is looked at', () => {
  const negative = { containers: [container], terminationGracePeriodSeconds: -1 }
  assert.deepEqual(podKind.warnings?.(podOf(negative) as Pod, undefined), [])
  assert.deepEqual(podTemplateWarnings({ spec: negative }, 'spec.template'), [
    'spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1',
  ])
})
