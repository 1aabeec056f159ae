// Facts of Test_applyAppArmorVersionSkew of pkg/registry/core/pod/strategy_test.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { withAppArmorFields } from './app-armor'

const KEY = 'container.apparmor.security.beta.kubernetes.io/'
const warning = (name: string) =>
  `metadata.annotations[${KEY}${name}]: deprecated since v1.30; use the "appArmorProfile" field instead`
const field = (appArmorProfile: object) => ({ securityContext: { appArmorProfile } })
const localhost = field({ type: 'Localhost', localhostProfile: 'foo' })
const unconfined = field({ type: 'Unconfined' })
const runtimeDefault = field({ type: 'RuntimeDefault' })

interface Case {
  readonly what: string
  readonly annotations?: Record<string, string>
  /** what the Pod has besides */
  readonly pod?: object
  readonly given?: object
  /** the container afterwards, when it changes */
  readonly made?: object
  readonly warned?: boolean
}

const cases: readonly Case[] = [
  { what: 'a field alone gets no annotation', given: localhost },
  { what: 'neither' },
  { what: 'unconfined', annotations: { [`${KEY}c`]: 'unconfined' }, made: unconfined, warned: true },
  { what: 'the default', annotations: { [`${KEY}c`]: 'runtime/default' }, made: runtimeDefault, warned: true },
  { what: 'one of the host', annotations: { [`${KEY}c`]: 'localhost/foo' }, made: localhost, warned: true },
  { what: 'none of the host', annotations: { [`${KEY}c`]: 'localhost/' }, warned: true },
  { what: 'no profile', annotations: { [`${KEY}c`]: 'localhost/ ' }, warned: true },
  { what: 'both', annotations: { [`${KEY}c`]: 'localhost/foo' }, given: localhost },
  { what: 'of another container', annotations: { [`${KEY}d`]: 'unconfined' } },
  { what: 'as the Pod has', annotations: { [`${KEY}c`]: 'unconfined' }, pod: unconfined },
  {
    what: 'other than the Pod has',
    annotations: { [`${KEY}c`]: 'unconfined' },
    pod: runtimeDefault,
    made: unconfined,
    warned: true,
  },
  { what: 'on Windows', annotations: { [`${KEY}c`]: 'unconfined' }, pod: { os: { name: 'windows' } } },
]

test('annotations of AppArmor become fields of a new Pod, and its maker is told', () => {
  for (const { what, annotations = {}, pod = {}, given = {}, made = {}, warned } of cases) {
    const warnings: string[] = []
    const spec = { ...pod, containers: [{ name: 'c', ...given }] }
    const result = withAppArmorFields({ metadata: { annotations }, spec } as unknown as Pod, (text) =>
      warnings.push(text),
    )
    assert.deepEqual(result, { ...pod, containers: [{ name: 'c', ...given, ...made }] }, what)
    assert.deepEqual(warnings, warned ? [warning('c')] : [], what)
  }
})
