import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isStrictSubset } from './cidr'

const cases: readonly [network: string, part: string, expected: boolean | undefined][] = [
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.0.0.0/8', '11.0.0.0/16', false],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/16', '10.0.0.0/8', false],
  ['0.0.0.0/0', '192.168.9.0/24', true],
  ['fd00:192:168::/48', 'fd00:192:168:3::/64', true],
  ['fd00:192:168::/48', 'fd00:192:169:3::/64', false],
  ['::/0', '::ffff:10.0.0.0/104', true],
  ['10.0.0.0/8', '2001:db8::/64', false],
  ['10.0.0.0/8', 'x', undefined],
  ['10.0.0.0', '10.0.0.0/9', undefined],
]

for (const [network, part, expected] of cases)
  test(`${part} in ${network}`, () => {
    assert.equal(isStrictSubset(network, part), expected)
  })
