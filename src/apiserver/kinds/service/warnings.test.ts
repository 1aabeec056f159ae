// Facts of pkg/api/service/warnings_test.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Service } from '../../../objects/kinds'
import { serviceWarnings } from './warnings'

const cases: readonly [what: string, spec: object, warnings: string[], annotations?: Record<string, string>][] = [
  ['a plain one', { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', '2001:db8::2'] }, []],
  [
    'headless',
    {
      clusterIP: 'None',
      clusterIPs: ['None'],
      loadBalancerIP: '1.2.3.4',
      externalIPs: ['1.2.3.4'],
      sessionAffinity: 'ClientIP',
    },
    [
      'spec.loadBalancerIP is ignored for headless services',
      'spec.externalIPs is ignored for headless services',
      'spec.SessionAffinity is ignored for headless services',
    ],
  ],
  [
    'addresses in other forms',
    {
      clusterIP: '2001:db8:0:0::2',
      clusterIPs: ['2001:db8:0:0::2'],
      externalIPs: ['2001:db8:1:0::2'],
      loadBalancerIP: '10.001.1.1',
      loadBalancerSourceRanges: ['2001:db8:1:0::/64', '10.12.2.0/24'],
    },
    [
      'spec.clusterIPs[0]: IPv6 address "2001:db8:0:0::2" should be in RFC 5952 canonical format ("2001:db8::2")',
      'spec.externalIPs[0]: IPv6 address "2001:db8:1:0::2" should be in RFC 5952 canonical format ("2001:db8:1::2")',
      'spec.externalIPs is deprecated and may no longer be implemented in some clusters',
      'spec.loadBalancerIP: non-standard IP address "10.001.1.1" will be considered invalid in a future Kubernetes release: use "10.1.1.1"',
      'spec.loadBalancerSourceRanges[0]: IPv6 CIDR value "2001:db8:1:0::/64" should be in RFC 5952 canonical format ("2001:db8:1::/64")',
    ],
  ],
  [
    'IPv4 in IPv6',
    { loadBalancerIP: '::ffff:192.12.2.2' },
    [
      'spec.loadBalancerIP: non-standard IP address "::ffff:192.12.2.2" will be considered invalid in a future Kubernetes release: use "192.12.2.2"',
    ],
  ],
  ['no address', { loadBalancerIP: 'nonsense' }, []],
  [
    'a name, with addresses',
    { type: 'ExternalName', externalName: 'a.b', externalIPs: ['1.2.3.4'] },
    ['spec.externalIPs is ignored when spec.type is "ExternalName"'],
  ],
  [
    'a name that is not used',
    { externalName: 'a.b' },
    ['spec.externalName is ignored when spec.type is not "ExternalName"'],
  ],
  [
    'close',
    { trafficDistribution: 'PreferClose' },
    ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'],
  ],
  [
    'hints',
    {},
    [
      'annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead',
    ],
    { 'service.kubernetes.io/topology-aware-hints': 'auto' },
  ],
]

test('warnings of Services', () => {
  for (const [what, spec, warnings, annotations = {}] of cases) {
    const service = { metadata: { annotations }, spec: { type: 'ClusterIP', sessionAffinity: 'None', ...spec } }
    assert.deepEqual(serviceWarnings(service as unknown as Service), warnings, what)
  }
})
