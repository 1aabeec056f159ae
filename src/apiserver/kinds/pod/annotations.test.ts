// Annotations of Pods that are judged: facts of the tables of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { errorText } from '../../field-errors'
import { container, podFaults, podOf } from '../testing/pods'
import { validatePodUpdate } from './validate-update'

const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod'
const SECCOMP_C = 'container.seccomp.security.alpha.kubernetes.io/c'
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/'
const MIRROR = 'kubernetes.io/config.mirror'
const COST = 'controller.kubernetes.io/pod-deletion-cost'

const onCreate: readonly [annotations: Record<string, string>, spec: object, errors: string[]][] = [
  [
    { [MIRROR]: 'x' },
    { resourceClaims: [{ name: 'a' }] },
    [
      `metadata.annotations[${MIRROR}]: Invalid value: "x": must set spec.nodeName if mirror pod annotation is set`,
      ': Forbidden: static pods do not support resource claims',
    ],
  ],
  [{ [MIRROR]: 'x' }, { nodeName: 'n' }, []],
  ...(['-2147483648', '2147483647', '-01'] as const).map((cost): [Record<string, string>, object, string[]] => [
    { [COST]: cost },
    {},
    [],
  ]),
  ...(['2147483648', '+1', '01', ''] as const).map((cost): [Record<string, string>, object, string[]] => [
    { [COST]: cost },
    {},
    [`metadata.annotations[${COST}]: Invalid value: "${cost}": must be a 32bit integer`],
  ]),
  [
    { [SECCOMP]: 'foo', [SECCOMP_C]: 'localhost//a' },
    {},
    [
      `metadata.annotations.${SECCOMP}: Invalid value: "foo": must be a valid seccomp profile`,
      `metadata.annotations.${SECCOMP_C}: Invalid value: "/a": must be a relative path`,
    ],
  ],
  [
    { [SECCOMP]: 'unconfined', [SECCOMP_C]: 'localhost/a' },
    {
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ ...container, securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'b' } } }],
    },
    [
      'spec.securityContext.seccompProfile.type: Forbidden: seccomp type in annotation and field must match',
      'spec.containers[0].securityContext.seccompProfile.localhostProfile: Forbidden: seccomp profile in annotation and field must match',
    ],
  ],
  [
    { [`${APP_ARMOR}d`]: 'bad-name', [`${APP_ARMOR}c`]: 'unconfined' },
    { containers: [{ ...container, securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }] },
    [
      `metadata.annotations[${APP_ARMOR}d]: Invalid value: "d": container not found`,
      `metadata.annotations[${APP_ARMOR}d]: Invalid value: "bad-name": invalid AppArmor profile name: "bad-name"`,
      'spec.containers[0].securityContext.appArmorProfile.type: Forbidden: apparmor type in annotation and field must match',
    ],
  ],
]

for (const [annotations, spec, errors] of onCreate)
  test(`a new Pod with ${JSON.stringify(annotations)}`, () =>
    assert.deepEqual(podFaults(spec, { annotations }), errors))

const onUpdate: readonly [before: Record<string, string>, after: Record<string, string>, errors: string[]][] = [
  [
    { [MIRROR]: 'x' },
    { [MIRROR]: 'y' },
    [
      `metadata.annotations[${MIRROR}]: Forbidden: may not remove or update mirror pod annotation`,
      `metadata.annotations[${MIRROR}]: Invalid value: "y": must set spec.nodeName if mirror pod annotation is set`,
    ],
  ],
  [
    { [`${APP_ARMOR}c`]: 'unconfined' },
    {},
    [`metadata.annotations[${APP_ARMOR}c]: Forbidden: may not remove or update AppArmor annotations`],
  ],
  [
    {},
    { [`${APP_ARMOR}c`]: 'unconfined' },
    [`metadata.annotations[${APP_ARMOR}c]: Forbidden: may not add AppArmor annotations`],
  ],
  [{}, { [SECCOMP]: 'unconfined' }, []],
]

for (const [before, after, errors] of onUpdate)
  test(`a Pod whose annotations change from ${JSON.stringify(before)}`, () => {
    const previous = podOf({}, { annotations: before }) as Pod
    const next = { ...previous, metadata: { ...previous.metadata, annotations: after } }
    assert.deepEqual(validatePodUpdate(next, previous).map(errorText), errors)
  })
