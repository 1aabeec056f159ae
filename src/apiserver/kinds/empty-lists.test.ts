// Lists without omitempty in k8s.io/api, v1.36: storage keeps no empty list, and Go prints null for none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '../../objects/kube-object'
import { taken } from './testing/take'

const table: [apiVersion: string, kind: string, given: object, then: object][] = [
  ['discovery.k8s.io/v1', 'EndpointSlice', {}, { endpoints: null, ports: null }],
  ['discovery.k8s.io/v1', 'EndpointSlice', { endpoints: [], ports: [] }, { endpoints: null, ports: null }],
  [
    'discovery.k8s.io/v1',
    'EndpointSlice',
    { endpoints: [{ addresses: ['10.0.0.1'] }], ports: [{ port: 80 }] },
    { endpoints: [{ addresses: ['10.0.0.1'], conditions: {} }], ports: [{ port: 80, name: '', protocol: 'TCP' }] },
  ],
  ['rbac.authorization.k8s.io/v1', 'Role', {}, { rules: null }],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] }, { rules: null }],
]

for (const [apiVersion, kind, given, then] of table)
  test(`${kind} with ${JSON.stringify(given)}`, () => {
    const metadata = { name: 'x' }
    const {
      metadata: _,
      apiVersion: __,
      kind: ___,
      addressType,
      ...rest
    } = taken({ apiVersion, kind, metadata, ...given }) as KubeObject & {
      addressType?: string
    }
    assert.ok(!addressType)
    assert.deepEqual(rest, then)
  })
