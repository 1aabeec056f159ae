import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cidrWarnings, ipWarnings, isStrictCidr, isStrictSubset } from './cidr'

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

const INVALID = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'
const LEADING = 'must not have leading 0s in IP or prefix length'
const MAPPED = 'must not have an IPv4-mapped IPv6 address'
const BITS = 'must not have bits set beyond the prefix length'
const networks: readonly [cidr: string, ...errors: string[]][] = [
  ['1.0.0.0/8'],
  ['0.0.0.0/0'],
  ['1.1.1.1/32'],
  ['2001:4860:4860::/48'],
  ['::/0'],
  ['::1/128'],
  ['2a00:79e0:2:0::/64'],
  ['2001:DB8::/64'],
  ['1.1.01.0/24', LEADING],
  ['192.168.0.0/016', LEADING],
  ['::ffff:1.1.1.0/24', MAPPED],
  ['::ffff:1.1.1.0/120', MAPPED],
  ['1.2.3.4/24', BITS],
  ['2001:db8::1/64', BITS],
  ['', INVALID],
  ['1.2.3.4', INVALID],
  ['192.168.0.1/healthz', INVALID],
  ['192.168.0.1/0/99', INVALID],
  ['192.168.0.0/-16', INVALID],
  ['192.168.0.0/+16', INVALID],
]

// Facts of TestIsValidCIDR of apimachinery/pkg/util/validation/ip_test.go, v1.36.
for (const [cidr, ...errors] of networks)
  test(`"${cidr}" as a network`, () => assert.deepEqual(isStrictCidr(cidr), errors))

test('addresses and networks in other forms', () => {
  assert.deepEqual(ipWarnings('192.12.2.2', 'at'), [])
  assert.deepEqual(ipWarnings('192.012.2.2', 'at'), [
    'at: non-standard IP address "192.012.2.2" will be considered invalid in a future Kubernetes release: use "192.12.2.2"',
  ])
  assert.deepEqual(cidrWarnings('2001:db8::/64', 'at'), [])
  assert.deepEqual(cidrWarnings('2001:db8:0:0::/64', 'at'), [
    'at: IPv6 CIDR value "2001:db8:0:0::/64" should be in RFC 5952 canonical format ("2001:db8::/64")',
  ])
})
