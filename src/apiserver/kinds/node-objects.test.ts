// What nodes tell of their runtimes and drivers. Facts of the tables of pkg/apis/node/validation and pkg/apis/storage/validation,
// v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorText } from '../field-errors'
import { definitionOf, faults, taken } from './testing/take'

const made = (apiVersion: string, kind: string, content: object) =>
  taken({ apiVersion, kind, metadata: { name: 'x' }, ...content })
const runtimeClass = (content: object) => made('node.k8s.io/v1', 'RuntimeClass', { handler: 'h', ...content })
const csiDriver = (spec: object) => made('storage.k8s.io/v1', 'CSIDriver', { spec })
const csiNode = (...drivers: object[]) => made('storage.k8s.io/v1', 'CSINode', { spec: { drivers } })
const driver = { name: 'a.example.com', nodeID: 'n' }

test('RuntimeClasses', () => {
  assert.deepEqual(faults(runtimeClass({ overhead: { podFixed: { cpu: '10m' } }, scheduling: {} })), [])
  const wrong = runtimeClass({
    overhead: { podFixed: { memory: '-1' } },
    scheduling: { nodeSelector: { a: '-' }, tolerations: [{ key: 'k', operator: 'Exists', value: 'v' }] },
  })
  assert.deepEqual(faults(wrong), [
    'overhead.limits[memory]: Invalid value: "-1": must be greater than or equal to 0',
    `scheduling.nodeSelector: Invalid value: "-": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    `scheduling.tolerations[0].operator: Invalid value: "v": value must be empty when \`operator\` is 'Exists'`,
  ])
  const old = runtimeClass({ scheduling: { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } } })
  assert.deepEqual(definitionOf('RuntimeClass').warnings?.(old), [
    'scheduling.nodeSelector: deprecated since v1.14; use "kubernetes.io/os" instead',
  ])
})

test('CSIDrivers', () => {
  const at = 'spec.tokenRequests'
  const wrong = csiDriver({
    tokenRequests: [
      { audience: 'a', expirationSeconds: 599 },
      { audience: 'a' },
      { audience: '', expirationSeconds: 2 ** 32 + 1 },
    ],
    volumeLifecycleModes: ['Sometimes'],
    nodeAllocatableUpdatePeriodSeconds: 9,
  })
  assert.deepEqual(faults(wrong), [
    `${at}[0].expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes`,
    `${at}[1].audience: Duplicate value: "a"`,
    `${at}[2].expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds`,
    'spec.volumeLifecycleModes: Unsupported value: "Sometimes": supported values: "Persistent", "Ephemeral"',
    'spec.nodeAllocatableUpdatePeriodSeconds: Invalid value: 9: must be greater than or equal to 10 seconds',
  ])
})

test('CSINodes', () => {
  assert.deepEqual(faults(csiNode({ ...driver, name: 'A.example.com', topologyKeys: ['a/zone'] })), [])
  assert.deepEqual(faults(csiNode({})), [
    'spec.drivers[0].name: Required value',
    "spec.drivers[0].name: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    'spec.drivers[0].nodeID: Required value',
  ])
  const wrong = csiNode(
    { ...driver, nodeID: 'n'.repeat(193), allocatable: { count: -1 } },
    { ...driver, topologyKeys: ['zone', 'zone'] },
  )
  const at = 'spec.drivers'
  assert.deepEqual(faults(wrong), [
    `${at}[0].nodeID: Invalid value: "${'n'.repeat(193)}": must be 192 characters or less`,
    `${at}[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0`,
    `${at}[1].name: Duplicate value: "a.example.com"`,
    `${at}[1]: Duplicate value: "zone"`,
  ])
})

test('a driver of a CSINode may count volumes anew, and no more', () => {
  const changes = (next: object) =>
    definitionOf('CSINode').validateUpdate?.(csiNode(next), csiNode(driver)).map(errorText)
  assert.deepEqual(changes({ ...driver, allocatable: { count: 3 } }), [])
  assert.deepEqual(changes({ name: 'b.example.com', nodeID: 'n' }), [])
  assert.deepEqual(changes({ ...driver, nodeID: 'm' }), [
    'spec.drivers: Invalid value: {"Name":"a.example.com","NodeID":"m","TopologyKeys":null,"Allocatable":null}: field is immutable',
  ])
})
